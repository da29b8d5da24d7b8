# SPDX-License-Identifier: Apache-2.0
"""A state with the engine's schedule of it, kept in step row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from klynge.planning.errors import PlanningError
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.patch import patched
from klynge.planning.placing import place, schedule_of, take_off
from klynge.planning.plan import Portion
from klynge.planning.promise.reserving import admit
from klynge.planning.promise.restating import restate
from klynge.planning.schedule import Schedule

from .fold import apply
from .rows import Change, LotPlaced, OrderChange, Placements, Published, Row, StateChange
from .state import OVER, PlanState


@dataclass(slots=True)
class Replica:
    """The fold of a log, and its plan in the engine's form: to promise, replan and improve in.

    Rows that take in new orders, place, and say where promises stand go into the schedule order by order; for others,
    and where the orders of a row can only stand all together, the schedule is made anew from the state. What it had
    before stays as it was.
    """

    state: PlanState
    schedule: Schedule
    lots: dict[str, int]

    @classmethod
    def of(cls, state: PlanState) -> Replica:
        """A replica of a state. Raises PlacingError when its plan breaks a rule."""
        schedule = state.as_schedule()
        return cls(state, schedule, _lot_rows(state))

    def apply(self, row: Row) -> None:
        """Take in one more row. Raises FoldError or PlacingError, and then nothing has changed."""
        after = apply(self.state, row)
        if not self._only_places(row.changes) or not self._placed(row.changes, after):
            self._anew(after)
        self.state = after

    def _only_places(self, changes: Iterable[Change]) -> bool:
        """Whether changes do no more than take in orders, say where their promises stand, and place."""
        known, new, placed, over = self.state.orders, set(), set(), False
        for change in changes:
            if isinstance(change, OrderChange) and change.order not in known and change.order not in new:
                new.add(change.order)
            elif isinstance(change, Placements):
                placed |= {each.outcome.order for each in change.orders if each.outcome.delivered is not None}
            elif isinstance(change, StateChange):
                over |= change.status in OVER
            elif not isinstance(change, Published):
                return False
        return new <= placed and not over

    def _anew(self, after: PlanState) -> None:
        """The schedule of a state, its tables from those at hand where they hold."""
        before = self.state.planned()
        now = after.planned()
        orders = {name: order.planned_jobs() for name, order in now.items() if before.get(name) != order}
        orders |= {name: () for name in before if name not in now}
        problem = self.schedule.problem
        if orders or after.network is not self.state.network:
            problem = patched(problem, after.network, orders).problem
        self.schedule = schedule_of(problem, after.as_plan())
        self.lots = _lot_rows(after)

    def _placed(self, changes: tuple[Change, ...], after: PlanState) -> bool:
        """Place what a row places, order by order; False when that cannot be done, and then all is as it was.

        Raises PlacingError for a single new order that does not fit: no other way to place the row is left then.
        """
        trial, lots = self.schedule.copy(), dict(self.lots)
        try:
            for change in changes:
                if isinstance(change, OrderChange):
                    admit(trial, after.orders[change.order].planned_jobs())
                elif isinstance(change, StateChange) and change.order in self.state.orders:
                    restate(trial, after.orders[change.order].planned_jobs())
                elif isinstance(change, Placements):
                    _place(trial, lots, change, after)
        except PlanningError:
            if _is_one_order(changes):
                raise
            return False
        self.schedule, self.lots = trial, lots
        return True


def _is_one_order(changes: tuple[Change, ...]) -> bool:
    """Whether changes take in and place one new order and nothing else."""
    new = {change.order for change in changes if isinstance(change, OrderChange)}
    placed = [change for change in changes if isinstance(change, Placements)]
    orders = [each.outcome.order for change in placed for each in change.orders]
    return len(orders) == 1 and set(orders) == new and not any(change.lots_gone for change in placed)


def _lot_rows(state: PlanState) -> dict[str, int]:
    """The rows that `schedule_of` gives the supply lots of a state."""
    return {name: row for row, name in enumerate(state.lots)}


def _place(schedule: Schedule, lots: dict[str, int], change: Placements, after: PlanState) -> None:
    """Take the orders of a change off and place them as it says, in the state `after` it. Raises PlacingError.

    A supply lot that only these orders use goes off with them, and is made again with the first that takes from it.
    """
    numbers = schedule.problem.numbers
    there = [each.outcome.order for each in change.orders if schedule.arrivals[numbers[each.outcome.order]] < BIG]
    take_off(schedule, there)
    alive = schedule.state.lot[:, col.LOT_ALIVE]
    for name in [*change.lots_gone, *(name for name, row in lots.items() if not alive[row])]:
        lots.pop(name, None)
    new = {placed.lot.id: placed for placed in change.lots}
    for name in new:
        lots.pop(name, None)

    def missing(pegged: set[str]) -> list[str]:
        return [lot for lot in sorted(pegged) if lot not in lots and (lot in new or lot in after.lots)]

    for each in change.orders:
        if each.outcome.delivered is None:
            continue
        pegged = {peg.id for portion in each.portions for peg in portion.pegs if peg.source == "lot"}
        made = [
            new.get(lot) or LotPlaced(lot=after.lots[lot][0], portions=after.lots[lot][1]) for lot in missing(pegged)
        ]
        portions: list[Portion] = [*each.portions, *(portion for placed in made for portion in placed.portions)]
        rows = place(
            schedule,
            each.outcome.order,
            portions,
            [placed.lot for placed in made],
            lots,
            setups=False,
            lanes=each.outcome.lanes,
        )
        lots.update(zip([placed.lot.id for placed in made], rows, strict=True))
