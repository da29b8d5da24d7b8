# SPDX-License-Identifier: Apache-2.0
"""A state with the engine's schedule of it, kept in step row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from klynge.planning.errors import PlanningError
from klynge.planning.exchange import enter, exchange_of, users_of_late
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.patch import patched
from klynge.planning.placing import place, schedule_of, take_off, tell_unplanned
from klynge.planning.plan import Portion
from klynge.planning.promise.reserving import admit
from klynge.planning.promise.restating import restate
from klynge.planning.promise.shrinking import clear_out, leave
from klynge.planning.schedule import Schedule

from .exchanging import nothing_in_the_way, otherwise
from .fold import apply
from .rows import Change, LotPlaced, OrderChange, OrderPlaced, Placements, Published, Row, StateChange
from .state import OVER, PlanState

MOST_OVER, MOST_OVER_OF = 64, 8
"""Empty rows are cleared out when there are more than so many, and than one for so many orders."""


@dataclass(slots=True)
class Replica:
    """The fold of a log, and its plan in the engine's form: to promise, replan and improve in.

    Rows that take in new orders, place, and say where promises stand go into the schedule order by order, and so do
    reports and stops; for others, and where the orders of a row can only stand all together, the schedule is made anew
    from the state. What it had before stays as it was.
    """

    state: PlanState
    standing: Schedule
    """The schedule for promises, which pass over what is gone: orders that are over may have an empty row in it yet."""
    lots: dict[str, int]
    alone: bool = False
    """Whether its owner alone has the schedule, and appends the rows: what a row will say may be done at once."""
    ahead: tuple[tuple[Change, ...], dict[str, int]] | None = None
    """What was done in the schedule already: the changes of the row that will say so, and the lots' rows after it."""
    over: int = 0
    """How many orders in `standing` are gone."""

    @property
    def schedule(self) -> Schedule:
        """The schedule of the orders that are planned, and of no others."""
        if self.over:
            clear_out(self.standing)
            self.over = 0
        return self.standing

    @classmethod
    def of(cls, state: PlanState) -> Replica:
        """A replica of a state. Raises PlacingError when its plan breaks a rule."""
        schedule = state.as_schedule()
        return cls(state, schedule, _lot_rows(state))

    def apply(self, row: Row) -> None:
        """Take in one more row. Raises FoldError or PlacingError, and then nothing has changed."""
        self._take_in(row.changes, apply(self.state, row), alone=False)

    def advance(self, row: Row, after: PlanState | None = None) -> bool:
        """As `apply`, for who alone has the schedule: a row in which nothing moves changes it in place; whether it did.

        `after` is the state after the row, if it is known already.
        """
        if self.ahead is not None:
            (done, lots), self.ahead = self.ahead, None
            if done == row.changes and in_step(self.standing, lots):
                self.state, self.lots = after or apply(self.state, row), lots
                return True
            self._start_again()
        return self._take_in(row.changes, after or apply(self.state, row), alone=True)

    def forget(self) -> None:
        """Take back what was done ahead of a row that did not come."""
        if self.ahead is not None:
            self.ahead = None
            self._start_again()

    def _start_again(self) -> None:
        anew = Replica.of(self.state)
        self.standing, self.lots, self.over = anew.standing, anew.lots, 0

    def copy(self) -> Replica:
        """A replica of one's own, which may advance."""
        return Replica(self.state, self.standing.copy(), dict(self.lots), over=self.over)

    def _take_in(self, changes: tuple[Change, ...], after: PlanState, alone: bool) -> bool:
        in_place = alone and self._moves_nothing(changes)
        if self._only_places(changes) and self._placed(
            changes, after, self.standing if in_place else self.standing.copy()
        ):
            self.state = after
            return in_place
        if self._exchanged(changes, after):
            self.state = after
            return False
        try:
            self._anew(after)
        except PlanningError:
            if in_place:  # something was tried in the schedule itself
                self._start_again()
            raise
        self.state = after
        return False

    def _only_places(self, changes: Iterable[Change]) -> bool:
        """Whether changes do no more than take in orders, say where their promises stand, and place."""
        known, new, placed = self.state.orders, set(), set()
        for change in changes:
            if isinstance(change, OrderChange) and change.order not in known and change.order not in new:
                new.add(change.order)
            elif isinstance(change, Placements):
                placed |= {each.outcome.order for each in change.orders if each.outcome.delivered is not None}
            elif not isinstance(change, Published | StateChange):
                return False
        return new <= placed

    def _anew(self, after: PlanState) -> None:
        """The schedule of a state, its tables from those at hand where they hold."""
        before = self.state.planned()
        now = after.planned()
        orders = {name: order.planned_jobs() for name, order in now.items() if before.get(name) != order}
        orders |= {name: () for name in self.schedule.problem.orders if name not in now}
        problem = self.schedule.problem
        if orders or after.network is not self.state.network:
            problem = patched(problem, after.network, orders).problem
        self.standing = schedule_of(problem, after.as_plan())
        self.lots, self.over = _lot_rows(after), 0

    def _exchanged(self, changes: tuple[Change, ...], after: PlanState) -> bool:
        """Bring what is reported, work that is otherwise now, and stops into a copy of the schedule, and place what the
        row places; False when that cannot be done."""
        names = otherwise(changes, self.state)
        placed = [change for change in changes if isinstance(change, Placements)]
        if names is None or len(placed) > 1:
            return False
        schedule, problem = self.schedule, self.schedule.problem
        try:
            exchange = exchange_of(problem, after.network, {name: after.orders[name].planned_jobs() for name in names})
            if exchange is None:
                return False
            schedule = schedule.copy()
            placing = _Placing(self.state, schedule, dict(self.lots), [])
            moved = [each for change in placed for each in placing.clear(change)]
            off = {each.outcome.order for each in moved}
            if not {problem.rows[row][0].order for row in exchange.tasks} <= off:
                return False
            if users_of_late(schedule, exchange) or not enter(schedule, exchange, nothing_in_the_way):
                return False
            for change in placed:
                placing.put(change, moved)
        except PlanningError:
            return False
        if not in_step(schedule, placing.lots):
            return False
        self.standing, self.lots = schedule, placing.lots
        return True

    def _moves_nothing(self, changes: Iterable[Change]) -> bool:
        """Whether changes place one new order, or end some, and leave all others where they are."""
        known, new, over, placements = self.state.orders, set(), False, 0
        for change in changes:
            if isinstance(change, OrderChange):
                new.add(change.order)
            elif isinstance(change, StateChange):
                over |= change.status in OVER
            elif isinstance(change, Placements):
                placements += 1
                moved = {each.outcome.order for each in change.orders if not _is_beside(each, self.state)}
                if not moved <= new or moved & known.keys() or (new and change.lots_gone):
                    return False
        return placements <= 1 and len(new) <= 1 and not (new and over)

    def _placed(self, changes: tuple[Change, ...], after: PlanState, schedule: Schedule) -> bool:
        """Place what a row places in a schedule, order by order; False when that cannot be done.

        Raises PlacingError for a single new order that does not fit: no other way to place the row is left then. In
        both cases a row that moves nothing has left the schedule as it was.
        """
        was = schedule.problem, schedule.arrivals, schedule.whys, schedule.failed
        placing = _Placing(self.state, schedule, dict(self.lots), _over(changes, self.state))
        try:
            for change in changes:
                if isinstance(change, OrderChange):
                    admit(schedule, after.orders[change.order].planned_jobs())
                elif isinstance(change, StateChange) and change.order in self.state.orders:
                    if change.status not in OVER:
                        restate(schedule, after.orders[change.order].planned_jobs())
                elif isinstance(change, Placements):
                    placing.place(change)
            placing.take_off([])
        except PlanningError:
            schedule.problem, schedule.arrivals, schedule.whys, schedule.failed = was
            if _is_one_order(changes, self.state):
                raise
            return False
        over = self.over + placing.left
        if schedule is self.standing:
            self.over = over
        if not in_step(schedule, placing.lots):
            return False
        self.standing, self.lots, self.over = schedule, placing.lots, over
        if over > max(MOST_OVER, len(schedule.problem.orders) // MOST_OVER_OF):
            clear_out(self.standing)
            self.over = 0
        return True


def _over(changes: Iterable[Change], before: PlanState) -> list[str]:
    """The orders that end."""
    ended = [change.order for change in changes if isinstance(change, StateChange) and change.status in OVER]
    return [name for name in ended if name in before.orders]


def _is_one_order(changes: tuple[Change, ...], before: PlanState) -> bool:
    """Whether changes take in and place one new order and nothing else, but for set-ups beside it."""
    new = {change.order for change in changes if isinstance(change, OrderChange)}
    placed = [change for change in changes if isinstance(change, Placements)]
    orders = [each.outcome.order for change in placed for each in change.orders if not _is_beside(each, before)]
    gone = any(change.lots_gone for change in placed) or _over(changes, before)
    return len(orders) == 1 and set(orders) == new and not gone


def _is_beside(each: OrderPlaced, before: PlanState) -> bool:
    """Whether an order stays where it was, with other set-ups, as they follow from what stands beside it."""
    name = each.outcome.order
    return before.outcomes.get(name) == each.outcome and _only_setups(before.placements.get(name, ()), each.portions)


def _only_setups(before: Sequence[Portion], now: Sequence[Portion]) -> bool:
    return len(before) == len(now) and all(
        _but_setup(old) == _but_setup(new) for old, new in zip(before, now, strict=True)
    )


_but_setup = attrgetter(*(each.name for each in fields(Portion) if each.name != "setup_start"))


def _lot_rows(state: PlanState) -> dict[str, int]:
    """The rows that `schedule_of` gives the supply lots of a state."""
    return {name: row for row, name in enumerate(state.lots)}


def in_step(schedule: Schedule, lots: dict[str, int]) -> bool:
    """Whether the supply lots that are named are those that stand."""
    state = schedule.state
    alive = state.lot[: int(state.counter[col.N_LOT]), col.LOT_ALIVE] != 0
    return bool(alive[list(lots.values())].all()) and int(alive.sum()) == len(lots)


@dataclass(slots=True)
class _Placing:
    """A schedule, with the rows of its supply lots by name, in which a row's placements are brought about."""

    before: PlanState
    schedule: Schedule
    lots: dict[str, int]
    over: list[str]
    left: int = 0
    """How many of those have left."""

    def place(self, change: Placements) -> None:
        """Take the orders of a change off and place them as it says. Raises PlacingError."""
        self.put(change, self.clear(change))

    def clear(self, change: Placements) -> list[OrderPlaced]:
        """Take the orders of a change off that it moves; those. Raises PlanningError."""
        moved = [each for each in change.orders if not _is_beside(each, self.before)]
        self.take_off([each.outcome.order for each in moved])
        return moved

    def put(self, change: Placements, moved: Sequence[OrderPlaced]) -> None:
        """Place the orders that a change moves, with their supply lots. Raises PlacingError."""
        for name in change.lots_gone:
            self.lots.pop(name, None)
        new = {placed.lot.id: placed for placed in change.lots if not self._stays(placed)}
        for name in new:
            self.lots.pop(name, None)
        for each in moved:
            if each.outcome.delivered is None:
                number = self.schedule.problem.numbers[each.outcome.order]
                tell_unplanned(self.schedule, number, each.outcome)
                continue
            pegged = {peg.id for portion in each.portions for peg in portion.pegs if peg.source == "lot"}
            made = [new[name] for name in sorted(pegged & new.keys()) if name not in self.lots]
            portions: list[Portion] = [*each.portions, *(portion for placed in made for portion in placed.portions)]
            rows = place(
                self.schedule,
                each.outcome.order,
                portions,
                [placed.lot for placed in made],
                self.lots,
                setups=False,
                lanes=each.outcome.lanes,
            )
            self.lots.update(zip([placed.lot.id for placed in made], rows, strict=True))

    def take_off(self, orders: Sequence[str]) -> None:
        """Take orders off, and once those that are over, which leave for good. Raises PlanningError."""
        over, self.over = self.over, []
        numbers = self.schedule.problem.numbers
        for name in over:
            if any(op.reported for job in self.before.orders[name].jobs for op in job.operations):
                raise PlanningError(f"what is reported of {name} stays when it is over")
        if there := [name for name in (*over, *orders) if self.schedule.arrivals[numbers[name]] < BIG]:
            take_off(self.schedule, there)
        for name in over:
            leave(self.schedule, numbers[name])
        self.left += len(over)

    def _stays(self, placed: LotPlaced) -> bool:
        """Whether a supply lot stays where it was, with other set-ups."""
        lot, made = self.before.lots.get(placed.lot.id, (None, ()))
        return lot == placed.lot and placed.lot.id in self.lots and _only_setups(made, placed.portions)
