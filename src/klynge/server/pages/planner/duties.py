# SPDX-License-Identifier: Apache-2.0
"""What waits for a planner today, and finding work on the board."""

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
    """Better plans that the background proposes; what is late or amiss the frame says."""
    if standing.kind != "member" or not standing.may(Ability.PLAN):
        return []
    drafts = ask("drafts", standing, {})["drafts"]
    proposed = sum(each["proposed"] and each["state"] == "open" for each in drafts)
    return [Duty(say("better plans are proposed"), proposed, reverse("planner:drafts"), "info", "bulb")]


def found(standing: Standing, text: str) -> list[Found]:
    """Work that is not one's own order (the frame finds those), by a part of its job's name, where it stands."""
    if standing.kind != "member" or not standing.may(Ability.READ_PLAN):
        return []
    hits = ask("find", standing, {"text": text[:120], "most": 50})["found"]
    return [_found(each) for each in hits if each["kind"] == "job"][:MOST]


def _found(each: dict[str, str | None]) -> Found:
    start = moment_of(each["start"])
    detail = f"{each['work_centre_name']}, {moment(start)}" if each["work_centre"] and start else ""
    at = {"portion": f"{each['job']}|{each['operation']}"}
    address = f"{reverse('planner:board')}?{urlencode(at)}"
    return Found(each["job"] or "", say("On the board"), address, detail, "board")
