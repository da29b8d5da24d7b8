# SPDX-License-Identifier: Apache-2.0
"""A schedule tries things and takes them back."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.kernels.orders import place_all
from klynge.planning.measure import measure
from klynge.planning.promise import promise


def bits(schedule: Schedule) -> list[bytes]:
    """All that is in a schedule's tables and deliveries."""
    return [a.tobytes() for a in (*schedule.state, schedule.arrivals, schedule.whys, schedule.failed)]


@pytest.mark.parametrize("seed", range(40))
def test_rollback_leaves_every_bit_as_it_was(seed: int) -> None:
    """Placing all orders of a network and taking that back changes nothing, however lots, pools and batches moved."""
    network, work = random_case(seed, 30)
    problem = compile_problem(network, work)
    schedule = Schedule.empty(problem)
    schedule.make_room(len(problem.rows))
    before = bits(schedule)
    schedule.begin()
    res, ops, sup = problem.views
    sequence = np.arange(len(problem.orders))
    place_all(
        res, ops, sup, schedule.view(), 0, sequence, 0, len(sequence), schedule.arrivals, schedule.whys, schedule.failed
    )
    assert bits(schedule) != before
    schedule.rollback()
    assert bits(schedule) == before


def test_what_is_kept_stays() -> None:
    """After `keep` the schedule is what it would be without a trial."""
    network, work = random_case(3, 30)
    tried, plain = (construct(compile_problem(network, work)) for _ in range(2))
    asked = [job for job in work.jobs if job.order == work.jobs[0].order]
    tried.begin()
    promise(tried, asked)
    tried.keep()
    promise(plain, asked)
    assert bits(tried) == bits(plain)


def test_a_journal_that_is_too_small_says_so() -> None:
    """More stores than the journal has room for cannot be taken back, and are not silently half taken back."""
    network, work = random_case(3, 30)
    schedule = Schedule.empty(compile_problem(network, Work(work.jobs, work.supplies)))
    schedule.begin(stores=4)
    with pytest.raises(RuntimeError, match="room"):
        promise(schedule, [work.jobs[0]])
    with pytest.raises(RuntimeError, match="room"):
        schedule.rollback()


def test_money_is_what_measure_counts() -> None:
    """Booked while placing and taking off: as `measure` counts it, in networks where nothing is reported."""
    compared = 0
    for seed in range(150):
        network, work = random_case(seed, 30)
        if any(operation.reported for job in work.jobs for operation in job.operations):
            continue
        schedule = construct(compile_problem(network, work))
        measures = measure(network, work, schedule.plan())
        transport = measures.costs.transport_ore
        assert schedule.money_ore == measures.objective[2] - transport, seed
        compared += schedule.money_ore > 0
    assert compared >= 30
