# SPDX-License-Identifier: Apache-2.0
"""What `check` says of people, power and fixtures: pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from tests.support.builders import WEEK, World, at, job, machine, mode, network, operation, portion, world

from klynge.job import Need, Pause, Phase
from klynge.network.model import Calendar, Pool, PoolKind, PoolPart, SetupMatrix, Shift, WorkCentre
from klynge.planning.plan import Outcome, PoolUse, Portion

ANN = (PoolUse(0, "ann", 1000),)


def people(*parts: PoolPart) -> Pool:
    """Pool ann."""
    return Pool("ann", "S", PoolKind.PEOPLE, parts or (PoolPart("day", 1000),))


def tended(portions: list[Portion], pool: Pool, *centres: WorkCentre, amount: int = 1000, **more: Any) -> World:
    """Orders O and P, each an operation a of an hour on its own machine that needs ann while it runs."""
    need = (Need(Phase.RUN, ("ann",), amount),)
    centres = centres or (machine(), machine("saw"))
    modes = [mode(centre.id, needs=need, **more) for centre in centres]
    jobs = [job(operation("a", modes[0])), job(operation("a", modes[-1]), id="K", order="P")]
    evenings = Calendar("evening", (Shift(WEEK, time(15), time(23)),))
    return world(network(*centres, pools=[pool], calendars=[evenings]), jobs[: len(portions)], portions)


def cut(start: str, end: str, amount: int = 1000) -> Portion:
    return portion("a", start, end, pools=(PoolUse(0, "ann", amount),))


def saw(start: str, end: str, amount: int = 1000) -> Portion:
    return portion("a", start, end, work_centre="saw", order="P", job="K", pools=(PoolUse(0, "ann", amount),))


def test_one_person_is_never_two() -> None:
    """Concurrent use stays within what is there."""
    assert tended([cut("05T07:00", "05T08:00"), saw("05T08:00", "05T09:00")], people()).rules() == set()
    both = tended([cut("05T07:00", "05T08:00"), saw("05T07:59", "05T08:59")], people())
    assert both.rules() == {"pool"}


def test_thousandths() -> None:
    """One operator tends two machines with 500 thousandths each, and not with 501."""
    half = tended([cut("05T07:00", "05T08:00", 500), saw("05T07:00", "05T08:00", 500)], people(), amount=500)
    more = tended([cut("05T07:00", "05T08:00", 501), saw("05T07:00", "05T08:00", 501)], people(), amount=501)
    assert (half.rules(), more.rules()) == (set(), {"pool"})


def test_absent_person() -> None:
    """Nobody is there on a day of absence."""
    away = people(PoolPart("day", 1000, ((date(2026, 1, 5), date(2026, 1, 5)),)))
    assert tended([cut("05T07:00", "05T08:00")], away).rules() == {"pool"}
    assert tended([cut("06T07:00", "06T08:00")], away).rules() == set()


def test_person_on_another_shift() -> None:
    """A person is there when the person's own calendar is open."""
    assert tended([cut("05T07:00", "05T08:00")], people(PoolPart("evening", 1000))).rules() == {"pool"}


def test_closed_machine_needs_nobody() -> None:
    """Work that pauses over the night needs nobody at night; on an open machine the same person is missing."""
    late = [cut("05T14:30", "06T07:30")]
    assert tended(late, people()).rules() == set()
    always_open = tended([cut("05T14:30", "05T15:30")], people(), machine(calendar="always"))
    assert always_open.rules() == {"pool"}


def test_unattended_run_needs_its_pool_all_the_time() -> None:
    """An unattended run uses its pools by the clock, closed or not."""
    run = [cut("05T14:30", "05T15:30")]
    assert tended(run, people(), pause=Pause.UNATTENDED).rules() == {"pool"}
    both = people(PoolPart("day", 1000), PoolPart("evening", 1000))
    assert tended(run, both, pause=Pause.UNATTENDED).rules() == set()


def test_need_met_once() -> None:
    """Every need is met by exactly one pool."""
    right = tended([cut("05T07:00", "05T08:00")], people())
    assert right.but(pools=()).rules() == {"pool"}
    assert right.but(pools=(*ANN, *ANN)).rules() == {"pool"}


def test_unknown_pool() -> None:
    """A pool that nobody knows is named."""
    right = tended([cut("05T07:00", "05T08:00")], people())
    assert right.where(pools={}).rules() == {"pool"}


@pytest.fixture
def both_set_up() -> World:
    """Two machines are set up by ann, one after the other, an hour each; she is free while they run."""
    matrix = SetupMatrix("m", ("x",), {("", "x"): 3600}, {})
    need = (Need(Phase.SETUP, ("ann",), 1000),)
    centres = [machine(name, setup_matrix="m", states=("",)) for name in ("cut", "saw")]
    jobs = [
        job(operation("a", mode("cut", family="x", needs=need))),
        job(operation("a", mode("saw", family="x", needs=need)), id="K", order="P"),
    ]
    plan = [
        portion("a", "05T08:00", "05T09:00", setup="05T07:00", family="x", pools=ANN),
        replace(saw("05T09:00", "05T10:00"), setup_start=at("05T08:00"), family="x"),
    ]
    return world(network(*centres, pools=[people()], setup_matrices=[matrix]), jobs, plan)


def test_set_up_needs_its_own_people(both_set_up: World) -> None:
    """The set-up phase uses its pools in the set-up only."""
    assert both_set_up.rules() == set()
    outcomes = both_set_up.plan.outcomes | {"P": Outcome("P", at("05T10:59"))}
    assert both_set_up.moved(1, -60).having(outcomes=outcomes).rules() == {"pool"}
