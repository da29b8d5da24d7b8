# SPDX-License-Identifier: Apache-2.0
"""What a work centre does now, next and later, as the floor reads it: what, how many, for when, and what it waits for.

Of another firm's work the job, the step and the time are told, neither the order, the item nor the promised day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from klynge.job import Job, Material, Operation, Precedence
from klynge.network.model import Network
from klynge.network.units import unit_name
from klynge.planning.fold import PlanState
from klynge.planning.plan import Portion
from klynge.server.bounds import Moment
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Word, day_of
from klynge.server.trustee.changing import may_be_reported
from klynge.server.trustee.clock import moment_at, planning_moment, seconds_at
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.plan import job_of, own_centres, state_of
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

ENDED_SHOWN = 12


class Queue(BaseModel):
    """One of one's own work centres: what is not done there, or all that stands there in a window."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word
    since: Moment | None = None
    until: Moment | None = None
    most: Annotated[int, Field(ge=1, le=2000)] = 60


class Order(BaseModel):
    """A job by its name."""

    model_config = ConfigDict(extra="forbid")
    job: Word


class Sought(BaseModel):
    """Part of the name of an order or a job, or a job in full with one of its operations."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=200)]
    operation: Annotated[str, Field(max_length=120)] = ""


class Nothing(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Reader:
    """Who reads which state, and when: `at` is now in the plan's seconds."""

    state: PlanState
    desk: Desk
    asker: Asker
    at: int
    centres: frozenset[str]

    @classmethod
    def of(cls, desk: Desk, asker: Asker) -> Reader:
        """The state as it is."""
        state: PlanState = desk.plan.state
        at = seconds_at(state.network, planning_moment(state.network, now()))
        return cls(state, desk, asker, at, frozenset(own_centres(state.network, asker)))

    @property
    def network(self) -> Network:
        """The state's network."""
        return self.state.network

    def moment(self, seconds: int) -> str:
        """A moment of the plan as it is told."""
        return moment_at(self.network, seconds).isoformat()

    def jobs(self) -> Iterator[Job]:
        """The jobs that are planned and are the asker's, or stand at its work centres."""
        for name, order in self.state.planned().items():
            here = {p.job for p in self.state.placements.get(name, ()) if p.work_centre in self.centres}
            yield from (job for job in order.jobs if job.owner == self.asker.code or job.id in here)


def verbs(desks: Desks) -> list[Verb]:
    """Reading the queue."""
    return [
        Verb("queue", Ability.READ_PLAN, Queue, _queue(desks)),
        Verb("centres", Ability.READ_PLAN, Nothing, _centres(desks)),
        Verb("job_here", Ability.READ_PLAN, Sought, _sought(desks)),
        Verb("work_order", Ability.READ_PLAN, Order, _work_order(desks)),
    ]


