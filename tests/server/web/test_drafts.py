# SPDX-License-Identifier: Apache-2.0
"""Moves with their verdicts, drafts, locks and repairs, asked of the real trustee."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.support.here import desk_of, do_here
from tests.support.people import Person
from tests.support.planned import In, asked, do, later, place, planned, refused, tell, to_do

from klynge.server.roles import Role
from klynge.server.trustee import repairing
from klynge.server.trustee.board import LOCKED
from klynge.server.trustee.service import Problem

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("drafted")
member, committed = HERE.member, HERE.committed


def uncommitted(who: Person) -> dict[str, Any]:
    """A planned portion of an order that promises nothing, last of its kind on the plan."""
    orders = {o["number"]: o for o in who.get("/api/orders?side=seller&size=500").json()["items"]}
    free = [p for p in planned(who) if p["state"] == "planned" and p["order"] in orders]
    return next(p for p in reversed(free) if orders[p["order"]]["state"] == "new" and p["operation"] == "pack")


def test_a_verdict_changes_nothing_and_says_where_it_would_stand() -> None:
    """Some hours later fits, at the next open moment, with new days told; the plan is as it was."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    before = planned(planner)
    verdict = asked(planner, "verdict", place=place(portion), to=later(portion, hours=3))
    assert verdict["fits"], verdict
    assert verdict["start"] >= later(portion, hours=3)["start"]
    assert verdict["end"] > verdict["start"]
    assert planned(planner) == before


def test_a_verdict_says_why_not() -> None:
    """Before its own order's earlier steps, at another kind of machine, what is done already: each has its reason."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    to = {"work_centre": "assembly", "unit": 1, "start": "2026-01-05T08:00:00+01:00"}
    early = asked(planner, "verdict", place=place(portion), to=to)
    assert (early["fits"], early["reason"]) == (False, "before")
    assert early["words"]
    elsewhere = asked(planner, "verdict", place=place(portion), to=later(portion, hours=3) | {"work_centre": "saw"})
    assert elsewhere["reason"] == "other-centre"
    floor, order = member(Role.FLOOR), committed()
    first = to_do(floor, order=order)
    tell(floor, first, "start")
    assert asked(planner, "verdict", place=place(first), to=later(first, hours=3))["reason"] == "begun"


def test_a_promise_is_not_broken_by_a_move() -> None:
    """The last step of a committed order, put off by four weeks, is refused for what was promised, by name."""
    planner, order = member(Role.PLANNER), committed()
    last = [p for p in planned(planner) if p["order"] == order][-1]
    verdict = asked(planner, "verdict", place=place(last), to=later(last, days=28))
    assert verdict["reason"] == "promise"
    assert order in verdict["words"]


def test_a_draft_is_compared_undone_redone_and_published() -> None:
    """What a draft has is not the plan until it is published; then the portion stands where it was put."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    draft = do(planner, "draft_new", name="Put off packing")
    edit = {"kind": "move", "place": place(portion), "to": later(portion, hours=5)}
    draft = do(planner, "draft_edit", draft=draft["draft"], version=draft["version"], edit=edit)
    assert draft["compared"]["portions_moved"] >= 1
    moved = asked(planner, "draft_board", draft=draft["draft"])["moved"]
    assert moved
    undone = do(planner, "draft_undo", draft=draft["draft"], version=draft["version"])
    assert undone["compared"]["same"]
    redone = do(planner, "draft_redo", draft=draft["draft"], version=undone["version"])
    assert place(portion) in [place(p) for p in planned(planner)]
    published = do(planner, "draft_publish", draft=draft["draft"], version=redone["version"])
    assert (published["published"], published["dropped"]) == (1, [])
    assert place(portion) not in [place(p) for p in planned(planner)]
    assert asked(planner, "draft", draft=draft["draft"])["state"] == "published"


def test_what_no_longer_fits_is_dropped_and_said() -> None:
    """The work that a draft moves is begun meanwhile: that edit is dropped with its reason, the other published."""
    planner, floor, order = member(Role.PLANNER), member(Role.FLOOR), committed()
    first, other = to_do(floor, order=order), uncommitted(planner)
    draft = do(planner, "draft_new", name="Two moves")
    for portion, hours in ((first, 0.5), (other, 6)):
        edit = {"kind": "move", "place": place(portion), "to": later(portion, hours=hours)}
        draft = do(planner, "draft_edit", draft=draft["draft"], version=draft["version"], edit=edit)
    tell(floor, first, "start")
    published = do(planner, "draft_publish", draft=draft["draft"], version=draft["version"])
    assert published["published"] == 1
    assert [each["number"] for each in published["dropped"]] == [1]
    assert published["dropped"][0]["words"]


