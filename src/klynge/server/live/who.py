# SPDX-License-Identifier: Apache-2.0
"""Whose feed a session's cookie opens."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections
from django.http import HttpRequest

from klynge.server.accounts.models import User
from klynge.server.accounts.queries import standing_in
from klynge.server.accounts.sessions import person_of, places_for
from klynge.server.tenancy.middleware import CHOSEN


def tenant_of_session(cookies: str) -> UUID | None:
    """The organisation for which the session works; None when nobody has logged in with it."""
    close_old_connections()
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if morsel is None:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(morsel.value)
    request.user = person_of(request)
    if not isinstance(request.user, User):
        return None
    standing = standing_in(request.user.pk, places_for(request), request.session.get(CHOSEN, ""))
    return None if standing is None else standing.organisation
