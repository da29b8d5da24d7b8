# SPDX-License-Identifier: Apache-2.0
"""What happened, and what there is more of: breakdowns, overtime, people away or come to help. Each replans at once."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from klynge.server.pages.access import page
from klynge.server.pages.frame.formats import number
from klynge.server.pages.planner.asking import asked, said, written
from klynge.server.pages.planner.editing import new_days
from klynge.server.pages.planner.forms import OvertimeForm, PeopleForm, StopForm
from klynge.server.pages.planner.shape import ready
from klynge.server.roles import Ability
from klynge.server.texts import say
from klynge.server.trustee.client import Refused

MIDNIGHT = time()
PEOPLE = ("absence", "more")
KINDS = ("stop", "absence", "overtime", "more")
VERBS = {"stop": "stop", "absence": "absence", "overtime": "overtime", "more": "more_people"}


@page(Ability.CHANGE_NETWORK, "GET", "POST")
def changes(request: HttpRequest) -> HttpResponse:
    """What is entered already, and a form for each kind of change."""
    resources = asked(request, "resources")
    sent = request.POST.get("kind", "") if request.method == "POST" else ""
    filled = {kind: _form(kind, resources, request.POST if kind == sent else None) for kind in KINDS}
    if sent in filled and filled[sent].is_valid():
        try:
            told = filled[sent].told()  # type: ignore[attr-defined]
            found = written(request, VERBS[sent], request.POST.get("key", ""), **told)
        except Refused as refused:
            filled[sent].add_error(None, said(refused))
        else:
            words = " ".join([say("It is entered, and the plan goes around it."), new_days(found)]).strip()
            messages.success(request, words)
            return redirect("planner:changes")
    names = {each["work_centre"]: each["name"] for each in resources["work_centres"]}
    names |= {each["pool"]: each["name"] for each in resources["pools"]}
    listed = ready(asked(request, "network_changes")["changes"])
    for each in listed:
        place = each.get("work_centre") or each.get("pool") or ""
        each["name"] = names.get(place, place)
        each["people"] = _people(each["amount"]) if each["kind"] in PEOPLE and each["amount"] else ""
        start, end = localtime(each["start"]), localtime(each["end"])
        if start.time() == end.time() == MIDNIGHT:
            each["first"], each["last"] = start.date(), (end - timedelta(days=1)).date()
    context = {"forms": filled, "changes": listed, "open": sent or request.GET.get("kind", "stop")}
    return render(request, "planner/changes.html", context, status=422 if sent else 200)


@page(Ability.CHANGE_NETWORK, "POST")
def end_change(request: HttpRequest) -> HttpResponse:
    """End a change now, earlier than was said."""
    try:
        given = {"change": request.POST.get("change", ""), "at": None}
        found = written(request, "end_change", request.POST.get("key", ""), **given)
    except Refused as refused:
        messages.warning(request, said(refused))
    else:
        coming = request.POST.get("state", "") == "coming"
        happened = (
            say("It is called off, and the plan uses it.") if coming else say("It has ended, and the plan uses it.")
        )
        messages.success(request, f"{happened} {new_days(found)}".strip())
    return redirect("planner:changes")


def _people(thousandths: int) -> str:
    return (
        say("1 person")
        if thousandths == 1000
        else say("{n} people", n=number(thousandths / 1000, int(thousandths % 1000 > 0)))
    )


def _form(kind: str, resources: dict[str, Any], data: Any) -> forms.Form:
    prefix = {"auto_id": f"{kind}-%s"}
    if kind == "stop":
        return StopForm(data, centres=resources["work_centres"], **prefix)
    if kind == "overtime":
        return OvertimeForm(data, centres=resources["work_centres"], **prefix)
    return PeopleForm(data, pools=[each for each in resources["pools"] if each["kind"] == "people"], **prefix)
