# SPDX-License-Identifier: Apache-2.0
"""What people call items, work centres and regions, for pages, lists and letters that know one by its identifier alone.

While the trustee is away there are no names, and the identifiers are shown.
"""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from klynge.server.pages.frame import formats
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.client import Refused, TrusteeAwayError
from klynge.server.trustee.link import ask, region_names

KEPT_S, KEPT_AWAY_S, MOST_CLUSTERS = 60.0, 5.0, 1000
MOST_ITEMS = 500
_Names = dict[str, dict[str, str]]
_known: dict[UUID, tuple[float, _Names]] = {}


def item_names(standing: Standing) -> dict[str, str]:
    """The names of what one makes (a customer: of what anyone makes), by item."""
    try:
        items = ask("items", standing, {"size": MOST_ITEMS})["items"]
    except (Refused, TrusteeAwayError):
        return {}
    return {one["item"]: one["name"] for one in items}


def centre_names(standing: Standing) -> dict[str, str]:
    """The names of one's firm's work centres, by work centre."""
    try:
        found = ask("resources", standing, {})["work_centres"]
    except (Refused, TrusteeAwayError):
        return {}
    return {one["work_centre"]: one["name"] for one in found}


def region_name(cluster: UUID, region: str) -> str:
    """What a region of a cluster is called in the reader's language; kept for a minute."""
    until, names = _known.get(cluster, (0.0, {}))
    if until < monotonic():
        told = region_names(cluster)
        names = names if told is None else told
        if len(_known) >= MOST_CLUSTERS:
            _known.clear()
        _known[cluster] = monotonic() + (KEPT_AWAY_S if told is None else KEPT_S), names
    return names.get(region, {}).get(formats.language(), region)
