# SPDX-License-Identifier: Apache-2.0
"""What differs between two plans, as data and in words."""

from __future__ import annotations

from dataclasses import replace

from tests.support.builders import World, at, job, machine, moment, network, operation, portion, world

from klynge.job import Status
from klynge.planning.diff import TEXTS, Diff, diff
from klynge.planning.plan import Outcome


def two() -> World:
    """Two orders on a machine with two units; the first is promised to noon."""
    jobs = [job(operation(), promised=moment("05T12:00"), status=Status.HELD), job(operation(), id="K", order="P")]
    portions = [portion("a", "05T07:00", "05T08:00"), portion("a", "05T07:00", "05T08:00", order="P", job="K", unit=1)]
    return world(network(machine(units=2)), jobs, portions)


def between(before: World, after: World) -> Diff:
    return diff(after.network, after.work, before.plan, after.plan)


def test_equal_plans_differ_in_nothing() -> None:
    """A plan does not differ from itself."""
    assert between(two(), two()).same
    assert between(two(), two()).words("nb") == TEXTS["nb"]["same"]


def test_moved_portions_and_broken_promises() -> None:
    """A portion that moves in time and to another unit, and the promise that breaks by it."""
    before = two()
    after = before.moved(0, 6 * 3600).having(outcomes=before.plan.outcomes | {"O": Outcome("O", at("05T15:00"))})
    after = after.but(0, unit=1)
    found = between(before, after)
    [moved] = found.moved
    assert (moved.order, moved.later_s, moved.elsewhere) == ("O", 6 * 3600, True)
    assert [(one.order, one.broken) for one in found.arrivals] == [("O", True)]
    assert found.by_work_centre == {"cut": 1}
    assert found.by_site == {"S": 1}
    assert "O: 2026-01-05 09:00 → 2026-01-05 15:00 (6 h 0 min later)" in found.words()
    assert "Løfter som ikke lenger holdes" in found.words("nb")
    assert between(after, before).arrivals[0].mended


def test_orders_that_come_and_go() -> None:
    """New orders, orders that are no more, and as plain data."""
    before = two()
    portions = tuple(p for p in before.plan.portions if p.order == "O")
    outcomes = {"O": before.plan.outcomes["O"]}
    after = replace(before.having(portions=portions, outcomes=outcomes))
    found = between(before, after)
    assert (found.removed, found.added) == (("P",), ())
    assert between(after, before).added == ("P",)
    data = found.as_json()
    assert data["orders"]["removed"] == ["P"]
    assert data["moved"][0]["before"]["start"] == "2026-01-05T07:00:00+01:00"
    assert data["moved"][0]["after"] is None


def test_both_languages_say_the_same_facts() -> None:
    """Norwegian has every text, with the same facts."""
    assert TEXTS["nb"].keys() == TEXTS["en"].keys()
    for kind, text in TEXTS["en"].items():
        assert sorted(p.split("}")[0] for p in text.split("{")[1:]) == sorted(
            p.split("}")[0] for p in TEXTS["nb"][kind].split("{")[1:]
        )
