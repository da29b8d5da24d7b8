# SPDX-License-Identifier: Apache-2.0
"""A plan laid out for explaining and measuring, made once for each state that is asked about."""

from __future__ import annotations

import threading

from klynge.planning.explain import Explainer, Explanation
from klynge.planning.fold import PlanState
from klynge.planning.measure import Reading
from klynge.planning.measure.load import pool_use, work_centre_use
from klynge.planning.measure.result import PoolUseByWeek, WorkCentreUse


class Readings:
    """The reading of one cluster's newest plan, and what was made of it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._sequence = -1
        self._reading: Reading | None = None
        self._explainer: Explainer | None = None
        self._load: tuple[tuple[WorkCentreUse, ...], tuple[PoolUseByWeek, ...]] | None = None

    def explain(self, state: PlanState, order: str) -> Explanation:
        """Explain an order of the state."""
        with self._turn:
            reading = self._of(state)
            if self._explainer is None:
                self._explainer = Explainer(reading)
            return self._explainer.explain(order)

    def load(self, state: PlanState) -> tuple[tuple[str, ...], tuple[WorkCentreUse, ...], tuple[PoolUseByWeek, ...]]:
        """The weeks, and the load of all work centres and pools by them."""
        with self._turn:
            reading = self._of(state)
            if self._load is None:
                self._load = work_centre_use(reading), pool_use(reading)
            return (reading.weeks.names, *self._load)

    def _of(self, state: PlanState) -> Reading:
        if self._reading is None or self._sequence != state.sequence:
            self._reading = Reading(state.network, state.work(), state.as_plan())
            self._explainer, self._load, self._sequence = None, None, state.sequence
        return self._reading
