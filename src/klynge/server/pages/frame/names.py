# SPDX-License-Identifier: Apache-2.0
"""What people call items, work centres and regions, for pages, lists and letters that know one by its identifier alone.

While the trustee is away there are no names, and the identifiers are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from klynge.server.orders.models import OrderView
from klynge.server.pages.frame import formats
from klynge.server.products.queries import configurations_by_item
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.trustee.client import Refused, TrusteeAwayError
from klynge.server.trustee.link import ask, region_names

KEPT_S, KEPT_AWAY_S, MOST_CLUSTERS = 60.0, 5.0, 1000
MOST_ITEMS = 5000  # that the trustee is asked at once
_Names = dict[str, dict[str, str]]
_known: dict[UUID, tuple[float, _Names]] = {}


def item_names(standing: Standing, items: Iterable[str]) -> dict[str, str]:
    """What these items are called, by item: configurations as they were saved, the others by the plan."""
    with acting_for(standing):
        return names_within(standing, items)


def names_within(standing: Standing, items: Iterable[str]) -> dict[str, str]:
    """The same, within a transaction of who asks."""
    asked = list(dict.fromkeys(items))
    made = configurations_by_item(standing.organisation, asked)
    names = {item: one.name(formats.language()) for item, one in made.items()}
    others = [item for item in asked if item not in names]
    try:
        for first in range(0, len(others), MOST_ITEMS):
            names |= ask("called", standing, {"items": others[first : first + MOST_ITEMS]})["items"]
    except (Refused, TrusteeAwayError):
        pass  # then there are no more names than these
    return names


@dataclass
class ItemNames:
    """What the items of a list's rows are called, asked for once it is known which rows are shown: `listed(coming=)`.
    For a list that is read within a transaction of who asks."""

    standing: Standing
    known: dict[str, str] = field(default_factory=dict)

    def coming(self, rows: Sequence[OrderView]) -> None:
        """Ask for these rows' items."""
        self.known |= names_within(self.standing, (row.item for row in rows))

    def of(self, row: OrderView) -> str:
        """What a row's item is called."""
        return self.known.get(row.item, row.item)


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
