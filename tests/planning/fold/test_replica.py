# SPDX-License-Identifier: Apache-2.0
"""A replica that takes rows in order by order is, plan and money, the replica of the state after them."""

from __future__ import annotations

import random

import pytest
from tests.planning.moving.test_setting_down import some_move
from tests.support.disturbances import promised_plan

from klynge.planning.budget import Budget
from klynge.planning.fold import Placements, PlanState, Replica, Row, changes_between, fold, land, marks, named
from klynge.planning.improve import improve, objective_of
from klynge.planning.moving import MoveError, set_down
from klynge.planning.schedule import Schedule


def state_of(schedule: Schedule) -> PlanState:
    """The state of a log that opens with a schedule's plan."""
    network, work = schedule.problem.network, schedule.problem.work
    opened = PlanState.opened(network, work.supplies)
    return fold([Row(sequence=1, changes=changes_between(opened, network, work, schedule.plan()))], opened)


def moved(dice: random.Random, state: PlanState, schedule: Schedule) -> Placements | None:
    """What a move of one portion changes in a state."""
    move = some_move(dice, schedule, schedule.plan())
    if move is None:
        return None
    try:
        after = set_down(schedule, move, state.network.start).schedule.plan()
    except MoveError:
        return None
    changes = changes_between(state, state.network, state.work(), after)
    return next((change for change in changes if isinstance(change, Placements)), None)


@pytest.mark.parametrize("block", range(6))
def test_what_moves_takes_its_supply_lots_with_it(block: int) -> None:
    """Moves of orders that share lots, taken in one after the other: the schedule is that of the state, to the øre."""
    done = 0
    for seed in range(9 * block, 9 * (block + 1)):
        dice, replica = random.Random(seed), Replica.of(state_of(promised_plan(seed)))
        for _ in range(3):
            placements = moved(dice, replica.state, replica.schedule)
            if placements is None:
                continue
            replica.apply(Row(sequence=replica.state.sequence + 1, changes=(placements,)))
            plan, told = named(replica.schedule.plan(), replica.state), replica.state.as_plan()
            assert plan.portions == told.portions, seed
            assert set(plan.lots) == set(told.lots), seed
            assert objective_of(replica.schedule) == objective_of(Replica.of(replica.state).schedule), seed
            done += 1
    assert done > 5


@pytest.mark.parametrize("block", range(4))
def test_what_was_found_on_an_older_plan_lands_where_it_fits(block: int) -> None:
    """A search's placements, after others moved: what lands is right with all else, what was moved since is dropped."""
    landed = dropped = 0
    for seed in range(7 * block, 7 * (block + 1)):
        dice, replica = random.Random(seed), Replica.of(state_of(promised_plan(seed)))
        if not replica.schedule.problem.orders:
            continue
        state = replica.state
        better = improve(replica.schedule, Budget(iterations=300), workers=1).schedule.plan()
        changes = changes_between(state, state.network, state.work(), better)
        wanted = next((change for change in changes if isinstance(change, Placements)), None)
        meanwhile = moved(dice, state, replica.schedule)
        if wanted is None or meanwhile is None:
            continue
        was = marks(state, [each.outcome.order for each in wanted.orders])
        replica.apply(Row(sequence=2, changes=(meanwhile,)))
        found = land(replica, wanted, was)
        touched = {each.outcome.order for each in meanwhile.orders}
        assert touched & was.keys() <= set(found.dropped)
        dropped += len(found.dropped)
        if found.placements is not None:
            landed += len(found.placements.orders)
            replica.apply(Row(sequence=3, changes=(found.placements,)))
            Replica.of(replica.state)  # what is recorded is a right plan, the set-ups beside what landed too
            assert replica.state.as_plan() == found.replica.state.as_plan()
    assert landed
    assert dropped
