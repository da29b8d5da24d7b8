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

from klynge.cooperation.barrier import Barrier, Charter, Disclosure, Redacted, Register, redacted
from klynge.network.model import Network
from klynge.planning.explain import Explanation, Fact
from klynge.planning.explain.words import span
from klynge.planning.fold import PlanState
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, order_of
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desks, now
from klynge.server.trustee.protocol import Asker
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


def barrier_of(cluster: str) -> Barrier:
    """The barrier of a cluster. No charter, register or agreement is kept yet, so all that is another's is denied."""
    return Barrier(Charter.of(cluster, ()), Register())


def _why(desks: Desks) -> Callable[[Asker, Why, str], dict[str, Any]]:
    def why(asker: Asker, asked: Why, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state = desk.plan.state
        name = order_of(desk, asker, asked.order)
        if name not in state.planned():
            return {"order": name, "day": None, "promised": None, "stretches": [], "words": []}
        explanation = desk.readings.explain(state, name)
        return told(explanation, state, asker, barrier_of(state.network.name))

    return why


def told(explanation: Explanation, state: PlanState, asker: Asker, barrier: Barrier) -> dict[str, Any]:
    """The account as the asker may hear it: a member its own part of it in full, a customer days alone."""
    network, order = state.network, state.orders[explanation.order]
    makers = {name: network.sites[centre.site].member for name, centre in network.work_centres.items()}
    reader = asker.code if asker.kind == "member" else ""
    today = now().date()

    def may_see(owner: str, field: str) -> bool:
        return (
            bool(reader) and barrier.decide(Disclosure(reader, owner, field, PURPOSE, explanation.order), today).allowed
        )

    shown = redacted(explanation.facts, reader, makers, may_see)
    seen = _without_where(explanation, state, reader, makers)
    return {
        "order": explanation.order,
        "day": None if seen.delivered is None else _day(network, seen.delivered),
        "promised": None if order.latest_promised is None else day_of(order.latest_promised, network).isoformat(),
        "stretches": [_stretch(one, network, whole=bool(reader)) for one in shown],
        "words": list(_words(seen, shown, asker.language)) if reader else [],
    }


def _without_where(explanation: Explanation, state: PlanState, reader: str, makers: Mapping[str, str]) -> Explanation:
    """Without the operation at which planning stopped, when it may be done at another's work centre."""
    job, _, operation = explanation.operation.partition(" ")
    found = [
        mode.work_centre
        for each in state.orders[explanation.order].jobs
        for op in each.operations
        if (each.id, op.id) == (job, operation)
        for mode in op.modes
    ]
    own = bool(found) and all(makers.get(name) == reader for name in found)
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
