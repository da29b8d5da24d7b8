# SPDX-License-Identifier: Apache-2.0
"""How sure a seller's days are: of those agreed on, the share that the plan keeps as it stands.

A share alone is told, and none of a few: how many orders a firm has is nobody's affair.
"""

from __future__ import annotations

import threading
from uuid import UUID

from klynge.job import Status
from klynge.planning.fold import PlanState
from klynge.server.trustee.clock import moment_at

FEWEST = 20
AGREED = (Status.COMMITTED, Status.STARTED)


class Sureness:
    """The shares of sellers, reckoned anew when a plan is another."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[tuple[UUID, str], tuple[int, int | None]] = {}

    def percent(self, cluster: UUID, state: PlanState, seller: str) -> int | None:
        """The share of a seller's agreed days that are kept, in whole per cent; None of fewer than FEWEST."""
        with self._turn:
            known = self._known.get((cluster, seller))
            if known is None or known[0] != state.sequence:
                known = self._known[cluster, seller] = (state.sequence, kept_percent(state, seller))
            return known[1]


def kept_percent(state: PlanState, seller: str) -> int | None:
    """The same for a state."""
    agreed = kept = 0
    for name, order in state.orders.items():
        if order.status not in AGREED or order.latest_promised is None:
            continue
        if next((job.owner for job in order.jobs if job.region), "") != seller:
            continue
        outcome = state.outcomes.get(name)
        agreed += 1
        if outcome is not None and outcome.delivered is not None:
            kept += moment_at(state.network, outcome.delivered) <= order.latest_promised
    return None if agreed < FEWEST else 100 * kept // agreed
