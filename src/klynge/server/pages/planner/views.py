# SPDX-License-Identifier: Apache-2.0
"""The board: the page, and what its canvas draws."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from klynge.server.pages.access import page
from klynge.server.pages.planner.address import uuid_in
from klynge.server.pages.planner.asking import asked, standing
from klynge.server.pages.planner.board_words import board_words
from klynge.server.pages.planner.content import changed_of, content_of
from klynge.server.pages.planner.page_words import page_words
from klynge.server.pages.planner.shape import ready
from klynge.server.roles import Ability


@page(Ability.READ_PLAN)
def board(request: HttpRequest) -> HttpResponse:
    """The board, its lists with their counts, and the draft one works in."""
    may_plan = standing(request).may(Ability.PLAN)
    draft = uuid_in(request, "draft") if may_plan else None
    drafts = asked(request, "drafts")["drafts"] if may_plan else []
    context = {
        "words": board_words() | page_words(),
        "urls": _urls(),
        "counts": asked(request, "lists")["counts"],
        "may_plan": may_plan,
        "drafts": [each for each in ready(drafts) if each["state"] == "open"],
        "draft": None if draft is None else ready(asked(request, "draft", draft=str(draft))),
    }
    return render(request, "planner/board.html", context)


@page(Ability.READ_PLAN)
def content(request: HttpRequest) -> HttpResponse:
    """What the canvas draws: all of it, or what changed since the board that is known; or as a draft would have it."""
    draft = uuid_in(request, "draft")
    if draft is not None:
        return JsonResponse(content_of(asked(request, "draft_board", draft=str(draft)), asked(request, "load")))
    numbers = {name: request.GET.get(name, "") for name in ("known", "stays")}
    given = {name: int(text) for name, text in numbers.items() if text.isdecimal() and len(text) < 19}
    found = asked(request, "board", **given)
    if found["whole"]:
        return JsonResponse(content_of(found, asked(request, "load")))
    load = asked(request, "load") if request.GET.get("load") else None  # dear after each change
    return JsonResponse(changed_of(found, load))


def _urls() -> dict[str, str]:
    names = ("content", "lists", "inspect", "verdict", "edit", "step", "draft_part", "lock", "found")
    return {name: reverse(f"planner:{name}") for name in names}
