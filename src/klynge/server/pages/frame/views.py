# SPDX-License-Identifier: Apache-2.0
"""The front page, and choosing for which organisation one works."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from klynge.server.api.access import anyone
from klynge.server.tenancy.middleware import CHOSEN, places_here


@anyone
@require_GET
@login_required
def front(request: HttpRequest) -> HttpResponse:
    """Where one stands, and where to go."""
    return render(request, "frame/home.html")


@anyone
@require_POST
@login_required
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Work for another organisation in which one has a place."""
    wanted = request.POST.get("organisation", "")
    if any(str(place.organisation_id) == wanted for place in places_here(request)):
        request.session[CHOSEN] = wanted
    return redirect("front")