def test_a_draft_that_another_changed_says_so() -> None:
    """An edit of an older version is refused with who changed it; another firm finds no such draft."""
    planner, portion = member(Role.PLANNER), uncommitted(member(Role.PLANNER))
    draft = do(planner, "draft_new", name="Mine")
    edit = {"kind": "lock", "job": portion["job"], "operation": portion["operation"]}
    do(member(Role.PLANNER), "draft_edit", draft=draft["draft"], version=1, edit=edit)
    problem = refused(planner, "draft_edit", draft=draft["draft"], version=1, edit=edit)
    assert problem["kind"] == "draft-changed"
    assert "@example.no" in problem["detail"]
    assert refused(member(Role.PLANNER, "vidda"), "draft", draft=draft["draft"])["kind"] == "not-found"


def test_what_is_locked_is_not_moved() -> None:
    """A locked step is refused with that reason and shown as locked; unlocked it fits again; so with a frozen plan."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    step = {"job": portion["job"], "operation": portion["operation"]}
    assert step["job"] in {lock["job"] for lock in do(planner, "lock", **step)["locks"]}
    to = later(portion, hours=4)
    assert asked(planner, "verdict", place=place(portion), to=to)["reason"] == "locked"
    assert asked(planner, "inspect", **step)["portions"][0]["locked"]
    do(planner, "unlock", **step)
    do(planner, "freeze", until=to["start"])
    assert asked(planner, "verdict", place=place(portion), to=to)["reason"] == "frozen"
    do(planner, "freeze", until=None)
    assert asked(planner, "verdict", place=place(portion), to=to)["fits"]


def test_what_a_draft_locks_stays_in_it_and_is_shown_so() -> None:
    """Refused in the draft that locked it, shown on its board and in its details, free in the plan meanwhile."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    step, to = {"job": portion["job"], "operation": portion["operation"]}, later(portion, hours=4)
    move: dict[str, Any] = {"kind": "move", "place": place(portion), "to": to}
    told = do(planner, "draft_new", name="Locks")
    draft = told["draft"]
    for version, (kind, stays) in enumerate((("lock", True), ("unlock", False)), start=1):
        do(planner, "draft_edit", draft=draft, version=version, edit={"kind": kind} | step)
        assert asked(planner, "draft_inspect", draft=draft, **step)["portions"][0]["locked"] == stays
        board = asked(planner, "draft_board", draft=draft)
        columns = zip(board["bars"]["job"], board["bars"]["operation"], board["bars"]["flags"], strict=True)
        flags = [flag for job, op, flag in columns if [board["labels"][n] for n in (job, op)] == [*step.values()]]
        assert [bool(flag & LOCKED) for flag in flags] == [stays] * len(flags)
        if stays:
            assert refused(planner, "draft_edit", draft=draft, version=version + 1, edit=move)["kind"] == "does-not-fit"
    assert flags
    assert not asked(planner, "inspect", **step)["portions"][0]["locked"]
    do(planner, "draft_edit", draft=draft, version=3, edit=move)


def test_a_draft_that_improves_is_not_worse() -> None:
    """A search in a draft moves one's own work so that no more of it is late and nothing that is promised is broken."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    draft = do(planner, "draft_new", name="Search")
    edit: dict[str, Any] = {"kind": "move", "place": place(portion), "to": later(portion, days=10)}
    draft = do(planner, "draft_edit", draft=draft["draft"], version=1, edit=edit)
    before = draft["compared"]
    do(planner, "draft_publish", draft=draft["draft"], version=draft["version"])
    draft = do(planner, "draft_new", name="Search after it")
    draft = do(planner, "draft_edit", draft=draft["draft"], version=1, edit={"kind": "improve", "seconds": 2})
    compared = draft["compared"]
    assert before["portions_moved"]
    assert compared["orders_moved"]
    assert compared["late_s_after"] <= compared["late_s_before"]
    assert compared["broken"] == []


def test_an_order_is_inspected_with_what_comes_before_and_after() -> None:
    """Assembly follows paint and is followed by packing; why it is then is told; another firm's sewing is not named."""
    planner, order = member(Role.PLANNER), committed()
    portion = next(p for p in planned(planner) if p["order"] == order and p["operation"] == "assemble")
    seen = asked(planner, "inspect", job=portion["job"], operation="assemble")
    assert "paint" in {step["operation"] for step in seen["before"]}
    assert "pack" in {step["operation"] for step in seen["after"]}
    assert seen["order"]["order"] == order
    assert seen["why"]["words"]
    assert not {step["work_centre"] for step in seen["before"]} & {"sewing", "loom"}


