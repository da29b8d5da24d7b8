# SPDX-License-Identifier: Apache-2.0
"""The filter of a list of orders by how far they have come."""

from __future__ import annotations

from django.db.models import QuerySet

from klynge.server.orders.models import OrderView
from klynge.server.orders.queries import OPEN
from klynge.server.pages.frame.listing import Choice

ORDER_STATE = Choice(
    "state",
    "State",
    (
        ("open", "To be delivered"),
        ("held", "Held"),
        ("committed", "Ordered"),
        ("started", "In the making"),
        ("delivered", "Delivered"),
        ("expired", "Expired"),
        ("withdrawn", "Withdrawn"),
    ),
)


def in_state(rows: QuerySet[OrderView], key: str, value: str) -> QuerySet[OrderView]:
    """Those of a chosen state; `open` is every one that is still to be delivered."""
    return rows.filter(state__in=OPEN) if value == "open" else rows.filter(**{key: value})
