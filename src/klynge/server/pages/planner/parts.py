# SPDX-License-Identifier: Apache-2.0
"""What stands beside the board: the lists, the account of an order or a piece of work, its repairs, what is found."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.pages.access import page
from klynge.server.pages.planner.address import uuid_in
from klynge.server.pages.planner.asking import asked, standing
from klynge.server.pages.planner.forms import MoveForm
from klynge.server.pages.planner.shape import ready
from klynge.server.roles import Ability
from klynge.server.texts import say

LISTS = ("late", "conflicts", "out-of-sequence", "waiting", "unplanned")
SIZE = 25


def list_names() -> dict[str, str]:
    """What the lists are called."""
    names = (say("Late"), say("Conflicts"), say("Out of sequence"), say("Waiting"), say("Not planned"))
    return dict(zip(LISTS, names, strict=True))


@page(Ability.READ_PLAN)
def lists(request: HttpRequest) -> HttpResponse:
    """One of the lists, a page of it, under the counts of all."""
    which = request.GET.get("which", "late")
    which = which if which in LISTS else "late"
    number = request.GET.get("page", "1")
    page_number = int(number) if number.isdecimal() and 1 <= int(number) <= 100_000 else 1
    found = asked(request, "lists", which=which, page=page_number, size=SIZE)
    counted = [(name, text, found["counts"][name]) for name, text in list_names().items()]
    context = {"found": ready(found), "lists": counted, "which": which, "items": ready(found["items"])}
    return part(request, "planner/part_lists.html", context)


def part(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A part of the page for its panel, or a page of its own for who comes without scripts."""
    alone = "X-Part" not in request.headers
    return render(request, template, context | {"base": f"planner/{'alone' if alone else 'bare'}.html"})


@page(Ability.READ_PLAN)
def found(request: HttpRequest) -> HttpResponse:
    """Orders and jobs by a part of their name, their customer or what they are of."""
    text = request.GET.get("text", "").strip()[:120]
    answer = asked(request, "find", text=text)["found"] if text else []
    return part(request, "planner/part_found.html", {"text": text, "found": ready(answer)})


@page(Ability.READ_PLAN)
def inspect(request: HttpRequest) -> HttpResponse:
    """Why an order or a piece of work is when it is, what it waits for and who waits for it, and how to move it."""
    job, operation, order = (request.GET.get(name, "") for name in ("job", "operation", "order"))
    if not (job and operation) and not order:
        return part(request, "planner/part_nothing.html", {})
    given = {"job": job, "operation": operation} if job and operation else {"order": str(uuid_in(request, "order"))}
    draft = uuid_in(request, "draft") if standing(request).may(Ability.PLAN) else None
    verb, of = ("inspect", {}) if draft is None else ("draft_inspect", {"draft": str(draft)})
    answer = ready(asked(request, verb, **given, **of))
    if answer["why"]:
        answer["why"]["headline"], *lines = answer["why"]["words"] or [""]
        answer["why"]["steps"] = [line.lstrip(" –-") for line in lines]
    for number, portion in enumerate(answer["portions"]):
        portion["form"] = MoveForm.of(portion, auto_id=f"move-{number}-%s")
    context = {
        "told": answer,
        "one": bool(job),
        "draft": "" if draft is None else str(draft),
        "may_plan": standing(request).may(Ability.PLAN),
    }
    return part(request, "planner/part_inspect.html", context)


@page(Ability.PLAN)
def repairs(request: HttpRequest, order: UUID) -> HttpResponse:
    """The best ways to mend an order's day, each with what it costs and does to every other."""
    answer = asked(request, "repairs", order=str(order))
    for each in answer["repairs"]:
        each["edit"] = json.dumps({"kind": "repair", "order": str(order), "repair": each["repair"]})
    context = {"order": order, "repairs": ready(answer["repairs"]), "draft": request.GET.get("draft", "")}
    return part(request, "planner/part_repairs.html", context)
