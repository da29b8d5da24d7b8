# SPDX-License-Identifier: Apache-2.0
"""A plan laid out for explaining and measuring, made once for each state that is asked about."""

from __future__ import annotations

import threading
from dataclasses import replace

from klynge.job import Work
from klynge.planning.explain import Explainer, Explanation
from klynge.planning.fold import PlanState
from klynge.planning.measure import Reading
from klynge.planning.measure.load import pool_use, work_centre_use
from klynge.planning.measure.result import PoolUseByWeek, WorkCentreUse

Load = tuple[tuple[str, ...], tuple[WorkCentreUse, ...], tuple[PoolUseByWeek, ...]]
"""The names of the weeks, work centres, pools."""


class Readings:
    """The reading of one cluster's newest plan, and what was made of it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._sequence = -1
        self._reading: Reading | None = None
        self._explainer: Explainer | None = None
        self._loads: dict[str, tuple[int, Load]] = {}

    def explain(self, state: PlanState, order: str) -> Explanation:
        """Explain an order of the state."""
        with self._turn:
            reading = self._of(state)
            if self._explainer is None:
                self._explainer = Explainer(reading)
            return self._explainer.explain(order)

    def explain_job(self, state: PlanState, job: str) -> Explanation:
        """Explain when one job of an order is done."""
        with self._turn:
            reading = self._of(state)
            if self._explainer is None:
                self._explainer = Explainer(reading)
            return self._explainer.explain_job(job)

    def load(self, state: PlanState, member: str) -> Load:
        """The load of a member's work centres and pools by week: what stands at its places is all that is read."""
        with self._turn:
            known = self._loads.get(member)
            if known is None or known[0] != state.sequence:
                known = self._loads[member] = state.sequence, _load(state, member)
            return known[1]

    def _of(self, state: PlanState) -> Reading:
        if self._reading is None or self._sequence != state.sequence:
            self._reading = Reading(state.network, state.work(), state.as_plan())
            self._explainer, self._sequence = None, state.sequence
        return self._reading


def _load(state: PlanState, member: str) -> Load:
    """What a plan of the portions at a member's places adds up to."""
    network, whole = state.network, state.as_plan()
    own = {name for name, centre in network.work_centres.items() if network.sites[centre.site].member == member}
    here = tuple(portion for portion in whole.portions if portion.work_centre in own)
    orders = dict.fromkeys(portion.order for portion in here if portion.order)
    made = {portion.job for portion in here if not portion.order}
    work = Work(tuple(job for name in orders for job in state.orders[name].planned_jobs()), state.supplies)
    lots = tuple(lot for lot in whole.lots if lot.id in made)
    reading = Reading(network, work, replace(whole, portions=here, lots=lots, outcomes={}))
    centres = tuple(use for use in work_centre_use(reading) if use.member == member)
    return reading.weeks.names, centres, tuple(use for use in pool_use(reading) if use.member == member)
