# SPDX-License-Identifier: Apache-2.0
"""Units that are stopped for a while: nothing is placed there then, and set-ups count from the stop's family."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from tests.support.builders import World, job, machine, mode, moment, network, operation, portion, world
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.network.model import Kind, Network, SetupMatrix, Stop
from klynge.planning import compile_problem, construct
from klynge.planning.check import check


def stopped(family: str = "") -> World:
    """Two orders on a machine that stands from eight to nine, and is set up for x at first."""
    matrix = SetupMatrix("m", ("x", "y"), {("x", "y"): 1800, ("y", "x"): 900}, {})
    stop = Stop(0, moment("05T08:00"), moment("05T09:00"), family)
    cluster = network(machine(setup_matrix="m", states=("x",), stops=(stop,)), setup_matrices=[matrix])
    jobs = [job(operation("a", mode(family="x"))), job(operation("a", mode(family="y")), id="K", order="P")]
    portions = [
        portion("a", "05T07:00", "05T08:00", family="x"),
        portion("a", "05T09:30", "05T10:30", setup="05T09:00", order="P", job="K", family="y"),
    ]
    return world(cluster, jobs, portions)


def test_a_stopped_unit_does_nothing() -> None:
    """What overlaps a stop is found, set-up included."""
    assert stopped().rules() == set()
    assert "stop" in stopped().moved(0, 60).rules()
    assert "stop" in stopped().moved(1, -60).rules()


def test_a_stop_leaves_its_family() -> None:
    """After a stop the unit is set up for the stop's family."""
    assert stopped("y").rules() == {"setup"}
    assert stopped("x").rules() == set()


def some_stops(network: Network, dice: random.Random) -> Network:
    """The network with a stop of a few hours on most units."""
    centres = {}
    for centre in network.work_centres.values():
        stops = []
        for unit in range(0 if centre.kind is Kind.EXTERNAL else centre.units):
            start = network.start + timedelta(hours=dice.randint(-2, 60))
            family = dice.choice(["", *network.setup_matrices[centre.setup_matrix].families]) if centre.states else ""
            stops.append(Stop(unit, start, start + timedelta(hours=dice.randint(1, 30)), family))
        centres[centre.id] = replace(centre, stops=tuple(stops))
    return replace(network, work_centres=centres)


def test_plans_keep_clear_of_stops() -> None:
    """Random networks whose units stop are planned without a finding."""
    for seed in range(60):
        network, work = random_case(seed, 3 + seed * 7 % 38)
        network = some_stops(network, random.Random(seed))
        plan = construct(compile_problem(network, Work(work.jobs, work.supplies)), rule="due").plan()
        assert [str(finding) for finding in check(network, work, plan)] == [], seed
