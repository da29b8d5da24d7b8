# SPDX-License-Identifier: Apache-2.0
"""Drafts: those there are, and one compared with the plan before it is published."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.pages.access import page
from klynge.server.pages.planner.address import uuid_in
from klynge.server.pages.planner.asking import asked, written
from klynge.server.pages.planner.parts import part
from klynge.server.pages.planner.rules import NOTHING, ImprovementForm
from klynge.server.pages.planner.shape import ready
from klynge.server.roles import Ability


@page(Ability.PLAN, "GET", "POST")
def drafts(request: HttpRequest) -> HttpResponse:
    """All drafts of one's own firm; a new one by its name."""
    if request.method == "POST":
        name = request.POST.get("name", "").strip()[:120]
        if name:
            made = written(request, "draft_new", request.POST.get("key", ""), name=name)
            return redirect(f"{reverse('planner:board')}?draft={made['draft']}")
    found = ready(asked(request, "drafts")["drafts"])
    policy = ready(asked(request, "policy"))
    form = ImprovementForm(initial={"improve": policy["improve"]})
    context = {"drafts": found, "missing": request.method == "POST", "policy": policy, "form": form}
    return render(request, "planner/drafts.html", context)


@page(Ability.PLAN)
def draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A draft beside the plan: its edits, and what publishing it would change."""
    return render(request, "planner/draft.html", {"draft": ready(asked(request, "draft", draft=str(draft)))})


@page(Ability.PLAN)
def draft_part(request: HttpRequest) -> HttpResponse:
    """The draft one works in, beside the board."""
    wanted = uuid_in(request, "draft")
    found = None if wanted is None else ready(asked(request, "draft", draft=str(wanted)))
    frozen = None if found else ready(asked(request, "locks"))["frozen_until"]
    version = frozen.isoformat() if frozen else NOTHING
    return part(request, "planner/part_draft.html", {"draft": found, "frozen": frozen, "version": version})
