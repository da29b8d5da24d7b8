# SPDX-License-Identifier: Apache-2.0
"""What disturbances make of a network and its orders; all that is wrong with them is said at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from klynge.job import Job, JobError, Operation
from klynge.job import Reported as Report
from klynge.network.model import Kind, Network, Pool, PoolPart, StockLot, Stop
from klynge.planning.kernels import columns as col
from klynge.planning.plan_reader import PlanReader
from klynge.planning.schedule import Schedule

from .draft import DisturbanceError, Disturbed
from .events import (
    Breakdown,
    Corrected,
    Disturbance,
    Ended,
    Fewer,
    LateMaterial,
    LeadTime,
    More,
    Overtime,
    Paused,
    Reported,
    Rush,
    Scrap,
    Slower,
    Withdrawn,
)
from .hours import alike_together, ended, is_for_a_while, more, overtime
from .reports import corrected, make_less, not_ended, paused


def disturbed(schedule: Schedule, disturbances: Sequence[Disturbance], now: datetime) -> Disturbed:
    """What the disturbances make of the schedule's network and orders, one after the other.

    Raises DisturbanceError with everything that is wrong with them.
    """
    draft = Disturbed(schedule, schedule.problem.network)
    for number, one in enumerate(disturbances, start=1):
        draft.number = number
        try:
            _VERBS[type(one)](draft, one, now)
        except (JobError, OverflowError) as error:
            draft.amiss("impossible", text=str(error))
    if draft.troubles:
        raise DisturbanceError(draft.troubles)
    return draft


def _breakdown(draft: Disturbed, one: Breakdown, now: datetime) -> None:
    network = draft.network
    if one.end <= one.start:
        draft.amiss("ends_first")
    elif one.end <= network.start or one.end <= now:
        draft.amiss("over_already")
    if one.start >= network.end:
        draft.amiss("after_horizon")
    centre = network.work_centres.get(one.work_centre)
    if centre is None:
        draft.unknown("work_centre", one.work_centre, network.work_centres)
        return
    if centre.kind is Kind.EXTERNAL:
        draft.amiss("external", name=centre.id)
        return
    if one.unit is not None and one.unit > centre.units:
        draft.amiss("unknown_unit", name=centre.id, unit=str(one.unit), units=str(centre.units))
        return
    matrix = network.setup_matrices.get(centre.setup_matrix)
    if one.family and (matrix is None or one.family not in matrix.families):
        draft.unknown("family", one.family, matrix.families if matrix else ())
        return
    units = range(centre.units) if one.unit is None else (one.unit - 1,)
    stops = tuple(
        Stop(unit, one.start, one.end, one.family or _family_at(draft.schedule, centre.id, unit, one.start))
        for unit in units
    )
    stopped = replace(centre, stops=centre.stops + stops)
    draft.network = replace(network, work_centres={**network.work_centres, centre.id: stopped})


def _family_at(schedule: Schedule, centre: str, unit: int, moment: datetime) -> str:
    """What the plan has a unit set up for at a moment; "" where there are no set-ups."""
    problem, st = schedule.problem, schedule.state
    where = problem.network.work_centres[centre]
    if not where.setup_matrix:
        return ""
    number = problem.names.work_centre[centre]
    row = int(problem.resources.wc[number, col.WC_UNIT0]) + unit
    at = round((moment - problem.zero).total_seconds())
    runs = st.run[: int(st.counter[col.N_RUN])]
    here = (runs[:, col.RUN_UNIT] == row) & (runs[:, col.RUN_WC] == number) & (runs[:, col.RUN_COUNT] > 0)
    here &= runs[:, col.RUN_START] <= at  # what begins at that moment has had its set-up
    found = runs[here]
    families = problem.network.setup_matrices[where.setup_matrix].families
    if not len(found):
        return where.states[unit]
    return families[int(found[found[:, col.RUN_START].argmax(), col.RUN_FAMILY])]


def _fewer(draft: Disturbed, one: Fewer, _: datetime) -> None:
    network = draft.network
    pool = network.pools.get(one.pool)
    if pool is None:
        draft.unknown("pool", one.pool, network.pools)
        return
    if one.last < one.first:
        draft.amiss("ends_first")
        return
    away = _away(pool, one)
    if (found := sum(away.values())) < one.amount:
        draft.amiss("too_few", name=pool.id, amount=f"{one.amount / 1000:g}", there=f"{found / 1000:g}")
        return
    parts = []
    for number, part in enumerate(pool.parts):
        gone = away.get(number, 0)
        if part.amount > gone:
            parts.append(replace(part, amount=part.amount - gone))
        if gone:
            parts.append(PoolPart(part.calendar, gone, (*part.absences, (one.first, one.last))))
    draft.network = replace(network, pools={**network.pools, pool.id: replace(pool, parts=alike_together(parts))})


def _away(pool: Pool, one: Fewer) -> dict[int, int]:
    """How much of each part is not there: of those who are there on most of the days first; who is away on all of them,
    or is there for a while only, cannot be missed."""
    from_day, to_day = one.first.toordinal(), one.last.toordinal()
    missing = {
        number: len(
            {
                day
                for first, last in part.absences
                for day in range(max(first.toordinal(), from_day), min(last.toordinal(), to_day) + 1)
            }
        )
        for number, part in enumerate(pool.parts)
        if not is_for_a_while(part)
    }
    some = (number for number, days in missing.items() if days <= to_day - from_day)
    left, away = one.amount, dict[int, int]()
    for number in sorted(some, key=lambda each: missing[each]):
        away[number] = min(left, pool.parts[number].amount)
        left -= away[number]
    return away


def _late_material(draft: Disturbed, one: LateMaterial, _: datetime) -> None:
    network = draft.network
    lot = network.stock.get(one.stock)
    if lot is None:
        draft.unknown("stock", one.stock, network.stock)
    elif one.available is None and one.quantity is None:
        draft.amiss("says_nothing")
    else:
        quantity = lot.quantity if one.quantity is None else one.quantity
        changed = replace(lot, available=one.available or lot.available, quantity=quantity)
        draft.network = replace(network, stock={**network.stock, lot.id: changed})


def _lead_time(draft: Disturbed, one: LeadTime, _: datetime) -> None:
    item = draft.network.items.get(one.item)
    if item is None:
        draft.unknown("item", one.item, draft.network.items)
    elif item.lead_time_s is None:
        draft.amiss("not_bought", name=item.id)
    else:
        changed = replace(item, lead_time_s=one.lead_s)
        draft.network = replace(draft.network, items={**draft.network.items, item.id: changed})


def _scrap(draft: Disturbed, one: Scrap, _: datetime) -> None:
    job = draft.job(one.job)
    spoilt = draft.operation(job, one.operation) if job else None
    if job is None or spoilt is None:
        return
    if one.quantity > spoilt.quantity or (not one.redo and one.quantity >= spoilt.quantity):
        draft.amiss("too_much", quantity=str(one.quantity), there=str(spoilt.quantity))
        return
    before = _around(job, one.operation, backward=True)
    after = _around(job, one.operation, backward=False)

    def quantity(op: Operation) -> int:
        part = -(-one.quantity * op.quantity // spoilt.quantity)
        if one.redo:
            return op.quantity + (part if op.id in before else 0)
        done = sum(r.quantity for r in op.reported)
        return max(1, done, op.quantity - part) if op.id in after - {one.operation} else op.quantity

    operations = tuple(replace(op, quantity=quantity(op)) for op in job.operations)
    good = job.quantity if one.redo else max(1, job.quantity - -(-one.quantity * job.quantity // spoilt.quantity))
    draft.exchange(replace(job, operations=operations, quantity=good))
    make_less(draft, job, job.quantity - good)


def _around(job: Job, operation: str, backward: bool) -> set[str]:
    """The operation and all before (or after) it in its job."""
    found, waiting = {operation}, [operation]
    while waiting:
        at = waiting.pop()
        for link in job.precedence:
            here, there = (link.after, link.before) if backward else (link.before, link.after)
            if not link.before_job and here == at and there not in found:
                found.add(there)
                waiting.append(there)
    return found


def _rush(draft: Disturbed, one: Rush, _: datetime) -> None:
    orders = {job.order for job in one.jobs}
    if len(orders) != 1:
        draft.amiss("one_order")
        return
    order = orders.pop()
    if draft.jobs_of(order):
        draft.amiss("taken", name=order)
        return
    draft.orders[order] = one.jobs


def _withdrawn(draft: Disturbed, one: Withdrawn, _: datetime) -> None:
    if not draft.jobs_of(one.order):
        draft.unknown("order", one.order, draft.schedule.problem.numbers)
        return
    draft.orders[one.order] = ()


def _slower(draft: Disturbed, one: Slower, _: datetime) -> None:
    if one.work_centre and one.work_centre not in draft.network.work_centres:
        draft.unknown("work_centre", one.work_centre, draft.network.work_centres)
        return
    touched = False
    known = draft.schedule.problem.numbers
    for order in [*known, *(name for name in draft.orders if name not in known)]:
        for job in draft.jobs_of(order):
            operations = tuple(_slowed(draft, one, job, op) for op in job.operations)
            if any(a is not b for a, b in zip(operations, job.operations, strict=True)):
                touched = True
                draft.exchange(replace(job, operations=operations))
    if not touched:
        draft.amiss("nothing_meant")


def _slowed(draft: Disturbed, one: Slower, job: Job, op: Operation) -> Operation:
    if (one.item and job.item != one.item) or (one.operation and op.id != one.operation):
        return op
    if sum(r.quantity for r in op.reported) >= op.quantity:
        return op
    if not any(not one.work_centre or mode.work_centre == one.work_centre for mode in op.modes):
        return op
    key = id(op.modes)
    if key not in draft._modes:
        modes = tuple(
            replace(
                mode,
                fixed_s=-(-mode.fixed_s * one.permille // 1000),
                unit_ms=-(-mode.unit_ms * one.permille // 1000),
            )
            if not one.work_centre or mode.work_centre == one.work_centre
            else mode
            for mode in op.modes
        )
        draft._modes[key] = modes, op.modes
    return replace(op, modes=draft._modes[key][0])


def _reported(draft: Disturbed, one: Reported, now: datetime) -> None:
    job = draft.job(one.job)
    op = draft.operation(job, one.operation) if job else None
    if job is None or op is None:
        return
    centre = draft.network.work_centres.get(one.work_centre)
    if one.work_centre not in {mode.work_centre for mode in op.modes} or centre is None:
        draft.unknown("work_centre", one.work_centre, (mode.work_centre for mode in op.modes))
        return
    if centre.kind is not Kind.EXTERNAL and one.unit > centre.units:
        draft.amiss("unknown_unit", name=centre.id, unit=str(one.unit), units=str(centre.units))
    if one.end < one.start:
        draft.amiss("ends_first")
    if one.state == "finished" and one.end > now:
        draft.amiss("not_yet")
    known = not_ended(op.reported, one)
    left = op.quantity - sum(r.quantity for r in known)
    if one.quantity > left:
        draft.amiss("too_much", quantity=str(one.quantity), there=str(left))
        return
    report = Report(one.work_centre, one.unit - 1, one.quantity, one.start, one.end, one.state)
    ended = left - (op.quantity - sum(r.quantity for r in op.reported))  # material of what was begun is used already
    draft.network = _used(draft, job, op, one.quantity - ended, left - ended)
    changed = replace(op, reported=(*known, report))
    draft.exchange(replace(job, operations=tuple(changed if each.id == op.id else each for each in job.operations)))


def _used(draft: Disturbed, job: Job, op: Operation, quantity: int, left: int) -> Network:
    """The network without the stock that the reported part of an operation used, as the plan had pegged it."""
    problem = draft.schedule.problem
    number = problem.numbers.get(job.order)
    if number is None or not op.materials:
        return draft.network
    first, last = problem.operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
    row = next(r for r in range(first, last) if (problem.rows[r][0].id, problem.rows[r][1].id) == (job.id, op.id))
    reader = PlanReader(draft.schedule, whole=False)
    portions = reader.portions(row, problem.rows[row], problem.operations, row)
    stock = dict(draft.network.stock)
    for material in op.materials:
        wanted = material.needed(left) - material.needed(left - quantity)
        for peg in (peg for p in portions if not p.frozen for peg in p.pegs if peg.item == material.item):
            used = min(wanted, peg.quantity)
            if peg.source == "stock" and used:
                lot: StockLot = stock[peg.id]
                stock[peg.id] = replace(lot, quantity=max(0, lot.quantity - used))
            wanted -= used
    return replace(draft.network, stock=stock)


_VERBS: dict[type, Any] = {
    Breakdown: _breakdown,
    Fewer: _fewer,
    LateMaterial: _late_material,
    LeadTime: _lead_time,
    Scrap: _scrap,
    Rush: _rush,
    Reported: _reported,
    Slower: _slower,
    Withdrawn: _withdrawn,
    Overtime: overtime,
    More: more,
    Ended: ended,
    Paused: paused,
    Corrected: corrected,
}
