# SPDX-License-Identifier: Apache-2.0
"""What goes on paper: the week of a work centre, and the work order of a job, each step with a code that opens it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.api.access import asker
from klynge.server.api.problem import ProblemError
from klynge.server.pages.access import page
from klynge.server.pages.floor.cards import Card, cards_of
from klynge.server.pages.floor.codes import qr_svg
from klynge.server.pages.floor.pdf import work_order_pdf
from klynge.server.pages.floor.views import code_address
from klynge.server.roles import Ability
from klynge.server.texts import say
from klynge.server.trustee.link import ask

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


@page(Ability.READ_PLAN)
def week_list(request: HttpRequest, centre: str) -> HttpResponse:
    """All that stands at a work centre in an ISO week, day by day; `?week=2026-W48`, else the week it is."""
    standing = asker(request)
    head = ask("queue", standing, {"work_centre": centre, "most": 1})
    zone = ZoneInfo(head["work_centre"]["time_zone"])
    monday = _monday(request.GET.get("week", ""), datetime.fromisoformat(head["now"]).astimezone(zone).date())
    since, until = (datetime.combine(day, time(), zone) for day in (monday, monday + timedelta(days=7)))
    asked = {"work_centre": centre, "since": since.isoformat(), "until": until.isoformat(), "most": 2000}
    cards = cards_of(ask("queue", standing, asked)["entries"])
    rows = [(card, qr_svg(request.build_absolute_uri(_address(card)), _name(card))) for card in cards]

    def day(row: tuple[Card, Any]) -> date:
        return max(row[0].setup_start.astimezone(zone).date(), monday)

    found = {
        "centre": head["work_centre"],
        "week": monday,
        "before": _written(monday - timedelta(days=7)),
        "after": _written(monday + timedelta(days=7)),
        "days": [(each, list(group)) for each, group in groupby(rows, key=day)],
    }
    return render(request, "floor/week_list.html", found)


@page(Ability.READ_PLAN)
def work_order(request: HttpRequest) -> HttpResponse:
    """The steps of a job (`?job=`) with where, when, how many, of what; `&as=pdf` gives the file."""
    job = request.GET.get("job", "")[:120]
    if not job:
        raise ProblemError(
            404, "not-found", say("No job is named."), remedy=say("Open it from the queue or the board.")
        )
    answer = ask("work_order", asker(request), {"job": job})
    due = date.fromisoformat(answer["due"]) if answer["due"] else None
    steps = [(step, cards_of(step["portions"]), request.build_absolute_uri(code_address(job, step["operation"])))
             for step in answer["steps"]]  # fmt: skip
    if request.GET.get("as") == "pdf":
        response = HttpResponse(work_order_pdf(answer, due, steps), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{_PLAIN.sub("-", job).strip("-") or "job"}.pdf"'
        return response
    coded = [(step, cards, qr_svg(address, step["name"])) for step, cards, address in steps]
    return render(request, "floor/work_order.html", {"order": answer, "due": due, "steps": coded})


def _address(card: Card) -> str:
    return code_address(card.first["job"], card.first["operation"])


def _name(card: Card) -> str:
    return f"{card.first['job']} {card.first['operation_name']}"


def _monday(week: str, today: date) -> date:
    found = _WEEK.fullmatch(week)
    try:
        if found:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass  # no such week: the one it is
    return today - timedelta(days=today.weekday())


def _written(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"
