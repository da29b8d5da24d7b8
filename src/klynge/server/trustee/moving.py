# SPDX-License-Identifier: Apache-2.0
"""May this portion be there then? The verdict of the engine with its reason, and what it would do; nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from klynge.planning.fold import PlanState
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.drafting import Place, RefusedError, Target
from klynge.server.trustee.drafts import draft_of
from klynge.server.trustee.judging import arrivals_of, new_days_of
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.wording import words
from klynge.server.trustee.working import working_on

MOST = 100


class Verdict(BaseModel):
    """A portion set down elsewhere, on the plan or on a draft of it."""

    model_config = ConfigDict(extra="forbid")
    draft: UUID | None = None
    place: Place
    to: Target


def verbs(desks: Desks) -> list[Verb]:
    """The verdict."""
    return [Verb("verdict", Ability.PLAN, Verdict, _verdict(desks))]


def _verdict(desks: Desks) -> Callable[[Asker, Verdict, str], dict[str, Any]]:
    def verdict(asker: Asker, asked: Verdict, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        draft = None if asked.draft is None else draft_of(desk, asker, asked.draft)
        working, _ = working_on(desk, asker, draft)
        state = working.state
        try:
            moved = working.trial(asked.place, asked.to)
        except RefusedError as error:
            return refusal(error, state, asker)
        found = {"fits": True, "reason": None, "words": "", "nearest": None}
        found |= {
            name: moment_at(state.network, getattr(moved, name)).isoformat() for name in ("setup_start", "start", "end")
        }
        found |= what_moves(state, moved.elsewhere(working.replica.schedule), asker)
        return found | new_days_of(state, arrivals_of(state), moved.arrivals, desk, asker)

    return verdict


def what_moves(state: PlanState, after: Mapping[str, Sequence[Portion]], asker: Asker) -> dict[str, Any]:
    """The portions at the asker's own work centres that stand elsewhere, and how many orders move in all."""
    network, own = state.network, set(own_centres(state.network, asker))
    here = []
    for name, portions in after.items():
        stood = {_place(portion) for portion in state.placements.get(name, ())}
        here += [one for one in portions if one.work_centre in own and _place(one) not in stood]
    return {
        "moved_orders": len(after),
        "moves": [
            {
                "job": one.job,
                "operation": one.operation,
                "work_centre": one.work_centre,
                "unit": one.unit + 1,
                "start": moment_at(network, one.start).isoformat(),
                "end": moment_at(network, one.end).isoformat(),
                "quantity": one.quantity,
            }
            for one in here[:MOST]
        ],
    }


def _place(one: Portion) -> tuple[str, str, str, int, int, int]:
    return one.job, one.operation, one.work_centre, one.unit, one.start, one.quantity


def refusal(error: RefusedError, state: PlanState, asker: Asker) -> dict[str, Any]:
    """Why a move cannot be, as the asker may hear it."""
    nearest = None if error.nearest is None else moment_at(state.network, error.nearest).isoformat()
    return {
        "fits": False,
        "reason": error.reason,
        "words": words(error, state, asker),
        "nearest": nearest,
        "setup_start": None,
        "start": None,
        "end": None,
        "moved_orders": 0,
        "moves": [],
        "new_days": [],
        "others_new_days": 0,
    }
