# SPDX-License-Identifier: Apache-2.0
"""Single orders taken off a plan, whichever they are, and put back where they were."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from tests.support.builders import job, machine, mode, network, operation
from tests.support.random_networks import random_case
from tests.support.same_plan import where_all_is

from klynge.job import Work
from klynge.network.model import SetupMatrix
from klynge.planning import Plan, Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.placing import PlacingError, place, take_off
from klynge.planning.placing.texts import TEXTS


def planned(plan: Plan) -> list[str]:
    return [order for order, outcome in plan.outcomes.items() if outcome.delivered is not None]


def put_back(schedule: Schedule, before: Plan, order: str) -> None:
    """Place an order as it was, with the supply lots that went with it."""
    there = {lot.id for lot in schedule.plan().lots}
    own = [portion for portion in before.portions if portion.order == order]
    pegged = {peg.id for portion in own for peg in portion.pegs if peg.source == "lot"}
    new = [lot for lot in before.lots if lot.id in pegged - there]
    own += [portion for portion in before.portions if portion.job in {lot.id for lot in new}]
    place(schedule, order, own, new, setups=False)


@pytest.mark.parametrize("block", range(8))
def test_any_order_leaves_and_comes_back(block: int) -> None:
    """Without any one of its orders a plan keeps all rules; put back, everything is where it was."""
    for seed in range(25 * block, 25 * (block + 1)):
        network, work = random_case(seed, 3 + seed * 7 % 38)
        schedule = construct(compile_problem(network, work), rule="due")
        before, money = schedule.plan(), schedule.money_ore
        for order in random.Random(seed).sample(planned(before), min(3, len(planned(before)))):
            try:
                take_off(schedule, order)
            except PlacingError:
                assert (schedule.plan(), schedule.money_ore) == (before, money)
                continue
            assert [str(finding) for finding in check(network, work, schedule.plan())] == []
            put_back(schedule, before, order)
            assert where_all_is(schedule.plan()) == where_all_is(before), f"{seed} {order}"
            assert schedule.money_ore == money, f"{seed} {order}"
            before = schedule.plan()


def three_in_a_row(seconds: dict[tuple[str, str], int | None]) -> Schedule:
    """Families x, y, x of three orders on a machine that is set up for x, with no time between them."""
    matrix = SetupMatrix("m", ("x", "y", "z"), seconds, {})
    cluster = network(machine(setup_matrix="m", states=("x",)), setup_matrices=[matrix])
    jobs = [
        job(operation("a", mode(family=family)), id=name, order=name, weight=9 - n)
        for n, (name, family) in enumerate((("P", "x"), ("Q", "y"), ("R", "z")))
    ]
    return construct(compile_problem(cluster, Work(tuple(jobs))), rule="weight")


def test_an_order_stays_whose_neighbour_cannot_do_without_it() -> None:
    """Where the next run would need a set-up that is forbidden, that is said with the run, and nothing changes."""
    schedule = three_in_a_row({("x", "z"): None})
    before = schedule.plan()
    with pytest.raises(PlacingError, match="R a, cannot take the set-up"):
        take_off(schedule, "Q")
    assert schedule.plan() == before


def test_orders_leave_together() -> None:
    """Two neighbours can leave at once though the first could not leave alone."""
    schedule = three_in_a_row({("x", "z"): None})
    take_off(schedule, ["Q", "R"])
    assert planned(schedule.plan()) == ["P"]


def test_what_does_not_fit_is_said_and_changes_nothing() -> None:
    """A place that is taken is named with who has it; the plan is as before."""
    schedule = three_in_a_row({})
    before = schedule.plan()
    moved = [portion for portion in before.portions if portion.order == "Q"]
    take_off(schedule, "R")
    free = schedule.plan()
    with pytest.raises(PlacingError, match="Q: it is on the plan already"):
        place(schedule, "Q", moved)
    there = [portion for portion in before.portions if portion.order == "R"]
    take_off(schedule, "Q")
    place(schedule, "Q", moved)
    assert schedule.plan() == free
    when: dict[str, Any] = {"setup_start": moved[0].start, "start": moved[0].start, "end": moved[0].end}
    wrong = [replace(one, **when) for one in there]
    with pytest.raises(PlacingError, match="taken by Q a"):
        place(schedule, "R", wrong)
    assert schedule.plan() == free


def test_every_text_is_there_in_both_languages() -> None:
    """Each kind of misfit is said in English and Norwegian, with the same facts."""
    for kind, texts in TEXTS.items():
        assert set(texts) == {"en", "nb"}, kind
        places = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in texts.values()]
        assert places[0] == places[1], kind
