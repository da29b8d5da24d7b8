# SPDX-License-Identifier: Apache-2.0
"""Who has logged in is read with the session in one trip, and is believed only if the session says so now."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest
from django.contrib import auth
from django.db import connection
from tests.support.people import Person, person

from klynge.server.accounts import sessions
from klynge.server.accounts.models import Place
from klynge.server.accounts.sessions import SessionStore
from klynge.server.roles import Role


@pytest.fixture
def who() -> Person:
    """A seller who was here before, so that the process knows whose the session is."""
    found = person(Role.SALES)
    assert found.get("/api/me").status_code == 200
    assert _key(found) in sessions._whose
    return found


def _key(who: Person) -> str:
    key = who.client.session.session_key
    assert key is not None
    return key


def _asks(who: Person) -> tuple[int, list[str]]:
    """The status of an answer, and what Django itself asked the database for."""
    told: list[str] = []

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        told.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        return who.get("/api/me").status_code, told


def test_who_was_here_before_is_read_in_one_trip(who: Person) -> None:
    """Session, person and places come without a statement of their own."""
    status, told = _asks(who)
    assert (status, [sql for sql in told if "session" in sql or "klynge_user" in sql or "klynge_place" in sql]) == (
        200,
        [],
    )


def test_whom_it_was_for_is_not_left_behind(who: Person) -> None:
    """The next to use the connection is nobody yet."""
    assert who.get("/api/me").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.user', true), current_setting('app.tenant', true)")
        assert [left or "" for left in cursor.fetchone()] == ["", ""]


def test_who_has_logged_out_is_nobody(who: Person) -> None:
    """In the same process, with the same cookie."""
    cookies = copy(who.client.cookies)
    who.client.logout()
    who.client.cookies = cookies
    assert who.get("/api/me").status_code == 401


@pytest.mark.parametrize("ended", ["password", "account"])
def test_a_session_ends_with_what_it_stands_on(who: Person, ended: str) -> None:
    """A new password, an account that is closed."""
    if ended == "password":
        who.user.set_password("another password that is long")
    who.user.is_active = ended != "account"
    who.user.save()
    assert who.get("/api/me").status_code == 401


def test_a_place_that_is_gone_is_gone_at_once(who: Person) -> None:
    """It is read anew with each request."""
    Place.objects.using("trustee").filter(user_id=who.user.id).delete()
    assert who.get("/api/me").status_code in (401, 403)


def test_a_session_that_became_anothers_is_that_ones(who: Person) -> None:
    """What the process remembers is where to look first, and nothing more."""
    other = person(Role.OFFICE)
    kept, theirs = SessionStore(_key(who)), SessionStore(_key(other))
    for name in (auth.SESSION_KEY, auth.HASH_SESSION_KEY, auth.BACKEND_SESSION_KEY):
        kept[name] = theirs[name]
    kept.save()
    told = who.get("/api/me").json()
    assert (told["organisation"], told["roles"]) == (str(other.organisation.id), ["office"]), told


def test_what_a_session_says_is_each_readers_own(who: Person) -> None:
    """It is taken apart once; what one request does to it the next does not see. Forged it is nothing."""
    data = SessionStore(_key(who))._get_session_from_db()
    assert data is not None
    first, second = (SessionStore().decode(data.session_data) for _ in range(2))
    assert first == second != {}
    first[auth.SESSION_KEY] = "someone"
    assert SessionStore().decode(data.session_data) == second
    forged = data.session_data[:-1] + ("A" if data.session_data[-1] != "A" else "B")
    assert [SessionStore().decode(forged) for _ in range(2)] == [{}, {}]


def test_a_broken_connection_is_made_again(who: Person) -> None:
    """The reads of one trip are asked anew, as always."""
    assert connection.connection is not None
    connection.connection.close()
    assert who.get("/api/me").status_code == 200
