# SPDX-License-Identifier: Apache-2.0
"""The tables that the search kernels work on (int32, see `planning.kernels.view`): the shop, and one walk through it.

A head is the earliest start of an operation, a tail the longest path after its end (its own time in neither). A shop
may be a part cut out of a larger one: `HEAD` and `TAIL` of jobs and machines are what lies before and after the part.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int32]
NONE = -1

# Shop.op: previous and next operation of the job or NONE, alternatives, job, its
# number among the operations of its first machine, and where the pairs it begins with stand in Walk.pairs
OP_BEFORE, OP_AFTER, OP_ALT0, OP_ALT1, OP_JOB, OP_RANK, OP_PAIR0 = range(7)
# Shop.alt
ALT_MACHINE, ALT_TIME = range(2)
# Shop.job and Shop.machine
JOB_HEAD, JOB_TAIL, JOB_LAST = range(3)
MACHINE_SEQ0, MACHINE_HEAD, MACHINE_TAIL = range(3)
# Shop.size
OPERATIONS, JOBS, MACHINES, SETUPS, FIRST_SETUPS, LAST_SETUPS, PART = range(7)

# Walk.run: one row an operation. HEAD2 and TAIL2 are those of the graph without the operation that is being moved.
(
    JOB_BEFORE,
    JOB_AFTER,
    MACHINE_BEFORE,
    MACHINE_AFTER,
    HEAD,
    TAIL,
    HEAD2,
    TAIL2,
    TIME,
    MACHINE,
    PLACE,
    POSITION,
) = range(12)
# Walk.number
(
    RANDOM,
    MAKESPAN,
    BEST,
    ITERATION,
    STALL,
    STAMP,
    MOVE_OP,
    MOVE_ALT,
    MOVE_PLACE,
    MOVE_VALUE,
    MOVE_SECOND,
    TIES,
    TOUCHED,
    BEST_AT,
    SEEN,
    ANY_MACHINE,
    ANY_SOURCE,
    ANY_TARGET,
) = range(18)
NUMBERS = 18

WIDTHS = {"op": 7, "alt": 2, "job": 3, "machine": 3, "run": 12}


class Shop(NamedTuple):
    """The problem. `setup` is (machine, before, after) in one row, `first_setup`, `last_setup` (machine, operation)."""

    op: Table
    alt: Table
    job: Table
    machine: Table
    setup: Table
    first_setup: Table
    last_setup: Table
    size: Table


class Walk(NamedTuple):
    """Where a search is: the machines' sequences `seq` (from MACHINE_SEQ0, `length` long), the alternative `chosen` for
    each operation, a topological `order`; the best seen; when an alternative stops being `tabu`; room to work in."""

    run: Table
    seq: Table
    length: Table
    chosen: Table
    order: Table
    best_chosen: Table
    best_order: Table
    tabu: Table
    mark: Table
    touched: Table
    path: Table
    pairs: Table
    number: Table


def columns_of(tables: type[Any]) -> tuple[tuple[str, int], ...]:
    """Names and widths of the tables; those not listed have one column."""
    return tuple((name, WIDTHS.get(name, 1)) for name in tables._fields)
