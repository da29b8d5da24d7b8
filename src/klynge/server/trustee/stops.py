# SPDX-License-Identifier: Apache-2.0
"""A unit of one's own work centre stands still: the plan around it, and the orders that get a new day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from klynge.planning.fold import Replica
from klynge.planning.replan import Breakdown, DisturbanceError, replan
from klynge.server.log import Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, written
from klynge.server.trustee.asking import Word
from klynge.server.trustee.changing import changes_after, new_days, why_not
from klynge.server.trustee.clock import planning_moment
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem


class Stopping(BaseModel):
    """A unit from 1 (None: all of them) stands from `start` to `end`; then it is set up for `family`."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word
    unit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    start: AwareDatetime
    end: AwareDatetime
    family: Annotated[str, Field(max_length=120)] = ""


def verbs(desks: Desks) -> list[Verb]:
    """Telling of a stop."""
    return [Verb("stop", Ability.CHANGE_NETWORK, Stopping, _stop(desks), writes=True)]


def _stop(desks: Desks) -> Callable[[Asker, Stopping, str], dict[str, Any]]:
    def stop(asker: Asker, asked: Stopping, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        if asked.work_centre not in own_centres(desk.plan.state.network, asker):
            raise problem("not-found", asker.language)
        return written(desk, asker, stopping(asked, asker, key, now(), desk), "cannot-be")

    return stop


def stopping(asked: Stopping, asker: Asker, key: str, clock: datetime, desk: Desk) -> Request:
    """A request that enters a stop and replans; promises may be late for it."""

    def compute(replica: Replica) -> Proposed:
        state = replica.state
        network = state.network
        # what lies outside of the plan is no part of it
        start = max(asked.start, network.epoch)
        end = min(asked.end, network.end) if asked.start < network.end else asked.end
        event = Breakdown(work_centre=asked.work_centre, unit=asked.unit, start=start, end=end, family=asked.family)
        try:
            after = replan(replica.schedule, [event], planning_moment(network, clock, asked.start))
        except DisturbanceError as error:
            return Proposed((), {"refused": "cannot-be", "detail": why_not(error, asker.language)})
        told = {
            "work_centre": asked.work_centre,
            "unit": asked.unit,
            "start": start.isoformat(),
            "end": end.isoformat(),
        }
        return Proposed(changes_after(state, (), after), told | new_days(state, after, desk, asker))

    return Request(compute, key_of(asker, key, "stop", asked), may_break=True)
