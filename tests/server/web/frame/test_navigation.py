# SPDX-License-Identifier: Apache-2.0
"""What the apps offer to the frame: only what one may use, the most pressing first, whatever fails beside it."""

from __future__ import annotations

import pytest
from django.apps import apps
from tests.support.people import person

from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.pages.navigation import Duty, Entry, Found, current, duties_for, entries_for, found_for
from klynge.server.roles import Ability, Role
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.client import TrusteeAwayError

HERE = "tests.server.web.frame.test_navigation"
FRAME = "pages_frame"


def standing(role: Role) -> Standing:
    who = person(role)
    found = standing_in(who.user.id, places_of(who.user.id))
    assert found is not None
    return found


def some(_: Standing) -> list[Duty]:
    return [Duty("fine", 1, "/", "ok"), Duty("none", 0, "/", "bad"), Duty("late", 2, "/", "bad")]


def away(*_: object) -> list[Duty]:
    raise TrusteeAwayError


def hits(_: Standing, text: str) -> list[Found]:
    return [Found(text, "kind", "/")]


def test_entries_are_those_of_the_role(monkeypatch: pytest.MonkeyPatch) -> None:
    """One without the ability, or for another kind of organisation, is not offered."""
    offered = (
        Entry("Orders", "search", Ability.READ_ORDERS, "list", 2),
        Entry("Load", "design", Ability.PLAN, "board", 1),
        Entry("Held", "front", Ability.READ_ORDERS, "box", 3, ("customer",)),
    )
    for app in apps.get_app_configs():
        monkeypatch.setattr(app, "entries", offered if app.label == FRAME else (), raising=False)
    assert [e.text for e in entries_for(standing(Role.SALES))] == ["Orders"]
    assert [e.text for e in entries_for(standing(Role.PLANNER))] == ["Load", "Orders"]
    assert entries_for(None) == []


def test_a_page_belongs_to_the_longest_address_it_begins_with() -> None:
    """Not to the first."""
    entries = [Entry("a", "front", Ability.ASK, "home", 1), Entry("b", "search", Ability.ASK, "home", 2)]
    assert current(entries, "/search/more/") == entries[1]
    assert current(entries, "/design/") == entries[0]


def test_what_is_pressing_comes_first_and_a_trustee_that_is_away_hides_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What there is none of is left out."""
    for app in apps.get_app_configs():
        mine = app.label == FRAME
        monkeypatch.setattr(app, "today", (f"{HERE}.away", f"{HERE}.some") if mine else (), raising=False)
        monkeypatch.setattr(app, "finders", (f"{HERE}.away", f"{HERE}.hits") if mine else (), raising=False)
    who = standing(Role.SALES)
    assert [duty.text for duty in duties_for(who)] == ["late", "fine"]
    assert [each.title for each in found_for(who, "x")] == ["x"]
