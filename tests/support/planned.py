# SPDX-License-Identifier: Apache-2.0
"""People of one of the clusters that the trustee of a test run plans, and what they ask it and do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.support.people import Person, person

from klynge.server.accounts.models import Kind, Organisation
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.roles import Role
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask

CHAIRS = {"item": "chair", "quantity": 2, "region": "Oslo"}


@dataclass(frozen=True)
class In:
    """A cluster by its slug, of which each module of tests may have its own."""

    slug: str

    def at(self, kind: Kind, code: str) -> Organisation:
        """An organisation."""
        found: Organisation = Organisation.objects.using("trustee").get(cluster__slug=self.slug, kind=kind, code=code)
        return found

    def member(self, role: Role, code: str = "fjell") -> Person:
        """A new person with a role at a member."""
        return person(role, self.at(Kind.MEMBER, code))

    def buyer(self) -> Person:
        """A new person at the first customer."""
        customers = Organisation.objects.using("trustee").filter(cluster__slug=self.slug, kind=Kind.CUSTOMER)
        return person(Role.CUSTOMER, customers.earliest("code"))

    def committed(self) -> str:
        """The number of a fresh order of chairs that is committed."""
        customer = self.buyer()
        held = do(customer, "hold", **CHAIRS)
        do(customer, "commit", order=held["id"])
        return str(held["order"])


def asked(who: Person, verb: str, key: str = "", **arguments: Any) -> Any:
    """What the trustee answers a person."""
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    return ask(verb, standing, arguments, key)


def do(who: Person, verb: str, **arguments: Any) -> Any:
    """A write with a key of its own."""
    return asked(who, verb, uuid4().hex, **arguments)


def refused(who: Person, verb: str, **arguments: Any) -> dict[str, Any]:
    """The problem that a write, or a question, is refused with."""
    try:
        do(who, verb, **arguments)
    except Refused as error:
        return dict(error.problem)
    raise AssertionError(f"{verb} was not refused")


def planned(who: Person, **having: Any) -> list[dict[str, Any]]:
    """What stands at one's own work centres, all that has these values."""
    items = asked(who, "plan", size=500)["items"]
    return [p for p in items if all(p[name] == value for name, value in having.items())]


def to_do(who: Person, **having: Any) -> dict[str, Any]:
    """The first portion that is not reported, with these values."""
    return planned(who, state="planned", **having)[0]


def place(portion: dict[str, Any]) -> dict[str, Any]:
    """What names a portion."""
    return {name: portion[name] for name in ("job", "operation", "work_centre", "unit", "start")}


def later(portion: dict[str, Any], **by: float) -> dict[str, Any]:
    """The same unit, so much later."""
    start = datetime.fromisoformat(portion["start"]) + timedelta(**by)
    return {"work_centre": portion["work_centre"], "unit": portion["unit"], "start": start.isoformat()}


def tell(who: Person, portion: dict[str, Any], kind: str, key: str = "", **changes: Any) -> Any:
    """A report of a portion; what is not given is left to be understood."""
    told = {name: portion[name] for name in ("job", "operation", "work_centre", "unit")} | {"kind": kind} | changes
    return asked(who, "report", key or uuid4().hex, **told)
