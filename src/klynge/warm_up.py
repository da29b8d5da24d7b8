# SPDX-License-Identifier: Apache-2.0
"""Compile every kernel, by planning a cluster of one machine, promising in it, and solving tiny shops and projects.

What is compiled is kept on disk beside the code, so this is worth a minute once after installing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from klynge.job import Job, Mode, Operation, Reported, Work
from klynge.network.model import Calendar, Kind, Lane, Member, Network, Site, WorkCentre
from klynge.planning import compile_problem, construct, promise
from klynge.planning.figures import figures, order_money, prices_of
from klynge.planning.placing import place, schedule_of, take_off
from klynge.planning.shop.problem import ShopProblem

START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def warm_up() -> None:
    """Plan one order with a reported portion, read the plan out, take it over, and promise another order."""
    done = Reported("machine", 0, 1, START - HOUR, START, "finished")
    schedule = construct(compile_problem(cluster(), Work((job("planned", (done,)),))))
    prices = prices_of(schedule.problem)
    figures(schedule, prices)
    order_money(schedule, prices, np.arange(1))
    plan = schedule.plan()
    again = schedule_of(schedule.problem, plan)
    take_off(again, "planned")
    place(again, "planned", plan.portions)
    promise(schedule, (job("asked"),), wanted=START + 8 * HOUR)
    for objective in ("makespan", "twt"):
        warm_up_shop(objective)
    warm_up_project()


def warm_up_shop(objective: str) -> None:
    """Load the kernels that search shops for an objective, or compile them."""
    from klynge.planning.budget import Budget
    from klynge.planning.shop.solve import solve_shop

    for flexible in (False, True):
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


def cluster() -> Network:
    """One machine that is always open, and a lane to a customer."""
    machine = WorkCentre("machine", "site", "Machine", Kind.MACHINE, 1, "always")
    return Network(
        name="warm-up",
        epoch=START,
        start=START,
        end=START + timedelta(days=7),
        time_zone="UTC",
        members={"member": Member("member", "Member")},
        sites={"site": Site("site", "member", "Site", time_zone="UTC")},
        calendars={"always": Calendar("always")},
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


def job(order: str, reported: tuple[Reported, ...] = ()) -> Job:
    """An hour on the machine for each of two pieces, in up to two lots."""
    step = Operation("step", 2, (Mode("machine", "site", unit_ms=3_600_000),), max_lots=2, reported=reported)
    return Job(order, order, "member", "thing", 2, (step,), (), START, START + timedelta(days=1), region="region")
