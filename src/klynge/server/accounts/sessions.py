# SPDX-License-Identifier: Apache-2.0
"""Sessions in the database, as Django has them, found by a statement that is compiled once."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from klynge.server.tenancy.once import Once


def _alive(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


_ALIVE = Once("no session has this key", _alive)


class SessionStore(InDatabase):
    """One browser's session."""

    def _get_session_from_db(self) -> Session | None:
        found = _ALIVE.found(self.session_key)
        if not found:
            self._session_key = None
        return next(iter(found), None)
