# SPDX-License-Identifier: Apache-2.0
"""Reads of an organisation's suggestions, the photos apart from the list."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from klynge.server.suggestions.models import Suggestion


def suggestions_of(organisation: UUID, state: str = "") -> QuerySet[Suggestion]:
    """The suggestions of an organisation, newest first."""
    rows = Suggestion.objects.filter(tenant=organisation).defer("photo")
    return (rows.filter(state=state) if state else rows).order_by("-at", "id")


def suggestion_of(organisation: UUID, suggestion: UUID) -> Suggestion | None:
    """One of them, with its photo."""
    return Suggestion.objects.filter(tenant=organisation, id=suggestion).first()
