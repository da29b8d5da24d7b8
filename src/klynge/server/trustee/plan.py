# SPDX-License-Identifier: Apache-2.0
"""The plan at a member's own work centres: whoever's work stands there, the others' named by job alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from klynge.job import Job, Operation
from klynge.network.model import Network
from klynge.planning.fold import PlanState
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Word
from klynge.server.trustee.clock import moment_at, seconds_at
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

Source = tuple[str, str]  # ("order", its name) or ("lot", its name)


class Looking(BaseModel):
    """One work centre, or all one's own; what stands there at any time from `since` to `until`; a page of it."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=500)] = 50


class Agenda:
    """The portions at each work centre. `at` first takes over what a state has otherwise than the last one: orders that
    did not move cost one comparison, not a look at all their portions."""

    def __init__(self) -> None:
        self._known: dict[Source, tuple[Portion, ...]] = {}
        self._at: dict[str, dict[Source, list[Portion]]] = {}
        self._sequence = -1
        self._turn = threading.Lock()

    def at(self, state: PlanState, centres: Iterable[str]) -> list[Portion]:
        """All that stands at these work centres, by start."""
        with self._turn:
            if state.sequence > self._sequence:
                self._follow(state)
            found = [portion for name in centres for there in self._at.get(name, {}).values() for portion in there]
        return sorted(found, key=lambda p: (p.setup_start, p.work_centre, p.unit, p.job, p.operation))

    def _follow(self, state: PlanState) -> None:
        now = dict(_sources(state))
        for source in [source for source, portions in self._known.items() if now.get(source) is not portions]:
            for name in {portion.work_centre for portion in self._known.pop(source)}:
                del self._at[name][source]
        for source, portions in now.items():
            if source not in self._known:
                self._known[source] = portions
                for portion in portions:
                    self._at.setdefault(portion.work_centre, {}).setdefault(source, []).append(portion)
        self._sequence = state.sequence


def _sources(state: PlanState) -> Iterator[tuple[Source, tuple[Portion, ...]]]:
    orders = ((("order", name), portions) for name, portions in state.placements.items())
    lots = ((("lot", name), portions) for name, (_, portions) in state.lots.items())
    return chain(orders, lots)


def own_centres(network: Network, asker: Asker) -> list[str]:
    """The work centres at the asker's own sites."""
    if asker.kind != "member":
        return []
    return [name for name, centre in network.work_centres.items() if network.sites[centre.site].member == asker.code]


def verbs(desks: Desks) -> list[Verb]:
    """Looking at the plan."""
    return [Verb("plan", Ability.READ_PLAN, Looking, _looking(desks))]


def _looking(desks: Desks) -> Callable[[Asker, Looking, str], dict[str, Any]]:
    agendas: dict[UUID, Agenda] = {desk.cluster: Agenda() for desk in desks}

    def look(asker: Asker, asked: Looking, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state: PlanState = desk.plan.state
        own = own_centres(state.network, asker)
        if asked.work_centre is not None and asked.work_centre not in own:
            raise problem("not-found", asker.language)
        portions = agendas[desk.cluster].at(state, own if asked.work_centre is None else [asked.work_centre])
        since, until = (m if m is None else seconds_at(state.network, m) for m in (asked.since, asked.until))
        within = [
            portion
            for portion in portions
            if (since is None or portion.end > since) and (until is None or portion.setup_start < until)
        ]
        first = (asked.page - 1) * asked.size
        return {
            "items": [_told(portion, state, desk, asker) for portion in within[first : first + asked.size]],
            "work_centres": [_centre(state.network, name) for name in own],
            "total": len(within),
            "page": asked.page,
            "pages": max(-(-len(within) // asked.size), 1),
        }

    return look


def _told(portion: Portion, state: PlanState, desk: Desk, asker: Asker) -> dict[str, Any]:
    job = _job(portion, state)
    if job is None:
        supply = state.supplies[state.lots[portion.job][0].supply]
        owner, item, operations = supply.owner, supply.item, supply.operations
    else:
        owner, item, operations = job.owner, job.item, job.operations
    own = owner == asker.code
    operation = next(op for op in operations if op.id == portion.operation)
    order = portion.order if own and portion.order else None
    return {
        "work_centre": portion.work_centre,
        "unit": portion.unit + 1,
        "job": portion.job,
        "operation": portion.operation,
        "operation_name": operation.name or operation.id,
        "quantity": portion.quantity,
        "family": portion.family,
        "batch": portion.batch,
        "state": _state(portion, operation, state.network),
        "setup_start": moment_at(state.network, portion.setup_start).isoformat(),
        "start": moment_at(state.network, portion.start).isoformat(),
        "end": moment_at(state.network, portion.end).isoformat(),
        "own": own,
        "order": order,
        "order_id": None if order is None else str(public_id(desk.cluster, desk.secret, order)),
        "item": item if own else None,
    }


def _job(portion: Portion, state: PlanState) -> Job | None:
    """The job of a portion; None for one that makes a supply lot."""
    return (
        next((job for job in state.orders[portion.order].jobs if job.id == portion.job), None)
        if portion.order
        else None
    )


def _state(portion: Portion, operation: Operation, network: Network) -> str:
    """As the floor reported it, else planned."""
    if not portion.frozen:
        return "planned"
    for each in operation.reported:
        there = (each.work_centre, each.unit, seconds_at(network, each.start))
        if there == (portion.work_centre, portion.unit, portion.start):
            return each.state
    return "frozen"


def _centre(network: Network, name: str) -> dict[str, Any]:
    centre = network.work_centres[name]
    return {"work_centre": name, "name": centre.name, "kind": centre.kind.value, "units": centre.units}
