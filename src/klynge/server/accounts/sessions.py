# SPDX-License-Identifier: Apache-2.0
"""Sessions in the database, as Django has them, read together with who has logged in and that person's places.

Every request begins with these three. A process remembers whose session a key was, no more; so it can ask for all three
in one trip, and what comes back counts only if the session, as it is now, still says that it is that person's.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from klynge.server.accounts.models import Place, User
from klynge.server.accounts.queries import PLACES, places_of
from klynge.server.tenancy.context import Asker
from klynge.server.tenancy.once import Once
from klynge.server.tenancy.trip import read_in_one_trip

MOST_REMEMBERED = 10_000
K = TypeVar("K")
V = TypeVar("V")


def _alive(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


def _active(user: UUID) -> QuerySet[User]:
    return User.objects.filter(id=user, is_active=True)


_ALIVE = Once("no session has this key", _alive)
_ACTIVE = Once(UUID(int=0), _active)
_whose: OrderedDict[str, UUID] = OrderedDict()


_decoded: OrderedDict[bytes | str, str] = OrderedDict()
"""By what is in the database, what a session says, as JSON: that is what Django made it of."""


def _remember(known: OrderedDict[K, V], name: K, value: V) -> None:
    known[name] = value
    while len(known) > MOST_REMEMBERED:
        known.popitem(last=False)


class SessionStore(InDatabase):
    """One browser's session. `person` and `places` are those that were read with it, if they were."""

    person: User | None = None
    places: list[Place] | None = None

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a session says. Its signature is looked at once a process: it is of all that is in it."""
        text = _decoded.get(session_data)
        if text is None:
            found: dict[str, Any] = super().decode(session_data)
            if found:
                text = json.dumps(found)
                _remember(_decoded, session_data, text)
            return found
        again: dict[str, Any] = json.loads(text)
        return again

    def _get_session_from_db(self) -> Session | None:
        user = _whose.get(self.session_key or "")
        found = None if user is None else self._read_with_person(user)
        if found is None:
            found = _ALIVE.found(self.session_key)
        if not found:
            self._session_key = None
        return next(iter(found), None)

    def _read_with_person(self, user: UUID) -> list[Session] | None:
        asked = [_ALIVE.statement(self.session_key), _ACTIVE.statement(user), PLACES.statement(user)]
        read = read_in_one_trip(Asker(user=user), asked)
        if read is None:
            return None
        sessions, users, places = read
        self.person, self.places = next(iter(_ACTIVE.made(users)), None), PLACES.made(places)
        return _ALIVE.made(sessions)


def person_of(request: HttpRequest) -> User | AnonymousUser:
    """Who has logged in with the request's session; what was read with the session counts only if it is that one's."""
    session = _session_of(request)
    said = session.get(auth.SESSION_KEY)  # reads the session, and perhaps the person with it
    person = session.person
    if person is not None and _is_theirs(person, request):
        return person
    session.person = session.places = None
    found = auth.get_user(request)
    if said and session.session_key and isinstance(found, User):
        _remember(_whose, session.session_key, found.pk)
    return found


def places_for(request: HttpRequest) -> list[Place]:
    """The places of the person who has logged in."""
    session, who = _session_of(request), cast("User", request.user)
    if session.places is not None and session.person is not None and session.person.pk == who.pk:
        return session.places
    return places_of(who.pk)


def _session_of(request: HttpRequest) -> SessionStore:
    """The request's session, as the settings say it is kept."""
    return cast("SessionStore", request.session)


def _is_theirs(person: User, request: HttpRequest) -> bool:
    """Whether the session says that it is that person's, by the password as it is now: as django.contrib.auth looks."""
    session = _session_of(request)
    return (
        session.get(auth.SESSION_KEY) == str(person.pk)
        and session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(auth.HASH_SESSION_KEY) or "", person.get_session_auth_hash())
    )
