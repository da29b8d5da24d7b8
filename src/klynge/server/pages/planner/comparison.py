# SPDX-License-Identifier: Apache-2.0
"""Scenarios side by side: one's own measures, the load of one's work centres, and the orders that get another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame.export import table_response
from klynge.server.pages.frame.formats import money, number, share
from klynge.server.pages.planner.asking import asked, standing
from klynge.server.pages.planner.shape import ready
from klynge.server.roles import Ability
from klynge.server.scenarios.planning import MOST_ORDERS as MOST_KEPT
from klynge.server.scenarios.queries import scenario_of, told
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say

MOST, MOST_ORDERS, FIRST = 6, 200, 10
DAY_S = 86_400
Shown = Callable[[Any], str]


@page(Ability.PLAN)
def compare(request: HttpRequest) -> HttpResponse:
    """Some scenarios beside the plan as it is, measure by measure; `as=csv` or `as=xlsx` takes the measures out."""
    who = standing(request)
    with acting_for(who):
        rows = [scenario_of(who.organisation, wanted) for wanted in _wanted(request)]
        found = told(who.organisation, [row for row in rows if row is not None])
    done = [each for each in found if each["result"] and "measures" in each["result"]]
    measures = [_measure(name, text, shown, done) for name, text, shown in _measures()]
    form = request.GET.get("as", "")
    if form in ("csv", "xlsx") and done:
        heads = [say("Measure"), say("As it is"), *(each["name"] for each in done)]
        lines = [[row["text"], row["plain"][0], *row["plain"][1:]] for row in measures]
        return table_response("scenarios", heads, lines, "csv" if form == "csv" else "xlsx")
    names = {each["work_centre"]: each["name"] for each in asked(request, "resources")["work_centres"]} if done else {}
    for each in done:
        each["first"], each["more"], each["moved"] = _orders(each["result"]["orders"])
        each["cut"] = each["moved"] >= MOST_KEPT
    context = {"scenarios": done, "rows": measures, "load": _load(done, names), "query": request.GET.urlencode()}
    return render(request, "planner/compare.html", context)


def _wanted(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.GET.getlist("id")[:MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            raise not_found() from None
    return found


def _measure(name: str, text: str, shown: Shown, done: list[dict[str, Any]]) -> dict[str, Any]:
    """One measure: as it is, and of each scenario with its difference."""
    cells = []
    for each in done:
        change = each["result"]["differences"][name]
        sign = "+" if change > 0 else ""
        cells.append(
            (shown(each["result"]["measures"][name]), f"{sign}{shown(change)}" if change else "", _tone(name, change))
        )
    base = done[0]["result"]["base"][name] if done else 0
    plain = [_plain(name, value) for value in (base, *(each["result"]["measures"][name] for each in done))]
    return {"text": text, "base": shown(base) if done else "", "cells": cells, "plain": plain}


def _plain(name: str, value: float) -> float:
    """As a spreadsheet should have it: in the unit that the page shows."""
    unit = {"lateness_s": DAY_S, "co2_g": 1000, "use": 0.01}.get(name, 100 if name.endswith("_ore") else 1)
    found = round(value / unit, 2)
    return int(found) if found == int(found) else found


def _tone(name: str, change: float) -> str:
    if not change or name in ("orders", "planned_h", "use"):
        return ""
    better = change > 0 if name in ("on_time", "value_ore", "contribution_ore") else change < 0
    return "better" if better else "worse"


def _measures() -> list[tuple[str, str, Shown]]:
    def kroner(ore: int) -> str:
        return money(ore, 0)

    def days(seconds: int) -> str:
        return number(seconds / DAY_S, 1)

    return [
        ("orders", say("Orders"), number),
        ("on_time", say("On time"), number),
        ("late", say("Late"), number),
        ("unplanned", say("Not planned"), number),
        ("promises_broken", say("Promises broken"), number),
        ("lateness_s", say("Days late in all"), days),
        ("value_ore", say("Value"), kroner),
        ("cost_ore", say("Cost"), kroner),
        ("contribution_ore", say("Contribution margin"), kroner),
        ("co2_g", say("CO₂, kg"), lambda grams: number(grams / 1000)),
        ("planned_h", say("Hours planned"), number),
        ("use", say("Use of the machines, per cent"), lambda part: number(100 * part, 1)),
    ]


def _load(done: list[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    """Each work centre's load: as it is, and of each scenario; that which changes most first."""
    before: dict[str, float] = {}
    after: list[dict[str, float]] = []
    for each in done:
        before |= {one["work_centre"]: one["before"] for one in each["result"]["load"] if one["before"] is not None}
        after.append({one["work_centre"]: one["after"] for one in each["result"]["load"] if one["after"] is not None})
    centres = {**before, **{name: 0.0 for one in after for name in one if name not in before}}
    rows = []
    for centre, was in centres.items():
        now = [one.get(centre) for one in after]
        most = max((abs(value - was) for value in now if value is not None), default=0)
        cells = [("", None, "") if value is None else (share(value), value, _change(value - was)) for value in now]
        rows.append({"name": names.get(centre, centre), "base": share(was), "value": was, "cells": cells, "most": most})
    return sorted(rows, key=lambda row: -row["most"])


def _change(difference: float) -> str:
    points = round(100 * difference)
    return f"{'+' if points > 0 else ''}{number(points)}" if points else ""


def _orders(orders: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The orders that move most, the next ones, and how many there are in all."""
    shown = ready(orders[:MOST_ORDERS])
    for each in shown:
        each["days"] = None if each["later_s"] is None else number(each["later_s"] / DAY_S, 0)
        each["later"] = bool(each["later_s"] and each["later_s"] > 0)
        target = _moment(each["target"])
        after = _moment(each["after"])
        each["late"] = bool(after and target and after > target)
    return shown[:FIRST], shown[FIRST:], len(orders)


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
