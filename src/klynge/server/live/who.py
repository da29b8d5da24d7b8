# SPDX-License-Identifier: Apache-2.0
"""Whose feed a session's cookie opens."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from klynge.server.accounts.queries import places_of, standing_in
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
    user = get_user(request)
    if not user.is_authenticated:
        return None
    standing = standing_in(user.pk, places_of(user.pk), request.session.get(CHOSEN, ""))
    return None if standing is None else standing.organisation
