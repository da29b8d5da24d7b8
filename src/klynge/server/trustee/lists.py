# SPDX-License-Identifier: Apache-2.0
"""What a planner looks after: late, in conflict, out of sequence, waiting, not planned; and finding an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from klynge.job import Job, Operation, Status
from klynge.network.model import Kind
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.agenda import Agenda
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.board import PROMISES, order_facts
from klynge.server.trustee.clock import moment_at, planning_moment, seconds_at
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.plan import job_of, label_of, line, name_of, own_centres, state_of
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb

Which = Literal["late", "conflicts", "out-of-sequence", "waiting", "unplanned"]
LISTS: tuple[Which, ...] = ("late", "conflicts", "out-of-sequence", "waiting", "unplanned")
OVER = (Status.DELIVERED, Status.EXPIRED, Status.WITHDRAWN)


class Listing(BaseModel):
    """One of the lists, a page of it; none: how long each is."""

    model_config = ConfigDict(extra="forbid")
    which: Which | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=500)] = 50


class Finding(BaseModel):
    """Part of an order's number, its customer, its item, or of a job at one's own work centres."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=120)]
    most: Annotated[int, Field(ge=1, le=200)] = 20


def verbs(desks: Desks) -> list[Verb]:
    """Lists and finding."""
    return [
        Verb("lists", Ability.READ_PLAN, Listing, _lists(desks)),
        Verb("find", Ability.READ_PLAN, Finding, _find(desks)),
    ]


Found = dict[Which, list[dict[str, Any]]]


