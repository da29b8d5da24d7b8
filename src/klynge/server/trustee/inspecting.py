# SPDX-License-Identifier: Apache-2.0
"""One portion or order looked at: where it stands and may stand, why, what it waits for and what waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from klynge.job import Job, Operation
from klynge.planning.fold import PlanState
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, order_of
from klynge.server.trustee.asking import Word
from klynge.server.trustee.board import order_facts
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.drafts import draft_of
from klynge.server.trustee.keeping import Kept, kept
from klynge.server.trustee.lists import Looking
from klynge.server.trustee.plan import job_of, label_of, line, own_centres
from klynge.server.trustee.plan import told as portion_told
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.reading import Readings
from klynge.server.trustee.reasons import account
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem
from klynge.server.trustee.working import looks_at, working_on


class Inspecting(BaseModel):
    """An operation at one's own work centres, or one's own order."""

    model_config = ConfigDict(extra="forbid")
    job: Word | None = None
    operation: Word | None = None
    order: UUID | None = None

    @model_validator(mode="after")
    def _one(self) -> Inspecting:
        if (self.order is None) == (self.job is None or self.operation is None):
            raise ValueError("give an order, or a job and its operation")
        return self


class InspectingDraft(Inspecting):
    """The same as a draft would have it."""

    draft: UUID


def verbs(desks: Desks) -> list[Verb]:
    """Inspecting the plan, or a draft of it."""

    def inspect(asker: Asker, asked: Inspecting, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        return _inspected(asked, Looking(desk, desk.plan.state, asker), desk.readings, kept(desk, shown=True))

    def inspect_draft(asker: Asker, asked: InspectingDraft, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        draft = draft_of(desk, asker, asked.draft)
        agenda, readings = looks_at(desk, asker, draft)
        working, _ = working_on(desk, asker, draft)
        return _inspected(asked, Looking(desk, working.state, asker, agenda), readings, working.staying)

    return [
        Verb("inspect", Ability.READ_PLAN, Inspecting, inspect),
        Verb("draft_inspect", Ability.PLAN, InspectingDraft, inspect_draft),
    ]


def _inspected(asked: Inspecting, looking: Looking, readings: Readings, stays: Kept) -> dict[str, Any]:
    desk, state, asker = looking.desk, looking.state, looking.asker
    if asked.order is not None:
        name = order_of(desk, asker, asked.order)
        chosen = [portion for portion in looking.here if portion.order == name]
        return _order(name, looking, readings) | _beside(chosen, looking, stays)
    chosen = [p for p in looking.here if (p.job, p.operation) == (asked.job, asked.operation)]
    if not chosen:
        raise problem("not-found", asker.language)
    job = job_of(chosen[0], state)
    own = job is not None and line(state.orders[job.order], job.order).owner == asker.code
    facts: dict[str, Any] = {"order": None, "why": None}
    if own and job is not None:
        facts = _order(job.order, looking, readings)
    return facts | _beside(chosen, looking, stays)


def _order(name: str, looking: Looking, readings: Readings) -> dict[str, Any]:
    """The order, and why it is when it is."""
    state, asker = looking.state, looking.asker
    facts = order_facts(state, name, state.orders[name], asker.language)[1]
    why = account(looking.desk, asker, name, state, readings) if name in state.planned() else None
    return {"order": looking.told(facts), "why": why}


def _beside(chosen: Iterable[Portion], looking: Looking, stays: Kept) -> dict[str, Any]:
    """The portions, what is done before and after them, and their material."""
    desk, state, asker, portions = looking.desk, looking.state, looking.asker, list(chosen)
    jobs = {portion.job: job for portion in portions if (job := job_of(portion, state)) is not None}
    steps = {(portion.job, portion.operation) for portion in portions}
    before = {link for job in jobs.values() for link in _links(job, steps, before=True)} - steps
    after = {link for job in jobs.values() for link in _links(job, steps, before=False)} - steps
    own_jobs = {name for name, job in jobs.items() if job.owner == asker.code}
    shown = own_jobs | {portion.job for portion in looking.here}
    return {
        "portions": [
            portion_told(portion, state, desk, asker)
            | {
                "label": label_of(portion, state, asker),
                "locked": (portion.job, portion.operation) in stays.locks,
                "movable": not portion.frozen and bool(portion.order),
                "units_possible": _possible(portion, state, asker),
            }
            for portion in portions
        ],
        "before": _steps(before, state, looking, shown, jobs),
        "after": _steps(after, state, looking, shown, jobs),
        "materials": [
            {
                "item": peg.item,
                "name": state.network.item_name(peg.item, asker.language),
                "quantity": peg.quantity,
                "source": peg.source,
                "id": peg.id,
                "available": looking.said(peg.available),
            }
            for portion in portions
            if portion.job in own_jobs
            for peg in portion.pegs
        ],
        "used_by": _users(portions, state, looking),
    }


def _links(job: Job, steps: set[tuple[str, str]], *, before: bool) -> Iterable[tuple[str, str]]:
    """The operations right before (or after) these steps, across the jobs of an order too."""
    for link in job.precedence:
        first, last = (link.before_job or job.id, link.before), (job.id, link.after)
        here, there = (last, first) if before else (first, last)
        if here in steps:
            yield there


def _steps(
    steps: set[tuple[str, str]], state: PlanState, looking: Looking, shown: set[str], jobs: dict[str, Job]
) -> list[dict[str, Any]]:
    """When these steps are done; where, if that is at one's own work centres."""
    orders = {job.order for job in jobs.values()}
    own = set(looking.centres)
    found = []
    for order in sorted(orders):
        for portion in sorted(state.placements.get(order, ()), key=lambda p: p.start):
            if (portion.job, portion.operation) not in steps:
                continue
            here = portion.work_centre in own
            operation = _operation(portion, state)
            found.append(
                {
                    "job": portion.job if here or portion.job in shown else None,
                    "operation": portion.operation if here else None,
                    "operation_name": operation.called(looking.asker.language) if here else None,
                    "work_centre": portion.work_centre if here else None,
                    "work_centre_name": state.network.work_centre_name(portion.work_centre, looking.asker.language)
                    if here
                    else None,
                    "unit": portion.unit + 1 if here else None,
                    "start": looking.said(portion.start),
                    "end": looking.said(portion.end),
                    "here": here,
                }
            )
    return found


def _users(portions: list[Portion], state: PlanState, looking: Looking) -> list[dict[str, Any]]:
    """Who takes from the supply lots that these portions make, at one's own work centres."""
    lots = {portion.job for portion in portions if not portion.order}
    return [
        looking.place(portion, _operation(portion, state)) | {"takes": peg.quantity}
        for portion in looking.here
        for peg in portion.pegs
        if peg.source == "lot" and peg.id in lots
    ]


def _possible(portion: Portion, state: PlanState, asker: Asker) -> list[dict[str, Any]]:
    """One's own work centres at which a portion can be done."""
    own, network = set(own_centres(state.network, asker)), state.network
    names = dict.fromkeys(mode.work_centre for mode in _operation(portion, state).modes if mode.work_centre in own)
    return [
        {
            "work_centre": name,
            "name": network.work_centre_name(name, asker.language),
            "units": network.work_centres[name].units,
        }
        for name in names
    ]


def _operation(portion: Portion, state: PlanState) -> Operation:
    job = job_of(portion, state)
    operations = state.supplies[state.lots[portion.job][0].supply].operations if job is None else job.operations
    return next(op for op in operations if op.id == portion.operation)
