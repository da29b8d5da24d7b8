# SPDX-License-Identifier: Apache-2.0
"""Orders that come by phone or mail: one page with the days at once, and several pasted as lines."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from klynge.server.api.access import asker
from klynge.server.pages.access import page
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.listing import looked_for
from klynge.server.pages.sales.forms import Wanting
from klynge.server.pages.sales.lines import Sheet, read
from klynge.server.pages.sales.promising import chosen, committed, days_for, held
from klynge.server.pages.sales.things import Desk, desk_of, things_like
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say

HOLD_H = 48
NEEDED = ("item", "quantity", "region")
SHOWN = 8
"""How many things are offered for what is typed."""


@page(Ability.SELL)
def days(request: HttpRequest) -> HttpResponse:
    """The part of the page with the days, as soon as what, how many and where to are typed."""
    standing = asker(request)
    return render(request, "sales/days.html", _days(standing, Wanting(desk_of(standing), request.GET)))


@page(Ability.SELL)
def things(request: HttpRequest) -> HttpResponse:
    """What one may mean by what is typed, as the options of its field."""
    typed = looked_for(request.GET, "typed")
    found = things_like(asker(request), typed, SHOWN + 1) if typed else []
    return render(request, "sales/things.html", {"things": found[:SHOWN], "more": len(found) > SHOWN})


@page(Ability.SELL, "GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Type an order, see its days, hold one or order it. Sent without a day, it is asked for the days."""
    standing = asker(request)
    desk = desk_of(standing)
    if request.method != "POST":
        typed = request.GET.copy()
        form = Wanting(desk, initial={"quantity": 1} | typed.dict())
        return _page(request, desk, form, {})
    form = Wanting(desk, request.POST)
    if not form.is_valid():
        return _page(request, desk, form, _days(standing, form), 422)
    which = request.POST.get("which", "")
    if not which:
        return _page(request, desk, form, _days(standing, form))
    name, day = chosen(which)
    key = request.POST.get("key", "")[:64] or uuid4().hex
    taken = held(standing, form.asked() | _about(form.cleaned_data), name, day, key)
    if taken.order is None:
        form.add_error(None, taken.problem)
        return _page(request, desk, form, _days(standing, form), 422)
    if request.POST.get("do") == "order":
        problem = committed(standing, taken.order)
        if problem:
            messages.error(request, problem)
        else:
            told = say("Ordered: {number}, promised for {day}", number=taken.number, day=formats.day(taken.day))
            messages.success(request, told)
    return redirect("sales:order", taken.order)


@page(Ability.SELL, "GET", "POST")
def lines(request: HttpRequest) -> HttpResponse:
    """Several lines pasted: their days first, then all of them held; what is wrong is told for every line at once."""
    standing = asker(request)
    desk = desk_of(standing)
    posted = request.POST if request.method == "POST" else None
    sheet = read(desk, posted) if posted is not None else Sheet({}, [])
    if posted is not None and sheet.sound:
        if posted.get("do") == "hold":
            _hold(standing, sheet, posted.get("key", "")[:40] or uuid4().hex)
        else:
            for line in sheet.lines:
                line.days = days_for(standing, line.asked(sheet.region))
    shown = {"desk": desk, "sheet": sheet, "key": uuid4().hex, "posted": posted is not None}
    return render(request, "sales/lines.html", shown, status=422 if posted is not None and not sheet.sound else 200)


def _hold(standing: Standing, sheet: Sheet, key: str) -> None:
    """Hold each line; those that could not be held stay in the field, to be asked for again."""
    about = {"customer": sheet.customer, "reference": sheet.reference, "hours": HOLD_H}
    for line in sheet.lines:
        line.taken = held(standing, line.asked(sheet.region) | about, *chosen(line.which), f"{key}-{line.number}")
    sheet.typed["lines"] = "\n".join(line.text for line in sheet.lines if line.taken and line.taken.order is None)


def _about(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {"customer": cleaned["customer"], "reference": cleaned["reference"], "hours": HOLD_H}


def _days(standing: Standing, form: Wanting) -> dict[str, Any]:
    """The days, or what is still missing for them; nothing is said of a field that is being typed into."""
    form.is_valid()
    wrong = {name: form.errors[name] for name in (*NEEDED, "wanted") if name in form.errors}
    if wrong:
        typing = form.data.get("typing", "")
        left = {name: errors for name, errors in wrong.items() if form.data.get(name) and name != typing}
        return {
            "days": None,
            "wrong": [f"{form[name].label}: {error}" for name, errors in left.items() for error in errors],
        }
    return {
        "thing": form.thing,
        "quantity": form.cleaned_data["quantity"],
        "days": days_for(standing, form.asked(), form.data.get("which", "")),
        "key": uuid4().hex,
    }


def _page(request: HttpRequest, desk: Desk, form: Wanting, more: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {"form": form, "desk": desk, "days": None} | more
    return render(request, "sales/enter.html", shown, status=status)