def _lists(desks: Desks) -> Callable[[Asker, Listing, str], dict[str, Any]]:
    known: dict[tuple[UUID, str, str, str], tuple[PlanState, int, Found]] = {}

    def found_for(desk: Desk, asker: Asker) -> Found:
        """All lists as they are in this minute; made anew when the plan has changed."""
        state, key = desk.plan.state, (desk.cluster, asker.kind, asker.code, asker.language)
        looking = Looking(desk, state, asker)
        before, minute, found = known.get(key, (None, 0, {}))
        if before is not state or minute != looking.now // 60:
            found = {name: list(looking.items(name)) for name in LISTS}
            known[key] = state, looking.now // 60, found
        return found

    def lists(asker: Asker, asked: Listing, _key: str) -> dict[str, Any]:
        found = found_for(desk_of(desks, asker), asker)
        wanted = found[asked.which] if asked.which else []
        first = (asked.page - 1) * asked.size
        return {
            "counts": {name: len(items) for name, items in found.items()},
            "which": asked.which,
            "items": wanted[first : first + asked.size],
            "total": len(wanted),
            "page": asked.page,
            "pages": max(-(-len(wanted) // asked.size), 1),
        }

    return lists


class Looking:
    """A state as one member looks at it."""

    def __init__(self, desk: Desk, state: PlanState, asker: Asker, agenda: Agenda | None = None) -> None:
        """`agenda`: that of a state which is not the plan's own."""
        self.desk, self.state, self.asker = desk, state, asker
        self._agenda = desk.agenda if agenda is None else agenda
        self.network = state.network
        self.now = seconds_at(self.network, planning_moment(self.network, now()))
        self._targets: dict[str, tuple[int, bool] | None] = {}

    @cached_property
    def centres(self) -> list[str]:
        """The member's own work centres."""
        return own_centres(self.network, self.asker)

    @cached_property
    def here(self) -> list[Portion]:
        """What is planned there."""
        return self._agenda.at(self.state, self.centres)

    def items(self, which: Which) -> Iterator[dict[str, Any]]:
        """The entries of a list, the worst or the first first."""
        if which == "late":
            late = (facts for _, facts in self.own_orders() if facts["late"] and facts["expected"] is not None)
            yield from sorted(map(self.told, late), key=lambda one: (-one["late_s"], one["order"]))
        elif which == "unplanned":
            yield from (self.told(facts) for _, facts in self.own_orders() if facts["expected"] is None)
        elif which == "conflicts":
            yield from self._conflicts()
        elif which == "out-of-sequence":
            yield from self._before_its_turn()
            yield from self._against_due()
        else:
            yield from self._waiting()

    def own_orders(self) -> Iterator[tuple[OrderState, dict[str, Any]]]:
        """The asker's orders that are not over, with what is known of each."""
        for name, order in self.state.orders.items():
            if order.status not in OVER and line(order, name).owner == self.asker.code:
                yield order, order_facts(self.state, name, order, self.asker.language)[1]

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        """An order as a list has it: its moments written out, seconds late, why it is not planned."""
        name, target = facts["number"], facts["due"] if facts["promised"] is None else facts["promised"]
        outcome, expected = self.state.outcomes.get(name), facts["expected"]
        return {
            "order": name,
            "order_id": str(public_id(self.desk.cluster, self.desk.secret, name)),
            "item": facts["item"],
            "item_name": facts["item_name"],
            "customer": facts["customer"],
            "quantity": line(self.state.orders[name], name).quantity,
            "state": facts["state"],
            "promised": self.said(facts["promised"]),
            "due": self.said(facts["due"]),
            "expected": self.said(expected),
            "late_s": max(0, (seconds_at(self.network, self.network.end) if expected is None else expected) - target),
            "reason": outcome.reason if outcome is not None and expected is None else "",
        }

    def said(self, seconds: int | None) -> str | None:
        """A moment as text."""
        return None if seconds is None else moment_at(self.network, seconds).isoformat()

    def place(self, portion: Portion, operation: Operation) -> dict[str, Any]:
        """A portion as lists have it; of others' work the job alone."""
        name = name_of(portion, self.state, self.asker)
        return {
            "job": portion.job,
            "operation": portion.operation,
            "operation_name": operation.called(self.asker.language),
            "work_centre": portion.work_centre,
            "work_centre_name": self.network.work_centre_name(portion.work_centre, self.asker.language),
            "unit": portion.unit + 1,
            "start": self.said(portion.start),
            "end": self.said(portion.end),
            "quantity": portion.quantity,
            "own": name is not None,
            "order": name,
            "label": label_of(portion, self.state, self.asker),
            "order_id": None if name is None else str(public_id(self.desk.cluster, self.desk.secret, name)),
        }

    def operation(self, portion: Portion) -> Operation:
        """The operation of a portion."""
        job = job_of(portion, self.state)
        operations = (
            self.state.supplies[self.state.lots[portion.job][0].supply].operations if job is None else job.operations
        )
        return next(op for op in operations if op.id == portion.operation)

    def _conflicts(self) -> Iterator[dict[str, Any]]:
        """Promises that are kept no longer, and work that should have ended by now."""
        for order, facts in self.own_orders():
            if order.status in PROMISES and facts["promised"] is not None and facts["late"]:
                yield self.told(facts) | {"kind": "promise"}
        for portion in self.here:
            operation = self.operation(portion)
            if portion.end <= self.now and state_of(portion, operation, self.network) == "started":
                yield self.place(portion, operation) | {"kind": "overdue"}

    def _before_its_turn(self) -> Iterator[dict[str, Any]]:
        """Work that has begun before what comes before it is done."""
        for portion in self.here:
            job = job_of(portion, self.state)
            if (
                not portion.frozen
                or job is None
                or state_of(portion, self.operation(portion), self.network) == "frozen"
            ):
                continue
            for link in job.precedence:
                if link.after != portion.operation or link.before_job or link.transfer_quantity:
                    continue
                before = next(op for op in job.operations if op.id == link.before)
                if sum(r.quantity for r in before.reported if r.state == "finished") < before.quantity:
                    place = self.place(portion, self.operation(portion))
                    yield place | {
                        "kind": "precedence",
                        "before_job": job.id,
                        "before_operation": before.id,
                        "before_operation_name": before.called(self.asker.language),
                    }

    def _against_due(self) -> Iterator[dict[str, Any]]:
        """Planned work right in front of work of an order that is late and was due earlier."""
        for place, row in _by_unit(self.here):
            if self.network.work_centres[place[0]].kind is Kind.EXTERNAL:
                continue
            for one, other in pairwise(row):
                if one.frozen or other.frozen or not one.order or not other.order or one.order == other.order:
                    continue
                first, second = (self._target(each.order) for each in (one, other))
                if second is not None and first is not None and second[0] < first[0] and second[1] and not first[1]:
                    found = self.place(one, self.operation(one))
                    yield found | {"kind": "due", "before_job": other.job, "before_operation": other.operation}

    def _target(self, name: str) -> tuple[int, bool] | None:
        """When an order is to arrive, and whether it is late; None for another firm's, which is not to be guessed."""
        if name not in self._targets:
            order, self._targets[name] = self.state.orders[name], None
            if line(order, name).owner == self.asker.code:
                late, facts = order_facts(self.state, name, order, self.asker.language)
                self._targets[name] = (facts["due"] if facts["promised"] is None else facts["promised"]), late
        return self._targets[name]

    def _waiting(self) -> Iterator[dict[str, Any]]:
        """Work whose material is not here yet."""
        for portion in self.here:
            late = [peg for peg in portion.pegs if peg.available > self.now]
            if portion.frozen or not late:
                continue
            place = self.place(portion, self.operation(portion))
            if not place["own"]:
                continue
            last = max(late, key=lambda peg: peg.available)
            yield place | {
                "material": last.item,
                "material_name": self.network.item_name(last.item, self.asker.language),
                "needed": last.quantity,
                "available": self.said(last.available),
                "source": last.source,
            }


def _by_unit(portions: Iterable[Portion]) -> Iterable[tuple[tuple[str, int], list[Portion]]]:
    rows: dict[tuple[str, int], list[Portion]] = {}
    for portion in portions:
        rows.setdefault((portion.work_centre, portion.unit), []).append(portion)
    return rows.items()


def _find(desks: Desks) -> Callable[[Asker, Finding, str], dict[str, Any]]:
    def find(asker: Asker, asked: Finding, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state, word = desk.plan.state, asked.text.casefold()
        found = [*_orders(desk, state, asker, word), *_jobs(desk, state, asker, word)]
        return {"found": found[: asked.most], "total": len(found)}

    return find


def _orders(desk: Desk, state: PlanState, asker: Asker, word: str) -> Iterator[dict[str, Any]]:
    """The asker's own orders in which the word stands, those whose number begins with it first."""
    looking = Looking(desk, state, asker)
    first = {portion.order: portion for portion in reversed(looking.here)}
    hits = [
        facts
        for _, facts in looking.own_orders()
        if any(word in str(facts[name]).casefold() for name in ("number", "customer", "item", "item_name"))
    ]
    for facts in sorted(hits, key=lambda f: (not f["number"].casefold().startswith(word), f["number"])):
        told = looking.told(facts)
        yield _hit("order", told["order"], told, first.get(told["order"]), looking)


def _jobs(desk: Desk, state: PlanState, asker: Asker, word: str) -> Iterator[dict[str, Any]]:
    """Jobs at the asker's work centres that are not its own orders."""
    looking, seen = Looking(desk, state, asker), set[str]()
    for portion in looking.here:
        job: Job | None = job_of(portion, state)
        if (
            portion.job in seen
            or word not in portion.job.casefold()
            or (job and name_of(portion, state, asker) == job.order)
        ):
            continue
        seen.add(portion.job)
        yield _hit("job", portion.job, {}, portion, looking)


def _hit(kind: str, number: str, told: dict[str, Any], portion: Portion | None, looking: Looking) -> dict[str, Any]:
    return {
        "kind": kind,
        "number": number,
        "order_id": told.get("order_id"),
        "item": told.get("item"),
        "item_name": told.get("item_name"),
        "label": number if portion is None else label_of(portion, looking.state, looking.asker),
        "customer": told.get("customer"),
        "state": told.get("state"),
        "expected": told.get("expected"),
        "job": None if portion is None else portion.job,
        "operation": None if portion is None else portion.operation,
        "work_centre": None if portion is None else portion.work_centre,
        "work_centre_name": None
        if portion is None
        else looking.network.work_centre_name(portion.work_centre, looking.asker.language),
        "unit": None if portion is None else portion.unit + 1,
        "start": None if portion is None else looking.said(portion.start),
    }
