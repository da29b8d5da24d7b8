# SPDX-License-Identifier: Apache-2.0
"""The floor interrupts, goes on, reports all that is left, and takes a report back; people and hours come and go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from tests.support.people import Person
from tests.support.planned import In, asked, do, planned, refused, tell, to_do

from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("reported")
member, committed = HERE.member, HERE.committed


def of(who: Person, portion: dict[str, Any]) -> list[dict[str, Any]]:
    """The portions of the same operation as they are now."""
    return planned(who, job=portion["job"], operation=portion["operation"])


def not_told(who: Person, portion: dict[str, Any], kind: str, **changes: Any) -> str:
    """The kind of problem that a report is refused with."""
    told = {name: portion[name] for name in ("job", "operation", "work_centre", "unit")} | {"kind": kind} | changes
    return str(refused(who, "report", **told)["kind"])


def test_work_is_interrupted_and_goes_on() -> None:
    """Begun, interrupted with one done, resumed and finished: the quantities add up and nothing is counted twice."""
    floor, order = member(Role.FLOOR), committed()
    first = to_do(floor, order=order)
    assert tell(floor, first, "start")["quantity"] == first["quantity"]
    paused = tell(floor, first, "pause", quantity=1)
    assert paused["left"] == 0
    assert {p["state"] for p in of(floor, first)} == {"finished", "frozen"}
    assert tell(floor, first, "resume")["quantity"] == first["quantity"] - 1
    assert {p["state"] for p in of(floor, first)} == {"finished", "started"}
    assert tell(floor, first, "finish")["quantity"] == first["quantity"] - 1
    assert {p["state"] for p in of(floor, first)} == {"finished"}
    assert sum(p["quantity"] for p in of(floor, first)) == first["quantity"]
    assert not_told(floor, first, "finish") == "nothing-left-to-report"


def test_only_what_is_begun_can_be_interrupted() -> None:
    """Work that nobody began is not interrupted."""
    floor, order = member(Role.FLOOR), committed()
    assert not_told(floor, to_do(floor, order=order), "pause", quantity=0) == "not-begun"


def test_a_report_is_taken_back() -> None:
    """The plan is what it was before the report, the order committed again; another firm finds no such report."""
    floor, order, key = member(Role.FLOOR), committed(), uuid4().hex
    first = to_do(floor, order=order)
    answer = tell(floor, first, "start", key)
    assert "undo_until" in answer
    assert not any(name.startswith("_") for name in answer)
    assert refused(member(Role.FLOOR, "vidda"), "undo_report", report=key)["kind"] == "not-found"
    assert do(floor, "undo_report", report=key)["reported"] == 0
    assert {p["state"] for p in of(floor, first)} == {"planned"}
    state = asked(member(Role.PLANNER), "find", text=order)["found"][0]["state"]
    assert state == "committed"


def older(*keys: str) -> None:
    """Let answers be six minutes older than they are."""
    columns = "cluster, asker, key, body, answer, seq, at"
    with transaction.atomic("trustee"), connections["trustee"].cursor() as cursor:
        cursor.execute(f"delete from log_answer where key = any(%s) returning {columns}", [[*keys]])
        for *same, answer, seq, at in cursor.fetchall():
            row = [*same, answer, seq, at - timedelta(minutes=6)]
            cursor.execute(f"insert into log_answer ({columns}) values (%s, %s, %s, %s, %s::jsonb, %s, %s)", row)


def test_a_report_is_taken_back_for_five_minutes_by_whoever_made_it() -> None:
    """A colleague's is refused with whom to ask; after the limit one's own is too, but what was undone before stays."""
    floor, order, key, undone = member(Role.FLOOR), committed(), uuid4().hex, uuid4().hex
    first = to_do(floor, order=order)
    tell(floor, first, "start", key)
    told = refused(member(Role.FLOOR), "undo_report", report=key)
    assert (told["kind"], told["status"], bool(told["remedy"])) == ("not-your-report", 409, True)
    answer = asked(floor, "undo_report", undone, report=key)
    again = uuid4().hex
    tell(floor, first, "start", again)
    older(key, again)
    told = refused(floor, "undo_report", report=again)
    assert (told["kind"], told["status"], bool(told["remedy"])) == ("too-late-to-undo", 409, True)
    assert asked(floor, "undo_report", undone, report=key) == answer


def test_a_report_that_others_build_on_stays() -> None:
    """Once the work is reported as done, the report that it was begun is not taken back before that one is."""
    floor, order, begun, done = member(Role.FLOOR), committed(), uuid4().hex, uuid4().hex
    first = to_do(floor, order=order)
    tell(floor, first, "start", begun)
    tell(floor, first, "finish", done)
    assert refused(floor, "undo_report", report=begun)["kind"] == "work-depends"
    do(floor, "undo_report", report=done)
    assert do(floor, "undo_report", report=begun)["reported"] == 0


def test_scrap_is_taken_back() -> None:
    """What was spoilt by mistake is not made again."""
    floor, order, key = member(Role.FLOOR), committed(), uuid4().hex
    first = to_do(floor, order=order)
    assert tell(floor, first, "scrap", key, quantity=1)["left"] == first["quantity"] + 1
    assert do(floor, "undo_report", report=key)["left"] == first["quantity"]


def test_overtime_and_people_are_listed_and_ended() -> None:
    """Each change of capacity is listed to its firm alone, and gone from the list when it is ended before it begins."""
    planner = member(Role.PLANNER)
    evening = {"start": "2026-01-13T16:00:00+01:00", "end": "2026-01-13T20:00:00+01:00"}
    do(planner, "overtime", work_centre="assembly", people={"packers": 1000}, **evening)
    days = {"pool": "packers", "amount": 1000, "first": "2026-01-14", "last": "2026-01-15"}
    do(planner, "absence", **days)
    do(planner, "more_people", **days)
    listed = asked(planner, "network_changes")["changes"]
    mine = [one for one in listed if one["start"] >= "2026-01-13" and one["kind"] in ("overtime", "absence", "more")]
    mine = [one for one in mine if one["work_centre"] == "assembly" or one["pool"] == "packers"]
    assert {one["kind"] for one in mine} == {"overtime", "absence", "more"}
    others = asked(member(Role.PLANNER, "vidda"), "network_changes")["changes"]
    assert not {one["change"] for one in mine} & {one["change"] for one in others}
    assert refused(member(Role.MANAGER, "vidda"), "end_change", change=mine[0]["change"])["kind"] == "not-found"
    for one in mine:
        do(planner, "end_change", change=one["change"], at="2026-01-06T08:00:00+01:00")
    left = {one["change"] for one in asked(planner, "network_changes")["changes"]}
    assert not left & {one["change"] for one in mine}


def test_a_stop_that_ends_early_gives_the_days_back() -> None:
    """The board shows the stop until it is ended, and no longer than to that moment."""
    planner = member(Role.PLANNER)
    stop = {"work_centre": "glue", "start": "2026-02-16T08:00:00+01:00", "end": "2026-02-20T16:00:00+01:00"}
    do(planner, "stop", **stop)

    def listed() -> dict[str, Any]:
        changes = asked(planner, "network_changes")["changes"]
        return next(one for one in changes if (one["work_centre"], one["start"][:10]) == ("glue", "2026-02-16"))

    one = listed()
    answer = do(planner, "end_change", change=one["change"], at="2026-02-17T08:00:00+01:00")
    assert "new_days" in answer
    assert listed()["end"].startswith("2026-02-17")


def test_others_capacity_is_not_ones_own_to_change() -> None:
    """Another firm's people and work centres are not found."""
    weaver = member(Role.PLANNER, "vidda")
    days = {"amount": 1000, "first": "2026-01-14", "last": "2026-01-15"}
    evening = {"start": "2026-01-13T16:00:00+01:00", "end": "2026-01-13T20:00:00+01:00"}
    for verb, told in (("absence", {"pool": "packers", **days}), ("overtime", {"work_centre": "saw", **evening})):
        assert refused(weaver, verb, **told)["kind"] == "not-found"
