# SPDX-License-Identifier: Apache-2.0
"""What the floor reports of work at its own work centres: begun, interrupted, done, spoilt, all of it or a part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from klynge.job import Job, Operation, Status, from_json, to_json
from klynge.network.model import Network
from klynge.planning.fold import (
    Change,
    PlanState,
    Replica,
    Report,
    Row,
    StateChange,
    changes_of_begun,
    changes_of_unbegun,
)
from klynge.planning.plan import Portion
from klynge.planning.replan import Corrected, DisturbanceError, Paused, Replanned, Reported, Scrap, replan
from klynge.server.bounds import Moment
from klynge.server.log import Key, Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.answering import answer_to, desk_of, written
from klynge.server.trustee.asking import Word
from klynge.server.trustee.changing import changes_after, may_be_reported, new_days, own_job, why_not
from klynge.server.trustee.clock import moment_at, planning_moment
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.keeping import kept
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

Kind = Literal["start", "finish", "scrap", "pause", "resume"]
STATES: dict[str, Literal["started", "finished"]] = {"start": "started", "resume": "started", "finish": "finished"}
TAKEN_BACK = "_before"  # of an answer: what is kept of it for being undone, and not told
UNDO = timedelta(minutes=5)
PAUSE = timedelta(hours=1)
"""For how long work is interrupted when nobody says."""


class Reporting(BaseModel):
    """So much of an operation: begun at `start` and expected to end at `end`, done in that time, spoilt, or interrupted
    at `end` until `until` with so much of it done. No quantity: all of it that this can be; no moments: now.

    What is spoilt is made again from the first step on (`redo`), or the order comes so much short.
    """

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    job: Word
    operation: Word
    work_centre: Word
    unit: Annotated[int, Field(ge=1, le=10_000)] = 1
    quantity: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    start: Moment | None = None
    end: Moment | None = None
    until: Moment | None = None
    redo: bool = True

    @model_validator(mode="after")
    def _enough(self) -> Reporting:
        if self.quantity == 0 and self.kind != "pause":
            raise ValueError("quantity: give 1 or more, or nothing for all of it")
        return self


class Undoing(BaseModel):
    """A report, by the key that it was sent with."""

    model_config = ConfigDict(extra="forbid")
    report: Annotated[str, Field(min_length=1, max_length=255)]


def verbs(desks: Desks) -> list[Verb]:
    """Reporting."""
    return [
        Verb("report", Ability.REPORT, Reporting, _report(desks), writes=True),
        Verb("undo_report", Ability.REPORT, Undoing, _undo(desks), writes=True),
    ]


def _report(desks: Desks) -> Callable[[Asker, Reporting, str], dict[str, Any]]:
    def report(asker: Asker, asked: Reporting, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        answer = written(desk, asker, reporting(asked, asker, key, now(), desk), "cannot-be")
        answer.pop(TAKEN_BACK, None)
        return answer

    return report


def _undo(desks: Desks) -> Callable[[Asker, Undoing, str], dict[str, Any]]:
    def undo(asker: Asker, asked: Undoing, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        found = answer_to(desk, asker, asked.report)
        if found is None or TAKEN_BACK not in found[0]:
            raise problem("not-found", asker.language)
        clock = now()
        refusal = ""
        if found[0][TAKEN_BACK].get("by", str(asker.user)) != str(asker.user):
            refusal = "not-your-report"
        elif clock > found[1] + UNDO:
            refusal = "too-late-to-undo"
        request = undoing(found[0], asker, key_of(asker, key, "undo_report", asked), clock, desk, refusal)
        return written(desk, asker, request)

    return undo


def reporting(asked: Reporting, asker: Asker, key: str, clock: datetime, desk: Desk) -> Request:
    """A request that takes in a report and replans around it; promises may be late for it."""
    stays = kept(desk)

    def compute(replica: Replica) -> Proposed:
        own = own_centres(replica.state.network, asker)
        begun = _begun_lot(asked, replica.state) if asked.work_centre in own else ()
        if begun:
            replica = _after(replica, begun)
        state = replica.state
        job = own_job(state, asked.job, asked.operation, asked.work_centre, own, asker)
        if job is None:
            return Proposed((), {"refused": "not-found"})
        order = state.orders[job.order]
        if refusal := may_be_reported(order.status):
            return Proposed((), {"refused": refusal})
        told = filled_in(asked, state, job, clock)
        if told is None:
            return Proposed((), {"refused": "not-begun" if asked.kind == "pause" else "nothing-left-to-report"})
        if not _within(told, state.network):
            return Proposed((), {"refused": "outside-plan"})
        at = told.end if told.kind in ("finish", "pause") else told.start
        moment = planning_moment(state.network, clock, at)
        try:
            after = replan(
                replica.schedule, [_event(told)], moment, kept=stays.operations(state), before=state.as_plan()
            )
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        changes = changes_after(replica, tuple(_first(told, state, job, after)), after)
        now_it_is = next(each for each in after.work.jobs if each.id == job.id)
        done = _operation(now_it_is, told.operation)
        answer = told.model_dump(mode="json", include={"kind", "job", "operation", "work_centre", "unit", "quantity"})
        reported = sum(each.quantity for each in done.reported)
        answer |= {"reported": reported, "left": done.quantity - reported, "undo_until": (clock + UNDO).isoformat()}
        before = _before(job, now_it_is, order.status, _used(state.network, after.network)) | {
            "by": str(asker.user),
            "lot": bool(begun),
        }
        return Proposed((*begun, *changes), answer | new_days(state, after, desk, asker) | {TAKEN_BACK: before})

    return Request(compute, key_of(asker, key, "report", asked), may_break=True)


def _begun_lot(asked: Reporting, state: PlanState) -> tuple[Change, ...]:
    """What makes a planned supply lot an order, if it is of one that is reported."""
    return changes_of_begun(state, asked.job) if asked.job in state.lots else ()


def _after(replica: Replica, changes: tuple[Change, ...]) -> Replica:
    """A replica that has taken changes in; the one that is given stays as it is."""
    found = replace(replica)
    found.apply(Row(sequence=replica.state.sequence + 1, changes=changes))
    return found


def _before(job: Job, after: Job, status: Status, used: dict[str, int]) -> dict[str, Any]:
    """What a report is taken back by: the job as it was, how it is known to be the newest still, stock to return."""
    return {"job": to_json(job), "after": _digest(after), "status": status.value, "stock": used}


def _digest(job: Job) -> str:
    """What tells what is to be done and what is reported of a job, the same after it was stored."""
    tree = json.loads(to_json(job))
    return hashlib.sha256(json.dumps([tree["quantity"], tree["operations"]], sort_keys=True).encode()).hexdigest()


def undoing(report: dict[str, Any], asker: Asker, key: Key, clock: datetime, desk: Desk, refusal: str = "") -> Request:
    """A request that makes a job what it was before a report, if nothing was reported of it since; with a refusal one
    that is refused, unless it was answered before."""
    before = report[TAKEN_BACK]
    job = from_json(before["job"])
    stays = kept(desk)

    def compute(replica: Replica) -> Proposed:
        if refusal:
            return Proposed((), {"refused": refusal})
        state = replica.state
        order = state.orders.get(job.order)
        now_it_is = next((each for each in order.jobs if each.id == job.id), None) if order is not None else None
        if order is None or now_it_is is None:
            return Proposed((), {"refused": "not-found"})
        followed = _followed(job, report["operation"], order.jobs) or _used_up(now_it_is, state.network)
        if _digest(now_it_is) != before["after"] or followed:
            return Proposed((), {"refused": "work-depends"})
        first: list[Change] = []
        if (
            order.status is Status.STARTED
            and before["status"] == Status.COMMITTED.value
            and not _begun(order.jobs, job)
        ):
            first.append(StateChange(order=job.order, status=Status.COMMITTED, promised=order.latest_promised))
        status = Status.COMMITTED if first else order.status
        again = job.standing(status, order.latest_promised)
        event = Corrected(job=again, stock=before["stock"])
        moment = planning_moment(state.network, clock, _reported_at(now_it_is, report["operation"]))
        try:
            after = replan(replica.schedule, [event], moment, kept=stays.operations(state), before=state.as_plan())
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        done = _operation(job, report["operation"])
        reported = sum(each.quantity for each in done.reported)
        answer = {name: report[name] for name in ("job", "operation", "work_centre", "unit")}
        answer |= {"reported": reported, "left": done.quantity - reported}
        changes = changes_after(replica, tuple(first), after)
        if before.get("lot"):
            changes += changes_of_unbegun(_after(replica, changes).state, job.order)
        return Proposed(changes, answer | new_days(state, after, desk, asker))

    return Request(compute, key, may_break=True)


def _followed(job: Job, operation: str, jobs: Iterable[Job]) -> bool:
    """Whether another job that waits for this operation was begun."""
    return any(
        link.before_job == job.id and link.before == operation and _operation(each, link.after).reported
        for each in jobs
        for link in each.precedence
    )


def _used_up(job: Job, network: Network) -> bool:
    """Whether some of what a lot makes was used since."""
    return job.makes in network.stock and network.stock[job.makes].quantity < job.quantity


def _begun(jobs: Iterable[Job], again: Job) -> bool:
    """Whether anything of an order is reported once a job is what it was."""
    return any(op.reported for each in jobs for op in (again if each.id == again.id else each).operations)


def _reported_at(job: Job, operation: str) -> datetime | None:
    """When what is taken back began, which a plan of another time is changed from."""
    reported = _operation(job, operation).reported
    return reported[-1].start if reported else None


def filled_in(asked: Reporting, state: PlanState, job: Job, clock: datetime) -> Reporting | None:
    """The report with what it leaves to be understood; None when there is nothing that it could be of."""
    network, op = state.network, _operation(job, asked.operation)
    here = [r for r in op.reported if (r.work_centre, r.unit) == (asked.work_centre, asked.unit - 1)]
    begun = [r for r in here if r.state == "started"]
    paused = [r for r in here if r.state == "frozen"]
    left = op.quantity - sum(r.quantity for r in op.reported)
    under_way = {"finish": begun or paused, "resume": paused, "pause": begun, "scrap": begun}.get(asked.kind, paused)
    quantity = asked.quantity
    if quantity is None:
        quantity = 0 if asked.kind == "pause" else sum(r.quantity for r in under_way) or left
    if (asked.kind == "pause" and not begun) or (asked.kind != "pause" and not quantity):
        return None
    planned = next((p for p in _planned(state, job, asked) if not p.frozen), None)
    start, end = asked.start, asked.end
    begins = under_way[-1].start if under_way else None if planned is None else moment_at(network, planned.start)
    ends = under_way[-1].end if under_way else None if planned is None else moment_at(network, planned.end)
    if asked.kind in ("start", "resume"):
        start = start or planning_moment(network, clock, begins)
        end = end or start + ((ends - begins) if begins is not None and ends is not None else PAUSE)
    elif asked.kind in ("finish", "pause"):
        end = end or planning_moment(network, clock, ends)
        start = start or min(begins or end, end)
    until = asked.until or (end + PAUSE if end is not None and asked.kind == "pause" else None)
    return asked.model_copy(update={"quantity": quantity, "start": start, "end": end, "until": until})


def _planned(state: PlanState, job: Job, asked: Reporting) -> list[Portion]:
    """The portions of the operation on its unit, else at its work centre."""
    found = [
        p
        for p in state.placements.get(job.order, ())
        if (p.job, p.operation, p.work_centre) == (asked.job, asked.operation, asked.work_centre)
    ]
    return sorted(found, key=lambda p: (p.unit != asked.unit - 1, p.start))


def _within(asked: Reporting, network: Network) -> bool:
    moments = [moment for moment in (asked.start, asked.end) if moment is not None]
    return all(network.epoch <= moment <= network.end for moment in moments)


def _event(asked: Reporting) -> Reported | Scrap | Paused:
    quantity = asked.quantity or 0
    if asked.kind == "scrap":
        return Scrap(job=asked.job, operation=asked.operation, quantity=quantity, redo=asked.redo)
    assert asked.start is not None
    assert asked.end is not None
    if asked.kind == "pause":
        return Paused(
            job=asked.job,
            operation=asked.operation,
            work_centre=asked.work_centre,
            unit=asked.unit,
            quantity=quantity,
            at=asked.end,
            until=asked.until or asked.end,
        )
    return Reported(
        job=asked.job,
        operation=asked.operation,
        work_centre=asked.work_centre,
        unit=asked.unit,
        quantity=quantity,
        start=asked.start,
        end=asked.end,
        state=STATES[asked.kind],
    )


def _first(asked: Reporting, state: PlanState, job: Job, after: Replanned) -> list[Change]:
    """What was told, as rows: the order has begun, and what of it. What ends or interrupts a part that was reported as
    begun changes that part instead of adding one, so the order as it is then says it."""
    if asked.kind == "scrap":
        return []
    found: list[Change] = []
    order = state.orders[job.order]
    if order.status is Status.COMMITTED:
        found.append(StateChange(order=job.order, status=Status.STARTED, promised=order.latest_promised))
    before = _operation(job, asked.operation)
    now_it_is = _operation(next(each for each in after.work.jobs if each.id == job.id), asked.operation)
    if asked.kind != "pause" and now_it_is.reported[:-1] == before.reported:
        assert asked.start is not None
        assert asked.end is not None
        report = Report(
            job=asked.job,
            operation=asked.operation,
            work_centre=asked.work_centre,
            unit=asked.unit - 1,
            quantity=asked.quantity or 0,
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
