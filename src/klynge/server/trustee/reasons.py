# SPDX-License-Identifier: Apache-2.0
"""Why an order is when it is, without what the asker may not see: redacted first, then said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from klynge.cooperation.barrier import Barrier, Decision, Disclosure, Redacted, redacted
from klynge.cooperation.barrier.redaction import SUPPLIER, MaySee
from klynge.network.model import Network
from klynge.planning.explain import Explanation, Fact
from klynge.planning.explain.words import span
from klynge.planning.fold import PlanState
from klynge.server.barrier.journal import disclosed
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, order_of, part_of
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.charter import barrier_of, done, journalled, today_of
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.reading import Readings
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import ELSEWHERE

PURPOSE = "order-follow-up"


class Why(BaseModel):
    """An order by its random identifier."""

    model_config = ConfigDict(extra="forbid")
    order: UUID


def verbs(desks: Desks) -> list[Verb]:
    """Asking why."""
    return [Verb("reasons", Ability.READ_ORDERS, Why, _why(desks))]


def account(
    desk: Desk, asker: Asker, name: str, state: PlanState | None = None, readings: Readings | None = None
) -> dict[str, Any]:
    """Why an order that is planned is when it is, as the asker may hear it; what of others is shown is journalled.
    `state` with its `readings`: another than the plan's own."""
    state = desk.plan.state if state is None else state
    explanation = (desk.readings if readings is None else readings).explain(state, name)
    if asker.kind != "member":
        return told(explanation, state, asker, None)
    try:
        shows = Shows(barrier_of(desk), asker.code, name, today_of(state.network))
        found = told(explanation, state, asker, shows)
        journalled(desk, (disclosed(decision, now()) for decision in shows.used))
    finally:
        done()
    return found


def _why(desks: Desks) -> Callable[[Asker, Why, str], dict[str, Any]]:
    def why(asker: Asker, asked: Why, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        part = part_of(desk, asker, asked.order)
        if part is not None:
            return account_of_part(desk, asker, part)
        state = desk.plan.state
        name = order_of(desk, asker, asked.order)
        if name not in state.planned():
            return {"order": name, "day": None, "promised": None, "stretches": [], "words": []}
        return account(desk, asker, name)

    return why


def account_of_part(desk: Desk, asker: Asker, job: str) -> dict[str, Any]:
    """Why a part that the asker makes for another's order is done when it is: what was agreed with the customer, and
    what comes after the part, is not told."""
    state = desk.plan.state
    explanation = desk.readings.explain_job(state, job)
    try:
        shows = Shows(barrier_of(desk), asker.code, job, today_of(state.network))
        found = told(explanation, state, asker, shows)
        journalled(desk, (disclosed(decision, now()) for decision in shows.used))
    finally:
        done()
    return found


class Shows:
    """What a member may see of others' part of an order; `used`: the agreed decisions by which something was shown."""

    def __init__(self, barrier: Barrier, reader: str, order: str, day: date) -> None:
        """Ask on behalf of `reader`, for following up the order."""
        self._barrier, self._reader, self._order, self._day = barrier, reader, order, day
        self._decided: dict[tuple[str, str], Decision] = {}
        self.used: list[Decision] = []

    def may_see(self, owner: str, field: str) -> bool:
        """Whether it may."""
        if (owner, field) not in self._decided:
            asked = Disclosure(self._reader, owner, field, PURPOSE, self._order)
            self._decided[owner, field] = self._barrier.decide(asked, self._day)
        return self._decided[owner, field].allowed

    def note(self, owners: set[str]) -> None:
        """Something of these members was shown."""
        self.used += [each for (owner, _), each in self._decided.items() if owner in owners and each.agreement]


def told(explanation: Explanation, state: PlanState, asker: Asker, shows: Shows | None) -> dict[str, Any]:
    """The account as the asker may hear it: a member its own part of it in full, a customer days alone."""
    network, order = state.network, state.orders.get(explanation.order)  # none: it is a part's account
    promised = None if order is None else order.latest_promised
    makers = {name: network.sites[centre.site].member for name, centre in network.work_centres.items()}
    reader = asker.code if shows else ""

    def may_see(owner: str, field: str) -> bool:
        return shows is not None and shows.may_see(owner, field)

    shown = redacted(explanation.facts, reader, makers, may_see)
    seen = _without_where(explanation, state, reader, makers, may_see)
    if shows is not None:
        facts = [one for one in shown if isinstance(one, Fact)]
        shows.note({name for one in facts for name in (makers.get(one.work_centre), one.owner) if name} - {reader})
    return {
        "order": explanation.order,
        "day": None if seen.delivered is None else _day(network, seen.delivered),
        "promised": None if promised is None else day_of(promised, network).isoformat(),
        "stretches": [_stretch(one, network, whole=bool(reader)) for one in shown],
        "words": list(_words(seen, shown, asker.language)) if reader else [],
    }


def _without_where(
    explanation: Explanation, state: PlanState, reader: str, makers: Mapping[str, str], may_see: MaySee
) -> Explanation:
    """Without the operation at which planning stopped, when it may be done where the reader may not see who works."""
    if explanation.order not in state.orders:
        return explanation
    job, _, operation = explanation.operation.partition(" ")
    found = [
        mode.work_centre
        for each in state.orders[explanation.order].jobs
        for op in each.operations
        if (each.id, op.id) == (job, operation)
        for mode in op.modes
    ]
    own = bool(found) and all((who := makers.get(name, "")) == reader or may_see(who, SUPPLIER) for name in found)
    return explanation if own else replace(explanation, operation="")


def _stretch(one: Fact | Redacted, network: Network, *, whole: bool) -> dict[str, Any]:
    """Days for everyone; moments, and what is not hidden, for a member."""
    found: dict[str, Any] = {"first_day": _began(network, one.first), "last_day": _day(network, one.last)}
    if whole:
        found |= {
            "first": moment_at(network, one.first).isoformat(),
            "last": moment_at(network, one.last).isoformat(),
            "seconds": one.seconds,
        }
    if isinstance(one, Fact):
        found |= {
            "cause": one.cause.value,
            "job": one.job,
            "operation": one.operation,
            "work_centre": one.work_centre,
            "in_front": one.order,
            "subject": one.subject,
        }
    return found


def _words(explanation: Explanation, shown: Iterable[Fact | Redacted], language: str) -> Iterator[str]:
    """The headline, then a line a step; a stretch at others' is one line."""
    yield replace(explanation, facts=()).words(language)
    if explanation.delivered is None:
        return
    for key, group in groupby(shown, key=lambda one: (one.job, one.operation) if isinstance(one, Fact) else one):
        if isinstance(key, Redacted):
            yield ELSEWHERE[language].format(time=span(key.seconds, language))
        else:
            facts = tuple(one for one in group if isinstance(one, Fact))
            yield from replace(explanation, facts=facts).words(language).splitlines()[1:]


def _day(network: Network, seconds: int) -> str:
    return day_of(moment_at(network, seconds), network).isoformat()


def _began(network: Network, seconds: int) -> str:
    began: date = moment_at(network, seconds).astimezone(ZoneInfo(network.time_zone)).date()
    return began.isoformat()
