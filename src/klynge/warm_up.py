# SPDX-License-Identifier: Apache-2.0
"""Compile every kernel: plan and promise in a cluster of one machine, solve tiny shops and projects, ask a diagram.

What is compiled is kept on disk beside the code, so this is worth a minute once after installing.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, time, timedelta

import numpy as np

from klynge.cached import note
from klynge.compiled import CACHES
from klynge.configure.conflict.warming import warm_up as warm_up_conflicts
from klynge.configure.diagram.warming import warm_up as warm_up_diagrams
from klynge.job import Job, Mode, Operation, Reported, Work
from klynge.network.model import Calendar, Kind, Lane, Member, Network, Shift, Site, WorkCentre
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.figures import figures, order_money, prices_of
from klynge.planning.improve import improve
from klynge.planning.kernels.columns import N_TASK
from klynge.planning.kernels.report import tasks_in
from klynge.planning.moving import Move, set_down
from klynge.planning.placing import place, schedule_of, take_off
from klynge.planning.placing.kernels import leave
from klynge.planning.promise import Book, menu, possible, promise
from klynge.planning.repair import repairs
from klynge.planning.replan import Breakdown, Withdrawn, replan
from klynge.planning.replan import Reported as Told
from klynge.planning.shop.problem import ShopProblem

START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def warm_up() -> None:
    """Compile the engine's kernels here, and the others in a process beside; note that all is there."""
    beside = subprocess.Popen([sys.executable, "-m", "klynge.warm_up"])
    try:
        warm_up_engine()
        note("engine", CACHES)
    finally:
        code = beside.wait()
    if code:
        raise RuntimeError("the kernels beside those of the engine could not be compiled")


def warm_up_engine() -> None:
    """Plan one order with a reported portion, read the plan out, take it over, replan it, and promise another order."""
    done = Reported("machine", 0, 1, START - HOUR, START, "finished")
    schedule = construct(compile_problem(cluster(), Work((job("planned", (done,)),))))
    plan = schedule.plan()
    again = schedule_of(schedule.problem, plan)
    take_off(again, "planned")
    place(again, "planned", plan.portions)
    stop = Breakdown(work_centre="machine", start=START + 2 * HOUR, end=START + 3 * HOUR)
    replan(again, [stop], START)
    replan(again, [stop, Withdrawn(order="planned")], START)
    one = next(portion for portion in plan.portions if not portion.frozen)
    begun, ended = START, START + HOUR
    told = Told(
        job=one.job, operation=one.operation, work_centre=one.work_centre, unit=1, quantity=1, start=begun, end=ended
    )
    replan(again, [told], START + 2 * HOUR)
    there = one.work_centre, one.unit
    set_down(again, Move("planned", one.job, one.operation, *there, one.start, *there, one.start + 3600), START)
    warm_up_leaving(again)
    prices = prices_of(schedule.problem)
    figures(schedule, prices)
    order_money(schedule, prices, np.arange(1))
    promise(schedule, (job("asked"),), wanted=START + 8 * HOUR)
    warm_up_promises()
    repairs(schedule, "planned", wanted=START)
    improve(schedule, Budget(iterations=4), workers=1)


def warm_up_leaving(schedule: Schedule) -> None:
    """Ask who uses a supply lot or late stock, as replanning does where there are such."""
    out, there = np.zeros(int(schedule.state.counter[N_TASK]) + 1, np.int64), np.zeros((2, 1), np.int64)
    leave.users_of(schedule.view(), 0, out)
    leave.users_outside(schedule.view(), *there, out)


def warm_up_solvers() -> None:
    """Solve tiny shops and projects, and ask a diagram all it can answer."""
    warm_up_diagrams()
    warm_up_conflicts()
    for objective in ("makespan", "twt"):
        warm_up_shop(objective)
    warm_up_project()


def warm_up_shop(objective: str) -> None:
    """Load the kernels that search shops for an objective, or compile them."""
    from klynge.planning.budget import Budget
    from klynge.planning.shop.makespan import load_kernels
    from klynge.planning.shop.solve import solve_shop

    for flexible in (False, True):
        if objective == "makespan":
            load_kernels(tiny_shop(flexible))
        solve_shop(tiny_shop(flexible), objective, Budget(iterations=200), workers=1)


