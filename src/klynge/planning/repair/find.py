# SPDX-License-Identifier: Apache-2.0
"""The best repairs of one order: every kind is tried for real, and what comes out is ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from klynge.planning.budget import Budget
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure.hours import Clock
from klynge.planning.schedule import Schedule

from .case import Case
from .data import Change, Delivery, Kind, Repair
from .effects import carbon_g, effects, moves, owners
from .jobs import quantity_of
from .ways import again_and_elsewhere, material, overtime, partial, split, swap

MOST = 3

Look = Callable[[Kind, Change], Repair | None]
WAYS: tuple[Callable[[Case, Look], Iterator[Repair]], ...] = (
    again_and_elsewhere,
    swap,
    split,
    overtime,
    material,
    partial,
)


def repairs(
    schedule: Schedule,
    order: str,
    budget: Budget | None = None,
    wanted: datetime | None = None,
    most: int = MOST,
    kept: Collection[tuple[str, str]] = (),
) -> list[Repair]:
    """The best repairs of an order that is late or not planned, at most one of a kind, the best first.

    Ranked: those that mend it fully first, then by fewest broken promises, then by days late and øre (`Repair.rank`).
    None breaks a promise when the order can be mended without. The schedule stays as it is. An order that is in time
    (`wanted`: for another moment than its promised or due one) needs none. The budget counts changes tried. No repair
    moves an operation, as (job, operation), that is to be `kept` where it is.
    Raises KeyError when the schedule has no such order.
    """
    if order not in schedule.problem.orders:
        raise KeyError(order)
    row = schedule.problem.orders.index(order)
    clock = Clock.of(schedule.problem.network)
    case = Case.of(schedule, row, None if wanted is None else clock.seconds(wanted), kept)
    before = case.explanation.delivered
    if before is not None and before <= case.target:
        return []
    found = list(_all(case, budget or Budget()))
    if any(repair.mends and not repair.broken for repair in found):
        found = [repair for repair in found if not repair.broken]
    best: dict[Kind, Repair] = {}
    for repair in sorted(found, key=_within_kind):
        best.setdefault(repair.kind, repair)
    return [_with_carbon(case, one) for one in sorted(best.values(), key=lambda one: one.rank)[:most]]


def _with_carbon(case: Case, repair: Repair) -> Repair:
    """A repair that is told, with what it emits, for which it is made once more."""
    tried = case.desk.tried(repair.change)
    assert tried is not None
    grams = carbon_g(case.desk, tried) + sum(transfer.co2_g for transfer in repair.change.transfers)
    return replace(repair, co2_g=grams)


def _within_kind(repair: Repair) -> tuple[int, ...]:
    """Of a kind, one that makes no other order late comes before one that costs less."""
    first, rest = repair.rank[:3], repair.rank[3:]
    return (*first, sum(effect.made_late for effect in repair.others), *rest)


def _all(case: Case, budget: Budget) -> Iterator[Repair]:
    """Every repair that was found until the budget was spent."""
    looker = _Looker(case, budget)
    for way in WAYS:
        yield from way(case, looker.look)
        if looker.over:
            return


class _Looker:
    """Tries changes until the budget is spent."""

    def __init__(self, case: Case, budget: Budget) -> None:
        self.case, self.budget = case, budget
        self.tried = 0

    @property
    def over(self) -> bool:
        """Whether the budget is spent."""
        return self.budget.spent(self.tried, None)

    def worth(self, repair: Repair) -> bool:
        """Whether the order arrives earlier (or at all), or more of it does."""
        before = self.case.explanation.delivered
        return before is None or repair.late_s < before - self.case.target

    def look(self, kind: Kind, change: Change) -> Repair | None:
        """Try a change: the repair that it is, None when it cannot be made or helps nothing."""
        if self.over:
            return None
        self.tried += 1
        found = measured(self.case, kind, change)
        return found if found is not None and self.worth(found) else None


def measured(case: Case, kind: Kind, change: Change) -> Repair | None:
    """What a change comes to; None when it cannot be made."""
    tried = case.desk.tried(change)
    if tried is None:
        return None
    problem = case.schedule.problem
    parts = tuple(
        Delivery(part.jobs[0].order, quantity_of(part.jobs), part.arrival + problem.zero_s) for part in tried.parts
    )
    assert all(part.arrival < BIG for part in tried.parts)
    return Repair(
        kind,
        case.order,
        case.explanation.owner,
        case.target,
        case.explanation.delivered,
        parts,
        tried.cost_ore,
        sum(over.extra_ore for over in tried.overtime),
        0,
        owners(case.desk, tried),
        effects(case.desk, tried),
        moves(case.desk, tried, case.modes),
        replace(change, overtime=tried.overtime),
        problem.network.epoch,
        problem.network.time_zone,
    )
