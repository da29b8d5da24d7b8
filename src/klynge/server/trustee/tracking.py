# SPDX-License-Identifier: Apache-2.0
"""How far an order has come, as its buyer or seller may hear it: steps with days, until when it can be changed, and why
its day moved. Firms that make parts of it are not named, and days alone are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from klynge.job import Job, Operation, Status
from klynge.network import Network
from klynge.offers import tax_percent
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, order_of
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.clock import moment_at, planning_moment
from klynge.server.trustee.desk import Desks, now
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb

OPEN = (Status.HELD, Status.COMMITTED)
DONE, NOW, LATER = "done", "now", "later"


class Following(BaseModel):
    """An order by its random identifier."""

    model_config = ConfigDict(extra="forbid")
    order: UUID


def verbs(desks: Desks) -> list[Verb]:
    """Following an order."""
    return [Verb("tracking", Ability.READ_ORDERS, Following, _track(desks))]


def _track(desks: Desks) -> Callable[[Asker, Following, str], dict[str, Any]]:
    def track(asker: Asker, asked: Following, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state = desk.plan.state
        at = planning_moment(state.network, now())
        name = order_of(desk, asker, asked.order)
        kept = desk.catalogue.now(state.network, now())
        percent = tax_percent(_own(state.orders[name], name).region or "", kept.postcodes, kept.on)
        return tracked(state, name, at, asker.language) | {"vat_percent": percent}

    return track


def tracked(state: PlanState, name: str, at: datetime, language: str) -> dict[str, Any]:
    """The steps of an order in the state at a moment, and what else its buyer asks."""
    network, order = state.network, state.orders[name]
    outcome, portions = state.outcomes.get(name), state.placements.get(name, ())
    own = _own(order, name)
    steps = list(_made(network, order, own, portions, language))
    arrives = None if outcome is None or outcome.delivered is None else moment_at(network, outcome.delivered)
    over = order.status in (Status.WITHDRAWN, Status.EXPIRED)
    if arrives is not None and not over:
        delivered = order.status is Status.DELIVERED
        sent = steps[-1]["last_day"] if steps else None
        on_the_way = DONE if delivered else NOW if steps and all(step["state"] == DONE for step in steps) else LATER
        day = day_of(arrives, network).isoformat()
        steps.append(_step("shipped", "", sent or day, day, on_the_way))
        steps.append(_step("arrives", "", day, day, DONE if delivered else LATER))
    begins = min((portion.setup_start for portion in portions), default=None)
    until = None if begins is None else moment_at(network, begins)
    may_change = order.status in OPEN and until is not None and until > at
    return {
        "steps": [] if over else steps,
        "changeable_until": until.isoformat() if may_change and until is not None else None,
        "expected": None if arrives is None else day_of(arrives, network).isoformat(),
        "reason": _reason(state, order, own, portions) if arrives is not None and not over else None,
    }


def _own(order: OrderState, name: str) -> Job:
    """The job that goes to the customer; the others make its parts."""
    return next((job for job in order.jobs if job.id == name), order.jobs[-1])


def _made(
    network: Network, order: OrderState, own: Job, portions: Sequence[Portion], language: str
) -> Iterator[dict[str, Any]]:
    """Parts first, as one step for each other firm's; then the seller's own operations of one name together."""
    operations = {(job.id, op.id): op for job in order.jobs for op in job.operations}
    for job in order.jobs:
        mine = [portion for portion in portions if portion.job == job.id]
        if job.owner != own.owner and mine:
            yield _work(network, "part", "", mine, list(job.operations))
    sellers = {job.id for job in order.jobs if job.owner == own.owner}
    found: dict[str, list[Portion]] = {}
    for portion in sorted(portions, key=lambda one: one.start):
        if portion.job in sellers:
            operation = operations[portion.job, portion.operation]
            found.setdefault(operation.called(language), []).append(portion)
    for title, some in found.items():
        done = {(one.job, one.operation): operations[one.job, one.operation] for one in some}
        yield _work(network, "made", title, some, list(done.values()))


def _work(
    network: Network, kind: str, title: str, portions: Sequence[Portion], operations: Sequence[Operation]
) -> dict[str, Any]:
    whole = all(
        sum(part.quantity for part in op.reported if part.state == "finished") >= op.quantity for op in operations
    )
    standing = DONE if whole else NOW if any(op.reported for op in operations) else LATER
    first, last = min(one.start for one in portions), max(one.end for one in portions)
    return _step(kind, title, _day(network, first), _day(network, last - 1), standing)


def _step(kind: str, title: str, first: str, last: str, state: str) -> dict[str, Any]:
    return {"kind": kind, "title": title, "first_day": first, "last_day": max(first, last), "state": state}


def _day(network: Network, seconds: int) -> str:
    return moment_at(network, seconds).astimezone(ZoneInfo(network.time_zone)).date().isoformat()


def _reason(state: PlanState, order: OrderState, own: Job, portions: Sequence[Portion]) -> str | None:
    """Why it comes after the day agreed on, in one of a few words; None when it does not."""
    outcome = state.outcomes[own.order]
    assert outcome.delivered is not None
    arrives = moment_at(state.network, outcome.delivered)
    if order.latest_promised is None or arrives <= order.latest_promised:
        return None
    others = [portion for portion in portions if not _is_own(portion, order, own)]
    mine = [portion for portion in portions if _is_own(portion, order, own)]
    if others and mine and max(one.end for one in others) >= min(one.start for one in mine):
        return "part"
    late = arrives - order.latest_promised
    return "work" if late > timedelta(0) and mine else "way"


def _is_own(portion: Portion, order: OrderState, own: Job) -> bool:
    return next((job.owner for job in order.jobs if job.id == portion.job), "") == own.owner
