# SPDX-License-Identifier: Apache-2.0
"""Reports that change earlier ones: what ends or interrupts work that was begun, and a job corrected whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from klynge.job import Job, Operation
from klynge.job import Reported as Report
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.slots import run_end
from klynge.planning.schedule import Schedule

from .draft import Disturbed
from .events import Corrected, Paused, Reported

ENDS = {"finished": ("started", "frozen"), "started": ("frozen",)}
"""What a report takes the place of on its unit: work begun, or interrupted (which is kept as frozen)."""


def not_ended(reported: tuple[Report, ...], one: Reported) -> tuple[Report, ...]:
    """What was reported before without what this ends: of the parts begun on its unit, so many; the rest goes on."""
    left, found = one.quantity, []
    for r in reported:
        mine = r.state in ENDS.get(one.state, ()) and (r.work_centre, r.unit) == (one.work_centre, one.unit - 1)
        if mine and left:
            ended = min(left, r.quantity)
            left -= ended
            if ended == r.quantity:
                continue
            start = max(r.start, one.end)
            r = replace(r, quantity=r.quantity - ended, start=start, end=max(r.end, start))
        found.append(r)
    return tuple(found)


def paused(draft: Disturbed, one: Paused, _: datetime) -> None:
    """Interrupt what was begun on a unit: what is done is finished, the rest stands where it goes on."""
    job = draft.job(one.job)
    op = draft.operation(job, one.operation) if job else None
    if job is None or op is None:
        return
    begun = [r for r in op.reported if (r.work_centre, r.unit, r.state) == (one.work_centre, one.unit - 1, "started")]
    if not begun:
        draft.amiss("not_begun", name=one.work_centre)
        return
    r = begun[-1]
    if one.quantity >= r.quantity:
        draft.amiss("all_done", quantity=str(one.quantity), there=str(r.quantity))
    if not r.start <= one.at <= one.until:
        draft.amiss("ends_first")
    if draft.troubles:
        return
    rest = r.quantity - one.quantity
    end = _goes_on_until(draft.schedule, op, r, rest, one.until)
    parts = [replace(r, quantity=rest, start=one.until, end=end, state="frozen")]
    if one.quantity:
        parts.insert(0, replace(r, quantity=one.quantity, end=max(one.at, r.start), state="finished"))
    reported = tuple(part for each in op.reported for part in (parts if each is r else [each]))
    exchange(draft, job, replace(op, reported=reported))


def _goes_on_until(schedule: Schedule, op: Operation, r: Report, quantity: int, start: datetime) -> datetime:
    """When the rest is done, by its work centre's calendar."""
    problem = schedule.problem
    row = problem.resources.wc[problem.names.work_centre[r.work_centre]]
    mode = next(mode for mode in op.modes if mode.work_centre == r.work_centre)
    seconds, at = mode.run_s(quantity), round((start - problem.zero).total_seconds())
    pause = {"resumable": col.RESUMABLE, "whole": col.WHOLE, "unattended": col.UNATTENDED}[mode.pause.value]
    res, cal = problem.views[0], int(row[col.WC_CAL])
    end = int(run_end(res, cal, int(work_at(res, cal, at)), seconds, pause))
    return start + timedelta(seconds=seconds if end == BIG else end - at)


def corrected(draft: Disturbed, one: Corrected, _: datetime) -> None:
    """Take a job as it is told, and stock back that was not used after all."""
    job = draft.job(one.job.id)
    if job is None:
        return
    stock = dict(draft.network.stock)
    for name, quantity in one.stock.items():
        if name not in stock:
            draft.unknown("stock", name, stock)
            return
        stock[name] = replace(stock[name], quantity=stock[name].quantity + quantity)
    draft.network = replace(draft.network, stock=stock)
    draft.exchange(one.job)
    make_less(draft, job, job.quantity - one.job.quantity)


def make_less(draft: Disturbed, job: Job, quantity: int) -> None:
    """So much less (below zero: more) comes of a job that makes a receipt."""
    stock = draft.network.stock
    if quantity and job.makes in stock:
        less = replace(stock[job.makes], quantity=max(0, stock[job.makes].quantity - quantity))
        draft.network = replace(draft.network, stock={**stock, less.id: less})


def exchange(draft: Disturbed, job: Job, operation: Operation) -> None:
    """An operation of a job as it is from now on."""
    operations = tuple(operation if each.id == operation.id else each for each in job.operations)
    draft.exchange(replace(job, operations=operations))
