# SPDX-License-Identifier: Apache-2.0
"""How far a firm lets its plan improve itself, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from klynge.server.drafts.models import Improvement, Policy, Rule
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.keeping import database
from klynge.server.trustee.locking import ANY, IMPROVE, change_rule, last_change
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

MOST = 50


class Choosing(BaseModel):
    """Nothing by itself, proposals as drafts, or better plans that land. `was`: what the asker believes it is; when it
    is not, nothing is changed."""

    model_config = ConfigDict(extra="forbid")
    improve: Literal["off", "propose", "publish"]
    was: Literal["off", "propose", "publish"] | None = None


def verbs(desks: Desks) -> list[Verb]:
    """The policy of improvement."""
    return [
        Verb("policy", Ability.PLAN, Nothing, _policy(desks)),
        Verb("set_policy", Ability.PLAN, Choosing, _set(desks), writes=True),
    ]


def _policy(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    def policy(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        desk_of(desks, asker)
        return _told(asker)

    return policy


def _set(desks: Desks) -> Callable[[Asker, Choosing, str], dict[str, Any]]:
    def choose(asker: Asker, asked: Choosing, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        if asker.kind != "member":
            raise problem("not-found", asker.language)
        change_rule(desk, asker, IMPROVE, asked.improve, asked.was or ANY)
        return _told(asker)

    return choose


def _told(asker: Asker) -> dict[str, Any]:
    with database():
        rule = Rule.objects.filter(tenant=asker.organisation).first()
        changed = last_change(rule, IMPROVE)
        rows = list(Improvement.objects.filter(tenant=asker.organisation).order_by("-at")[:MOST])
    return {
        "improve": Policy.OFF.value if rule is None else rule.improve,
        **changed,
        "improvements": [
            {
                "at": row.at.isoformat(),
                "sequence": row.sequence,
                "draft": None if row.draft is None else str(row.draft),
                "orders": row.orders,
                "sooner_s": row.sooner_s,
                "dropped": row.dropped,
            }
            for row in rows
        ],
    }
