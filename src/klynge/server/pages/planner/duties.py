# SPDX-License-Identifier: Apache-2.0
"""What waits for a planner today, and finding orders and work on the board."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from klynge.server.pages.frame.formats import moment
from klynge.server.pages.navigation import Duty, Found
from klynge.server.pages.planner.asking import moment as moment_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say
from klynge.server.trustee.link import ask

MOST = 8


def waiting(standing: Standing) -> list[Duty]:
    """Late orders, broken promises and overdue work, orders without a place, plans that were proposed."""
    if standing.kind != "member" or not standing.may(Ability.PLAN):
        return []
    counts = ask("lists", standing, {})["counts"]
    drafts = ask("drafts", standing, {})["drafts"]
    proposed = sum(each["proposed"] and each["state"] == "open" for each in drafts)
    board = reverse("planner:board")
    return [
        Duty(say("conflicts in the plan"), counts["conflicts"], f"{board}?list=conflicts", "bad", "warning"),
        Duty(say("orders find no place in the plan"), counts["unplanned"], f"{board}?list=unplanned", "bad", "warning"),
        Duty(say("orders come later than promised"), counts["late"], f"{board}?list=late", "warn", "clock"),
        Duty(say("better plans are proposed"), proposed, reverse("planner:drafts"), "info", "bulb"),
    ]


def found(standing: Standing, text: str) -> list[Found]:
    """Orders and jobs by a part of their name, their customer or their item, each where it stands on the board."""
    if standing.kind != "member" or not standing.may(Ability.READ_PLAN):
        return []
    hits = ask("find", standing, {"text": text[:120], "most": MOST})["found"]
    return [_found(each) for each in hits]


def _found(each: dict[str, str | None]) -> Found:
    name = each["number"] or each["job"] or ""
    start = moment_of(each["start"])
    where = f"{each['work_centre']}, {moment(start)}" if each["work_centre"] and start else ""
    detail = " · ".join(part for part in (each["item"], each["customer"], where) if part)
    at = {"order": name} if each["kind"] == "order" else {"portion": f"{each['job']}|{each['operation']}"}
    address = f"{reverse('planner:board')}?{urlencode(at)}"
    return Found(name, say("On the board"), address, detail, "board")
