# SPDX-License-Identifier: Apache-2.0
"""The front page, and what one chooses for oneself: organisation, language, look."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from klynge.server.accounts.models import User
from klynge.server.pages.access import public
from klynge.server.pages.frame.context import THEME_COOKIE, THEMES
from klynge.server.pages.frame.welcome import WORK, greeting
from klynge.server.pages.navigation import duties_for
from klynge.server.tenancy.middleware import CHOSEN, places_here, standing_of

YEAR_S = int(timedelta(days=365).total_seconds())


@public()
@login_required
def front(request: HttpRequest) -> HttpResponse:
    """What there is to do today, and where to go."""
    standing = standing_of(request)
    context = {
        "duties": [] if standing is None else duties_for(standing),
        "greeting": greeting(timezone.now()),
        "work": [] if standing is None else [(role, WORK[role]) for role in WORK if role in standing.roles],
    }
    return render(request, "frame/home.html", context)


@public()
def icon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The mark, for browsers that show what can name no icon, such as a PDF."""
    return redirect(static("frame/mark.svg"))


@public("POST")
@login_required
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Work for another organisation in which one has a place."""
    wanted = request.POST.get("organisation", "")
    if any(str(place.organisation_id) == wanted for place in places_here(request)):
        request.session[CHOSEN] = wanted
    return redirect("front")


@public("POST")
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read in another language; remembered on the user, and in the browser for the log-in page."""
    response = redirect(_back(request))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=wanted)
        _remember(response, settings.LANGUAGE_COOKIE_NAME, wanted)
    return response


@public("POST")
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Look light, dark, or as the system; remembered in the browser."""
    response = redirect(_back(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        _remember(response, THEME_COOKIE, wanted)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR_S, samesite="Lax", secure=settings.SECURE, httponly=True)


def _back(request: HttpRequest) -> str:
    """The page one came from, when it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"
