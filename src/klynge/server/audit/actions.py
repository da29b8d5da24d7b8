# SPDX-License-Identifier: Apache-2.0
"""Noting an event, and checking a chain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection
from django.utils import timezone

from klynge.server.audit.models import AuditEvent

FIRST = "0" * 64


def note(
    organisation: UUID, user: UUID | None, verb: str, about: str, facts: Mapping[str, object] | None = None
) -> None:
    """Append an event, in the transaction of what it tells of: both are kept, or neither is."""
    with connection.cursor() as cursor:
        # one writer a chain at a time; freed with the transaction
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(organisation)])
    last = AuditEvent.objects.filter(tenant=organisation).order_by("-number").first()
    event = AuditEvent(
        tenant=organisation,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        user=user,
        verb=verb,
        object=about,
        facts=dict(facts or {}),
        before=last.hash if last else FIRST,
    )
    event.hash = seal(event)
    event.save(force_insert=True)


def seal(event: AuditEvent) -> str:
    """The hash of an event with all it says and the hash before it."""
    content = [
        str(event.tenant),
        event.number,
        _moment(event.at),
        str(event.user or ""),
        event.verb,
        event.object,
        event.facts,
        event.before,
    ]
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken(organisation: UUID) -> int | None:
    """The number of the first event that does not fit the chain; None when all do."""
    return first_unfit(AuditEvent.objects.filter(tenant=organisation).order_by("number"))


def first_unfit(chain: Iterable[AuditEvent]) -> int | None:
    """The number of the first event of a whole chain, given in order, that does not fit; None when all do."""
    before = FIRST
    for number, event in enumerate(chain, 1):
        if event.number != number or event.before != before or seal(event) != event.hash:
            return number
        before = event.hash
    return None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