def test_what_is_moved_in_a_draft_is_inspected_as_the_draft_has_it() -> None:
    """Its place, the order's day and why it is then are the draft's; without the draft they are the plan's."""
    planner = member(Role.PLANNER)
    portion = uncommitted(planner)
    step = {"job": portion["job"], "operation": portion["operation"]}
    before = asked(planner, "inspect", **step)
    draft = do(planner, "draft_new", name="Looked at")["draft"]
    edit = {"kind": "move", "place": place(portion), "to": later(portion, days=10)}
    do(planner, "draft_edit", draft=draft, version=1, edit=edit)
    for _ in range(2):
        seen = asked(planner, "draft_inspect", draft=draft, **step)
        assert seen["portions"][0]["start"] > before["portions"][0]["start"]
        assert seen["order"]["expected"] > before["order"]["expected"]
        assert seen["why"]["day"] > before["why"]["day"]
        assert asked(planner, "inspect", **step) == before
    order = {"order": before["order"]["order_id"]}
    assert asked(planner, "draft_inspect", draft=draft, **order)["order"] == seen["order"]


def test_a_late_order_is_repaired_by_one_click() -> None:
    """Of late orders the repairs say what each comes to; the one that is applied gives the day that it said, once."""
    planner = In("repaired").member(Role.PLANNER)
    stop = {"work_centre": "paint", "start": "2026-01-05T08:00:00+01:00", "end": "2026-02-07T08:00:00+01:00"}
    do(planner, "stop", **stop)
    late = asked(planner, "lists", which="late")["items"]
    found = [(one, asked(planner, "repairs", order=one["order_id"])["repairs"]) for one in late]
    some = [(one, repairs) for one, repairs in found if repairs]
    assert some, late
    one, repairs = some[0]
    assert all(repair["words"] and not any(other["broken"] for other in repair["others"]) for repair in repairs)
    key = uuid4().hex
    first, again = (
        asked(planner, "apply_repair", key, order=one["order_id"], repair=repairs[0]["repair"]) for _ in range(2)
    )
    assert first == again
    assert first["day"] == repairs[0]["day"]
    weaver = In("repaired").member(Role.PLANNER, "vidda")
    assert refused(weaver, "repairs", order=one["order_id"])["kind"] == "not-found"


def test_a_repair_that_this_trustee_did_not_tell() -> None:
    """After a restart, or at another trustee, it is looked for again and gives the day that was said; one that is not
    found any more is refused with what to do."""
    planner = In("repaired").member(Role.PLANNER)
    do(planner, "stop", work_centre="cnc", start="2026-01-05T08:00:00+01:00", end="2026-02-07T08:00:00+01:00")
    late = asked(planner, "lists", which="late")["items"]
    found = ((one, asked(planner, "repairs", order=one["order_id"])["repairs"]) for one in late)
    one, repairs = next((one, repairs) for one, repairs in found if repairs)
    with desk_of(planner.organisation.cluster_id) as desk:

        def apply(repair: str) -> Any:
            order = one["order_id"]
            return do_here(desk, repairing.verbs, "apply_repair", planner, Role.PLANNER, order=order, repair=repair)

        with pytest.raises(Problem) as told:
            apply("0" * 24)
        assert told.value.body["status"] == 409
        assert told.value.body["remedy"]
        assert apply(repairs[0]["repair"])["day"] == repairs[0]["day"]


def test_no_repair_moves_what_is_locked() -> None:
    """Once all that a planner has is locked, the repair that was told is refused with a remedy, and those that are told
    instead leave every operation where it is."""
    planner = In("repaired").member(Role.PLANNER)
    do(planner, "stop", work_centre="assembly", start="2026-01-05T08:00:00+01:00", end="2026-02-13T08:00:00+01:00")
    late = asked(planner, "lists", which="late")["items"]
    found = ((one, asked(planner, "repairs", order=one["order_id"])["repairs"]) for one in late)
    one, repairs = next((one, repairs) for one, repairs in found if repairs)
    stands = [p for p in planned(planner, state="planned") if p["order"]]  # supply lots are not locked
    for job, operation in {(p["job"], p["operation"]) for p in stands}:
        do(planner, "lock", job=job, operation=operation)
    told = refused(planner, "apply_repair", order=one["order_id"], repair=repairs[0]["repair"])
    assert (told["kind"], told["status"], bool(told["remedy"])) == ("repair-gone", 409, True)
    for repair in asked(planner, "repairs", order=one["order_id"])["repairs"]:
        do(planner, "apply_repair", order=one["order_id"], repair=repair["repair"])
        now = {(p["job"], p["operation"], p["work_centre"], p["start"]) for p in planned(planner, state="planned")}
        assert {(p["job"], p["operation"], p["work_centre"], p["start"]) for p in stands} <= now
        break
    for lock in asked(planner, "locks")["locks"]:
        do(planner, "unlock", job=lock["job"], operation=lock["operation"])
