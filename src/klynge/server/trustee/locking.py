# SPDX-License-Identifier: Apache-2.0
"""Locking operations, and freezing one's plan up to a moment: what is computed later leaves them where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from pydantic import BaseModel, ConfigDict

from klynge.network.model import Network
from klynge.planning.fold import PlanState
from klynge.server.accounts.models import User
from klynge.server.bounds import Moment
from klynge.server.drafts.models import Lock, Rule
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import Word
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.keeping import database
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem


class Locking(BaseModel):
    """An operation at one's own work centres."""

    model_config = ConfigDict(extra="forbid")
    job: Word
    operation: Word


class Freezing(BaseModel):
    """Up to when (null: not any more). `was`: what the asker believes it is; when it is not, nothing is changed."""

    model_config = ConfigDict(extra="forbid")
    until: Moment | None
    was: Moment | None = None


def verbs(desks: Desks) -> list[Verb]:
    """Locks and freezing."""
    return [
        Verb("locks", Ability.READ_PLAN, Nothing, _locks(desks)),
        Verb("lock", Ability.PLAN, Locking, _lock(desks), writes=True),
        Verb("unlock", Ability.PLAN, Locking, _unlock(desks), writes=True),
        Verb("freeze", Ability.PLAN, Freezing, _freeze(desks), writes=True),
    ]


def _locks(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    return lambda asker, _asked, _key: _told(desk_of(desks, asker), asker)


def _lock(desks: Desks) -> Callable[[Asker, Locking, str], dict[str, Any]]:
    def lock(asker: Asker, asked: Locking, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        if _place(desk.plan.state, asked.job, asked.operation, asker) is None:
            raise problem("not-found", asker.language)
        with database():
            Lock.objects.get_or_create(**_same(desk, asker, asked), defaults={"made_by": asker.user})
        desk.kept = None
        return _told(desk, asker)

    return lock


def _unlock(desks: Desks) -> Callable[[Asker, Locking, str], dict[str, Any]]:
    def unlock(asker: Asker, asked: Locking, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        with database():
            Lock.objects.filter(**_same(desk, asker, asked)).delete()
        desk.kept = None
        return _told(desk, asker)

    return unlock


def _freeze(desks: Desks) -> Callable[[Asker, Freezing, str], dict[str, Any]]:
    def freeze(asker: Asker, asked: Freezing, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        if asker.kind != "member":
            raise problem("not-found", asker.language)
        change_rule(desk, asker, FROZEN, asked.until, asked.was if "was" in asked.model_fields_set else ANY)
        desk.kept = None
        return _told(desk, asker)

    return freeze


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a firm's rule, with the fields that say when it was changed last and by whom."""

    name: str
    changed: str
    by: str


FROZEN = Part("frozen_until", "frozen_changed", "frozen_by")
IMPROVE = Part("improve", "improve_changed", "improve_by")
ANY = object()
"""What it was does not matter."""


def change_rule(desk: Desk, asker: Asker, part: Part, value: Any, was: Any) -> None:
    """Change a part of a firm's rule. Raises Problem, with who changed it and when, if it is neither what the asker
    believes nor what the asker wants."""
    with database(), transaction.atomic():
        rule, _ = Rule.objects.select_for_update().get_or_create(
            tenant=asker.organisation, defaults={"cluster": desk.cluster}
        )
        if was is not ANY and getattr(rule, part.name) not in (was, value):
            when, by = getattr(rule, part.changed), getattr(rule, part.by)
            raise problem("rule-changed", asker.language, changed_in_words(when, by, desk.plan.state.network))
        setattr(rule, part.name, value)
        setattr(rule, part.changed, now())
        setattr(rule, part.by, asker.user)
        rule.save()


def last_change(rule: Rule | None, part: Part) -> dict[str, str | None]:
    """When a part of a rule was changed last, and who did; call it within `database()`."""
    when: datetime | None = None if rule is None else getattr(rule, part.changed)
    return {
        "changed": None if when is None else when.isoformat(),
        "changed_by": "" if rule is None else _who(getattr(rule, part.by)),
    }


def changed_in_words(when: datetime | None, by: UUID | None, network: Network) -> str:
    """Who changed something last, and when, in the cluster's time; call it within `database()`."""
    at = "" if when is None else f"{when.astimezone(ZoneInfo(network.time_zone)):%d.%m.%Y %H:%M}"
    return f"{_who(by)} {at}".strip()


def _who(user: UUID | None) -> str:
    """A person's name; call it within `database()`."""
    found = None if user is None else User.objects.filter(id=user).first()
    return "" if found is None else found.name or found.email


def _same(desk: Desk, asker: Asker, asked: Locking) -> dict[str, Any]:
    return {
        "tenant": asker.organisation,
        "cluster": desk.cluster,
        "job": asked.job,
        "operation": asked.operation,
    }


def _place(state: PlanState, job: str, operation: str, asker: Asker) -> str | None:
    """The asker's work centre at which an operation of an order stands."""
    own = set(own_centres(state.network, asker))
    for portions in state.placements.values():
        for portion in portions:
            if (portion.job, portion.operation) == (job, operation) and portion.work_centre in own:
                return portion.work_centre
    return None


def _told(desk: Desk, asker: Asker) -> dict[str, Any]:
    state = desk.plan.state
    with database():
        rule = Rule.objects.filter(tenant=asker.organisation).first()
        changed = last_change(rule, FROZEN)
        locks = list(Lock.objects.filter(tenant=asker.organisation, cluster=desk.cluster).order_by("made"))
        users = {each.id: each for each in User.objects.filter(id__in={lock.made_by for lock in locks if lock.made_by})}
    return {
        "frozen_until": rule.frozen_until.isoformat() if rule is not None and rule.frozen_until else None,
        **changed,
        "locks": [
            {
                "job": lock.job,
                "operation": lock.operation,
                "work_centre": _place(state, lock.job, lock.operation, asker),
                "by": users[lock.made_by].name or users[lock.made_by].email if lock.made_by in users else "",
                "at": lock.made.isoformat(),
            }
            for lock in locks
        ],
    }
