# SPDX-License-Identifier: Apache-2.0
"""A supply lot that is begun lasts: an order by its name, and a receipt that comes when that order is done."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.planning.fold.test_replica import state_of
from tests.support.disturbances import promised_plan, some_disturbance

from klynge.job import Status
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.fold import (
    Change,
    FoldError,
    Forgotten,
    PlanState,
    Replica,
    Row,
    changes_of_begun,
    changes_of_unbegun,
    changes_to,
    from_json,
    to_json,
)
from klynge.planning.replan import Corrected, Disturbance, DisturbanceError, Reported, replan

SEEDS = [seed for seed in range(24, 60) if state_of(promised_plan(seed)).lots]


def taken_in(replica: Replica, *changes: Change) -> None:
    """A row as others read it, in the replica, which is right by every rule then."""
    if changes:
        replica.apply(from_json(to_json(Row(sequence=replica.state.sequence + 1, changes=changes))))
    state = replica.state
    assert [str(each) for each in check(state.network, state.work(), state.as_plan())] == []


def told(replica: Replica, what: Disturbance, now: datetime, budget: Budget | None = None) -> None:
    """What happens, in the plan."""
    after = replan(replica.schedule, [what], now, budget=budget)
    taken_in(replica, *changes_to(replica, (), after.schedule))


def begun(state: PlanState, name: str, late: timedelta) -> tuple[Reported, datetime]:
    """The first step of a lot as begun so late, and when that is."""
    first, plan = min(state.placements[name], key=lambda p: p.start), state.as_plan()
    start, end = (max(plan.at(each) + late, state.network.start) for each in (first.start, first.end))
    where: dict[str, Any] = {"work_centre": first.work_centre, "unit": first.unit + 1, "quantity": first.quantity}
    return Reported(job=name, operation=first.operation, start=start, end=end, state="started", **where), start


@pytest.mark.parametrize("seed", SEEDS)
def test_a_begun_lot_holds_through_what_happens_then(seed: int) -> None:
    """Made an order it changes nothing; begun late, disturbed and searched, its receipt comes when it is made."""
    replica, dice = Replica.of(state_of(promised_plan(seed))), random.Random(seed)
    name = dice.choice(sorted(replica.state.lots))
    lot, before = replica.state.lots[name][0], replica.state.as_plan()
    taken_in(replica, *changes_of_begun(replica.state, name))
    assert name not in replica.state.lots
    assert len(replica.state.as_plan().portions) == len(before.portions)
    report, now = begun(replica.state, name, timedelta(hours=dice.choice([0, 0, 3, 9])))
    told(replica, report, now)
    for _ in range(2):
        what = some_disturbance(dice, replica.schedule, replica.state.as_plan(), now)
        if what.kind in ("withdrawn", "late_material"):  # these may end or put off the receipt itself
            continue
        try:
            told(replica, what, now, Budget(iterations=400))
        except DisturbanceError:
            continue
    (job,) = replica.state.orders[name].jobs
    assert (job.item, job.makes in replica.state.network.stock) == (lot.item, True)
    assert any(operation.reported for operation in job.operations)
    assert Replica.of(replica.state).state.digest() == replica.state.digest()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lot_begun_by_mistake_is_planned_again(seed: int) -> None:
    """Taken back at once all is as it was; after a late report it stands where it came to, without order or receipt."""
    replica, dice = Replica.of(state_of(promised_plan(seed))), random.Random(seed)
    before, name = replica.state, dice.choice(sorted(replica.state.lots))
    taken_in(replica, *changes_of_begun(replica.state, name))
    (job,) = replica.state.orders[name].jobs
    again = replica.copy()
    taken_in(again, *changes_of_unbegun(again.state, name))
    assert again.state.to_data() == before.to_data() | {"sequence": again.state.sequence}
    report, now = begun(replica.state, name, timedelta(hours=dice.choice([0, 3, 9])))
    told(replica, report, now)
    told(replica, Corrected(job=job.standing(Status.COMMITTED, job.promised)), now)
    taken_in(replica, *changes_of_unbegun(replica.state, name))
    assert (name in replica.state.orders, job.makes in replica.state.network.stock) == (False, False)


def test_an_order_whose_work_is_reported_cannot_have_never_been() -> None:
    """It is refused with the order's name, and nothing changes."""
    replica = Replica.of(state_of(promised_plan(SEEDS[0])))
    name = min(replica.state.lots)
    taken_in(replica, *changes_of_begun(replica.state, name))
    report, now = begun(replica.state, name, timedelta())
    told(replica, report, now)
    row = Row(sequence=replica.state.sequence + 1, changes=(Forgotten(order=name),))
    with pytest.raises(FoldError, match=re.escape(f"work on order “{name}” is reported")):
        replica.apply(row)
