# SPDX-License-Identifier: Apache-2.0
"""Statements that are compiled once find what their query sets find."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.sessions.models import Session
from tests.support.people import cluster, organisation, person

from klynge.server.accounts.models import Kind, Place
from klynge.server.accounts.queries import places_of
from klynge.server.accounts.sessions import SessionStore
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as


def test_places_are_those_of_the_query_set() -> None:
    """All fields, with the organisation, of each of several people; of nobody none."""
    for role in (Role.SALES, Role.MANAGER, Role.SALES):
        who = person(role, organisation(cluster(), Kind.MEMBER))
        with acting_as(Asker(user=who.user.id)):
            wanted = list(Place.objects.filter(user=who.user).select_related("organisation").order_by("since", "id"))
        found = places_of(who.user.id)
        assert [vars(each) | {"_state": None} for each in found] == [vars(each) | {"_state": None} for each in wanted]
        assert [vars(each.organisation)["name"] for each in found] == [each.organisation.name for each in wanted]
    assert places_of(uuid4()) == []


def test_a_session_is_found_until_it_is_over() -> None:
    """What was kept in it is read again; one that is gone, or over, is none."""
    kept = SessionStore()
    kept["language"] = "en"
    kept.save()
    again = SessionStore(kept.session_key)
    assert (again["language"], again.session_key) == ("en", kept.session_key)
    kept.set_expiry(-1)
    kept.save()
    assert SessionStore(kept.session_key).load() == {}
    assert Session.objects.filter(session_key=kept.session_key).exists()
    kept.delete()
    assert SessionStore(kept.session_key).load() == {}
