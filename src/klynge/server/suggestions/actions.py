# SPDX-License-Identifier: Apache-2.0
"""Writes: suggesting, and answering. Both are noted in the audit in the same transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from klynge.server.audit.actions import note
from klynge.server.suggestions.models import State, Suggestion
from klynge.server.suggestions.photos import LARGEST, photo_type
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say

LONGEST = 2000


class SuggestionError(ValueError):
    """A suggestion that cannot be taken: `told` says what and how to mend it, by field."""

    def __init__(self, told: dict[str, str]) -> None:
        self.told = told
        super().__init__("; ".join(told.values()))


def suggest(
    standing: Standing, text: str, key: str, *, named: bool, work_centre: str = "", photo: bytes | None = None
) -> Suggestion:
    """Take in a suggestion, in the caller's transaction; the same key again gives the first one."""
    wrong: dict[str, str] = {}
    text = text.strip()
    if not text:
        wrong["text"] = say("Write what could be better.")
    elif len(text) > LONGEST:
        wrong["text"] = say("The text has {n} characters; shorten it to {most}.", n=len(text), most=LONGEST)
    kind = photo_type(photo) if photo else ""
    if kind is None:
        wrong["photo"] = say("The file is no photo; take a JPEG, PNG or WebP picture.")
    elif photo and len(photo) > LARGEST:
        wrong["photo"] = say("The photo is too large; take one of at most {most} MB.", most=LARGEST // 1024**2)
    if wrong:
        raise SuggestionError(wrong)
    known = Suggestion.objects.filter(tenant=standing.organisation, key=key).first()
    if known is not None:
        return known
    made = Suggestion(
        tenant=standing.organisation,
        key=key,
        user=standing.user if named else None,
        text=text,
        work_centre=work_centre[:120],
        photo=photo,
        photo_type=kind or "",
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # the same one came twice at once
        return Suggestion.objects.get(tenant=standing.organisation, key=key)
    note(standing.organisation, made.user, "suggestion.made", str(made.id))
    return made


def answer(standing: Standing, suggestion: UUID, state: State, text: str, version: int) -> bool:
    """Say what became of it; False when someone else answered since `version`, and then nothing is changed."""
    changed = Suggestion.objects.filter(tenant=standing.organisation, id=suggestion, version=version).update(
        state=state,
        answer=text.strip()[:LONGEST],
        answered=timezone.now(),
        answered_by=standing.user,
        version=F("version") + 1,
    )
    if changed:
        note(standing.organisation, standing.user, "suggestion.answered", str(suggestion), {"state": state.value})
    return bool(changed)
