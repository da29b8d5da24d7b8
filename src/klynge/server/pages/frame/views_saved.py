# SPDX-License-Identifier: Apache-2.0
"""Keeping and removing saved views."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame.saved import drop_view, keep_view
from klynge.server.pages.frame.views import _back
from klynge.server.tenancy.middleware import standing_of
from klynge.server.texts import say


@page(None, "POST")
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the page that one looks at by a name, and show it."""
    standing = standing_of(request)
    assert standing is not None  # the guard says so
    sent = request.POST
    view = keep_view(standing, sent.get("path", ""), sent.get("query", ""), sent.get("name", ""), "shared" in sent)
    messages.success(request, say("The view “{name}” is saved.", name=view.name))
    return redirect(view.address)


@page(None, "POST")
def drop(request: HttpRequest, view: UUID) -> HttpResponse:
    """Remove a view of one's own."""
    standing = standing_of(request)
    assert standing is not None  # the guard says so
    if not drop_view(standing, view):
        raise not_found()
    messages.success(request, say("The view is removed."))
    return redirect(_back(request))
