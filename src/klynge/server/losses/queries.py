# SPDX-License-Identifier: Apache-2.0
"""What was lost, by reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from klynge.server.losses.models import Loss


def losses_by_reason(organisation: UUID, since: datetime) -> list[dict[str, Any]]:
    """Each kind and reason since a moment: how often, how many pieces; the commonest first."""
    rows = Loss.objects.filter(tenant=organisation, at__gte=since).order_by()
    grouped = rows.values("kind", "reason").annotate(times=Count("id"), pieces=Sum("quantity"))
    found: list[dict[str, Any]] = [dict(row) for row in grouped]
    return sorted(found, key=lambda row: (row["kind"], -row["times"], row["reason"]))
