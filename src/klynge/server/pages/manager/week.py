# SPDX-License-Identifier: Apache-2.0
"""The site manager's first page: this week's promises, orders, load, where it is tight, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.api.access import asker
from klynge.server.losses.models import Kind
from klynge.server.losses.queries import losses_by_reason
from klynge.server.losses.reasons import word_for
from klynge.server.orders.models import OrderView, Side
from klynge.server.orders.queries import OPEN, orders_of
from klynge.server.pages.access import page
from klynge.server.pages.frame.charts import Chart, Series
from klynge.server.pages.frame.names import item_names
from klynge.server.roles import Ability
from klynge.server.suggestions.models import State
from klynge.server.suggestions.queries import suggestions_of
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.trustee.link import ask

WEEKS_SHOWN, PROMISES_SHOWN = 8, 60


@page(Ability.READ_FIGURES)
def home(request: HttpRequest) -> HttpResponse:
    """This week at a glance."""
    standing = asker(request)
    figures = ask("measures_of_member", standing, {})
    yesterday = datetime.now(UTC) - timedelta(days=1)
    changed = ask("changes", standing, {"since": yesterday.isoformat()})
    zone = ZoneInfo(figures["time_zone"])
    monday = _monday(date.fromisoformat(figures["today"]))
    found = _read(standing, monday, zone)
    for each in changed["days"]:
        for name in ("before", "now", "promised"):
            each[name] = date.fromisoformat(each[name]) if each[name] else None
    for each in changed["states"]:
        each["at"] = datetime.fromisoformat(each["at"])
    items = {row.item for row in found["promises"]} | {each["item"] for each in changed["states"]}
    names = item_names(standing, items)
    for row in found["promises"]:
        row.item = names.get(row.item, row.item)
    for each in changed["states"]:
        each["item"] = names.get(each["item"], each["item"])
    here = _this_week(figures, monday)
    return render(
        request,
        "manager/week.html",
        found
        | {
            "monday": monday,
            "changed": changed,
            "figures": figures,
            "tightest": max(here, key=lambda each: float(each["share"]), default=None),
            "here": sorted(here, key=lambda each: -float(each["share"]))[:8],
            "tight": [
                (each["name"], _shown(each["weeks_over"], monday))
                for each in figures["bottlenecks"]
                if _shown(each["weeks_over"], monday)
            ],
            "load": _chart(figures, monday),
        },
    )


def _read(standing: Standing, monday: date, zone: ZoneInfo) -> dict[str, Any]:
    """What the database has: promises of the week, orders by state, losses, suggestions."""
    # a promise is a day's end: midnight that ends Sunday is this week's
    first, last = (datetime.combine(day, time(0, 1), zone) for day in (monday, monday + timedelta(days=7)))
    with acting_for(standing):
        sold = orders_of(standing.organisation).filter(side=Side.SELLER)
        promises = list(sold.filter(promised__gte=first, promised__lt=last, state__in=(*OPEN, "delivered")))
        states = Counter(sold.values_list("state", flat=True).order_by())
        late = sum(_late(row) for row in sold.filter(state__in=OPEN).order_by())
        losses = losses_by_reason(standing.organisation, datetime.now(UTC) - timedelta(days=7))
        suggestions = list(suggestions_of(standing.organisation, State.NEW)[:5])
    return {
        "promises": promises[:PROMISES_SHOWN],
        "promised": len(promises),
        "kept": sum(not _late(row) for row in promises),
        "states": [(state, states[state]) for state in (*OPEN, "delivered") if states[state]],
        "late": late,
        "losses": [each | {"word": word_for(Kind(each["kind"]), each["reason"])} for each in losses],
        "suggestions": suggestions,
    }


def _late(row: OrderView) -> bool:
    return row.promised is not None and (row.expected is None or row.expected > row.promised)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _shown(weeks: list[str], monday: date) -> list[str]:
    """The first of these weeks that are not over."""
    return [week for week in weeks if week >= _name(monday)][:6]


def _this_week(figures: dict[str, Any], monday: date) -> list[dict[str, Any]]:
    """Load against capacity of each work centre that is open this week."""
    weeks, name = figures["weeks"], _name(monday)
    if name not in weeks:
        return []
    at = weeks.index(name)
    return [
        {
            "work_centre": each["work_centre"],
            "name": each["name"],
            "load_s": each["load_h"][at] * 3600,
            "capacity_s": each["capacity_h"][at] * 3600,
            "share": each["load_h"][at] / each["capacity_h"][at],
        }
        for each in figures["work_centres"]
        if each["capacity_h"][at]
    ]


def _chart(figures: dict[str, Any], monday: date) -> Chart | None:
    """Load and capacity of all work centres together, this week and the next ones."""
    weeks = figures["weeks"]
    first = weeks.index(_name(monday)) if _name(monday) in weeks else 0
    shown = slice(first, first + WEEKS_SHOWN)
    if not figures["work_centres"]:
        return None
    series = [
        Series("Load", _added(each["load_h"][shown] for each in figures["work_centres"])),
        Series("Capacity", _added(each["capacity_h"][shown] for each in figures["work_centres"])),
    ]
    return Chart("Load against capacity, all work centres", [week[5:] for week in weeks[shown]], series, unit="h")


def _added(rows: Iterable[list[float]]) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]
