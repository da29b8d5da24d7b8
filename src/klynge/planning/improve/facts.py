# SPDX-License-Identifier: Apache-2.0
"""What the search looks at, in flat arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.problem import Problem

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facts:
    """By order: due moment, weight, promised or not, whose it is, least run seconds. By operation: order, goods.

    Whose an order is: the owner of the job that goes to the customer. `weight_g` is what all goods of the operation's
    job weigh, for lanes.
    """

    order_of: Ints
    due: Ints
    weight: Ints
    promised: Ints
    member: Ints
    members: int
    work: Ints
    weight_g: Ints

    @classmethod
    def of(cls, problem: Problem) -> Facts:
        """The facts of a problem."""
        keys, order = problem.keys, problem.operations.order
        count = (order[:, col.ORD_OP1] - order[:, col.ORD_OP0]).astype(np.int64)
        rows: dict[str, int] = {}
        member = np.zeros(len(order), np.int64)
        order_of = np.zeros(len(problem.rows), np.int64)  # of no one's: the operations of orders that were withdrawn
        for o, first in enumerate(order[:, col.ORD_OP0].tolist()):
            jobs = [problem.rows[i][0] for i in range(first, first + int(count[o]))]
            if jobs:
                owner = next((job.owner for job in jobs if job.region), jobs[0].owner)
                member[o] = rows.setdefault(owner, len(rows))
                order_of[first : first + len(jobs)] = o
        return cls(
            order_of,
            keys.due.astype(np.int64),
            keys.weight.astype(np.int64),
            keys.promised.astype(np.int64),
            member,
            max(1, len(rows)),
            keys.work.astype(np.int64),
            np.array([job.weight_g * job.quantity for job, _ in problem.rows], np.int64),
        )
