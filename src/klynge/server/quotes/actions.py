# SPDX-License-Identifier: Apache-2.0
"""Writes: quotations step by step, and parts. Each is noted in the audit in the same transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, Max

from klynge.server.audit.actions import note
from klynge.server.quotes.geometry import LARGEST, geometry_kind
from klynge.server.quotes.models import Part, Quote
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say

FIRST_NUMBER = 1001


class PartError(ValueError):
    """A file that cannot be taken: says what is wrong and how to mend it."""


def add_quote(standing: Standing, given: dict[str, Any]) -> Quote:
    """A new inquiry with the organisation's next number, in the caller's transaction."""
    made = Quote(tenant=standing.organisation, cluster=standing.cluster, user=standing.user, **given)
    note(standing.organisation, standing.user, "quote.made", str(made.id))  # one at a time from here: see audit
    last = Quote.objects.filter(tenant=standing.organisation).aggregate(last=Max("number"))["last"]
    made.number = FIRST_NUMBER if last is None else last + 1
    made.save(force_insert=True)
    return made


def change_quote(
    standing: Standing, quote: Quote, what: str, given: dict[str, Any], facts: dict[str, object] | None = None
) -> bool:
    """Change a quotation as it was read; False when someone else changed it since, and then nothing is changed. `facts`
    are noted with it."""
    changed = Quote.objects.filter(tenant=standing.organisation, id=quote.id, version=quote.version).update(
        version=F("version") + 1, **given
    )
    if changed:
        note(
            standing.organisation,
            standing.user,
            f"quote.{what}",
            str(quote.id),
            {"number": quote.number} | (facts or {}),
        )
    return bool(changed)


def add_part(standing: Standing, name: str, content: bytes, given: dict[str, Any]) -> Part:
    """Keep a part's file, in the caller's transaction. Raises PartError for one that is none."""
    if len(content) > LARGEST:
        raise PartError(say("The file is larger than {most} MB; send a coarser model.", most=LARGEST // 1024**2))
    kind = geometry_kind(content)
    if not kind:
        raise PartError(say("The file is no STEP, STL or 3MF model; export it from the drawing program as one."))
    made = Part.objects.create(
        tenant=standing.organisation,
        user=standing.user,
        name=name,
        kind=kind,
        size=len(content),
        content=content,
        **given,
    )
    note(standing.organisation, standing.user, "part.added", str(made.id), {"kind": kind, "size": made.size})
    return made


def remove_part(standing: Standing, part: UUID) -> bool:
    """Forget a part and its file; False when there is no such part."""
    removed, _ = Part.objects.filter(tenant=standing.organisation, id=part).delete()
    if removed:
        note(standing.organisation, standing.user, "part.removed", str(part))
    return bool(removed)
