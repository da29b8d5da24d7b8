# SPDX-License-Identifier: Apache-2.0
"""Asking for days, holding and ordering them; what the trustee refuses comes back as a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from klynge.server.quotes.models import Quote
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask

NAMES = ("earliest", "cheapest", "greenest")


@dataclass
class Days:
    """A menu of days. `best` is the offer to take: the one that was picked, when it is still there, else the cheapest
    that keeps the wanted day."""

    offers: list[dict[str, Any]] = field(default_factory=list)
    kept: bool | None = None
    price: dict[str, Any] | None = None
    problem: str = ""
    picked: str = ""

    @property
    def best(self) -> str:
        """Its name and day, as a form sends them."""
        if any(one["value"] == self.picked for one in self.offers):
            return self.picked
        kept = [one for one in self.offers if one["kept"]]
        for name in ("cheapest", "earliest"):
            for one in kept:
                if name in one["names"]:
                    return str(one["value"])
        return str(self.offers[0]["value"]) if self.offers else ""


def days_for(standing: Standing, asked: dict[str, Any], picked: str = "") -> Days:
    """On which days it can be had; `asked` as the trustee's menu wants it, `picked` what a form sent before."""
    try:
        menu = ask("menu", standing, asked)
    except Refused as refused:
        return Days(problem=refusal(refused))
    offers = []
    for one in menu["offers"]:
        names = [name for name in one["names"] if name in NAMES]
        if names:
            day = date.fromisoformat(one["day"])
            offers.append(one | {"names": names, "day": day, "value": f"{names[0]} {day.isoformat()}"})
    return Days(sorted(offers, key=lambda one: one["day"]), menu["kept"], menu["price"], picked=picked)


def asked_of(found: Quote) -> dict[str, Any]:
    """What the trustee is asked with, for a quotation."""
    what = {"product": found.product, "choices": found.choices} if found.product else {"item": found.item}
    wanted = found.wanted.isoformat() if found.wanted else None
    return what | {"quantity": found.quantity, "region": found.region, "wanted": wanted}


@dataclass(frozen=True, slots=True)
class Taken:
    """The order that holds a day, or why there is none."""

    order: UUID | None = None
    day: date | None = None
    number: str = ""
    later: bool = False
    problem: str = ""


def held(standing: Standing, asked: dict[str, Any], which: str, day: date | None, key: str) -> Taken:
    """Hold an offer; sent again with the same key, it is held once."""
    try:
        found = ask("hold", standing, asked | {"which": which, "day": day.isoformat() if day else ""}, key)
    except Refused as refused:
        return Taken(later=refused.problem.get("kind") == "later", problem=refusal(refused))
    return Taken(UUID(found["id"]), date.fromisoformat(found["day"]), found["order"])


def committed(standing: Standing, order: UUID) -> str:
    """Promise the day of a held order; empty, or what is wrong."""
    return _told("commit", standing, order)


def withdrawn(standing: Standing, order: UUID) -> str:
    """Let a hold or an order go; empty, or what is wrong."""
    return _told("withdraw", standing, order)


def _told(verb: str, standing: Standing, order: UUID) -> str:
    try:
        ask(verb, standing, {"order": str(order)}, f"{verb}-{order}")
    except Refused as refused:
        if refused.problem["status"] in (403, 404):
            raise
        return refusal(refused)
    return ""


def refusal(refused: Refused) -> str:
    """What the trustee says, in one line."""
    problem = refused.problem
    return " ".join(filter(None, (problem["title"], problem.get("detail", ""), problem["remedy"])))


def chosen(text: str) -> tuple[str, date | None]:
    """The offer's name and day out of a form; the earliest, whenever that is, out of anything else."""
    which, _, day = text.partition(" ")
    try:
        shown = datetime.fromisoformat(day).date()
    except ValueError:
        shown = None
    return (which, shown) if which in NAMES else ("earliest", shown)
