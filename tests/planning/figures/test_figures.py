# SPDX-License-Identifier: Apache-2.0
"""Figures are what `measure` says of the same plan, to the øre, gram and second."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.support.random_networks import random_case
from tests.support.random_prices import priced, stopped

from klynge.network import work_of
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.figures import Figures, figures, order_money, prices_of
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure import Measures, measure
from klynge.reading import read_network

EXAMPLES = Path(__file__).parents[3] / "examples"


def planned(seed: int) -> Schedule:
    network, work = priced(*random_case(seed, 4 + seed * 7 % 50), seed)
    network = stopped(network, seed) if seed % 3 == 0 else network
    return construct(compile_problem(network, work), rule="due")


def measured(schedule: Schedule) -> Measures:
    return measure(schedule.problem.network, schedule.problem.work, schedule.plan())


def different(found: Figures, right: Measures) -> list[str]:
    """The names of what is not the same."""
    same = {
        name: getattr(found, name) == getattr(right, name)
        for name in ("service", "objective", "lead_time", "costs", "agreement_transfers_ore", "carbon")
    }
    same["members"] = [(m.contribution_ore, m.costs, m.value_ore) for m in found.members] == [
        (m.contribution_ore, m.costs, m.value_ore) for m in right.members
    ]
    hours = [(c.work_centre, c.open_h, c.run_h, c.setup_h, c.occupied_h, c.utilisation) for c in right.work_centres]
    loads = [(c.work_centre, c.open_h, c.run_h, c.setup_h, c.occupied_h, c.utilisation) for c in found.work_centres]
    same["load"] = [row[0] for row in loads] == [row[0] for row in hours] and np.allclose(
        [row[1:] for row in loads], [row[1:] for row in hours], rtol=1e-12, atol=0
    )
    return [name for name, equal in same.items() if not equal]


@pytest.mark.parametrize("block", range(4))
def test_figures_are_the_measures(block: int) -> None:
    """Two hundred random networks with a price on everything, a third of them with a unit that is out of order."""
    wrong = {}
    for seed in range(block * 50, block * 50 + 50):
        schedule = planned(seed)
        if names := different(figures(schedule), measured(schedule)):
            wrong[seed] = names
    assert wrong == {}


@pytest.mark.parametrize("name", ["small", "elverum"])
def test_figures_of_the_examples(name: str) -> None:
    """The examples' plans, reported work and all."""
    network = read_network(EXAMPLES / name)
    schedule = construct(compile_problem(network, work_of(network)), rule="due")
    assert different(figures(schedule), measured(schedule)) == []


def test_other_prices_need_no_other_plan() -> None:
    """With the people's wages doubled only the people's cost is another."""
    schedule = planned(7)
    prices = prices_of(schedule.problem)
    dearer = prices.pool * np.array([2, 1, 1])
    before, after = figures(schedule, prices), figures(schedule, replace(prices, pool=dearer))
    assert after.costs.machine_ore == before.costs.machine_ore
    assert abs(after.costs.people_ore - 2 * before.costs.people_ore) <= 60


@pytest.mark.parametrize("seed", range(30))
def test_the_money_of_orders_adds_up(seed: int) -> None:
    """All orders together cost what the plan does, but for rounded shares and what is left of supply lots."""
    schedule = planned(seed)
    prices = prices_of(schedule.problem)
    money = order_money(schedule, prices, np.arange(len(schedule.problem.orders)))
    whole = figures(schedule, prices).money_ore
    batches = (schedule.problem.resources.wc[:, col.WC_KIND] == col.BATCH).any()
    assert money.sum() <= whole
    if not len(schedule.problem.work.supplies):
        rounded = 2 * int(schedule.state.counter[col.N_PORTION]) if batches else 0
        assert money.sum() >= whole - rounded
    assert money[schedule.arrivals < BIG].min(initial=1) > 0
