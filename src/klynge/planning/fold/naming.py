# SPDX-License-Identifier: Apache-2.0
"""Names of supply lots, which last while the plan moves them, and of batches; what a new plan changes in a state."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from klynge.job import Job, Work
from klynge.network.model import Network
from klynge.planning.plan import Lot, Plan, Portion

from .network_data import SETTINGS, TABLES, adapter, entry_data
from .rows import Change, LotPlaced, NetworkChange, OrderChange, OrderPlaced, Placements
from .state import PlanState

Made = tuple[Lot, Sequence[Portion]]
"""A supply lot with the portions that make it."""


def named(plan: Plan, state: PlanState | None = None) -> Plan:
    """The plan with batches named by where they are made, and supply lots by the names that they have in a state; new
    ones by where they are made as well."""
    made: dict[str, list[Portion]] = defaultdict(list)
    for portion in plan.portions:
        if not portion.order:
            made[portion.job].append(portion)
    known = {} if state is None else state.lots
    taken = () if state is None else names_taken(state)
    names = lasting_names(known, [(lot, made[lot.id]) for lot in plan.lots], taken)
    ids = {lot.id: name for lot, name in zip(plan.lots, names, strict=True)}
    portions = sorted((portion_named(one, ids) for one in plan.portions), key=stable_order)
    return replace(plan, portions=tuple(portions), lots=tuple(replace(lot, id=ids[lot.id]) for lot in plan.lots))


def names_taken(state: PlanState) -> Collection[str]:
    """The names that no new supply lot may have: those of orders, which begun lots have become."""
    return state.orders.keys()


def lasting_names(known: Mapping[str, Made], made: Sequence[Made], taken: Collection[str] = ()) -> list[str]:
    """For supply lots as they are planned now their names, given those that are known by name and may have moved.

    Lots of one supply are alike, so they are told apart by time: where there are as many as before, each is the one
    that is as early as it; else one that is where a known one was is that one, and of the others each, the earliest
    first, is the known one that began nearest to it. What is left over is new.
    """
    found: dict[int, str] = {}
    before: dict[int, list[str]] = defaultdict(list)
    for name, (lot, _) in known.items():
        before[lot.supply].append(name)
    now: dict[int, list[int]] = defaultdict(list)
    for row, (lot, _) in enumerate(made):
        now[lot.supply].append(row)
    for supply, rows in now.items():
        names = sorted(before[supply], key=lambda name: (*_begins(known[name]), name))
        rows.sort(key=lambda row: (*_begins(made[row]), row))
        if len(names) == len(rows):
            found |= dict(zip(rows, names, strict=True))
        else:
            found |= _nearest(known, names, made, rows)
    used = {*known, *taken, *found.values()}
    for row, (lot, portions) in enumerate(made):
        if row not in found:
            place = lot_place(lot, portions)
            others = (f"{place}+{k}" for k in range(1, len(used) + 2))
            found[row] = next(name for name in (place, *others) if name not in used)
            used.add(found[row])
    return [found[row] for row in range(len(made))]


def _nearest(known: Mapping[str, Made], names: list[str], made: Sequence[Made], rows: list[int]) -> dict[int, str]:
    """The known lots of a supply that some of its lots are; both by time."""
    there: dict[str, list[str]] = defaultdict(list)
    for name in reversed(names):
        there[lot_place(*known[name])].append(name)
    found = {row: same.pop() for row in rows if (same := there.get(lot_place(*made[row])))}
    left = [name for name in names if name not in set(found.values())]
    starts = [_begins(known[name])[0] for name in left]
    for row in rows:
        if row in found or not left:
            continue
        at, _ = _begins(made[row])
        place = bisect_left(starts, at)
        near = min((k for k in (place - 1, place) if 0 <= k < len(starts)), key=lambda k: abs(starts[k] - at))
        found[row] = left.pop(near)
        del starts[near]
    return found


def _begins(made: Made) -> tuple[int, str]:
    """When and where a supply lot begins to be made."""
    lot, portions = made
    return min((portion.start for portion in portions), default=lot.available), lot_place(lot, portions)


def lot_place(lot: Lot, made: Sequence[Portion]) -> str:
    """Where and when a supply lot begins to be made: its first name, unless another has it already."""
    first = min(made, key=lambda p: (p.start, p.operation)) if made else None
    place = f"{first.work_centre}/{first.unit + 1}@{first.start}" if first else str(lot.available)
    return f"{lot.item}:{place}"


def portion_named(one: Portion, names: Mapping[str, str] = MappingProxyType({})) -> Portion:
    """The portion as the log says it: its batch named by where that is, supply lots by the names that are given, its
    material in the same order whoever placed it."""
    batch = f"{one.work_centre}/{one.unit + 1}@{one.start}" if one.batch else ""
    job = one.job if one.order else names.get(one.job, one.job)
    pegs = one.pegs
    if pegs and (len(pegs) > 1 or pegs[0].source == "lot"):
        named = (replace(peg, id=names.get(peg.id, peg.id)) if peg.source == "lot" else peg for peg in pegs)
        pegs = tuple(sorted(named, key=lambda peg: (peg.item, peg.source, peg.id, peg.available, peg.quantity)))
    same = batch == one.batch and job == one.job and pegs == one.pegs
    return one if same else replace(one, job=job, batch=batch, pegs=pegs)


def stable_order(one: Portion) -> tuple[str, str, str, int, int, int, int]:
    """By which portions stand in what the log says: the same whoever placed them, side by side outside as well."""
    return one.order, one.job, one.operation, one.start, one.unit, one.end, one.quantity


def changes_between(state: PlanState, network: Network, work: Work, plan: Plan) -> tuple[Change, ...]:
    """The changes that bring a state to a network, work and plan: what a writer appends, each as a whole value.

    Orders that are in the state and not in the work are left as they are: say of them what became of them first. The
    plan has all supply lots; orders of which it says nothing stay as they are.
    """
    changes: list[Change] = [*_network_changes(state.network, network), *order_changes(state, work)]
    placements = _placements(state, named(plan, state))
    if placements.orders or placements.lots or placements.lots_gone:
        changes.append(placements)
    return tuple(changes)


def order_changes(state: PlanState, work: Work) -> list[OrderChange]:
    """The orders of some work that are new, or whose work is otherwise than in a state."""
    jobs: dict[str, list[Job]] = defaultdict(list)
    for job in work.jobs:
        jobs[job.order].append(job)
    return [
        OrderChange(order=order, jobs=tuple(now))
        for order, now in jobs.items()
        if (known := state.orders.get(order)) is None or known.planned_jobs() != tuple(now)
    ]


def _network_changes(before: Network, after: Network) -> list[Change]:
    changes: list[Change] = []
    for each in fields(before):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old is new or old == new:
            continue
        if each.name in TABLES:
            for name in [*old, *(name for name in new if name not in old)]:
                if old.get(name) != new.get(name):
                    value = entry_data(each.name, new[name]) if name in new else None
                    changes.append(NetworkChange(table=each.name, id=name, value=value))
        elif each.name in SETTINGS:
            value = adapter(Any).dump_python(new, mode="json")
            changes.append(NetworkChange(table="settings", id=each.name, value=value))
    return changes


def _placements(state: PlanState, plan: Plan) -> Placements:
    portions: dict[str, list[Portion]] = defaultdict(list)
    made: dict[str, list[Portion]] = defaultdict(list)
    for portion in plan.portions:
        (portions[portion.order] if portion.order else made[portion.job]).append(portion)
    orders = [
        OrderPlaced(outcome=outcome, portions=tuple(portions[name]))
        for name, outcome in plan.outcomes.items()
        if state.outcomes.get(name) != outcome or state.placements.get(name, ()) != tuple(portions[name])
    ]
    lots: dict[str, Lot] = {lot.id: lot for lot in plan.lots}
    changed = [
        LotPlaced(lot=lot, portions=tuple(made[name]))
        for name, lot in lots.items()
        if state.lots.get(name) != (lot, tuple(made[name]))
    ]
    gone = tuple(name for name in state.lots if name not in lots)
    return Placements(orders=tuple(orders), lots=tuple(changed), lots_gone=gone)
