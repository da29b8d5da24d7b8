# SPDX-License-Identifier: Apache-2.0
"""What a change that was tried does to other orders, and where the order's operations are done then."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from klynge.job import Job, Mode
from klynge.planning.figures import Beside, count, mode_prices
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.view import Tables
from klynge.planning.measure.hours import Clock

from .data import Effect, Move
from .desk import Desk, Part, Tried


def effects(desk: Desk, tried: Tried) -> tuple[Effect, ...]:
    """The other orders that arrive at another time, those that lose most first."""
    before, after = desk.base.arrivals, tried.schedule.arrivals
    found = [
        _effect(desk, row, int(before[row]), int(after[row])) for row in tried.given_way if before[row] != after[row]
    ]
    return tuple(
        sorted(found, key=lambda effect: (not effect.broken, not effect.made_late, -effect.later_s, effect.order))
    )


def _effect(desk: Desk, row: int, before: int, after: int) -> Effect:
    problem, jobs = desk.problem, desk.jobs_of(row)
    return Effect(
        problem.orders[row],
        owner_of(jobs),
        bool(problem.keys.promised[row]),
        target_of(desk, jobs),
        None if before == BIG else before + problem.zero_s,
        None if after == BIG else after + problem.zero_s,
    )


def carbon_g(desk: Desk, tried: Tried) -> int:
    """Grams that the plan emits more than it did, as measures count them (transfers are not in a plan)."""
    beside = [_beside(desk, part) for part in tried.parts if part.tables is not None]
    return count(tried.schedule, desk.prices, beside=beside).carbon_g - count(desk.base, desk.prices).carbon_g


def _beside(desk: Desk, part: Part) -> Beside:
    assert part.tables is not None
    member = {name: row for row, name in enumerate(desk.prices.members)}
    return Beside(
        Tables(part.tables),
        part.task0,
        mode_prices(part.tables, [op for _, op in part.rows]),
        np.array([member.get(job.owner, len(member)) for job, _ in part.rows], np.int64),
        np.array([job.weight_g * job.quantity for job, _ in part.rows], np.int64),
    )


def owners(desk: Desk, tried: Tried) -> tuple[tuple[str, str], ...]:
    """Whose the work centres with overtime and the orders that gave way are."""
    network = desk.problem.network
    found = {
        over.work_centre: network.sites[network.work_centres[over.work_centre].site].member for over in tried.overtime
    }
    found |= {desk.problem.orders[row]: owner_of(desk.jobs_of(row)) for row in tried.given_way}
    return tuple(found.items())


def owner_of(jobs: tuple[Job, ...]) -> str:
    """Whose an order is: the owner of what goes to the customer."""
    return next((job.owner for job in jobs if job.region), jobs[0].owner)


def target_of(desk: Desk, jobs: tuple[Job, ...]) -> int:
    """The moment an order is judged against: promised, else due."""
    lines = [job for job in jobs if job.region] or list(jobs)
    promised = [job.promised for job in lines if job.promised is not None]
    moment = max(promised) if promised else max(job.due for job in lines)
    return Clock.of(desk.problem.network).seconds(moment)


def moves(desk: Desk, tried: Tried, before: Mapping[tuple[str, str], Mode]) -> tuple[Move, ...]:
    """The operations that are done at another work centre than before."""
    network, task, found = desk.problem.network, tried.schedule.state.task, []
    for part in tried.parts:
        tables = part.tables or desk.problem.operations
        first = int(tables.order[0 if part.tables else desk.row, col.ORD_OP0])
        for n, (job, op) in enumerate(part.rows):
            mode = op.modes[int(task[part.task0 + first + n, col.TASK_MODE]) - int(tables.op[first + n, col.OP_MODE0])]
            was = before.get((job.id, op.id))
            if was is not None and was.work_centre != mode.work_centre:
                owner = network.sites[network.work_centres[mode.work_centre].site].member
                found.append(
                    Move(
                        job.id,
                        op.id,
                        op.called("nb"),
                        was.work_centre,
                        mode.work_centre,
                        owner,
                        mode.agreement or "",
                        op.name_en,
                    )
                )
    return tuple(found)
