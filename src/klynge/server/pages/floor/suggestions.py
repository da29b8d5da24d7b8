# SPDX-License-Identifier: Apache-2.0
"""Suggestions: one's own firm's, with what became of each; a new one, sent by the tablet when there is a network."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from klynge.server.api.access import asker
from klynge.server.api.problem import ProblemError, not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame.names import centre_names
from klynge.server.roles import Ability
from klynge.server.suggestions.actions import SuggestionError, suggest
from klynge.server.suggestions.queries import suggestion_of, suggestions_of
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

SHOWN = 100


@page(Ability.REPORT, "GET", "POST")
def suggestions(request: HttpRequest) -> HttpResponse:
    """What was suggested and what became of it; POST suggests (a form, or a page's program with a key)."""
    standing = asker(request)
    key = request.headers.get("Idempotency-Key", "")[:255]
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _suggested(request, standing, key or uuid4().hex)
        if key:
            if wrong:
                told = [{"where": where, "what": what} for where, what in wrong.items()]
                return ProblemError(422, "unreadable", next(iter(wrong.values())), errors=told).response()
            return JsonResponse({"taken": True})
        if not wrong:
            return redirect("floor:suggestions")
    with acting_for(standing):
        rows = list(suggestions_of(standing.organisation)[:SHOWN])
    centres = centre_names(standing)
    for row in rows:
        row.work_centre = centres.get(row.work_centre, row.work_centre)
    typed = request.POST.get("text", "")
    found = {"suggestions": rows, "wrong": wrong, "typed": typed, "organisation": str(standing.organisation)}
    return render(request, "floor/suggestions.html", found, status=422 if wrong else 200)


def _suggested(request: HttpRequest, standing: Standing, key: str) -> dict[str, str]:
    """What is wrong with it, by field; nothing when it was taken in."""
    sent = request.FILES.get("photo")
    if sent is not None and (sent.size or 0) > 16 * 1024 * 1024:
        return {"photo": say("The photo is too large; take one of at most {most} MB.", most=3)}
    photo = sent.read() if sent is not None else None
    named = request.POST.get("named") == "yes"
    centre = request.POST.get("work_centre", "")
    try:
        with acting_for(standing):
            suggest(standing, request.POST.get("text", ""), key, named=named, work_centre=centre, photo=photo)
    except SuggestionError as error:
        return error.told
    return {}


@page((Ability.REPORT, Ability.READ_FIGURES))
def photo(request: HttpRequest, suggestion: UUID) -> HttpResponse:
    """The photo of one of one's own firm's suggestions."""
    standing = asker(request)
    with acting_for(standing):
        found = suggestion_of(standing.organisation, suggestion)
        content = bytes(found.photo) if found is not None and found.photo else b""
    if found is None or not content:
        raise not_found()
    response = HttpResponse(content, content_type=found.photo_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, max-age=3600"
    return response
