# SPDX-License-Identifier: Apache-2.0
"""A fixed number of populations that search beside each other, each with its own arrays and random numbers.

What an island does depends on its number, the seed, and how many children it is asked for, never on the thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klynge.planning.project.kernels.arrays import Draft, draft_for, seeded
from klynge.planning.project.kernels.evolve import Island, evolve, take_in
from klynge.planning.project.kernels.evolve_lags import evolve_with_lags
from klynge.planning.project.kernels.lags import FAILED, Bench
from klynge.planning.project.prepare import Case
from klynge.planning.project.problem import Ints

ISLANDS = 4
MEMBERS = 20
PATIENCE = 30  # children without a better one, for each member, before a population is begun anew
CHUNK_STEPS = 20_000_000  # about 0.1 s: children of a chunk × activities²
CHUNK_STEPS_WITH_LAGS = 1_000_000
MOST_CHILDREN = 2_000


@dataclass(frozen=True, slots=True)
class Best:
    """A schedule's starts and makespan."""

    start: Ints
    makespan: int


class Islands:
    """The populations of a search; `run` may be called for different islands at the same time."""

    def __init__(self, case: Case, seed: int) -> None:
        self.case = case
        steps = CHUNK_STEPS if case.lag_case is None else CHUNK_STEPS_WITH_LAGS
        self.chunk = max(1, min(MOST_CHILDREN, steps // max(1, case.problem.activities) ** 2))
        self.islands = [_island(case, seed * ISLANDS + number) for number in range(ISLANDS)]
        self.drafts = [self._draft() for _ in range(ISLANDS)]
        self.benches = [_bench(case.problem.activities) for _ in range(ISLANDS)]
        self.alive = list(range(ISLANDS))

    def _draft(self) -> Draft:
        draft = draft_for(self.case.net)
        if self.case.lag_case is None:
            return draft
        nodes, words = 8 * self.case.problem.activities + 64, len(self.case.net.guard)
        return draft._replace(
            time=np.zeros(nodes, np.int64), next=np.zeros(nodes, np.int64), free=np.zeros((nodes, words), np.int64)
        )

    def run(self, number: int, children: int, goal: int) -> int:
        """Let one island make so many children, fewer when it reaches the goal; how many."""
        case, draft, island = self.case, self.drafts[number], self.islands[number]
        patience = PATIENCE * len(island.lists)
        if case.lag_case is None:
            return int(evolve(case.net, case.mirror, draft, island, children, patience, goal))
        lag = case.lag_case
        return int(
            evolve_with_lags(
                case.net, case.mirror, lag.order_net, lag.order_mirror, lag.lags, lag.mirrored, draft,
                self.benches[number], island, children, patience, goal,
            )
        )  # fmt: skip

    def best_of(self, number: int) -> Best | None:
        """The best schedule of an island, if it has any yet."""
        island = self.islands[number]
        return None if island.best[0] >= FAILED else Best(island.best_start.copy(), int(island.best[0]))

    def send(self, best: Best, number: int) -> None:
        """Give an island a schedule from elsewhere, which has to keep all lags."""
        net = self.case.net if self.case.lag_case is None else self.case.lag_case.order_net
        order = _in_order(best.start, net.in0, net.in_from)
        take_in(self.islands[number], order, best.start, best.makespan)


def _in_order(start: Ints, in0: Ints, in_from: Ints) -> Ints:
    """Activities by start, those that must be listed first before those that start with them."""
    depth = np.zeros(len(start), np.int64)
    after = np.repeat(np.arange(len(start)), np.diff(in0))
    same = start[in_from] == start[after]
    before, after = in_from[same], after[same]
    for _ in range(len(start)):
        deeper = depth.copy()
        np.maximum.at(deeper, after, depth[before] + 1)
        if (deeper == depth).all():
            break
        depth = deeper
    return np.lexsort((depth, start)).astype(np.int64)


def _island(case: Case, seed: int) -> Island:
    count = case.problem.activities
    return Island(
        lists=np.zeros((MEMBERS, count), np.int64),
        starts=np.zeros((MEMBERS, count), np.int64),
        makespan=np.full(MEMBERS, FAILED, np.int64),
        mark=np.zeros(MEMBERS, np.int64),
        best=np.array([FAILED], np.int64),
        best_start=np.zeros(count, np.int64),
        work=case.work,
        rules=np.roll(case.rules, seed % ISLANDS, axis=0),
        reach=np.array([case.reach], np.int64),
        child=np.zeros(count, np.int64),
        where=np.zeros(count, np.int64),
        counts=np.zeros(3, np.int64),
        state=seeded(seed),
    )


def _bench(count: int) -> Bench:
    return Bench(*(np.zeros(count, np.int64) for _ in range(5)))
