# SPDX-License-Identifier: Apache-2.0
"""Work set down where a planner wants it: right by every rule, where it was wanted, or a reason why not."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.planning.replan.test_replan import two_orders
from tests.support.builders import World, moment
from tests.support.disturbances import promised_plan

from klynge.job import Work
from klynge.network.model import Kind
from klynge.planning import Plan, Portion, Schedule, compile_problem
from klynge.planning.check import check
from klynge.planning.moving import Move, Moved, MoveError, Reason, set_down
from klynge.planning.placing import schedule_of


def some_move(dice: random.Random, schedule: Schedule, plan: Plan) -> Move | None:
    """A planned portion to somewhere that it can be done, at a time near its own."""
    network = schedule.problem.network
    free = [p for p in plan.portions if not p.frozen and p.order]
    if not free:
        return None
    one = dice.choice(free)
    job = next(job for job in schedule.problem.work.jobs if job.id == one.job)
    modes = next(op for op in job.operations if op.id == one.operation).modes
    centre = network.work_centres[dice.choice([one.work_centre, dice.choice(modes).work_centre])]
    unit = 0 if centre.kind is Kind.EXTERNAL else dice.randrange(centre.units)
    start = max(plan.start, one.start + 900 * dice.randint(-60, 120))
    return Move(one.order, one.job, one.operation, one.work_centre, one.unit, one.start, centre.id, unit, start)


def at(plan: Plan, move: Move, start: int) -> list[Portion]:
    return [
        p
        for p in plan.portions
        if (p.job, p.operation, p.work_centre, p.unit, p.start)
        == (move.job, move.operation, move.to_work_centre, move.to_unit, start)
    ]


@pytest.mark.parametrize("block", range(10))
def test_any_move_leaves_a_right_plan_or_a_reason(block: int) -> None:
    """After a move no rule is broken and the work stands where it was set down; what is refused changed nothing."""
    done = 0
    for seed in range(12 * block, 12 * (block + 1)):
        dice, schedule = random.Random(seed), promised_plan(seed)
        network, work = schedule.problem.network, schedule.problem.work
        for _ in range(4):
            plan = schedule.plan()
            move = some_move(dice, schedule, plan)
            if move is None:
                break
            try:
                moved = set_down(schedule, move, network.start)
            except MoveError:
                assert schedule.plan() == plan
                continue
            after = moved.schedule.plan()
            assert [str(finding) for finding in check(network, work, after)] == [], seed
            found = at(after, move, moved.start)
            assert [(p.setup_start, p.end) for p in found] == [(moved.setup_start, moved.end)] * len(found) != []
            schedule, done = moved.schedule, done + 1
    assert done > 5


@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_what_is_kept_stays(seed: int) -> None:
    """No portion of a kept operation stands elsewhere after a move."""
    dice, schedule = random.Random(seed), promised_plan(seed)
    plan = schedule.plan()
    move = some_move(dice, schedule, plan)
    operations = sorted({(p.job, p.operation) for p in plan.portions if p.order and not p.frozen})
    if move is None:
        return
    kept = [each for each in dice.sample(operations, len(operations) // 2) if each != (move.job, move.operation)]
    try:
        after = set_down(schedule, move, schedule.problem.network.start, kept).schedule.plan()
    except MoveError:
        return

    def places(plan: Plan) -> Counter[tuple[str, str, str, int, int]]:
        chosen = set(kept)
        return Counter(
            (p.job, p.operation, p.work_centre, p.unit, p.start)
            for p in plan.portions
            if (p.job, p.operation) in chosen
        )

    assert places(after) == places(plan)


def moved(case: World, to: str, now: str = "05T06:00", kept: tuple[tuple[str, str], ...] = ()) -> Moved:
    """The second of two orders set down at a time on the machine of the first."""
    schedule = schedule_of(compile_problem(case.network, Work(case.work.jobs)), case.plan)
    move = Move("P", "K", "a", "cut", 0, second(case, "05T08:00"), "cut", 0, second(case, to))
    return set_down(schedule, move, moment(now), kept)


def second(case: World, at: str) -> int:
    return round((moment(at) - case.network.epoch).total_seconds())


def starts(answer: Moved) -> dict[str, str]:
    plan = answer.schedule.plan()
    return {p.order: f"{plan.at(p.start):%H:%M}" for p in plan.portions}


def test_what_is_in_the_way_gives_way() -> None:
    """Set down where the other order stands, that one comes after it; set down later, it stays."""
    assert starts(moved(two_orders(), "05T07:00")) == {"P": "07:00", "O": "08:00"}
    assert starts(moved(two_orders(), "05T07:30")) == {"P": "07:30", "O": "08:30"}
    assert starts(moved(two_orders(), "05T10:00")) == {"P": "10:00", "O": "07:00"}


def test_a_closed_hour_is_the_next_open_one() -> None:
    """Work set down before the machine opens begins when it opens."""
    assert moved(two_orders(), "05T06:30").start == second(two_orders(), "05T07:00")


@pytest.mark.parametrize(
    ("to", "now", "kept", "reason"),
    [
        ("05T07:00", "05T07:30", (), Reason.PAST),
        ("05T07:00", "05T06:00", (("J", "a"),), Reason.LOCKED),
        ("05T09:00", "05T06:00", (("K", "a"),), Reason.LOCKED),
    ],
)
def test_a_refusal_says_why(to: str, now: str, kept: tuple[tuple[str, str], ...], reason: Reason) -> None:
    """Before now; where something locked stands; and what is locked itself."""
    with pytest.raises(MoveError) as refused:
        moved(two_orders(), to, now, kept)
    assert refused.value.reason is reason


def test_the_work_of_a_schedule_stays() -> None:
    """A move changes no job: only where work stands."""
    case = two_orders()
    assert moved(case, "05T10:00").schedule.problem.work.jobs == case.work.jobs


@pytest.mark.parametrize(("now", "nearest"), [("05T07:30", "05T07:30"), ("05T20:00", "06T07:00")])
def test_before_now_the_nearest_moment_is_one_at_which_the_machine_is_open(now: str, nearest: str) -> None:
    """Within a shift that is now; after it, when the next one begins."""
    with pytest.raises(MoveError) as refused:
        moved(two_orders(), "05T07:00", now)
    assert refused.value.nearest == second(two_orders(), nearest)
