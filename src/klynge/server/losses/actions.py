# SPDX-License-Identifier: Apache-2.0
"""Noting a loss, and taking it back when its report is undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from klynge.server.losses.models import Kind, Loss


def note_loss(
    organisation: UUID,
    key: str,
    at: datetime,
    kind: Kind,
    reason: str,
    *,
    work_centre: str,
    job: str,
    operation: str,
    quantity: int,
) -> None:
    """Keep a loss, in the caller's transaction; the same key again changes nothing."""
    facts = {"work_centre": work_centre, "job": job, "operation": operation, "quantity": quantity}
    one = Loss(tenant=organisation, key=key, at=at, kind=kind, reason=reason, **facts)
    Loss.objects.bulk_create([one], ignore_conflicts=True)


def forget_loss(organisation: UUID, key: str) -> None:
    """Take back what an undone report said."""
    Loss.objects.filter(tenant=organisation, key=key).delete()
