# SPDX-License-Identifier: Apache-2.0
"""The best repairs of an order that is late: told as far as its firm may hear, and carried out on the plan as it is."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from klynge.network.model import Network
from klynge.planning.budget import Budget
from klynge.planning.errors import PlanningError
from klynge.planning.fold import Replica, changes_between
from klynge.planning.repair import Repair, apply, repairs
from klynge.planning.repair.texts import KINDS, TEXTS
from klynge.server.log import Proposed, Request
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of, order_of, written
from klynge.server.trustee.asking import Word, day_of
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.drafting import Working, may_carry_out, repair_data
from klynge.server.trustee.judging import arrivals_of, new_days_of
from klynge.server.trustee.keeping import kept
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem, Verb
from klynge.server.trustee.texts import problem
from klynge.server.trustee.working import working_on

MOST_KNOWN = 256
SECONDS = 5.0


class Asking(BaseModel):
    """So many repairs of an order."""

    model_config = ConfigDict(extra="forbid")
    order: UUID
    most: Annotated[int, Field(ge=1, le=6)] = 3


class Applying(BaseModel):
    """A repair that was told."""

    model_config = ConfigDict(extra="forbid")
    order: UUID
    repair: Word


class _Known:
    """The repairs that were told last, by cluster and identifier."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._found: OrderedDict[tuple[UUID, str], Repair] = OrderedDict()

    def get(self, cluster: UUID, name: str) -> Repair | None:
        with self._turn:
            return self._found.get((cluster, name))

    def put(self, cluster: UUID, name: str, repair: Repair) -> None:
        with self._turn:
            self._found[cluster, name] = repair
            while len(self._found) > MOST_KNOWN:
                self._found.popitem(last=False)


_known = _Known()


def verbs(desks: Desks) -> list[Verb]:
    """Repairs."""
    return [
        Verb("repairs", Ability.PLAN, Asking, _repairs(desks)),
        Verb("apply_repair", Ability.PLAN, Applying, _apply(desks), writes=True),
    ]


