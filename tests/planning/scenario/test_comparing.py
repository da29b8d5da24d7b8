# SPDX-License-Identifier: Apache-2.0
"""Scenarios side by side: the same for any number of workers, and nothing that is planned is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from tests.support.random_networks import random_case
from tests.support.random_prices import priced
from tests.support.random_scenarios import scenario

from klynge.planning import compile_problem
from klynge.planning.budget import Budget
from klynge.planning.scenario import Base, Scenario, ScenarioError, compare, data, from_data, from_json, to_data
from klynge.planning.scenario.desk import Answer, Desk, Stopped
from klynge.planning.scenario.draft import Changed


@pytest.fixture(scope="module")
def base() -> Base:
    return Base.of(compile_problem(*priced(*random_case(11, 60), 11)), "due")


@pytest.fixture(scope="module")
def scenarios(base: Base) -> list[Scenario]:
    """Thirty that can be."""
    found = []
    for seed in range(200):
        what = scenario(base.problem.network, base.problem.work, seed, 1 + seed % 3)
        try:
            compare(base, [what], budget=Budget(iterations=0))
        except ScenarioError:
            continue
        found.append(what)
    return found[:30]


def test_any_number_of_workers_gives_the_same(base: Base, scenarios: list[Scenario]) -> None:
    """One, two or five at a time: the same outcomes in the same order."""
    found = [compare(base, scenarios, workers=workers) for workers in (1, 2, 5)]
    assert found[0] == found[1] == found[2]
    moved = [[outcome.changes for outcome in each.outcomes] for each in found]
    assert moved[0] == moved[1] == moved[2]
    assert [o.scenario.id for o in found[0].outcomes] == [s.id for s in scenarios]


def test_a_stop_keeps_what_is_planned(base: Base, scenarios: list[Scenario]) -> None:
    """Stopped after some, those are compared and the others are named."""
    found = compare(base, scenarios, workers=1, progress=lambda done, _: done >= 3)
    assert 3 <= len(found.outcomes) < len(scenarios)
    assert [o.scenario.id for o in found.outcomes] + list(found.stopped) == [s.id for s in scenarios]


def test_a_stopped_budget_plans_nothing(base: Base, scenarios: list[Scenario]) -> None:
    """A budget that is stopped beforehand leaves all out."""
    budget = Budget()
    budget.stop()
    assert len(compare(base, scenarios, budget=budget).stopped) == len(scenarios)


def test_an_interrupt_keeps_what_is_planned(base: Base, scenarios: list[Scenario]) -> None:
    """Ctrl-C ends it with the outcomes there are."""

    def interrupted(done: int, _: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    found = compare(base, scenarios, workers=1, progress=interrupted)
    assert 2 <= len(found.outcomes) < len(scenarios)


def test_what_the_engine_cannot_hold(base: Base) -> None:
    """Two changes that make a price too large: told of that scenario, and the other is planned."""
    dear = data.Price(of="pool", field="cost_ore_h", value=2_000_000_000)
    twice = data.Price(of="pool", field="cost_ore_h", permille=2000)
    found = compare(base, [Scenario(id="too-dear", changes=(dear, twice)), Scenario(id="same", changes=())])
    assert [name for name, _ in found.failed] == ["too-dear"]
    assert [outcome.scenario.id for outcome in found.outcomes] == ["same"]


def test_one_that_fails_loses_no_other(base: Base, scenarios: list[Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in one scenario is told beside the outcomes of the others."""
    plain, calls = Desk.answer, count()

    def answer(self: Desk, found: Changed, stopped: Stopped | None = None) -> Answer | None:
        if next(calls) == 4:
            raise RuntimeError("the fifth")
        return plain(self, found, stopped)

    monkeypatch.setattr(Desk, "answer", answer)
    found = compare(base, scenarios, workers=1)
    assert found.failed == ((scenarios[4].id, "RuntimeError: the fifth"),)
    assert len(found.outcomes) == len(scenarios) - 1


def test_nothing_changed_is_the_base(base: Base) -> None:
    """A scenario without changes differs in nothing."""
    found = compare(base, [Scenario(id="same", changes=())]).outcomes[0]
    assert set(found.differences.values()) == {0}
    assert found.changes == ()


def test_investment_is_for_the_time_planned(base: Base) -> None:
    """What a scenario costs a year counts for the horizon's part of a year."""
    found = compare(base, [Scenario(id="dear", changes=(), cost_ore_year=365_000)]).outcomes[0]
    days = (base.problem.network.end - base.problem.network.start).total_seconds() / 86_400
    assert found.invested_ore == pytest.approx(1000 * days, abs=1)
    assert found.differences["net_ore"] == -found.invested_ore


def test_ranking(base: Base, scenarios: list[Scenario]) -> None:
    """By more where more is better, by less where less is; what is neither cannot be ranked by."""
    found = compare(base, scenarios)
    assert [o.measures["late"] for o in found.ranked("late")] == sorted(o.measures["late"] for o in found.outcomes)
    with pytest.raises(ValueError, match="cannot be ranked by 'transfers_ore'"):
        found.ranked("transfers_ore")


def test_orders_say_how_they_move(base: Base) -> None:
    """Twice the orders: as many new ones as there were, named after those that they repeat."""
    found = compare(base, [Scenario(id="twice", changes=(data.Volume(permille=2000),))]).outcomes[0]
    new = [change.order for change in found.changes if change.moved == "new"]
    assert sorted(new) == sorted(f"{order}+1" for order in base.problem.orders)


def test_scenarios_are_data(scenarios: list[Scenario]) -> None:
    """Out as plain values and back without loss."""
    assert [from_data(to_data(s)) for s in scenarios] == scenarios


@pytest.mark.parametrize("text", ["{}", "[]", '{"id": "x", "changes": [{"change": "units"}]}', "x"])
def test_json_that_is_no_scenario(text: str) -> None:
    """Is a ValueError that says so."""
    with pytest.raises(ValueError, match="valid"):
        from_json(text)


def test_a_later_change_uses_an_earlier_one(base: Base) -> None:
    """A new work centre can be given hours and lost again."""
    like = next(iter(base.problem.network.work_centres))
    new = data.NewWorkCentre(id="second", like=like)
    lost = data.Lost(work_centre="second")
    both = compare(base, [Scenario(id="a", changes=(new, lost)), Scenario(id="b", changes=())])
    one, other = (replace(o.figures, work_centres=()) for o in both.outcomes)
    assert one == other
