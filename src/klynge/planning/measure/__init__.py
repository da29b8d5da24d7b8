# SPDX-License-Identifier: Apache-2.0
"""Measures of a plan. In comes a network, its work and a plan; out goes a frozen `Measures`.

`Reading` and `Clock` lay a plan beside its network; explaining and showing plans use them too.
"""

from __future__ import annotations

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning.measure.hours import Clock, OpenTime, Weeks
from klynge.planning.measure.load import bottlenecks, pool_use, work_centre_use
from klynge.planning.measure.money import carbon_of, costs_of, ledger, members
from klynge.planning.measure.reading import OrderFacts, Reading
from klynge.planning.measure.result import (
    Bottleneck,
    Carbon,
    Costs,
    LeadTime,
    Measures,
    MemberMeasures,
    PoolUseByWeek,
    Progress,
    Service,
    WorkCentreUse,
)
from klynge.planning.measure.service import in_progress, lead_time, service
from klynge.planning.plan import Plan

__all__ = [
    "Bottleneck",
    "Carbon",
    "Clock",
    "Costs",
    "LeadTime",
    "Measures",
    "MemberMeasures",
    "OpenTime",
    "OrderFacts",
    "PoolUseByWeek",
    "Progress",
    "Reading",
    "Service",
    "Weeks",
    "WorkCentreUse",
    "bottlenecks",
    "measure",
    "pool_use",
    "work_centre_use",
]


def measure(network: Network, work: Work, plan: Plan) -> Measures:
    """Measure a plan.

    Parameters
    ----------
    network, work
        What the plan was made of.
    plan
        Any plan of that work, right or wrong; being right is `klynge.planning.check`'s matter.

    Raises
    ------
    KeyError
        When the plan names work centres, jobs, pools or items that the network and work do not have.
    """
    reading = Reading(network, work, plan)
    met = service(reading)
    book = ledger(reading)
    total = costs_of(book)
    centres, pools = work_centre_use(reading), pool_use(reading)
    return Measures(
        service=met,
        objective=(
            met.promises - met.promises_kept,
            met.weighted_lateness_s,
            total.total_ore + sum(book.paid.values()),
        ),
        lead_time=lead_time(reading),
        weeks=reading.weeks.names,
        window_start_s=reading.window[0],
        window_end_s=reading.window[1],
        work_centres=centres,
        pools=pools,
        in_progress=in_progress(reading),
        costs=total,
        agreement_transfers_ore=sum(book.paid.values()),
        carbon=carbon_of(book),
        members=members(reading, book, pools),
        bottlenecks=bottlenecks(centres, reading.weeks.names),
    )
