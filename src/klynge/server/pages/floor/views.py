# SPDX-License-Identifier: Apache-2.0
"""A page for each work centre, finding work by what a code says, and the service worker that opens pages offline."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.api.access import asker
from klynge.server.losses.models import Kind
from klynge.server.losses.reasons import reasons
from klynge.server.pages.access import page
from klynge.server.pages.floor.cards import board
from klynge.server.pages.floor.words import words
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

STATIC = ("floor.js", "amounts.js", "cards.js", "sending.js", "scan.js", "store.js", "suggest.js", "floor.css")


@page(Ability.READ_PLAN)
def home(request: HttpRequest) -> HttpResponse:
    """The work centres of one's own sites."""
    answer = ask("centres", asker(request), {})
    for centre in answer["work_centres"]:
        centre["next"] = datetime.fromisoformat(centre["next"]) if centre["next"] else None
    by_site = sorted(answer["work_centres"], key=lambda each: str(each["site"]))
    sites = [(site, list(centres)) for site, centres in groupby(by_site, key=lambda each: each["site"])]
    return render(request, "floor/home.html", {"sites": sites})


@page(Ability.READ_PLAN)
def centre(request: HttpRequest, centre: str) -> HttpResponse:
    """What one work centre does now, next and later. `?unit=` shows one unit, `?part=queue` gives the queue alone."""
    standing = asker(request)
    answer = ask("queue", standing, {"work_centre": centre})
    number = request.GET.get("unit", "")
    unit = int(number) if number.isascii() and number.isdigit() else None
    found: dict[str, Any] = {
        "centre": answer["work_centre"],
        "units": range(1, answer["work_centre"]["units"] + 1),
        "unit": unit,
        "board": board(answer, unit),
        "more": answer["more"],
        "now": answer["now"],
        "sequence": answer["sequence"],
        "may_report": standing.may(Ability.REPORT),
        "organisation": str(standing.organisation),
        "scrap_reasons": reasons(Kind.SCRAP),
        "pause_reasons": reasons(Kind.PAUSE),
        "words": words(),
    }
    part = request.GET.get("part") == "queue"
    return render(request, "floor/queue.html" if part else "floor/centre.html", found)


@page(Ability.READ_PLAN)
def find(request: HttpRequest) -> HttpResponse:
    """Where a job or an order is done: from a code's text, or from what was typed. One place: there at once."""
    text, operation = _meant(request.GET.get("q", ""), request.GET.get("operation", ""))
    places = ask("job_here", asker(request), {"text": text, "operation": operation})["places"] if text else []
    if places and (len(places) == 1 or operation):
        return redirect(address_of(places[0]))
    for place in places:
        place["address"] = address_of(place)
        place["start"] = datetime.fromisoformat(place["start"])
    status = 200 if places or not text else 404
    return render(request, "floor/find.html", {"text": text, "places": places}, status=status)


@page(Ability.READ_PLAN)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: here, so that it may serve all of /floor/."""
    files = [staticfiles_storage.url(f"floor/{name}") for name in STATIC]
    response = render(request, "floor/worker.js", {"files": files, "static": settings.STATIC_URL}, "text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def address_of(place: dict[str, Any]) -> str:
    """The page on which the work stands, with the work marked."""
    marked = urlencode({"job": place["job"], "operation": place["operation"]})
    return f"{reverse('floor:centre', args=[place['work_centre']])}?{marked}"


def code_address(job: str, operation: str) -> str:
    """What a code on paper leads to; the work centre is looked up when it is scanned, for it may change."""
    return f"{reverse('floor:find')}?{urlencode({'q': job, 'operation': operation})}"


def _meant(text: str, operation: str) -> tuple[str, str]:
    """The job and operation that are meant, also when a scanner typed the whole address of a code."""
    text = text.strip()[:200]
    parts = urlsplit(text) if "://" in text else None
    if parts is None or parts.path != reverse("floor:find"):
        return text, operation.strip()[:120]
    query = parse_qs(parts.query)
    return query.get("q", [""])[0][:200], query.get("operation", [""])[0][:120]
