# SPDX-License-Identifier: Apache-2.0
"""Who ordered hears of a new day, and why, before asking: once a day, after it has stood, and when it is kept again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.utils import translation
from tests.server.web.test_plan import member, send
from tests.server.web.test_promises import buyer, hold
from tests.support.people import Person

import klynge
from klynge.server.accounts.models import User
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.mails.models import Mail
from klynge.server.pages.customer.new_days import Telling
from klynge.server.pages.frame import formats
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as
from klynge.server.trustee.link import ask

pytestmark = pytest.mark.usefixtures("trustee")
FIRST = "2026-01-05T08:00:00+01:00"


def named(_cluster: UUID, item: str, language: str) -> str:
    """What an item of the example is called."""
    return klynge.read("examples/small").network.item_name(item, language)


@contextmanager
def in_the_background() -> Iterator[None]:
    """As the process that sees every firm's rows."""
    ours: Any = connections["default"]
    connections["default"] = connections["trustee"]
    try:
        yield
    finally:
        connections["default"] = ours


def ordered(who: Person) -> dict[str, Any]:
    """An order that was confirmed by mail to who made it."""
    held: dict[str, Any] = hold(who).json()
    who.client.post(f"/buy/orders/{held['id']}/commit/")
    assert [mail.to for mail in mails(who, held["id"])] == [who.user.email]
    return held


def mails(who: Person, order: str) -> list[Mail]:
    with acting_as(Asker(tenant=who.organisation.id)):
        return list(Mail.objects.filter(about=order).order_by("made"))


def why_of(who: Person, order: str) -> Callable[[UUID, UUID], str | None]:
    """Why this order is late, as its buyer's own page has it; of others nothing."""
    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None

    def why(_cluster: UUID, public: UUID) -> str | None:
        reason: str | None = ask("tracking", standing, {"order": order})["reason"] if str(public) == order else None
        return reason

    return why


@pytest.mark.parametrize(("language", "told", "again"), [
    ("en", "The work on it takes place later than was planned.", "by the day that we agreed after all"),
    ("nb", "Arbeidet skjer senere enn planlagt.", "likevel innen dagen vi avtalte"),
])  # fmt: skip
def test_a_new_day_is_told_by_mail_with_its_reason(language: str, told: str, again: str) -> None:
    """Assembly stands: one mail to who ordered, however often one looks; it does not stand after all: one more."""
    who, planner = buyer(), member(Role.PLANNER)
    User.objects.filter(id=who.user.id).update(language=language)
    held = ordered(who)
    last = f"{date.fromisoformat(held['day']) + timedelta(days=21)}T08:00:00+01:00"
    stopped = send(planner, "network/stops", {"work_centre": "assembly", "start": FIRST, "end": last}).json()
    day = date.fromisoformat(next(each["now"] for each in stopped["new_days"] if each["number"] == held["order"]))
    why = why_of(who, held["id"])
    with in_the_background():
        assert Telling(why, named).tell() == 0  # it has not stood for long
        assert Telling(why, named, stands_s=0).tell()
        assert Telling(why, named, stands_s=0).tell() == 0
    (_, mail) = mails(who, held["id"])
    assert (mail.to, told in mail.body, f"/buy/orders/{held['id']}/" in mail.body) == (who.user.email, True, True)
    with translation.override(language):
        assert formats.day(day, year=True) in mail.body
    assert f" × {named(who.organisation.id, 'chair', language)}" in mail.body
    for change in planner.get("/api/network/changes").json()["changes"]:
        if datetime.fromisoformat(change["end"]) == datetime.fromisoformat(last):
            send(planner, f"network/changes/{change['change']}/end", {"at": FIRST})
    with in_the_background():
        Telling(why, named, stands_s=0).tell()
        assert Telling(why, named, stands_s=0).tell() == 0
    assert again in mails(who, held["id"])[-1].body