def _repairs(desks: Desks) -> Callable[[Asker, Asking, str], dict[str, Any]]:
    def find(asker: Asker, asked: Asking, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        name = order_of(desk, asker, asked.order)
        working, _ = working_on(desk, asker, None)
        if name not in working.state.planned():
            return {"sequence": working.state.sequence, "repairs": []}
        found = _found(working, asker, name, asked.most)
        told = []
        for repair in found:
            identifier = _name(repair)
            _known.put(desk.cluster, identifier, repair)
            told.append(_told(repair, identifier, working, desk, asker))
        return {"sequence": working.state.sequence, "repairs": told}

    return find


def _found(working: Working, asker: Asker, name: str, most: int) -> list[Repair]:
    """The best repairs that the asker may carry out."""
    found = repairs(working.replica.schedule, name, Budget(seconds=SECONDS), most=6, kept=working.kept)
    return [repair for repair in found if may_carry_out(repair, working.state.network, asker)][:most]


def known_repair(desk: Desk, asker: Asker, order: UUID, identifier: str, working: Working) -> Repair:
    """A repair that was told; looked for again when this process does not know it. Raises Problem when it is gone."""
    name = order_of(desk, asker, order)
    found = _known.get(desk.cluster, identifier)
    if found is None and name in working.state.planned():
        again = _found(working, asker, name, 6)
        found = next((repair for repair in again if _name(repair) == identifier), None)
    if found is None or found.order != name:
        raise problem("repair-gone", asker.language)
    return found


def _apply(desks: Desks) -> Callable[[Asker, Applying, str], dict[str, Any]]:
    def carry_out(asker: Asker, asked: Applying, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        order_of(desk, asker, asked.order)
        if _known.get(desk.cluster, asked.repair) is None:  # another trustee told it, or this one before it started
            working, _ = working_on(desk, asker, None)
            with suppress(Problem):
                found = known_repair(desk, asker, asked.order, asked.repair, working)
                _known.put(desk.cluster, asked.repair, found)
        return written(desk, asker, applying(asked, asker, key, desk))

    return carry_out


def applying(asked: Applying, asker: Asker, key: str, desk: Desk) -> Request:
    """A request that carries a repair out at the head, where it has to come to what it said."""
    cached, stays = list[Repair](), kept(desk)

    def compute(replica: Replica) -> Proposed:
        state = replica.state
        if not cached:
            known = _known.get(desk.cluster, asked.repair)
            if known is None:
                return Proposed((), {"refused": "repair-gone"})
            cached.append(known)
        repair = cached[0]
        if repair.order != desk.named(asked.order) or not may_carry_out(repair, state.network, asker):
            return Proposed((), {"refused": "repair-gone"})
        try:
            mended = apply(replica.schedule, repair, stays.operations(state))
        except PlanningError:
            return Proposed((), {"refused": "repair-gone"})
        changes = changes_between(state, mended.network, mended.work, mended.plan)
        after = {name: outcome.delivered for name, outcome in mended.plan.outcomes.items()}
        days = new_days_of(state, arrivals_of(state), after, desk, asker)
        day = day_of(moment_at(state.network, repair.delivered), state.network).isoformat()
        return Proposed(changes, {"order": repair.order, "day": day} | days)

    return Request(compute, key_of(asker, key, "apply_repair", asked))


def _name(repair: Repair) -> str:
    """A repair's identifier: the same change of the same order, the same name."""
    data = repair_data(repair)
    text = json.dumps([data["order"], data["change"], data["deliveries"]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _told(repair: Repair, identifier: str, working: Working, desk: Desk, asker: Asker) -> dict[str, Any]:
    """A repair as the asker may hear it: what it does to its own orders by name, how many others it touches."""
    state = working.state
    own = [effect for effect in repair.others if effect.owner == asker.code and effect.later_s]
    hidden = [effect for effect in repair.others if effect.owner != asker.code and effect.later_s]
    alone = not hidden and all(move.owner == asker.code for move in repair.moves)
    told = _redacted(repair, asker, state.network, hidden=bool(hidden))
    if not alone:  # what it costs in all would tell what it costs others
        about_money = tuple(TEXTS[asker.language][kind].partition("{")[0] for kind in ("costs", "saves"))
        told = [line for line in told if not line.startswith(about_money)]
    return {
        "repair": identifier,
        "kind": repair.kind.value,
        "title": KINDS[asker.language][repair.kind.value],
        "mends": repair.mends,
        "delivered": moment_at(state.network, repair.delivered).isoformat(),
        "day": day_of(moment_at(state.network, repair.delivered), state.network).isoformat(),
        "late_s": repair.late_s,
        "cost_ore": repair.cost_ore if alone else None,
        "co2_g": repair.co2_g,
        "words": told,
        "others": [
            {
                "number": effect.order,
                "order_id": str(public_id(desk.cluster, desk.secret, effect.order)),
                "before": None if effect.before is None else moment_at(state.network, effect.before).isoformat(),
                "after": None if effect.after is None else moment_at(state.network, effect.after).isoformat(),
                "promised": effect.promised,
                "broken": effect.broken,
                "made_late": effect.made_late,
                "later_s": effect.later_s,
            }
            for effect in own
        ],
        "others_hidden": len(hidden),
    }


def _redacted(repair: Repair, asker: Asker, network: Network, *, hidden: bool) -> list[str]:
    """What is done and leads to, without others' orders."""
    own = tuple(effect for effect in repair.others if effect.owner == asker.code)
    owners = dict(repair.owners)
    aside = tuple(order for order in repair.change.aside if owners.get(order, asker.code) == asker.code)
    moves = tuple(move for move in repair.moves if move.owner == asker.code)
    seen = replace(repair, others=own, moves=moves, change=replace(repair.change, aside=aside))
    lines = seen.words(asker.language, network).splitlines()
    return lines[:-1] if hidden and not [effect for effect in own if effect.later_s] else lines
