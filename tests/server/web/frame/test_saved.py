# SPDX-License-Identifier: Apache-2.0
"""Saved views: one's own, those of colleagues when they are shared, never another firm's."""

from __future__ import annotations

from tests.support.people import Person, cluster, organisation, person

from klynge.server.pages.frame.models import SavedView
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as


def keep(who: Person, name: str, **more: str) -> int:
    sent = {"path": "/design/", "query": "q=a", "name": name} | more
    return int(who.client.post("/views/", sent).status_code)


def shown(who: Person) -> str:
    return str(who.get("/design/").content.decode())


def test_a_view_is_private_until_it_is_shared() -> None:
    """A colleague sees the shared one alone, a stranger neither."""
    firm = organisation(cluster())
    alice, bob, charlie = person(Role.SALES, firm), person(Role.PLANNER, firm), person(Role.SALES)
    assert keep(alice, "mine-only") == 302
    assert keep(alice, "for-us", shared="on") == 302
    assert ["mine-only" in shown(who) for who in (alice, bob, charlie)] == [True, False, False]
    assert ["for-us" in shown(who) for who in (alice, bob, charlie)] == [True, True, False]


def test_the_database_keeps_a_private_view() -> None:
    """A query that forgets the owner finds no colleague's private view."""
    firm = organisation(cluster())
    alice, bob = person(Role.SALES, firm), person(Role.SALES, firm)
    keep(alice, "secret")
    with acting_as(Asker(tenant=firm.id, user=bob.user.id)):
        assert not SavedView.objects.filter(name="secret").exists()


def test_only_the_owner_removes_a_view() -> None:
    """A colleague gets the answer that there is none such."""
    firm = organisation(cluster())
    alice, bob = person(Role.SALES, firm), person(Role.SALES, firm)
    keep(alice, "ours", shared="on")
    with acting_as(Asker(tenant=firm.id, user=alice.user.id)):
        view = SavedView.objects.get(name="ours")
    assert bob.client.post(f"/views/{view.id}/remove/").status_code == 404
    assert alice.client.post(f"/views/{view.id}/remove/").status_code == 302
    shown(alice)  # the messages
    assert "ours" not in shown(alice)


def test_a_view_of_the_same_name_is_replaced() -> None:
    """There are never two of one name on a page."""
    alice = person(Role.SALES)
    keep(alice, "a", query="q=1")
    keep(alice, "a", query="q=2")
    with acting_as(Asker(tenant=alice.organisation.id, user=alice.user.id)):
        assert [view.query for view in SavedView.objects.all()] == ["q=2"]


def test_what_cannot_be_a_view_is_said() -> None:
    """No name, a name too long, a page that is none of ours: an answer that says so, nothing kept."""
    alice = person(Role.SALES)
    for wrong in ({"name": " "}, {"name": "x" * 81}, {"path": "https://evil.example/"}, {"path": "/api/me"},
                  {"query": "\x00"}):  # fmt: skip
        assert keep(alice, **({"name": "n"} | wrong)) == 422
    assert keep(alice, "n") == 302
