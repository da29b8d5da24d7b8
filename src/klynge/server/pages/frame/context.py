# SPDX-License-Identifier: Apache-2.0
"""What every page is given: where one may go, how it shall look, where live updates come from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from klynge.server.pages.navigation import current, entries_for
from klynge.server.tenancy.middleware import standing_of

THEMES = ("light", "dark")
THEME_COOKIE = "klynge_theme"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The navigation and for whom the page is."""
    standing = standing_of(request)
    entries = entries_for(standing)
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "standing": standing,
        "navigation": entries,
        "current_entry": current(entries, request.path),
        "theme": theme if theme in THEMES else "",
        "live_url": settings.LIVE_URL,
        "demo": settings.DEMO,
    }