def warm_up_project() -> None:
    """Load the kernels that search projects, or compile them."""
    from klynge.planning.budget import Budget
    from klynge.planning.project.problem import ProjectProblem
    from klynge.planning.project.solve import solve_project

    for latest in ([], [-9]):  # without and with a maximum lag
        arcs = [(0, 1, 0), (0, 2, 0), (1, 3, 2), (2, 3, 2), *((3, 0, lag) for lag in latest)]
        first = np.searchsorted([arc[0] for arc in arcs], range(5)).astype(np.int64)
        _, ends, lags = (np.array(column, np.int64) for column in zip(*arcs, strict=True))
        duration, demand = np.array([0, 2, 2, 0], np.int64), np.array([[0], [1], [1], [0]], np.int64)
        problem = ProjectProblem(duration, demand, np.ones(1, np.int64), first, ends, lags)
        solve_project(problem, Budget(iterations=20), workers=1)


def tiny_shop(flexible: bool) -> ShopProblem:
    """Three jobs on three machines, each job late; the last job has a choice where flexible."""
    machine, time = [0, 1, 2, 1, 2, 0, 2, 0, 1], [3, 5, 2, 4, 2, 6, 5, 1, 3]
    alt0 = list(range(10))
    if flexible:
        machine, time, alt0 = [*machine, 0], [*time, 4], [*alt0[:-1], 10]
    few = {"release": np.zeros(3, np.int64), "due": np.ones(3, np.int64), "weight": np.ones(3, np.int64)}
    columns = {"job0": [0, 3, 6, 9], "alt0": alt0, "alt_machine": machine, "alt_time": time}
    return ShopProblem(machines=3, **few, **{name: np.array(values, np.int64) for name, values in columns.items()})


def warm_up_promises() -> None:
    """Tell a menu, early and just in time, hold an offer, find what makes a day possible, and withdraw."""
    book = Book(construct(compile_problem(cluster("day"), Work((job("planned", flexible=START + 9 * DAY),))), "due"))
    told = menu(book.schedule, (job("asked"),), START + 3 * DAY, just_in_time=True)
    book.hold(told.entries[0])
    possible(book.schedule, (job("wanted"),), START + timedelta(hours=12, minutes=30))
    book.withdraw("planned")
    tasks_in(book.schedule.view(), np.zeros(1, np.int64), np.zeros(0, np.int64))


def cluster(calendar: str = "always") -> Network:
    """One machine that is always open, or for four hours a day, and a lane to a customer."""
    machine = WorkCentre("machine", "site", "Machine", Kind.MACHINE, 1, calendar)
    shift = Shift((0, 1, 2, 3, 4, 5, 6), time(8), time(12))
    return Network(
        name="warm-up",
        epoch=START,
        start=START,
        end=START + timedelta(days=7),
        time_zone="UTC",
        members={"member": Member("member", "Member")},
        sites={"site": Site("site", "member", "Site", time_zone="UTC")},
        calendars={"always": Calendar("always"), "day": Calendar("day", (shift,))},
        work_centres={"machine": machine},
        setup_matrices={},
        pools={},
        people={},
        items={},
        stock={},
        lanes={"lane": Lane("lane", "site", "region", 3600)},
        agreements={},
        routings={},
        orders={},
        regions=("region",),
    )


def job(order: str, reported: tuple[Reported, ...] = (), flexible: datetime | None = None) -> Job:
    """An hour on the machine for each of two pieces, in up to two lots."""
    step = Operation("step", 2, (Mode("machine", "site", unit_ms=3_600_000),), max_lots=2, reported=reported)
    due = START + timedelta(days=1)
    return Job(order, order, "member", "thing", 2, (step,), (), START, due, region="region", flexible=flexible)


if __name__ == "__main__":
    warm_up_solvers()
    note("solvers", CACHES)
