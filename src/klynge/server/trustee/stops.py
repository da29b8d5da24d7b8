# SPDX-License-Identifier: Apache-2.0
"""One's own capacity for a while: a unit that stands, overtime, people away or called in; listed, and ended early.

Each is told as it is, the plan is made to fit, and whose days are others is said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from klynge.planning.budget import Budget
from klynge.planning.fold import Change, Placements, PlanState, Replica, Row, changes_between, land
from klynge.planning.replan import (
    Breakdown,
    Disturbance,
    DisturbanceError,
    Ended,
    Fewer,
    More,
    NetworkChange,
    Overtime,
    changes_in,
    replan,
)
from klynge.server.bounds import Day, Moment
from klynge.server.log import Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, written
from klynge.server.trustee.asking import Word
from klynge.server.trustee.changing import changes_after, why_not
from klynge.server.trustee.clock import planning_moment
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.improving import search
from klynge.server.trustee.judging import arrivals_of, new_days_of
from klynge.server.trustee.keeping import kept
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

Thousandths = Annotated[int, Field(ge=1, le=10_000_000)]
SEARCH_S, SEARCH_ITERATIONS = 0.3, 1500
"""How long work is looked for that can use what became free, while others wait."""


class Stopping(BaseModel):
    """A unit from 1 (None: all of them) stands from `start` to `end`; then it is set up for `family`."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word
    unit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    start: Moment
    end: Moment
    family: Annotated[str, Field(max_length=120)] = ""


class Opening(BaseModel):
    """A work centre is open from `start` to `end` too, with so many thousandths of one's own pools called in."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word
    start: Moment
    end: Moment
    people: Annotated[dict[Word, Thousandths], Field(max_length=20)] = Field(default_factory=dict)


class Staffing(BaseModel):
    """So many thousandths of a pool fewer, or more, from one day to another."""

    model_config = ConfigDict(extra="forbid")
    pool: Word
    amount: Thousandths
    first: Day
    last: Day


class Ending(BaseModel):
    """One of the changes that are listed is over at a moment: now, when none is given."""

    model_config = ConfigDict(extra="forbid")
    change: Word
    at: Moment | None = None


def verbs(desks: Desks) -> list[Verb]:
    """Telling of one's capacity."""
    found = _Changes(desks)
    return [
        Verb("network_changes", Ability.READ_PLAN, Nothing, found.all),
        Verb("stop", Ability.CHANGE_NETWORK, Stopping, found.stop, writes=True),
        Verb("overtime", Ability.CHANGE_NETWORK, Opening, found.overtime, writes=True),
        Verb("absence", Ability.CHANGE_NETWORK, Staffing, found.absence, writes=True),
        Verb("more_people", Ability.CHANGE_NETWORK, Staffing, found.more, writes=True),
        Verb("end_change", Ability.CHANGE_NETWORK, Ending, found.end, writes=True),
    ]


