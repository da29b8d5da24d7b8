# SPDX-License-Identifier: Apache-2.0
"""Compiled clock conversion against its plain twin, second by second."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.builders import DAY, START, lane, machine, moment, network

from klynge.job import Work
from klynge.network.model import Calendar, Lane, Site
from klynge.planning import Schedule, compile_problem
from klynge.planning.kernels.clock import arrive, closes, lane_taken, opens, work_at
from klynge.planning.kernels.columns import BIG, NONE


def resources(calendar: Calendar) -> tuple[Any, list[tuple[int, int]]]:
    """A calendar's tables and its open intervals."""
    where = network(machine(calendar=calendar.id), calendars=[calendar], end=moment("26T00:00"))
    problem = compile_problem(where, Work(()))
    tables = problem.resources
    return problem.views[0], list(zip(tables.iv_open.tolist(), tables.iv_close.tolist(), strict=True))


TABLES, INTERVALS = resources(DAY)
TOTAL = sum(b - a for a, b in INTERVALS)


def plain_work(t: int) -> int:
    """Open seconds before t."""
    return sum(max(0, min(t, close) - start) for start, close in INTERVALS)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 22 * 86400))
def test_work_at_counts_open_seconds(t: int) -> None:
    """Working time is the open seconds before a moment."""
    assert work_at(TABLES, 0, t) == plain_work(t)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, TOTAL - 1))
def test_opens_is_the_first_open_moment(w: int) -> None:
    """A run begins at the first open moment with that working time before it."""
    t = opens(TABLES, 0, w)
    assert plain_work(t) == w
    assert plain_work(t + 1) == w + 1
    assert t == 0 or plain_work(t - 1) < w or not any(a <= t - 1 < b for a, b in INTERVALS)


@settings(deadline=None, max_examples=300)
@given(st.integers(1, TOTAL))
def test_closes_is_the_first_moment_of_all(w: int) -> None:
    """A run ends the very second its work is done."""
    t = closes(TABLES, 0, w)
    assert plain_work(t) == w
    assert plain_work(t - 1) == w - 1


@pytest.mark.parametrize("w", [TOTAL, TOTAL + 1, 10**9])
def test_beyond_the_horizon(w: int) -> None:
    """What does not fit before the horizon is told, not guessed."""
    assert opens(TABLES, 0, w) == BIG
    assert closes(TABLES, 0, w + 1) == BIG


def test_starts_at_planning_start() -> None:
    """Engine time begins at the planning start when nothing is reported before it."""
    problem = compile_problem(network(machine()), Work(()))
    assert problem.zero == START
    assert problem.zero_s == 0


def test_what_is_nowhere_goes_nowhere() -> None:
    """An operation that is not placed is at no site: it takes no lane and never arrives."""
    sites = [Site(name, "M", name) for name in "SR"]
    case = network(machine(), sites=sites, lanes=[lane("S", "R"), Lane("other", "S", "R", 3600)])
    schedule = Schedule.empty(compile_problem(case, Work(())))
    resources, state = schedule.problem.views[0], schedule.view()
    for destination in range(2):
        assert arrive(resources, state, 0, -1, destination, 100) == NONE
        assert lane_taken(resources, state, 0, -1, destination, 100) == -1
    assert arrive(resources, state, 0, 0, 1, 100) == 100 + 3600
