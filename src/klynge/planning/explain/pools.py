# SPDX-License-Identifier: Apache-2.0
"""How much of each pool is free over a stretch of time, from the plan itself."""

from __future__ import annotations

import numpy as np

from klynge.job import Pause, Phase
from klynge.planning.measure.hours import Seconds
from klynge.planning.measure.load import pool_spans, pool_steps
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Portion


class PoolLevels:
    """What is present of pools, and who uses them when: columns portion number, from, to, thousandths."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans = pool_spans(reading)
        self._uses: dict[str, Seconds] = {}
        self._present: dict[str, tuple[Seconds, Seconds]] = {}

    def _columns(self, spans: list[tuple[int, Phase, int]]) -> Seconds:
        rows = []
        for n, phase, amount in spans:
            p = self._reading.plan.portions[n]
            first, last = (p.setup_start, p.start) if phase is Phase.SETUP else (p.start, p.end)
            if last > first:
                rows.append((n, first, last, amount))
        return np.array(rows, dtype=np.int64).reshape(-1, 4).T

    def _steps(self, pool: str) -> tuple[Seconds, Seconds]:
        if pool not in self._present:
            self._present[pool] = pool_steps(self._reading, self._reading.network.pools[pool])
        return self._present[pool]

    def _others(self, pool: str, first: int, last: int, apart_from: list[int]) -> Seconds:
        uses = self._uses.get(pool)
        if uses is None:
            uses = self._uses[pool] = self._columns(self._spans.get(pool, []))
        return uses[:, (uses[1] < last) & (uses[2] > first) & ~np.isin(uses[0], apart_from)]

    def changes(self, portion: Portion, first: int, last: int) -> set[int]:
        """Moments inside (first, last) at which a pool that the portion may use changes, in use or presence."""
        mode = self._reading.operations[portion.job, portion.operation].modes[portion.mode]
        found: set[int] = set()
        for pool in {pool for need in mode.needs for pool in need.pools}:
            found.update(self._steps(pool)[0].tolist())
            found.update(self._others(pool, first, last, [])[1:3].ravel().tolist())
        return {moment for moment in found if first < moment < last}

    def room(self, pool: str, first: int, last: int, amount: int, mine: list[int]) -> bool:
        """Whether `amount` is free of others' use whenever the portions `mine` would be at work in [first, last)."""
        if last <= first:
            return True
        others = self._others(pool, first, last, mine)
        if self._ample(pool, first, last, amount + int(others[3].sum())):
            return True
        edges = {first, *self._steps(pool)[0].tolist(), *others[1:3].ravel().tolist()}
        inside = (edge for edge in sorted(edges) if first <= edge < last)
        return all(self._fits(pool, edge, amount, others) for edge in inside if self._at_work(mine[0], edge))

    def _ample(self, pool: str, first: int, last: int, amount: int) -> bool:
        """Whether so much is there all the time, so that nobody has to ask who uses it when."""
        moments, present = self._steps(pool)
        a, b = np.searchsorted(moments, (first, last - 1), side="right") - 1
        return bool(present[max(0, a) : b + 1].min() >= amount)

    def _at_work(self, n: int, moment: int) -> bool:
        """Nothing is used while the work centre is closed, but by unattended work."""
        centre = self._reading.plan.portions[n].work_centre
        return self._reading.modes[n].pause is Pause.UNATTENDED or self._reading.open[centre].is_open(moment)

    def _fits(self, pool: str, moment: int, amount: int, others: Seconds) -> bool:
        moments, present = self._steps(pool)
        there = int(present[max(0, int(np.searchsorted(moments, moment, side="right")) - 1)])
        now = others[:, (others[1] <= moment) & (others[2] > moment)]
        used: int = sum(much for n, _, _, much in now.T.tolist() if self._at_work(n, moment))
        return used + amount <= there
