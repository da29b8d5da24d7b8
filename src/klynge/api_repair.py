# SPDX-License-Identifier: Apache-2.0
"""The Python way to mend a late order: the best repairs, each planned for real, and carrying one out."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from klynge.api import Cluster, Planned, moment, schedule_for
from klynge.inquiry import UnknownNameError
from klynge.planning.budget import Budget
from klynge.planning.repair import Repair
from klynge.planning.repair import apply as apply_to
from klynge.planning.repair import repairs as repairs_of


def repairs(
    planned: Planned, order: str, *, wanted: date | datetime | None = None, budget: Budget | None = None, most: int = 3
) -> list[Repair]:
    """The best repairs of an order that is late or not planned, the best first; none when it is in time.

    `wanted` (a day counts to its end) instead of its promised or due day. Nothing is changed. See `Repair` for what
    each comes to, and `apply_repair` to carry one out.
    Raises UnknownNameError for an unknown order.
    """
    if order not in planned.plan.outcomes:
        raise UnknownNameError("order", order, planned.plan.outcomes)
    zone = ZoneInfo(planned.cluster.network.time_zone)
    by = None if wanted is None else moment(wanted, zone, end_of_day=True)
    return repairs_of(schedule_for(planned), order, budget, by, most)


def apply_repair(planned: Planned, repair: Repair) -> Planned:
    """The cluster and plan with the repair carried out; what was planned stays as it is.

    Raises klynge.planning.PlanningError when the plan is not the one that the repair was found for.
    """
    mended = apply_to(schedule_for(planned), repair)
    return Planned(Cluster(mended.network, mended.work, planned.cluster.desk), mended.plan)
