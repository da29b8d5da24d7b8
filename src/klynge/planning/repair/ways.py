# SPDX-License-Identifier: Apache-2.0
"""The kinds of repairs: for each, the changes that are worth a try at one order, from what its lateness comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from klynge.job import Job, Mode
from klynge.planning.explain import Cause
from klynge.planning.kernels import columns as col
from klynge.planning.measure.hours import Clock
from klynge.planning.measure.lanes import Lanes
from klynge.planning.promise.overtime import Overtime, used_of

from .case import Case
from .data import Change, Kind, Repair, Transfer, Wish
from .desk import Tried
from .jobs import handed_over_in_lots, in_lots, in_parts, quantity_of
from .overtime import PATTERNS, hours_on

Look = Callable[[Kind, Change], Repair | None]
TRANSFER_LOTS = (2, 4, 8)
MOST_ASIDE = (1, 2, 4, 8, 16)


def again_and_elsewhere(case: Case, look: Look) -> Iterator[Repair]:
    """In what is free now; by agreements; each operation in its other modes; a site at a time."""
    changes = [Change(), Change(agreements=True)]
    changes += _by_first_lane(case, changes)
    rank = {name: n for n, name in enumerate(case.centres)}
    ops = sorted(
        ((job, op) for job in case.jobs for op in job.operations if len(op.modes) > 1 and not op.reported),
        key=lambda pair: rank.get(case.modes[pair[0].id, pair[1].id].work_centre, 99),
    )
    sites: dict[str, list[Wish]] = {}
    for job, op in ops:
        for number, mode in enumerate(op.modes):
            wish = Wish(job.id, op.id, number)
            if all(one.operation != op.id or one.job != job.id for one in sites.setdefault(mode.site, [])):
                sites[mode.site].append(wish)
            if mode is not case.modes[job.id, op.id]:
                changes.append(Change(wishes=(wish,), agreements=mode.agreement is not None))
    for wishes in sites.values():
        guests = any(_mode(case, wish).agreement is not None for wish in wishes)
        changes.append(Change(wishes=tuple(wishes), agreements=guests))
    yield from _looked(Kind.ELSEWHERE, dict.fromkeys(changes), look)


def _mode(case: Case, wish: Wish) -> Mode:
    return next(
        op.modes[wish.mode]
        for job in case.jobs
        if job.id == wish.job
        for op in job.operations
        if op.id == wish.operation
    )


def _looked(kind: Kind, changes: Sequence[Change] | dict[Change, None], look: Look) -> Iterator[Repair]:
    for change in changes:
        if (found := look(kind, change)) is not None:
            yield found


def swap(case: Case, look: Look) -> Iterator[Repair]:
    """Orders in front give way: those with most slack, those that stand there longest; promised ones only at last."""
    there = [order for order in _in_front(case) if case.may_move(order)]
    free = [order for order in there if not case.is_promised(order)]
    for names in (free, there) if len(there) > len(free) else (free,):
        by_slack = sorted(names, key=lambda order: (-case.slack_s(order), order))
        by_time = sorted(names, key=lambda order: (-case.in_front.get(order, 0), order))
        tried: set[frozenset[str]] = set()
        harmless = False
        for count in MOST_ASIDE:
            for ranked in (by_slack, by_time):
                aside = tuple(ranked[:count])
                if len(aside) == count and frozenset(aside) not in tried:
                    tried.add(frozenset(aside))
                    found = look(Kind.SWAP, Change(aside=aside))
                    if found is not None:
                        yield found
                        harmless |= found.mends and not found.broken
            if harmless and count >= 4:
                break
        if harmless:
            return


def _in_front(case: Case) -> list[str]:
    """The orders in the way; of an order that is not planned, those at the work centre at which planning stopped."""
    if case.explanation.delivered is not None:
        return list(case.in_front)
    problem, state = case.schedule.problem, case.schedule.state
    tables = problem.operations
    failed = int(case.schedule.failed[case.row])
    modes = tables.mode[int(tables.op[failed, col.OP_MODE0]) : int(tables.op[failed, col.OP_MODE1]), col.MODE_WC]
    task = state.task[: len(problem.rows)]
    placed = np.flatnonzero(task[:, col.TASK_HEAD] >= 0)
    here = placed[np.isin(tables.mode[task[placed, col.TASK_MODE], col.MODE_WC], modes)]
    last = here[np.argsort(-task[here, col.TASK_END], kind="stable")][:64]
    return list(dict.fromkeys(problem.rows[row][0].order for row in last.tolist()))


def split(case: Case, look: Look) -> Iterator[Repair]:
    """In lots over like units, handed over in lots, and both."""
    if case.begun:
        return
    ways: dict[tuple[Job, ...], None] = {}
    spread = in_lots(case.jobs, case.network)
    for jobs in (spread, *(handed_over_in_lots(base, n) for base in (case.jobs, spread) for n in TRANSFER_LOTS)):
        if jobs != case.jobs:
            ways.setdefault(jobs)
    kept = [Change(parts=(jobs,)) for jobs in ways]
    yield from _looked(Kind.SPLIT, [*kept, *_by_first_lane(case, kept)], look)


def _by_first_lane(case: Case, changes: Sequence[Change]) -> list[Change]:
    """The same changes with goods that go by the lanes that arrive first; none when they do anyway."""
    lanes = case.schedule.chosen_lanes(case.row)
    return [replace(change, lanes_aside=lanes) for change in changes] if lanes else []


def overtime(case: Case, look: Look) -> Iterator[Repair]:
    """Longer days at the work centres it waits for; in the end with orders in front giving way as well."""
    centres = case.centres
    groups = dict.fromkeys(group for group in (centres[:1], centres[:2], centres) if group)
    mended = False
    for group in groups:
        for pattern in range(len(PATTERNS)):
            hours = _hours(case, group, pattern)
            found = _shortest(case, look, Change(overtime=hours)) if hours else None
            if found is not None:
                yield found
                mended |= found.mends and not found.broken
        if mended:
            return
    front = sorted(
        (order for order in case.in_front if case.may_move(order) and not case.is_promised(order)),
        key=lambda order: (-case.slack_s(order), order),
    )
    for count in (2, 8) if front else ():
        if hours := _hours(case, centres, 0):
            found = _shortest(case, look, Change(overtime=hours, aside=tuple(front[:count])))
            if found is not None:
                yield found


def _hours(case: Case, centres: Sequence[str], pattern: int) -> tuple[Overtime, ...]:
    network = case.network
    return tuple(
        over
        for name in centres
        if network.work_centres[name].kind != "external"
        for over in hours_on(network, name, case.people(name), case.days, pattern)
    )


def _shortest(case: Case, look: Look, change: Change) -> Repair | None:
    """The change with as much of its overtime as it uses; promised orders that lie across it first, if that helps."""
    whole = look(Kind.OVERTIME, change)
    if whole is None:
        return None
    found = _trimmed(case, look, whole)
    if found.broken and (other := look(Kind.OVERTIME, replace(change, promised_first=True))) is not None:
        found = min(found, _trimmed(case, look, other), key=lambda one: one.rank)
    return found


def _trimmed(case: Case, look: Look, whole: Repair) -> Repair:
    """Only the hours that were used; if that is another plan, with the same orders giving way."""
    best, last = whole, case.desk.last
    names = case.schedule.problem.orders
    aside = tuple(names[row] for row in last.given_way) if last else ()
    used = _used(last)
    if not used or used == _bare(whole.change.overtime):
        return best
    for gives_way in (whole.change.aside, aside):
        found = look(Kind.OVERTIME, replace(whole.change, overtime=used, aside=gives_way))
        if found is not None and found.rank < best.rank:
            best = found
            again = _used(case.desk.last)
            if again and again != used:
                shorter = look(Kind.OVERTIME, replace(best.change, overtime=again))
                best = best if shorter is None else min(best, shorter, key=lambda one: one.rank)
            if best.mends or not whole.mends:
                return best
    return best


def _used(tried: Tried | None) -> tuple[Overtime, ...]:
    """The overtime that is used, by half hours."""
    return () if tried is None else tuple(used_of(_bare(tried.overtime), tried.portions))


def _bare(overtime: Sequence[Overtime]) -> tuple[Overtime, ...]:
    return tuple(replace(over, extra_ore=0) for over in overtime)


def partial(case: Case, look: Look) -> Iterator[Repair]:
    """As much as can be in time as the order, the rest later as an order of its own."""
    whole = quantity_of(case.jobs)
    if case.begun or whole < 2:
        return
    rest, kept = _rest_id(case), Change()
    for way in (kept, *_by_first_lane(case, [kept])):
        low, high, best = 1, whole - 1, None
        while low <= high:
            middle = (low + high) // 2
            found = look(Kind.PARTIAL, replace(way, parts=in_parts(case.jobs, case.network, middle, rest)))
            if found is not None and found.deliveries[0].delivered <= case.target:
                best, low = found, middle + 1
            else:
                high = middle - 1
        if best is not None:
            yield best


def _rest_id(case: Case) -> str:
    number = 2
    while f"{case.order}-{number}" in case.desk.numbers or f"{case.order}-{number}" in case.network.orders:
        number += 1
    return f"{case.order}-{number}"


def material(case: Case, look: Look) -> Iterator[Repair]:
    """Stock that nobody uses at another site of the same member, moved to where the order waits for it."""
    waits = [fact for fact in case.facts if fact.cause in (Cause.STOCK, Cause.PURCHASE)]
    for fact in waits:
        op = next(op for job in case.jobs if job.id == fact.job for op in job.operations if op.id == fact.operation)
        mode = case.modes[fact.job, fact.operation]
        for use in op.materials:
            for transfer in _transfers(case, use.item, use.needed(op.quantity), mode.site):
                if (found := look(Kind.MATERIAL, Change(transfers=(transfer,)))) is not None:
                    yield found


def _transfers(case: Case, item: str, quantity: int, site: str) -> Iterator[Transfer]:
    problem, network = case.schedule.problem, case.network
    member = network.sites[site].member
    lanes, clock = Lanes(case.reading), Clock.of(network)
    for row, name in enumerate(problem.stock_ids):
        lot = network.stock[name]
        left = min(int(problem.stock_left[row]), int(case.schedule.state.stock_left[row]))
        if lot.item != item or lot.site == site or network.sites[lot.site].member != member:
            continue
        if left < quantity or lot.quantity <= quantity:
            continue
        way = lanes.arrive(lot.site, site, clock.seconds(max(lot.available, network.start)))
        if way is not None:
            weight_g = network.items[item].weight_g * quantity
            ore = way.lane.cost_ore - (-way.lane.cost_ore_kg * weight_g // 1000)
            grams, available = way.lane.co2_g_kg * weight_g // 1000, clock.moment(way.arrives)
            yield Transfer(name, item, member, quantity, lot.site, site, way.lane.id, available, ore, grams)
