# SPDX-License-Identifier: Apache-2.0
"""Promising from Python: menus, holds and withdrawals leave what they were given alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import klynge

SMALL = Path(__file__).parents[1] / "examples" / "small"
STOOLS = {"item": "stool", "quantity": 12, "region": "Trondheim"}


@pytest.fixture(scope="module")
def planned() -> klynge.Planned:
    """The small example with a plan."""
    return klynge.plan(klynge.read(SMALL))


def test_menu_over_lanes(planned: klynge.Planned) -> None:
    """By lorry it is there first, by rail it is cheapest and greenest."""
    told = klynge.menu(planned, **STOOLS)  # type: ignore[arg-type]
    assert [entry.ways[-1] for entry in told.entries] == ["sor-trondheim", "sor-trondheim-rail"]
    assert told.named("cheapest") is told.named("greenest") is told.entries[1]


def test_hold_and_withdraw(planned: klynge.Planned) -> None:
    """A held order is one of another, right plan; the one at hand is as it was; a used-up offer is refused."""
    before = planned.plan
    offer = klynge.menu(planned, **STOOLS, order="N-1").named("cheapest")  # type: ignore[arg-type]
    held = klynge.hold(planned, offer)
    assert klynge.check(held) == []
    assert held.plan.outcomes["N-1"].lanes == ("sor-trondheim-rail",)
    assert planned.schedule is not None
    assert planned.schedule.plan() == planned.plan == before
    with pytest.raises(klynge.HoldError):
        klynge.hold(held, replace(offer, jobs=tuple(replace(job, order="N-2") for job in offer.jobs)))
    assert klynge.withdraw(held, "N-1").plan == before
    with pytest.raises(klynge.UnknownNameError, match="did you mean"):
        klynge.withdraw(held, "N-9")


def test_plan_files_keep_chosen_lanes(planned: klynge.Planned, tmp_path: Path) -> None:
    """A chosen lane is in plan.json, and back from it the plan is right."""
    held = klynge.hold(planned, klynge.menu(planned, **STOOLS, order="N-1").named("cheapest"))  # type: ignore[arg-type]
    klynge.save(held, tmp_path / "plan.json")
    loaded = klynge.load(held.cluster, tmp_path / "plan.json")
    assert loaded.plan == held.plan
    assert klynge.check(loaded) == []
    wrong = replace(held.plan.outcomes["N-1"], lanes=("sor-trondheim", "sor-trondheim-rail", "moon"))
    broken = replace(held, plan=replace(held.plan, outcomes=held.plan.outcomes | {"N-1": wrong}))
    assert {finding.kind for finding in klynge.check(broken)} >= {"two_lanes", "unknown_lane"}


def test_what_makes_a_day_possible(planned: klynge.Planned) -> None:
    """Some by the day and the rest later, carried out, is a right plan with both parts."""
    asked = {"item": "blanket", "quantity": 48, "region": "Trondheim", "wanted": date(2026, 1, 6)}
    found = klynge.possible(planned, **asked, order="N-1")  # type: ignore[arg-type]
    assert [remedy.kind for remedy in found.remedies] == ["partial"]
    done = klynge.carry_out(planned, found.remedies[0])
    assert klynge.check(done) == []
    assert {"N-1", "N-1 rest"} <= set(done.plan.outcomes)


def test_just_in_time_for_what(planned: klynge.Planned) -> None:
    """Just in time without a day is no question."""
    with pytest.raises(ValueError, match="wanted day"):
        klynge.menu(planned, **STOOLS, just_in_time=True)  # type: ignore[arg-type]
