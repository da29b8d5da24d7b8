# SPDX-License-Identifier: Apache-2.0
"""Scenarios: what if, planned in the background on a copy of the plan, and side by side in one's own measures."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from klynge.planning.scenario import ScenarioError
from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.planner.asking import asked, standing
from klynge.server.pages.planner.scenario_forms import LostForm, PeopleMoreForm, TextForm, UnitsForm, VolumeForm
from klynge.server.roles import Ability
from klynge.server.scenarios.actions import add_scenario, forget_scenario, plan_again, stop_scenario
from klynge.server.scenarios.planning import told as troubles
from klynge.server.scenarios.queries import scenario_of, scenarios_of, told
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say

KINDS = ("units", "people", "lost", "volume", "text")


@page(Ability.PLAN, "GET", "POST")
def scenarios(request: HttpRequest) -> HttpResponse:
    """The scenarios there are, and a form for one more."""
    who = standing(request)
    sent = request.POST.get("kind", "") if request.method == "POST" else ""
    chosen = sent or request.GET.get("kind", "units")
    chosen = chosen if chosen in KINDS else "units"
    form = _form(chosen, request, request.POST if sent else None)
    if sent and form.is_valid():
        try:
            with acting_for(who):
                key = request.POST.get("key") or str(uuid4())
                add_scenario(who, form.cleaned_data["name"], form.text(), key)
        except ScenarioError as error:
            for line in troubles(error, "en" if get_language() == "en" else "nb"):
                form.add_error(None, line)
        else:
            messages.success(request, say("It is being planned. This page shows when it is done."))
            return redirect("planner:scenarios")
    with acting_for(who):
        found = told(who.organisation, scenarios_of(who.organisation))
    language = "en" if get_language() == "en" else "nb"
    for each in found:
        each["trouble"] = ((each["result"] or {}).get("trouble") or {}).get(language, [])
    working = any(each["state"] in ("ready", "running") for each in found)
    context = {"scenarios": found, "form": form, "open": chosen, "working": working, "key": uuid4()}
    return render(request, "planner/scenarios.html", context, status=422 if sent else 200)


@page(Ability.PLAN, "POST")
def scenario_step(request: HttpRequest, scenario: UUID) -> HttpResponse:
    """Stop the planning of a scenario, plan it again, or forget it."""
    who, step = standing(request), request.POST.get("step", "")
    with acting_for(who):
        row = scenario_of(who.organisation, scenario)
        if row is None:
            raise not_found()
        if step == "stop":
            stop_scenario(who, row)
        elif step == "again":
            plan_again(who, row)
        elif step == "forget":
            forget_scenario(who, scenario)
    return redirect("planner:scenarios")


def _form(kind: str, request: HttpRequest, data: Any) -> Any:
    resources = asked(request, "resources")
    if kind == "people":
        return PeopleMoreForm(data, pools=[each for each in resources["pools"] if each["kind"] == "people"])
    if kind == "volume":
        return VolumeForm(data, member=standing(request).code)
    if kind == "text":
        return TextForm(data)
    return (LostForm if kind == "lost" else UnitsForm)(data, centres=resources["work_centres"])
