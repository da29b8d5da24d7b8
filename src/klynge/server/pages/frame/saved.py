# SPDX-License-Identifier: Apache-2.0
"""Reading, keeping and removing saved views."""

from __future__ import annotations

from contextlib import nullcontext
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import Resolver404, resolve

from klynge.server.api.problem import ProblemError
from klynge.server.pages.frame.models import SavedView
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

MOST = 100  # of one's own, on one page


def views_of(standing: Standing, path: str) -> list[SavedView]:
    """One's own views of a page and those shared by colleagues, by name. Within a transaction or without."""
    with nullcontext() if connection.in_atomic_block else acting_for(standing):
        mine = Q(owner=standing.user) | Q(shared=True)
        return list(SavedView.objects.filter(mine, tenant=standing.organisation, path=path).order_by("name", "id"))


def keep_view(standing: Standing, path: str, query: str, name: str, shared: bool) -> SavedView:
    """Keep a view of one of our pages; one's own of the same name is replaced. Raises ProblemError 422."""
    name = " ".join(name.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise _unusable(say("A view needs a name of at most 80 characters."), say("Give it another name."))
    if len(query) > 2000 or "\x00" in query or not _ours(path):
        raise _unusable(say("This view cannot be saved."), say("Open the page anew and try again."))
    with acting_for(standing):
        own = SavedView.objects.filter(tenant=standing.organisation, owner=standing.user, path=path)
        if own.exclude(name=name).count() >= MOST:
            raise _unusable(say("You have {n} views of this page.", n=MOST), say("Remove one that you do not use."))
        view, _ = SavedView.objects.update_or_create(
            tenant=standing.organisation,
            owner=standing.user,
            path=path,
            name=name,
            defaults={"query": query, "shared": shared},
        )
    return view


def drop_view(standing: Standing, view: UUID) -> bool:
    """Remove a view of one's own; False when there is none such."""
    with acting_for(standing):
        mine = SavedView.objects.filter(tenant=standing.organisation, owner=standing.user, id=view)
        return bool(mine.delete()[0])


def _ours(path: str) -> bool:
    try:
        return len(path) <= 200 and resolve(path).func.__module__.startswith("klynge.server.pages")
    except Resolver404:
        return False


def _unusable(title: str, remedy: str) -> ProblemError:
    return ProblemError(422, "unreadable", title, remedy=remedy)
