# SPDX-License-Identifier: Apache-2.0
"""The board's columns, its deltas, and the lists, asked of the real trustee."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.planned import In, asked, do, planned, refused, tell, to_do

from klynge.server.roles import Role
from klynge.server.trustee.board import LOCKED

HERE = In("drafted")
member, committed = HERE.member, HERE.committed
pytestmark = pytest.mark.usefixtures("trustee")
OWN, LATE, REPORTED, STARTED = 1, 2, 4, 8


def bars(board: dict[str, Any], *names: str) -> set[tuple[Any, ...]]:
    """Some columns of a board, bar by bar."""
    texts = {"job", "operation", "label"}
    columns = [[board["labels"][i] if name in texts else i for i in board["bars"][name]] for name in (*names, "source")]
    return {(*row[:-1], board["sources"][row[-1]]) for row in zip(*columns, strict=True)}


def test_the_board_holds_what_the_plan_holds() -> None:
    """Every portion at one's own work centres is a bar in its unit's row; labels name one's own orders."""
    committed()
    planner = member(Role.PLANNER)
    board = asked(planner, "board")
    listed = planner.get("/api/plan?size=500").json()
    assert board["whole"]
    assert len(board["bars"]["row"]) == listed["total"]
    rows = [(row["work_centre"], row["unit"]) for row in board["rows"]]
    drawn = {(job, *rows[row]) for job, row, _ in bars(board, "job", "row")}
    assert drawn >= {(p["job"], p["work_centre"], p["unit"]) for p in listed["items"]}
    assert {label for label, _ in bars(board, "label")} >= {p["order"] for p in listed["items"] if p["order"]}


def test_a_delta_brings_a_known_board_up_to_date() -> None:
    """The sources that changed, replaced in what was known, are the board as it is; nothing new gives no bars."""
    planner = member(Role.PLANNER)
    known = asked(planner, "board")
    committed()
    delta, whole = asked(planner, "board", known=known["sequence"]), asked(planner, "board")
    columns = ("row", "setup", "start", "end", "job", "operation", "flags")
    kept = {bar for bar in bars(known, *columns) if bar[-1] not in delta["sources"]}
    assert not delta["whole"]
    assert 0 < len(delta["bars"]["row"]) < len(whole["bars"]["row"])
    assert kept | bars(delta, *columns) == bars(whole, *columns)
    assert asked(planner, "board", known=whole["sequence"])["sources"] == []


def test_what_is_locked_meanwhile_makes_a_known_board_new() -> None:
    """What stays is no part of the plan's log: who says what they know of it gets all of the board when it changed."""
    planner = member(Role.PLANNER)
    known = asked(planner, "board")
    portion = next(p for p in planned(planner) if p["state"] == "planned" and p["order"])
    step, knows = {name: portion[name] for name in ("job", "operation")}, {"known": known["sequence"]}
    assert not asked(planner, "board", **knows, stays=known["stays"])["whole"]
    do(planner, "lock", **step)
    locked = asked(planner, "board", **knows, stays=known["stays"])
    assert locked["whole"]
    flags = [bar[2] for bar in bars(locked, "job", "operation", "flags") if bar[:2] == tuple(step.values())]
    assert flags
    assert all(each & LOCKED for each in flags)
    do(planner, "unlock", **step)
    assert asked(planner, "board", **knows, stays=known["stays"])["bars"]["row"] == []


def test_what_changed_comes_with_the_load_where_it_is_looked_at() -> None:
    """All of the board has it always; it is dear to reckon after each change."""
    planner = member(Role.PLANNER)
    whole = planner.get("/planner/board.json").json()
    known = f"/planner/board.json?known={whole['sequence']}&stays={whole['stays']}"
    assert "load" not in planner.get(known).json()
    assert planner.get(f"{known}&load=1").json()["load"] == whole["load"]


def test_of_others_work_the_board_says_where_it_stands_alone() -> None:
    """The weaver's board has the furniture maker's work without its order, and none of its places."""
    committed()
    board = asked(member(Role.PLANNER, "vidda"), "board")
    assert {row["work_centre"] for row in board["rows"]} == {"warping", "loom", "sewing"}
    others = {bar for bar in bars(board, "flags", "label", "job") if not bar[0] & OWN}
    assert others
    assert all(
        label == job and source not in board["orders"] and not flags & LATE for flags, label, job, source in others
    )
    assert refused(member(Role.PLANNER, "vidda"), "board", work_centres=["saw"])["kind"] == "not-found"


def test_load_is_of_ones_own_places() -> None:
    """Hours by week for each of one's work centres and pools, as many as there are weeks."""
    load = asked(member(Role.PLANNER, "vidda"), "load")
    assert {each["work_centre"] for each in load["work_centres"]} == {"warping", "loom", "sewing"}
    assert {len(each["load_h"]) for each in load["work_centres"] + load["pools"]} == {len(load["weeks"])}
    assert sum(sum(each["load_h"]) for each in load["work_centres"]) > 0


def test_lists_count_what_they_hold() -> None:
    """Each list is as long as its count, its orders are one's own and late by what it says."""
    planner = member(Role.PLANNER)
    counts = asked(planner, "lists")["counts"]
    for which, count in counts.items():
        listed = asked(planner, "lists", which=which, size=500)
        assert listed["total"] == len(listed["items"]) == count
    late = asked(planner, "lists", which="late")["items"]
    assert all(one["late_s"] > 0 and one["expected"] > (one["promised"] or one["due"]) for one in late)


def test_work_begun_before_its_turn_is_listed() -> None:
    """A step reported as begun while the one before it is not done is out of sequence, and says what it overtook."""
    order, floor = committed(), member(Role.FLOOR)
    later = to_do(floor, order=order, operation="assemble")
    tell(floor, later, "start")
    found = asked(member(Role.PLANNER), "lists", which="out-of-sequence", size=500)["items"]
    mine = [one for one in found if (one["order"], one["operation"]) == (order, "assemble")]
    assert mine
    assert mine[0]["kind"] == "precedence"
    assert mine[0]["before_operation"] == "paint"


def test_an_order_is_found_by_part_of_its_number() -> None:
    """Its own seller finds it, with where its next work stands; another firm finds nothing of it."""
    order = committed()
    found = asked(member(Role.PLANNER), "find", text=order[-6:].upper())["found"]
    assert order in {one["number"] for one in found}
    assert next(one for one in found if one["number"] == order)["work_centre"]
    assert order not in {
        one["number"]
        for one in asked(member(Role.PLANNER, "vidda"), "find", text=order)["found"]
        if one["kind"] == "order"
    }
