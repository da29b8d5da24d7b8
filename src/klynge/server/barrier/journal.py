# SPDX-License-Identifier: Apache-2.0
"""The journal of a cluster as it is stored: the trustee appends, nobody changes, and the chain is checked when read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from klynge.cooperation.barrier import Decision, Entry, Journal
from klynge.cooperation.barrier.journal import FIRST
from klynge.server.barrier.kept import entry_of
from klynge.server.barrier.models import DisclosureRow

Codes = Mapping[str, UUID]


def append(office: UUID, cluster: UUID, entries: Iterable[Entry], codes: Codes) -> int:
    """Append disclosures in the caller's transaction, each numbered and sealed after the one before; how many.

    `codes` are the members' organisations, so that each party may read what concerns it.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(office)])
    last = DisclosureRow.objects.filter(tenant=office).order_by("-number").first()
    number, before = (last.number, last.hash) if last else (0, FIRST)
    rows = []
    for entry in entries:
        number += 1
        sealed = Entry(
            number,
            _to_the_millisecond(entry.at),
            entry.reader,
            entry.owner,
            entry.field,
            entry.about,
            entry.purpose,
            entry.rule,
            entry.agreement,
            before,
        ).sealed()
        before = sealed.hash
        parties = {"to": codes.get(entry.reader), "of": codes.get(entry.owner)}
        rows.append(DisclosureRow(tenant=office, cluster=cluster, **parties, **asdict(sealed)))
    DisclosureRow.objects.bulk_create(rows)
    return len(rows)


def _to_the_millisecond(at: datetime) -> datetime:
    """As exports tell it, so that an exported chain can be checked."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def disclosed(decision: Decision, at: datetime) -> Entry:
    """What a decision let someone see, not yet numbered."""
    asked = decision.asked
    return Entry(
        0, at, asked.reader, asked.owner, asked.field, asked.about, asked.purpose, decision.verdict.value,
        decision.agreement, "",
    )  # fmt: skip


def whole(rows: Iterable[DisclosureRow]) -> Journal:
    """The journal of a cluster. Raises JournalError when a row was changed, or one is missing."""
    return Journal(entry_of(row) for row in rows)
