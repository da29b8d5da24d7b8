# SPDX-License-Identifier: Apache-2.0
"""What a repair makes of an order goes by the lanes that the order has chosen, and keeps them when placed anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.support.chosen import lanes_by_order, slow_lanes
from tests.support.disturbances import some_disturbance

from klynge.planning import Schedule, compile_problem
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.fold import PlanState, Replica, Row, Snapshot, changes_between, fold, from_json, to_json
from klynge.planning.improve import improve
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.placing import schedule_of
from klynge.planning.placing.kernels.fit import arrives
from klynge.planning.repair import Repair, apply, repairs
from klynge.planning.replan import DisturbanceError, replan

Lanes = dict[str, tuple[str, ...]]


def in_parts(block: int) -> Iterator[tuple[Schedule, Repair, Lanes]]:
    """Orders that have chosen lanes and are wanted a day earlier, in lots or in two parts."""
    for seed in range(10 * block, 10 * block + 10):
        schedule = slow_lanes(seed)
        for name, lanes in list(lanes_by_order(schedule).items())[:2]:
            arrives = int(schedule.arrivals[schedule.problem.numbers[name]])
            wanted = schedule.problem.zero + timedelta(seconds=arrives - 24 * 3600)
            for repair in repairs(schedule, name, wanted=wanted, most=9):
                if repair.change.parts:
                    kept = () if repair.change.lanes_aside else lanes
                    yield schedule, repair, {part.order: kept for part in repair.deliveries}


@pytest.mark.parametrize("block", range(4))
def test_parts_go_by_the_lanes_of_their_order(block: int) -> None:
    """Each part names the lanes that its order had, unless the repair puts them aside; the other orders keep theirs."""
    kept = 0
    for schedule, repair, lanes in in_parts(block):
        mended = apply(schedule, repair)
        assert check(mended.network, mended.work, mended.plan) == []
        wanted = {**lanes_by_order(schedule), **lanes}
        found = {name: outcome.lanes for name, outcome in mended.plan.outcomes.items()}
        assert {name: found[name] for name in wanted} == wanted
        kept += any(lanes.values())
    assert kept


@pytest.mark.parametrize("block", range(4))
def test_parts_keep_their_lanes(block: int) -> None:
    """Folded from the log they have the same lanes; replanned and improved the same, or those that arrive first."""
    for schedule, repair, _ in in_parts(block):
        before, mended, dice = schedule.problem, apply(schedule, repair), random.Random(block)
        opened = PlanState.opened(before.network, before.work.supplies)
        state = fold([Row(sequence=1, changes=(Snapshot(state=opened.to_data()),))])
        replica = Replica.of(state)
        for then in (schedule.plan(), mended.plan):
            network, work = (mended.network, mended.work) if then is mended.plan else (before.network, before.work)
            changes = changes_between(replica.state, network, work, then)
            replica.apply(from_json(to_json(Row(sequence=replica.state.sequence + 1, changes=changes))))
        wanted = {name: outcome.lanes for name, outcome in mended.plan.outcomes.items() if outcome.lanes}
        assert lanes_by_order(replica.schedule) == wanted
        read = schedule_of(compile_problem(mended.network, mended.work), mended.plan)
        assert lanes_by_order(read) == wanted
        assert_kept(wanted, improve(read, Budget(iterations=60), workers=1).schedule, chooses=True)
        try:
            answer = replan(
                read, [some_disturbance(dice, read, mended.plan, before.network.start)], before.network.start
            )
        except DisturbanceError:
            continue
        assert_kept(wanted, answer.schedule, chooses=False)


def assert_kept(wanted: Lanes, schedule: Schedule, chooses: bool) -> None:
    """An order has its lanes, or none when it would be late by them; one that had none has chosen only in a search."""
    found, problem = lanes_by_order(schedule), schedule.problem
    assert all(wanted[name] == lanes if name in wanted else chooses for name, lanes in found.items())
    res, ops, _ = problem.views
    for name in (name for name in wanted if name in problem.numbers and name not in found):
        row = problem.numbers[name]
        if schedule.arrivals[row] < BIG:
            first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
            schedule.choose_lanes(row, wanted[name])
            by_them = int(arrives(res, ops, schedule.view(), 0, first, last))
            assert by_them > max(problem.keys.due[row], schedule.arrivals[row])
