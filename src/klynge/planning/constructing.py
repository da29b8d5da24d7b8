# SPDX-License-Identifier: Apache-2.0
"""A finite-capacity plan by serial schedule generation: one order after the other, each into the earliest gaps.

Held and committed orders come first, by promised moment; the others in the order of a priority rule (Kolisch 1996
for serial schedule generation; the rules are the usual ones of dispatching). Orders that use agreements between
members come last, in what is left. The same problem and rule give the same plan.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .kernels.agreements import use_agreements
from .kernels.columns import BIG, NO_TIME, ORD_OP0, ORD_OP1, OVERFLOW
from .kernels.orders import place_all
from .problem import Problem
from .schedule import Schedule

Progress = Callable[[int, int], bool | None]
"""Called with (orders placed, orders in all); True stops planning, what is placed by then stays."""

CHUNK = 2000


def _due(problem: Problem) -> NDArray[np.float64]:
    return problem.keys.due.astype(np.float64)


def _slack(problem: Problem) -> NDArray[np.float64]:
    return _due(problem) - problem.keys.work


def _release(problem: Problem) -> NDArray[np.float64]:
    return problem.keys.release.astype(np.float64)


def _weight(problem: Problem) -> NDArray[np.float64]:
    return problem.keys.work / np.maximum(1, problem.keys.weight)


def _tardiness(problem: Problem) -> NDArray[np.float64]:
    """Due date, brought forward by what the weight is worth in units of the mean work."""
    mean = float(problem.keys.work.mean()) if len(problem.keys.work) else 0.0
    return _due(problem) - 2.0 * mean * np.log2(1 + problem.keys.weight)


RULES: dict[str, Callable[[Problem], NDArray[np.float64]]] = {
    "due": _due,
    "slack": _slack,
    "release": _release,
    "weight": _weight,
    "tardiness": _tardiness,
}


def sequence_by(problem: Problem, rule: str) -> NDArray[np.int64]:
    """Order rows by promise first, then rule, then due date, then as given; ValueError for an unknown rule."""
    if rule not in RULES:
        raise ValueError(f"unknown rule {rule!r}: choose one of {', '.join(['best', *RULES])}")
    key = np.where(problem.keys.promised == 1, problem.keys.due.astype(np.float64), RULES[rule](problem))
    return np.lexsort((problem.keys.due, key, 1 - problem.keys.promised))


def construct(problem: Problem, rule: str = "best", progress: Progress | None = None) -> Schedule:
    """A feasible plan; `best` tries every rule and keeps the plan with the least lateness.

    Orders that cannot be placed before the horizon's end are left out whole, with a reason.
    """
    if rule != "best":
        return _construct(problem, rule, progress)
    best: Schedule | None = None
    for name in RULES:
        schedule = _construct(problem, name, progress)
        if best is None or lateness(schedule) < lateness(best):
            best = schedule
        if progress is not None and progress(len(problem.orders), len(problem.orders)):
            break
    assert best is not None
    return best


def lateness(schedule: Schedule) -> tuple[int, int]:
    """(broken commitments, weighted lateness in seconds), the first two parts of the objective."""
    keys = schedule.problem.keys
    end = int(schedule.problem.resources.span[1])
    arrival = np.where(schedule.arrivals < BIG, schedule.arrivals, max(end, 0))
    late = np.maximum(0, arrival - keys.due)
    broken = (keys.promised == 1) & ((schedule.arrivals > keys.due) | (schedule.arrivals == BIG))
    return int(broken.sum()), int((late * keys.weight).sum())


def _construct(problem: Problem, rule: str, progress: Progress | None) -> Schedule:
    schedule = Schedule.empty(problem)
    schedule.rule = rule
    fill(schedule, sequence_by(problem, rule), progress)
    return schedule


def fill(schedule: Schedule, sequence: NDArray[np.int64], progress: Progress | None = None) -> bool:
    """Place the orders of a sequence in an empty schedule; False when `progress` stopped it and some are left out."""
    problem = schedule.problem
    res, ops, sup = problem.views
    at, total = 0, len(sequence)
    while at < total:
        reached = place_all(
            res, ops, sup, schedule.view(), 0, sequence, at, CHUNK, schedule.arrivals, schedule.whys, schedule.failed
        )
        _grow_if_stuck(schedule, at == reached)
        at = reached
        if progress is not None and progress(at, total):
            _leave_out(schedule, sequence[at:])
            return False
    at = 0
    due = problem.keys.due.astype(np.int64)
    while at < total:
        reached = use_agreements(
            res, ops, sup, schedule.view(), 0, sequence, at, schedule.arrivals, schedule.whys, schedule.failed, due
        )
        _grow_if_stuck(schedule, at == reached)
        at = reached
    return True


def _grow_if_stuck(schedule: Schedule, stuck: bool) -> None:
    if schedule.state.counter[OVERFLOW]:
        raise RuntimeError("the engine's tables ran full while an order was being placed")
    if stuck:
        order = schedule.problem.operations.order
        schedule.make_room(int((order[:, ORD_OP1] - order[:, ORD_OP0]).max()))


def _leave_out(schedule: Schedule, rows: NDArray[np.int64]) -> None:
    """Mark orders that planning was stopped before."""
    schedule.whys[rows] = NO_TIME
    schedule.failed[rows] = schedule.problem.operations.order[rows, ORD_OP0]