def _queue(desks: Desks) -> Callable[[Asker, Queue, str], dict[str, Any]]:
    def queue(asker: Asker, asked: Queue, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        reader = Reader.of(desk, asker)
        if asked.work_centre not in reader.centres:
            raise problem("not-found", asker.language)
        standing = _within(desk.agenda.at(reader.state, [asked.work_centre]), asked, reader)
        windowed = asked.since is not None or asked.until is not None
        over = [not windowed and progress_of(portion, reader) == "finished" for portion in standing]
        shown = [portion for portion, ended in zip(standing, over, strict=True) if not ended]
        ended = sorted(compress(standing, over), key=lambda portion: portion.end, reverse=True)
        return {
            "work_centre": _centre(reader, asked.work_centre),
            "now": reader.moment(reader.at),
            "sequence": reader.state.sequence,
            "entries": [entry(portion, reader) for portion in shown[: asked.most]],
            "more": max(0, len(shown) - asked.most),
            "ended": [entry(portion, reader) for portion in ended[:ENDED_SHOWN]],
        }

    return queue


def _within(portions: list[Portion], asked: Queue, reader: Reader) -> list[Portion]:
    since, until = (m if m is None else seconds_at(reader.network, m) for m in (asked.since, asked.until))
    return [p for p in portions if (since is None or p.end > since) and (until is None or p.setup_start < until)]


def _centres(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    def centres(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        reader = Reader.of(desk, asker)
        found = []
        for name in own_centres(reader.network, asker):
            to_do, going = _standing(name, reader)
            begins = min((p.setup_start for p in to_do), default=None)
            found.append(
                _centre(reader, name)
                | {
                    "going": going,
                    "to_do": sum(p.setup_start < reader.at + 86_400 for p in to_do),
                    "next": None if begins is None else reader.moment(begins),
                }
            )
        return {"work_centres": found, "now": reader.moment(reader.at)}

    return centres


def _standing(centre: str, reader: Reader) -> tuple[list[Portion], int]:
    """What is to be begun at a work centre yet, and how many things go on."""
    to_do, going = list[Portion](), 0
    for source, portions in reader.desk.agenda.by_source(reader.state, [centre]).items():
        if not reader.desk.agenda.is_begun(source):
            to_do += portions
            continue
        told = [(p, progress_of(p, reader)) for p in portions]
        to_do += [p for p, state in told if state not in ("started", "paused", "finished")]
        going += sum(state in ("started", "paused") for _, state in told)
    return to_do, going


def _sought(desks: Desks) -> Callable[[Asker, Sought, str], dict[str, Any]]:
    def sought(asker: Asker, asked: Sought, _key: str) -> dict[str, Any]:
        reader = Reader.of(desk_of(desks, asker), asker)
        word = asked.text.strip().casefold()
        exact, part = [], []
        for job in reader.jobs():
            names = [job.id, *([job.order] if job.owner == asker.code else [])]
            if any(name.casefold() == word for name in names):
                exact.append(job)
            elif not asked.operation and any(word in name.casefold() for name in names):
                part.append(job)
        found = [place for job in (exact or part)[:20] for place in _places(job, reader, asked.operation)]
        return {"places": found}

    return sought


def _places(job: Job, reader: Reader, operation: str) -> Iterator[dict[str, Any]]:
    """Where the job's steps stand at one's own work centres, those that are done last."""
    portions = [p for p in reader.state.placements.get(job.order, ()) if p.job == job.id]
    told = [
        entry(p, reader)
        for p in sorted(portions, key=lambda p: p.setup_start)
        if p.work_centre in reader.centres and operation in ("", p.operation)
    ]
    yield from sorted(told, key=lambda one: one["state"] == "finished")


def _work_order(desks: Desks) -> Callable[[Asker, Order, str], dict[str, Any]]:
    def work_order(asker: Asker, asked: Order, _key: str) -> dict[str, Any]:
        reader = Reader.of(desk_of(desks, asker), asker)
        job = next((each for each in reader.jobs() if each.id == asked.job), None)
        if job is None:
            raise problem("not-found", asker.language)
        own = job.owner == asker.code
        steps = [_step(job, operation, reader) for operation in job.operations]
        return {
            "job": job.id,
            "own": own,
            **(_whose(job, reader) if own else UNKNOWN),
            "quantity": job.quantity,
            "unit_name": _unit_name(job.item, reader) if own else "",
            "steps": [step for step in steps if own or step["portions"]],
        }

    return work_order


def _step(job: Job, operation: Operation, reader: Reader) -> dict[str, Any]:
    portions = [p for p in reader.state.placements.get(job.order, ()) if (p.job, p.operation) == (job.id, operation.id)]
    here = [p for p in portions if p.work_centre in reader.centres]
    own = job.owner == reader.asker.code
    return {
        "operation": operation.id,
        "name": operation.called(reader.asker.language),
        "quantity": operation.quantity,
        "elsewhere": len(here) < len(portions),
        "portions": [
            {
                **entry(p, reader),
                "work_centre_name": reader.network.work_centre_name(p.work_centre, reader.asker.language),
            }
            for p in here
        ],
        "materials": [_material(each, operation, reader) for each in operation.materials] if own else [],
    }


def _material(material: Material, operation: Operation, reader: Reader) -> dict[str, Any]:
    item = reader.network.items[material.item]
    return {
        "item": item.id,
        "name": item.called(reader.asker.language),
        "unit": unit_name(item.unit, reader.asker.language),
        "quantity": material.needed(operation.quantity),
    }


def entry(portion: Portion, reader: Reader) -> dict[str, Any]:
    """A portion as the floor reads it."""
    job = job_of(portion, reader.state)
    operation = _operation(portion, job, reader.state)
    own = _owner(portion, job, reader.state) == reader.asker.code
    thing = _thing(portion, job, reader) if own else UNKNOWN | {"unit_name": ""}
    lot = job is None or bool(job.makes)
    return {
        "work_centre": portion.work_centre,
        "unit": portion.unit + 1,
        "job": portion.job,
        "label": thing["item"] if lot and own else portion.job,
        "operation": portion.operation,
        "operation_name": operation.called(reader.asker.language),
        "quantity": portion.quantity,
        "whole": operation.quantity,
        "done": sum(each.quantity for each in operation.reported if each.state == "finished"),
        "family": portion.family,
        "family_name": reader.network.family_name(portion.family, reader.asker.language),
        "batch": portion.batch,
        "state": progress_of(portion, reader),
        "setup_s": portion.start - portion.setup_start,
        "setup_start": reader.moment(portion.setup_start),
        "start": reader.moment(portion.start),
        "end": reader.moment(portion.end),
        "own": own,
        "may_report": job is None or may_be_reported(reader.state.orders[job.order].status) is None,
        "waits_for": list(_waits(portion, job, reader)),
        "lot": lot,
        **thing,
    }


UNKNOWN: dict[str, Any] = {"order": None, "order_id": None, "item": None, "due": None}
"""What is not told of another firm's work."""


def _thing(portion: Portion, job: Job | None, reader: Reader) -> dict[str, Any]:
    """What is made, of one's own: for an order, or a lot that many orders draw on."""
    if job is not None and not job.makes:
        return _whose(job, reader) | {"unit_name": _unit_name(job.item, reader)}
    name = job.item if job is not None else reader.state.lots[portion.job][0].item
    return UNKNOWN | {
        "item": reader.network.item_name(name, reader.asker.language),
        "unit_name": _unit_name(name, reader),
    }


def progress_of(portion: Portion, reader: Reader) -> str:
    """As the floor reported it ("started", "finished"), else "frozen" or "planned"."""
    return state_of(portion, _operation(portion, job_of(portion, reader.state), reader.state), reader.network)


def _whose(job: Job, reader: Reader) -> dict[str, Any]:
    """What the owner of a job knows of it."""
    order = reader.state.orders[job.order]
    due: datetime = order.latest_promised or job.due
    return {
        "order": job.order,
        "order_id": str(public_id(reader.desk.cluster, reader.desk.secret, job.order)),
        "item": reader.network.item_name(job.item, reader.asker.language),
        "due": day_of(due, reader.network).isoformat(),
    }


def _unit_name(item: str, reader: Reader) -> str:
    known = reader.network.items.get(item)
    return unit_name(known.unit, reader.asker.language) if known else ""


def _waits(portion: Portion, job: Job | None, reader: Reader) -> Iterator[dict[str, Any]]:
    """What is not there yet: steps before it that are not done, and material that comes later."""
    if job is not None:
        for link in job.precedence:
            if link.after == portion.operation:
                yield from _step_before(link, job, reader)
    for peg in portion.pegs:
        if peg.available > reader.at and progress_of(portion, reader) not in ("started", "finished"):
            item = reader.network.items.get(peg.item)
            known = _owner(portion, job, reader.state) == reader.asker.code
            known = known or (item is not None and item.owner == reader.asker.code)
            name = reader.network.item_name(peg.item, reader.asker.language) if known else ""
            yield {"kind": peg.source, "what": name, "at": reader.moment(peg.available)}


def _step_before(link: Precedence, job: Job, reader: Reader) -> Iterator[dict[str, Any]]:
    before = job
    if link.before_job:
        before = next((each for each in reader.state.orders[job.order].jobs if each.id == link.before_job), job)
    step = next((op for op in before.operations if op.id == link.before), None)
    if step is None:
        return
    done = sum(each.quantity for each in step.reported if each.state == "finished")
    if done >= min(step.quantity, link.transfer_quantity or step.quantity):
        return
    portions = [p for p in reader.state.placements.get(job.order, ()) if (p.job, p.operation) == (before.id, step.id)]
    if all(p.work_centre in reader.centres for p in portions):
        ends = max((p.end for p in portions), default=None)
        yield {
            "kind": "step",
            "what": step.called(reader.asker.language),
            "at": None if ends is None else reader.moment(ends),
        }
    else:
        yield {"kind": "elsewhere", "what": "", "at": None}


def _owner(portion: Portion, job: Job | None, state: PlanState) -> str:
    return job.owner if job else state.supplies[state.lots[portion.job][0].supply].owner


def _operation(portion: Portion, job: Job | None, state: PlanState) -> Operation:
    operations = job.operations if job else state.supplies[state.lots[portion.job][0].supply].operations
    return next(operation for operation in operations if operation.id == portion.operation)


def _centre(reader: Reader, name: str) -> dict[str, Any]:
    centre = reader.network.work_centres[name]
    site = reader.network.sites[centre.site]
    return {
        "work_centre": name,
        "name": centre.called(reader.asker.language),
        "kind": centre.kind.value,
        "units": centre.units,
        "site": site.called(reader.asker.language),
        "time_zone": site.time_zone,
    }
