# SPDX-License-Identifier: Apache-2.0
"""Rows fold to the same plan everywhere and in any grouping, and what cannot be folded changes nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from tests.support.builders import job, machine, moment, network, operation
from tests.support.disturbances import promised_plan, some_disturbance
from tests.support.same_plan import where_all_is

from klynge.job import Status
from klynge.planning.check import check
from klynge.planning.fold import (
    Change,
    FoldError,
    NetworkChange,
    OrderChange,
    PlanState,
    Replica,
    Report,
    Row,
    Snapshot,
    StateChange,
    apply,
    changes_between,
    fold,
    from_json,
    to_json,
)
from klynge.planning.fold.rows import NewerRowError, from_data, to_data
from klynge.planning.fold.texts import TEXTS
from klynge.planning.replan import DisturbanceError, Withdrawn, replan


@dataclass
class Writer:
    """A log as the engine writes it: every row goes through JSON, into the state, and into a replica."""

    rows: list[Row] = field(default_factory=list)

    def write(self, *changes: Change) -> Row:
        self.rows.append(from_json(to_json(Row(sequence=len(self.rows) + 1, changes=changes))))
        return self.rows[-1]


def a_log(seed: int) -> tuple[Writer, Replica]:
    """A plan, then promises, withdrawn orders and disturbances, each as the outcome of what the engine did."""
    dice, schedule, log = random.Random(seed), promised_plan(seed), Writer()
    network, work = schedule.problem.network, schedule.problem.work
    opened = PlanState.opened(network, work.supplies)
    log.write(Snapshot(state=opened.to_data()))
    log.write(*changes_between(fold(log.rows), network, work, schedule.plan()))
    replica = Replica.of(fold(log.rows))
    now = network.start
    for n in range(4):
        state, plan = replica.state, replica.schedule.plan()
        now = max(now, network.start + timedelta(hours=dice.randint(0, 10) * n))
        begun = {j.order for j in replica.schedule.problem.work.jobs for op in j.operations if op.reported}
        free = [order for order in state.planned() if order not in begun]
        if n == 1 and free:
            order = dice.choice(free)
            over = StateChange(order=order, status=Status.WITHDRAWN)
            answer = replan(replica.schedule, [Withdrawn(order=order)], now)
            middle = apply(state, Row(sequence=state.sequence + 1, changes=(over,)))
            row = log.write(over, *changes_between(middle, answer.network, answer.work, answer.plan))
        elif n == 2 and (held := [o for o in free if plan.outcomes[o].delivered and state.orders[o].status == "new"]):
            order = dice.choice(held)
            promised = plan.at(plan.outcomes[order].delivered or 0)
            row = log.write(StateChange(order=order, status=Status.HELD, promised=promised))
        elif plan.portions and now < network.end:
            what = some_disturbance(dice, replica.schedule, plan, now)
            if isinstance(what, Withdrawn):
                continue
            try:
                answer = replan(replica.schedule, [what], now)
            except DisturbanceError:
                continue
            changes = changes_between(state, answer.network, answer.work, answer.plan)
            if not changes:
                continue
            row = log.write(*changes)
        else:
            continue
        replica.apply(row)
        assert where_all_is(replica.schedule.plan()) == where_all_is(replica.state.as_plan()), f"{seed} {n}"
    return log, replica


@pytest.mark.parametrize("block", range(5))
def test_logs_of_the_engine_fold_to_right_plans(block: int) -> None:
    """What the engine did folds to a right plan, the same from the start, from a snapshot and in a replica."""
    for seed in range(6 * block, 6 * (block + 1)):
        log, replica = a_log(seed)
        state = fold(log.rows)
        assert [str(each) for each in check(state.network, state.work(), state.as_plan())] == [], seed
        assert state.digest() == replica.state.digest()
        cut = random.Random(seed).randint(1, len(log.rows))
        snapshot = PlanState.from_data(fold(log.rows[:cut]).to_data())
        assert fold(log.rows[cut:], snapshot).digest() == state.digest()
        assert where_all_is(Replica.of(state).schedule.plan()) == where_all_is(state.as_plan())


def opened() -> PlanState:
    """A cluster of one machine with the new order O, after two rows."""
    first = Row(sequence=1, changes=(Snapshot(state=PlanState.opened(network(machine())).to_data()),))
    return fold([first, Row(sequence=2, changes=(OrderChange(order="O", jobs=(job(operation()),)),))])


def state_of(order: str, status: Status, promised: str = "") -> StateChange:
    return StateChange(order=order, status=status, promised=moment(promised) if promised else None)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("unknown_order", [state_of("X", Status.HELD, "06T00:00")]),
        ("no_promise", [state_of("O", Status.HELD)]),
        ("transition", [state_of("O", Status.DELIVERED)]),
        ("transition", [state_of("O", Status.WITHDRAWN), state_of("O", Status.WITHDRAWN)]),
        ("over", [state_of("O", Status.WITHDRAWN), OrderChange(order="O", jobs=(job(operation()),))]),
        ("no_jobs", [OrderChange(order="P", jobs=())]),
        ("other_order", [OrderChange(order="P", jobs=(job(operation()),))]),
        ("unknown_table", [NetworkChange(table="machines", id="x", value=None)]),
        ("unknown_table", [NetworkChange(table="pools", id="x", value=None)]),
        ("bad_value", [NetworkChange(table="pools", id="x", value={"id": "x"})]),
        ("unknown_operation", [Report(job="J", operation="b", work_centre="cut", unit=0, quantity=1,
                                      start=moment("05T07:00"), end=moment("05T08:00"))]),
        ("too_much", [Report(job="J", operation="a", work_centre="cut", unit=0, quantity=2,
                             start=moment("05T07:00"), end=moment("05T08:00"))]),
        ("empty", []),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_change_nothing(kind: str, changes: list[Change]) -> None:
    """A row that cannot be is refused with its reason, in both languages, and the state is as it was."""
    state = opened()
    before = state.digest()
    with pytest.raises(FoldError) as error:
        apply(state, Row(sequence=3, changes=tuple(changes)))
    assert error.value.kind == kind
    assert error.value.words("en").startswith("row 3: ")
    assert error.value.words("nb").startswith("rad 3: ")
    assert state.digest() == before


@pytest.mark.parametrize(("sequence", "kind"), [(2, "again"), (4, "gap")])
def test_sequence(sequence: int, kind: str) -> None:
    """Rows come without gaps, and each once."""
    with pytest.raises(FoldError) as error:
        apply(opened(), Row(sequence=sequence, changes=(state_of("O", Status.WITHDRAWN),)))
    assert error.value.kind == kind


def test_a_log_begins_with_a_snapshot() -> None:
    """Nothing can be folded onto nothing."""
    with pytest.raises(FoldError, match="begins with a snapshot"):
        fold([Row(sequence=1, changes=(state_of("O", Status.WITHDRAWN),))])
    with pytest.raises(ValueError, match="nothing to fold"):
        fold([])


def test_agreed_days_are_kept() -> None:
    """The first and the latest agreed moment stand in the state, and the planner plans against the latest."""
    state = opened()
    for n, day in enumerate(("08T00:00", "09T00:00")):
        state = apply(state, Row(sequence=3 + n, changes=(state_of("O", Status.HELD, day),)))
    order = state.orders["O"]
    assert (order.first_promised, order.latest_promised) == (moment("08T00:00"), moment("09T00:00"))
    assert state.work().jobs[0].promised == moment("09T00:00")


def test_newer_rows_are_refused() -> None:
    """A row of a newer version is refused in words."""
    tree = to_data(Row(sequence=1, changes=(state_of("O", Status.HELD),)))
    with pytest.raises(NewerRowError, match="use a newer Klynge"):
        from_data({**tree, "version": 2})


def test_texts_are_there_in_both_languages() -> None:
    """Everything is said in English and Norwegian, with the same facts."""
    for kind, both in TEXTS.items():
        places = [sorted(part.split("}")[0] for part in both[name].split("{")[1:]) for name in ("en", "nb")]
        assert places[0] == places[1], kind
