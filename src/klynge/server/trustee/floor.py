# SPDX-License-Identifier: Apache-2.0
"""What the floor reports of work at its own work centres: begun, done, spoilt, all of it or a part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from klynge.job import Job, Operation, Status
from klynge.network.model import Network
from klynge.planning.fold import Change, PlanState, Replica, Report, StateChange
from klynge.planning.replan import DisturbanceError, Replanned, Reported, Scrap, replan
from klynge.server.log import Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, written
from klynge.server.trustee.asking import Word
from klynge.server.trustee.changing import changes_after, may_be_reported, new_days, own_job, why_not
from klynge.server.trustee.clock import planning_moment
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb

STATES: dict[str, Literal["started", "finished"]] = {"start": "started", "finish": "finished"}


class Reporting(BaseModel):
    """So much of an operation: begun at `start` and expected to end at `end`, done in that time, or spoilt.

    What is spoilt is made again from the first step on (`redo`), or the order comes so much short.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Literal["start", "finish", "scrap"]
    job: Word
    operation: Word
    work_centre: Word
    unit: Annotated[int, Field(ge=1, le=10_000)] = 1
    quantity: Annotated[int, Field(ge=1, le=10_000_000)]
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    redo: bool = True

    @model_validator(mode="after")
    def _timed(self) -> Reporting:
        if self.kind != "scrap" and (self.start is None or self.end is None):
            raise ValueError("give start and end of what was begun or done")
        return self


def verbs(desks: Desks) -> list[Verb]:
    """Reporting."""
    return [Verb("report", Ability.REPORT, Reporting, _report(desks), writes=True)]


def _report(desks: Desks) -> Callable[[Asker, Reporting, str], dict[str, Any]]:
    def report(asker: Asker, asked: Reporting, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        return written(desk, asker, reporting(asked, asker, key, now(), desk), "cannot-be")

    return report


def reporting(asked: Reporting, asker: Asker, key: str, clock: datetime, desk: Desk) -> Request:
    """A request that takes in a report and replans around it; promises may be late for it."""

    def compute(replica: Replica) -> Proposed:
        state = replica.state
        network = state.network
        own = own_centres(network, asker)
        job = own_job(state, asked.job, asked.operation, asked.work_centre, own, asker)
        if job is None:
            return Proposed((), {"refused": "not-found"})
        if refusal := may_be_reported(state.orders[job.order].status):
            return Proposed((), {"refused": refusal})
        if not _within(asked, network):
            return Proposed((), {"refused": "outside-plan"})
        told = asked.end if asked.kind == "finish" else asked.start
        try:
            after = replan(replica.schedule, [_event(asked)], planning_moment(network, clock, told))
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        changes = changes_after(state, tuple(_first(asked, state, job, after)), after)
        done = _operation(next(each for each in after.work.jobs if each.id == job.id), asked.operation)
        answer = asked.model_dump(include={"kind", "job", "operation", "work_centre", "unit", "quantity"})
        reported = sum(each.quantity for each in done.reported)
        answer |= {"reported": reported, "left": done.quantity - reported}
        return Proposed(changes, answer | new_days(state, after, desk, asker))

    return Request(compute, key_of(asker, key, "report", asked), may_break=True)


def _within(asked: Reporting, network: Network) -> bool:
    moments = [moment for moment in (asked.start, asked.end) if moment is not None]
    return all(network.epoch <= moment <= network.end for moment in moments)


def _event(asked: Reporting) -> Reported | Scrap:
    if asked.kind == "scrap":
        return Scrap(job=asked.job, operation=asked.operation, quantity=asked.quantity, redo=asked.redo)
    assert asked.start is not None
    assert asked.end is not None
    return Reported(
        job=asked.job,
        operation=asked.operation,
        work_centre=asked.work_centre,
        unit=asked.unit,
        quantity=asked.quantity,
        start=asked.start,
        end=asked.end,
        state=STATES[asked.kind],
    )


def _first(asked: Reporting, state: PlanState, job: Job, after: Replanned) -> list[Change]:
    """What was told, as rows: the order has begun, and what of it. What ends a part that was reported as begun changes
    that part instead of adding one, so the order as it is then says it."""
    if asked.kind == "scrap":
        return []
    found: list[Change] = []
    order = state.orders[job.order]
    if order.status is Status.COMMITTED:
        found.append(StateChange(order=job.order, status=Status.STARTED, promised=order.latest_promised))
    before = _operation(job, asked.operation)
    now_it_is = _operation(next(each for each in after.work.jobs if each.id == job.id), asked.operation)
    if now_it_is.reported[:-1] == before.reported:
        assert asked.start is not None
        assert asked.end is not None
        report = Report(
            job=asked.job,
            operation=asked.operation,
            work_centre=asked.work_centre,
            unit=asked.unit - 1,
            quantity=asked.quantity,
            start=asked.start,
            end=asked.end,
            state=STATES[asked.kind],
            used=_used(state.network, after.network) or None,
        )
        found.append(report)
    return found


def _used(before: Network, after: Network) -> dict[str, int]:
    """The stock that a report used up."""
    found = {name: lot.quantity - after.stock[name].quantity for name, lot in before.stock.items()}
    return {name: quantity for name, quantity in found.items() if quantity > 0}


def _operation(job: Job, name: str) -> Operation:
    return next(operation for operation in job.operations if operation.id == name)
