# SPDX-License-Identifier: Apache-2.0
"""The demonstration: be any of its users with one click, and follow one order through all their hands.

There is no such page unless the server was started with --demo.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from klynge.server.accounts.models import User
from klynge.server.api.problem import not_found
from klynge.server.pages.access import public
from klynge.server.pages.frame.demo_users import demo_users
from klynge.server.pages.frame.story import steps_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public()
def people(request: HttpRequest) -> HttpResponse:
    """All users of the demonstration by cluster."""
    _only_in_the_demo()
    return render(request, "frame/people.html", {"clusters": demo_users(), "next": request.GET.get("next", "")})


@public("POST")
def become(request: HttpRequest, user: UUID) -> HttpResponse:
    """Log in as one of them, and go where the tour leads."""
    _only_in_the_demo()
    chosen = next((p.user for c in demo_users() for p in c.people if p.user.id == user), None)
    if chosen is None:
        raise not_found()
    language = request.user.language if isinstance(request.user, User) else ""
    if language and not chosen.language:
        User.objects.filter(pk=chosen.pk).update(language=language)
    login(request, chosen, BACKEND)
    wanted = request.POST.get("next", "")
    return redirect(wanted if wanted in {step.address for step in steps_for(None)} else "/")


@public()
def tour(request: HttpRequest) -> HttpResponse:
    """One order from choice to delivery, a step for each role."""
    _only_in_the_demo()
    return render(request, "frame/tour.html", {"steps": steps_for(request), "clusters": demo_users()})


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise not_found()
