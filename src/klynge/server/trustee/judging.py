# SPDX-License-Identifier: Apache-2.0
"""What a change does to orders: whose day is another, which promise it would break, who would lose by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from klynge.job import Job, Status
from klynge.planning.fold import OrderState, PlanState
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.clock import moment_at, seconds_at
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.plan import line
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker

AGREED = (Status.HELD, Status.COMMITTED, Status.STARTED)
Arrivals = Mapping[str, int | None]
"""When orders arrive, in seconds after the epoch; None: not planned."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The orders that miss what is promised, by this or by more than before, and others' orders of which the same is so
    of their day (names: not to be told)."""

    broken: tuple[str, ...]
    others: tuple[str, ...]


def arrivals_of(state: PlanState) -> Arrivals:
    """When the orders of a state arrive."""
    return {name: outcome.delivered for name, outcome in state.outcomes.items()}


def judged(state: PlanState, before: Arrivals, after: Arrivals, asker: Asker) -> Judged:
    """Judge a change of arrivals."""
    broken, others = [], []
    for name, now in after.items():
        was = before.get(name)
        if now == was or name not in state.orders:
            continue
        order = state.orders[name]
        if worsened(was, now, target_of(state, order, name)):
            if order.status in AGREED and order.latest_promised is not None:
                broken.append(name)
            elif line(order, name).owner != asker.code:
                others.append(name)
    return Judged(tuple(broken), tuple(others))


def target_of(state: PlanState, order: OrderState, name: str) -> int:
    """The moment that an order is judged against: promised, else due."""
    if order.latest_promised is not None:
        return seconds_at(state.network, order.latest_promised)
    own: Job = line(order, name)
    return max(seconds_at(state.network, job.due) for job in order.jobs if job.region or job is own)


def new_days_of(state: PlanState, before: Arrivals, after: Arrivals, desk: Desk, asker: Asker) -> dict[str, Any]:
    """The orders that arrive on another day: the asker's own by name, of others how many there are."""
    own, others = [], 0
    for name, now in after.items():
        was = before.get(name)
        if now == was or name not in state.orders or (then := _day(state, was)) == (day := _day(state, now)):
            continue
        order = state.orders[name]
        if asker.kind != "member" or line(order, name).owner != asker.code:
            others += 1
            continue
        promised = None if order.latest_promised is None else _said(state, order.latest_promised)
        own.append(
            {
                "id": str(public_id(desk.cluster, desk.secret, name)),
                "number": name,
                "before": then,
                "now": day,
                "promised": promised,
                "kept": promised is None or (day is not None and day <= promised),
            }
        )
    return {"new_days": own, "others_new_days": others}


def lateness(state: PlanState, arrivals: Arrivals, owner: str) -> tuple[int, int]:
    """How many of a member's orders are late, and by how many seconds in all."""
    end = seconds_at(state.network, state.network.end)
    late = [
        (end if arrivals.get(name) is None else arrivals[name]) - target_of(state, order, name)  # type: ignore[operator]
        for name, order in state.planned().items()
        if line(order, name).owner == owner and order.status is not Status.DELIVERED
    ]
    return sum(seconds > 0 for seconds in late), sum(seconds for seconds in late if seconds > 0)


def worsened(was: int | None, now: int | None, target: int) -> bool:
    """Whether an order is late that was not, or later than it was."""
    if now is None:
        return was is not None
    return now > target and was is not None and now > was


def _day(state: PlanState, seconds: int | None) -> str | None:
    return None if seconds is None else _said(state, moment_at(state.network, seconds))


def _said(state: PlanState, moment: datetime) -> str:
    return day_of(moment, state.network).isoformat()
