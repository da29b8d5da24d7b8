# SPDX-License-Identifier: Apache-2.0
"""Compile every kernel of the engine, by planning a cluster of one machine and promising in it.

What is compiled is kept on disk beside the code, so this is worth a minute once after installing.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import numpy as np

from klynge.job import Job, Mode, Operation, Reported, Work
from klynge.network.model import Calendar, Kind, Lane, Member, Network, Shift, Site, WorkCentre
from klynge.planning import compile_problem, construct, promise
from klynge.planning.figures import figures, order_money, prices_of
from klynge.planning.placing import place, schedule_of, take_off
from klynge.planning.promise import Book, menu, possible
from klynge.planning.replan import Breakdown, Withdrawn, replan

START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def warm_up() -> None:
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
    prices = prices_of(schedule.problem)
    figures(schedule, prices)
    order_money(schedule, prices, np.arange(1))
    promise(schedule, (job("asked"),), wanted=START + 8 * HOUR)
    warm_up_promises()


def warm_up_promises() -> None:
    """Tell a menu, early and just in time, hold an offer, find what makes a day possible, and withdraw."""
    book = Book(construct(compile_problem(cluster("day"), Work((job("planned", flexible=START + 9 * DAY),))), "due"))
    told = menu(book.schedule, (job("asked"),), START + 3 * DAY, just_in_time=True)
    book.hold(told.entries[0])
    possible(book.schedule, (job("wanted"),), START + timedelta(hours=12, minutes=30))
    book.withdraw("planned")


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