class _Changes:
    """The verbs: of one's own work centres and pools alone."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks

    def all(self, asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        network = desk_of(self._desks, asker).plan.state.network
        at = planning_moment(network, now())
        return {"changes": [_told(one, at) for one in changes_in(network) if _is_own(one.place, asker, network)]}

    def stop(self, asker: Asker, asked: Stopping, key: str) -> dict[str, Any]:
        desk = self._desk(asker, asked.work_centre)
        network = desk.plan.state.network
        # what lies outside of the plan is no part of it
        start = max(asked.start, network.epoch)
        end = min(asked.end, network.end) if asked.start < network.end else asked.end
        event = Breakdown(work_centre=asked.work_centre, unit=asked.unit, start=start, end=end, family=asked.family)
        told = {
            "work_centre": asked.work_centre,
            "unit": asked.unit,
            "start": start.isoformat(),
            "end": end.isoformat(),
        }
        return self._written(desk, asker, event, told, key_of(asker, key, "stop", asked), asked.start)

    def overtime(self, asker: Asker, asked: Opening, key: str) -> dict[str, Any]:
        desk = self._desk(asker, asked.work_centre, *asked.people)
        event = Overtime(work_centre=asked.work_centre, start=asked.start, end=asked.end, people=asked.people)
        told = asked.model_dump(mode="json")
        return self._written(desk, asker, event, told, key_of(asker, key, "overtime", asked), asked.start)

    def absence(self, asker: Asker, asked: Staffing, key: str) -> dict[str, Any]:
        desk = self._desk(asker, asked.pool)
        event = Fewer(pool=asked.pool, amount=asked.amount, first=asked.first, last=asked.last)
        return self._written(desk, asker, event, asked.model_dump(mode="json"), key_of(asker, key, "absence", asked))

    def more(self, asker: Asker, asked: Staffing, key: str) -> dict[str, Any]:
        desk = self._desk(asker, asked.pool)
        event = More(pool=asked.pool, amount=asked.amount, first=asked.first, last=asked.last)
        return self._written(
            desk, asker, event, asked.model_dump(mode="json"), key_of(asker, key, "more_people", asked)
        )

    def end(self, asker: Asker, asked: Ending, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        network = desk.plan.state.network
        known = next((one for one in changes_in(network) if one.id == asked.change), None)
        if known is not None and not _is_own(known.place, asker, network):
            raise problem("not-found", asker.language)
        at = asked.at or planning_moment(network, now())
        event = Ended(change=asked.change, at=at)
        told = {"change": asked.change, "at": at.isoformat()}
        return self._written(desk, asker, event, told, key_of(asker, key, "end_change", asked), at)

    def _desk(self, asker: Asker, *places: str) -> Desk:
        """The asker's desk. Raises Problem for a work centre or pool that is not its own."""
        desk = desk_of(self._desks, asker)
        if not all(_is_own(place, asker, desk.plan.state.network) for place in places):
            raise problem("not-found", asker.language)
        return desk

    def _written(
        self, desk: Desk, asker: Asker, event: Disturbance, told: dict[str, Any], key: Any, at: datetime | None = None
    ) -> dict[str, Any]:
        return written(desk, asker, changing(event, told, asker, key, now(), desk, at), "cannot-be")


def changing(
    event: Disturbance, told: dict[str, Any], asker: Asker, key: Any, clock: datetime, desk: Desk, at: datetime | None
) -> Request:
    """A request that takes in what happens to capacity and replans; promises may be late for it."""
    stays = kept(desk)

    def compute(replica: Replica) -> Proposed:
        state = replica.state
        locked = stays.operations(state)
        try:
            after = replan(
                replica.schedule,
                [event],
                planning_moment(state.network, clock, at),
                kept=locked,
                before=state.as_plan(),
            )
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        changes = changes_after(replica, (), after)
        if changes and isinstance(event, Overtime | More | Ended):
            changes = _used(replica, changes, asker, locked)
        moved = next((each.orders for each in changes if isinstance(each, Placements)), ())
        arrivals = dict(arrivals_of(state)) | {each.outcome.order: each.outcome.delivered for each in moved}
        days = new_days_of(state, arrivals_of(state), arrivals, desk, asker)
        return Proposed(changes, told | {"moved_orders": len(moved)} | days)

    return Request(compute, key, may_break=True)


def _used(
    replica: Replica, changes: tuple[Change, ...], asker: Asker, locked: frozenset[tuple[str, str]]
) -> tuple[Change, ...]:
    """The same changes with own work that can use what became free."""
    state = replica.state
    trial = replace(replica)
    trial.apply(Row(sequence=state.sequence + 1, changes=changes))
    budget = Budget(seconds=SEARCH_S, iterations=SEARCH_ITERATIONS)
    found = search(trial.state, trial.schedule, {asker.code}, locked, budget)
    if found is None:
        return changes
    landed = land(trial, found.placements, found.was)
    if landed.placements is None:
        return changes
    now_it_is: PlanState = landed.replica.state
    return changes_between(state, now_it_is.network, now_it_is.work(), now_it_is.as_plan())


def _is_own(place: str, asker: Asker, network: Any) -> bool:
    """Whether a work centre or pool is the asker's."""
    pool = network.pools.get(place)
    mine = pool is not None and asker.kind == "member" and network.sites[pool.site].member == asker.code
    return mine or place in own_centres(network, asker)


def _told(one: NetworkChange, at: datetime) -> dict[str, Any]:
    is_pool = one.kind in ("absence", "more")
    return {
        "change": one.id,
        "kind": one.kind,
        "work_centre": None if is_pool else one.place,
        "pool": one.place if is_pool else None,
        "unit": None if one.unit is None else one.unit + 1,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "amount": one.amount or None,
        "state": "coming" if one.start > at else "over" if one.end <= at else "now",
    }
