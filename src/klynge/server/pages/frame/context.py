# SPDX-License-Identifier: Apache-2.0
"""What every page is given: where one may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from klynge.server.pages.navigation import entries_for
from klynge.server.tenancy.middleware import standing_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The navigation and for whom the page is."""
    standing = standing_of(request)
    return {"standing": standing, "navigation": entries_for(standing)}
