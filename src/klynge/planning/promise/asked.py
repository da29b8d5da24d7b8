# SPDX-License-Identifier: Apache-2.0
"""What is compiled of an order that is asked for, kept for when it is asked for again.

An order is compiled when its menu is made, when an offer is taken, and when the row of the log is taken in, by each
replica of the plan: mostly four times with the same work, on which alone the tables depend but for the day it is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation
from klynge.network.model import Network

from ..kernels import columns as col
from ..kernels.columns import Operations, Resources
from ..problem import Problem
from ..tables import due_second
from .rates import Figures, goods_g, mode_grams

MOST_PAIRS = 8  # pairs of places with several lanes among which an order chooses
KEPT = 4

Rows = tuple[tuple[Job, Operation], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An order's jobs as tables over a problem's resources, and what else follows from its work; read, never written.

    `pairs` are the pairs of places that its goods may go between on several lanes.
    """

    jobs: tuple[Job, ...]
    operations: Operations
    rows: Rows
    pairs: NDArray[np.int64]
    mode_g: Figures
    goods: Figures

    def standing(self, jobs: tuple[Job, ...], problem: Problem) -> Asked | None:
        """It for these jobs, if they are the same work, where promises may stand otherwise; else None."""
        if len(jobs) != len(self.jobs) or jobs[0].order != self.jobs[0].order:
            return None
        now = {id(was): job for was, job in zip(self.jobs, jobs, strict=True) if was.is_same_work(job)}
        if len(now) != len(jobs):
            return None
        order = self.operations.order.copy()
        order[0, col.ORD_DUE] = due_second(jobs, problem.zero)
        rows = tuple((now[id(job)], operation) for job, operation in self.rows)
        return Asked(jobs, self.operations._replace(order=order), rows, self.pairs, self.mode_g, self.goods)


@dataclass(slots=True)
class Lately:
    """What was compiled lately over a network: of all problems that were grown from one, whoever grew them."""

    asked: tuple[Network | None, tuple[Asked, ...]] = (None, ())


def asked(problem: Problem, jobs: Sequence[Job]) -> Asked:
    """The jobs of one order compiled. Raises PlanningError when they do not fit the network."""
    lately: Lately = problem.kept.setdefault("asked", Lately())
    network, known = lately.asked
    if network is not problem.network:  # a problem made from another may be of a changed cluster
        known = ()
    given = tuple(jobs)
    for each in known:
        found = each.standing(given, problem)
        if found is not None:
            return found
    made = _compiled(problem, given)
    lately.asked = problem.network, (made, *known[: KEPT - 1])
    return made


def _compiled(problem: Problem, jobs: tuple[Job, ...]) -> Asked:
    operations, rows = problem.request(jobs)
    first = operations.op[:, col.OP_MODE0].tolist()
    pairs = lane_choices(problem.resources, operations)
    grams = mode_grams((op for _, op in rows), len(operations.mode), first)
    return Asked(jobs, operations, rows, pairs, grams, goods_g(rows))


def lane_choices(resources: Resources, operations: Operations) -> NDArray[np.int64]:
    """First and last lane row of pairs of places with several lanes that an order's goods may go between, and 1 where
    both are sites."""
    n_dest, first = int(resources.span[2]), resources.pair_lane0
    site_of = resources.wc[operations.mode[:, col.MODE_WC], col.WC_SITE].tolist()
    bounds = operations.op[:, [col.OP_MODE0, col.OP_MODE1, col.OP_EDGE0, col.OP_EDGE1, col.OP_DEST]].tolist()
    sites = [set(site_of[a:b]) for a, b, *_ in bounds]
    before = operations.edge[:, col.EDGE_PRED].tolist()
    pairs: set[int] = set()
    for row, (_, _, edge0, edge1, dest) in enumerate(bounds):
        pairs |= {a * n_dest + b for pred in before[edge0:edge1] for a in sites[pred] for b in sites[row] if a != b}
        if dest >= 0:
            pairs |= {a * n_dest + dest for a in sites[row]}
    n_sites = int(resources.span[3])
    several = [
        (int(first[pair]), int(first[pair + 1]), int(pair % n_dest < n_sites))
        for pair in sorted(pairs)
        if first[pair + 1] - first[pair] > 1
    ]
    return np.array(several[:MOST_PAIRS], np.int64).reshape(-1, 3)
