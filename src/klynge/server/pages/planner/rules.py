# SPDX-License-Identifier: Apache-2.0
"""A firm's rules for its plan: up to when it is frozen, and how far it improves itself. Who changes a rule that someone
else changed meanwhile is told who, and chooses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from klynge.server.pages.access import page
from klynge.server.pages.frame.formats import moment
from klynge.server.pages.frame.lost import Change, LostUpdate, lost_response
from klynge.server.pages.planner.asking import asked, said, written
from klynge.server.pages.planner.forms import Moment
from klynge.server.roles import Ability
from klynge.server.texts import say
from klynge.server.trustee.client import Refused

NOTHING = "none"


@page(Ability.PLAN, "POST")
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze all that begins before a moment, or nothing."""
    draft = request.POST.get("draft", "")
    again = reverse("planner:draft_part")
    try:
        until = Moment(say("Until"), required=False).clean(request.POST.get("until", ""))
    except ValidationError as error:
        return _told(request, done=False, reason=" ".join(error.messages), again=again)
    text = None if until is None else until.isoformat()
    try:
        written(request, "freeze", request.POST.get("key", ""), until=text, **_was(request))
    except Refused as refused:
        if refused.problem.get("kind") != "rule-changed":
            raise
        now = asked(request, "locks")
        theirs = now["frozen_until"]
        change = Change("Frozen until", _shown(theirs), _shown(text))
        return _lost(request, refused, now, change, again, theirs or NOTHING)
    said_of_it = say("Frozen until {when}.", when=moment(until)) if until else say("Nothing is frozen.")
    return _told(
        request, done=True, reason=said_of_it, again=f"{reverse('planner:board')}?draft={draft}" if draft else ""
    )


@page(Ability.PLAN, "POST")
def improvement(request: HttpRequest) -> HttpResponse:
    """Let the plan improve itself, propose, or not."""
    form, again = ImprovementForm(request.POST), reverse("planner:drafts")
    if not form.is_valid():
        return _told(request, done=False, reason=say("Choose one of the three."), again=again)
    wanted = form.cleaned_data["improve"]
    try:
        written(request, "set_policy", request.POST.get("key", ""), improve=wanted, **_was(request))
    except Refused as refused:
        if refused.problem.get("kind") != "rule-changed":
            raise
        now = asked(request, "policy")
        theirs = now["improve"]
        change = Change("Better plans", policies()[theirs], policies()[wanted])
        return _lost(request, refused, now, change, again, theirs)
    return _told(request, done=True, reason=policies()[wanted], again=again)


def policies() -> dict[str, str]:
    """What the background may do with the plan."""
    return {
        "off": say("The plan stays as people make it."),
        "propose": say("A better plan becomes a draft that someone looks at."),
        "publish": say("A better plan of your own work lands by itself."),
    }


class ImprovementForm(forms.Form):
    """One of the three."""

    improve = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Name the choices in the reader's language."""
        super().__init__(*given, **named)
        self.fields["improve"].label = say("When a better plan is found")
        self.fields["improve"].choices = list(policies().items())  # type: ignore[attr-defined]


def _was(request: HttpRequest) -> dict[str, str | None]:
    """What the page showed when its form was filled in."""
    seen = request.POST.get("version", "")
    return {"was": None if seen == NOTHING else seen} if seen else {}


def _shown(text: str | None) -> str:
    return say("nothing") if text is None else moment(datetime.fromisoformat(text))


def _lost(
    request: HttpRequest, refused: Refused, rule: dict[str, Any], change: Change, again: str, version: str
) -> HttpResponse:
    """Who changed it, theirs beside one's own; a form of the panel keeps what was typed, and wins when it is sent
    again."""
    if _wants_json(request):
        reason = f"{said(refused)} {say('As it is now')}: {change.theirs}."
        return JsonResponse({"done": False, "reason": reason, "version": version})
    lost = LostUpdate(rule["changed_by"], datetime.fromisoformat(rule["changed"]), [change])
    return lost_response(request, lost, again, version)


def _told(request: HttpRequest, *, done: bool, reason: str, again: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"done": done, "reason": reason})
    (messages.success if done else messages.warning)(request, reason)
    return redirect(again or "planner:board")


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
