# SPDX-License-Identifier: Apache-2.0
"""The quick way to a scenario's plan gives what compiling its network and work whole gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.support.random_networks import random_case
from tests.support.random_prices import priced, stopped
from tests.support.random_scenarios import scenario

from klynge.network import read_folder, work_of
from klynge.network.synthetic import plain
from klynge.planning import PlanningError, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.figures import figures
from klynge.planning.scenario import Base, Change, Scenario, ScenarioError, applied, data
from klynge.planning.scenario.apply import changed
from klynge.planning.scenario.desk import Desk

RULES = ("due", "slack", "release", "weight", "tardiness")


def base_of(seed: int) -> Base:
    network, work = priced(*random_case(seed, 6 + seed * 7 % 40), seed)
    network = stopped(network, seed) if seed % 3 == 0 else network
    return Base.of(compile_problem(network, work), RULES[seed % 5])


def different(base: Base, desk: Desk, what: Scenario) -> list[str]:
    """What the quick plan says otherwise than the whole one; and any rule that the whole one breaks."""
    network, work = applied(base.problem.network, base.problem.work, what)
    whole = construct(compile_problem(network, work), base.rule)
    quick = desk.answer(changed(base.problem.network, base.orders, what))
    assert quick is not None
    right = figures(whole)
    wrong = [] if quick.orders == whole.problem.orders else ["orders"]
    wrong += [] if np.array_equal(quick.arrivals, whole.arrivals) else ["arrivals"]
    wrong += [name for name in right.__slots__ if getattr(right, name) != getattr(quick.figures, name)]
    return wrong + [str(finding) for finding in check(network, work, whole.plan())[:3]]


@pytest.mark.parametrize("block", range(6))
def test_quick_is_whole(block: int) -> None:
    """Random scenarios on random networks, planned one after the other at one desk."""
    wrong = {}
    for seed in range(block * 12, block * 12 + 12):
        base = base_of(seed)
        desk = Desk(base)
        for number in range(6):
            what = scenario(base.problem.network, base.problem.work, 1000 * seed + number, 1 + number % 3)
            try:
                found = different(base, desk, what)
            except (ScenarioError, PlanningError):
                continue  # such as a unit that one change takes away and another needs
            if found:
                wrong[seed, number] = [*found, *(c.change for c in what.changes)]
    assert wrong == {}


@pytest.mark.parametrize("seed", range(3))
def test_quick_is_whole_where_members_have_nothing_in_common(seed: int) -> None:
    """On islands that a scenario does not touch the plan stays, and the figures of all add up."""
    network, work = priced(*plain(500, seed + 1), seed)
    base = Base.of(compile_problem(network, work), RULES[seed])
    desk = Desk(base)
    assert base.islands.count > 1
    wrong = {}
    for number in range(12):
        what = scenario(network, work, 1000 * seed + number, 1 + number % 2)
        try:
            found = different(base, desk, what)
        except (ScenarioError, PlanningError):
            continue
        if found:
            wrong[number] = [*found, *(c.change for c in what.changes)]
    assert wrong == {}


NEW = data.NewOrders(
    item="chair", quantity=3, region="Oslo", count=4, first_due=date(2026, 2, 20), last_due=date(2026, 3, 1)
)


@pytest.mark.parametrize(
    "changes",
    [
        (NEW,),
        (data.DropOrders(regions=("Oslo",)), NEW, data.Volume(permille=2000)),
        (data.NewWorkCentre(id="saw-2", like="saw"), NEW, data.RunTimes(permille=500, work_centre="saw-2")),
        (data.Quantity(permille=1500),),
        (data.Price(of="order", field="value_ore", permille=900), NEW),
    ],
    ids=lambda changes: "+".join(change.change for change in changes),
)
def test_quick_is_whole_with_other_orders(changes: tuple[Change, ...], small: Path) -> None:
    """New orders and other quantities, which need routings; with orders and without any."""
    network = read_folder(small)
    for case in (network, replace(network, orders={}, progress=())):
        if not case.orders and any(isinstance(change, data.OrderFilter) for change in changes):
            continue  # there are none to drop or enlarge
        base = Base.of(compile_problem(case, work_of(case)), "slack")
        assert different(base, Desk(base), Scenario(id="other", changes=changes)) == []
