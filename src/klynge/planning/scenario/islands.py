# SPDX-License-Identifier: Apache-2.0
"""Parts of a cluster that have nothing to do with one another: no order of one could ever use what the other has.

Orders hang together by the work centres, people, materials and supply lots that any of their alternatives could use.
What a scenario changes on one island leaves the plan of every other island as it is, to the second, since planning
takes orders one by one and looks only at what they could use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import Operations
from klynge.planning.problem import Problem

from .tables import ranges

Numbers = NDArray[np.int64]
Pairs = tuple[Numbers, Numbers]
MOST = 48  # so many islands are kept apart at most


@dataclass(frozen=True, slots=True)
class Islands:
    """The island of every thing by its row; -1 for what no order could use."""

    count: int
    orders: Numbers
    groups: Numbers  # of the modes of orders
    supply_groups: Numbers
    work_centres: Numbers
    pools: Numbers
    items: Numbers
    supplies: Numbers


def islands_of(problem: Problem, groups: Numbers, supply_groups: Numbers) -> Islands:
    """The islands of a problem; `groups` are the first rows of the alternatives of its modes."""
    resources, operations, supplies = problem.resources, problem.operations, problem.supplies
    counts = {
        "orders": len(operations.order), "groups": len(groups), "supply_groups": len(supply_groups),
        "work_centres": len(resources.wc), "pools": len(problem.pool_steps), "items": len(problem.names.item),
        "supplies": len(resources.supply),
    }  # fmt: skip
    first = dict(zip(counts, np.cumsum([0, *counts.values()]).tolist(), strict=False))
    pairs: list[Pairs] = []
    owners = np.repeat(np.arange(len(operations.order)), np.diff(operations.order[:, [col.ORD_OP0, col.ORD_OP1]])[:, 0])
    pairs += _uses(operations, owners + first["orders"], groups, first["groups"], first)
    made = np.repeat(np.arange(len(resources.supply)), np.diff(resources.supply[:, [col.SUP_OP0, col.SUP_OP1]])[:, 0])
    pairs += _uses(supplies, made + first["supplies"], supply_groups, first["supply_groups"], first)
    keys = np.flatnonzero(resources.key_supply >= 0)
    if len(resources.supply):
        items = keys // max(1, int(resources.span[3]))
        pairs.append((items + first["items"], resources.key_supply[keys].astype(np.int64) + first["supplies"]))
    reported = [
        (int(owners[row]) + first["orders"], problem.names.work_centre[r.work_centre] + first["work_centres"])
        for row, (_, op) in enumerate(problem.rows)
        for r in op.reported
    ]
    if reported:
        one, other = np.array(reported, np.int64).T
        pairs.append((one, other))
    label = _joined(sum(counts.values()), pairs)
    mine = np.unique(label[: counts["orders"]])
    number = np.full(len(label), -1, np.int64)
    number[mine] = np.arange(len(mine)) % MOST
    found = {name: number[label[first[name] : first[name] + n]] for name, n in counts.items()}
    return Islands(min(len(mine), MOST), **found)


def _uses(
    tables: Operations, users: Numbers, groups: Numbers, first_group: int, first: dict[str, int]
) -> Iterable[Pairs]:
    """Users (one an operation) with their modes and materials, modes with their work centres and pools."""
    op, mode = tables.op, tables.mode
    yield users, np.searchsorted(groups, op[:, col.OP_MODE0]) + first_group
    group = np.searchsorted(groups, np.arange(len(mode)), side="right") - 1 + first_group
    yield group, mode[:, col.MODE_WC].astype(np.int64) + first["work_centres"]
    need = ranges(mode[:, col.MODE_NEED0], mode[:, col.MODE_NEED1])
    of_need = np.repeat(group, mode[:, col.MODE_NEED1] - mode[:, col.MODE_NEED0])
    pool0, pool1 = tables.need[need, col.NEED_POOL0], tables.need[need, col.NEED_POOL1]
    pools = tables.need_pool[ranges(pool0, pool1)].astype(np.int64)
    yield np.repeat(of_need, pool1 - pool0), pools + first["pools"]
    used = ranges(op[:, col.OP_MAT0], op[:, col.OP_MAT1])
    items = tables.material[used, col.MAT_ITEM].astype(np.int64)
    yield np.repeat(users, op[:, col.OP_MAT1] - op[:, col.OP_MAT0]), items + first["items"]


def _joined(count: int, pairs: Iterable[Pairs]) -> Numbers:
    """The least number that each number hangs together with, through any pairs."""
    one, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
    label = np.arange(count)
    while True:
        before = label
        label = label.copy()
        least = np.minimum(label[one], label[other])
        np.minimum.at(label, one, least)
        np.minimum.at(label, other, least)
        label = label[label]
        if np.array_equal(label, before):
            return label
