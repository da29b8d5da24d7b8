# SPDX-License-Identifier: Apache-2.0
"""Orders leave the plan, from among all others: what stood beside them gets the set-up that it then needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from ..kernels import columns as col
from ..kernels.columns import OK
from ..kernels.journal import close_journal, mark, roll_back
from ..kernels.orders import ask
from ..kernels.view import Tables
from ..plan import Portion
from ..plan_reader import PlanReader
from ..schedule import Schedule
from .errors import PromiseError
from .kernels import standing
from .request import is_trying
from .reserving import opened, row_of, taken_back
from .shrinking import leave

MOST_MOVED = 8

WHY = {
    standing.FORBIDDEN: "forbidden",
    standing.TOO_NARROW: "too narrow",
    standing.TOO_EARLY: "too early",
    standing.NOT_WHOLE: "over a break",
    standing.NO_CREW: "without a crew",
    standing.CEILING: "beyond the agreement",
}


class WithdrawError(PromiseError):
    """An order cannot leave: a run after one of its cannot take the set-up that it then needs. Nothing was changed.

    `order` is the one that cannot leave, `beside` the order (or the item of the supply lot) that would have to move,
    and `why` says what its set-up would be: "forbidden", "too narrow" for its gap, "too early", "over a break" of a
    work centre that may not pause, "without a crew", or "beyond the agreement".
    """

    def __init__(self, order: str, beside: str, why: str) -> None:
        self.order, self.beside, self.why = order, beside, why
        super().__init__("cannot_leave", order=order, beside=beside, why=why)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An order that left, the portions that it had, and the orders that were placed anew for it, none later for it."""

    order: str
    portions: tuple[Portion, ...]
    moved: tuple[str, ...] = ()


def withdraw(schedule: Schedule, order: str, moving: bool = False) -> Withdrawn:
    """Take any order off the plan, with the supply lots that only it uses.

    The order is gone: the plan tells nothing of it any more. Where the run after one of its cannot take the set-up that
    it then needs, WithdrawError says which; with `moving` such orders are placed anew instead, if none arrives later
    for it than it did (or than promised). Reported portions stay, as facts do, so an order that is begun cannot be
    withdrawn (PlanningError), nor one that the plan does not have. When an error is raised nothing is changed.
    """
    row = _row_to_leave(schedule, order)
    first, last = schedule.problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    portions = portions_of(schedule, first, last)
    moved = _off(schedule, row, order, moving)
    close_journal(schedule.view())
    for other, when in moved.items():
        schedule.arrivals[other] = when
    leave(schedule, row)
    return Withdrawn(order, portions, tuple(schedule.problem.orders[i] for i in moved))


@contextmanager
def withdrawing(schedule: Schedule, order: str) -> Iterator[dict[str, int]]:
    """The plan as it stands when `withdraw` takes an order off, moving others; at the end all is taken back.

    Gives the orders that are placed anew for it, with the engine second at which each arrives; meanwhile the journal
    tells what was written. Raises as `withdraw`.
    """
    moved = _off(schedule, _row_to_leave(schedule, order), order, moving=True)
    try:
        yield {schedule.problem.orders[row]: when for row, when in moved.items()}
    finally:
        taken_back(schedule.view())


def _row_to_leave(schedule: Schedule, order: str) -> int:
    """The row of an order that may be withdrawn."""
    if is_trying(schedule):
        raise RuntimeError("an order cannot be withdrawn while a trial is under way in the schedule")
    problem = schedule.problem
    row = row_of(problem, order)
    if row is None:
        raise PromiseError("no_order", order=order)
    first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    if any(problem.rows[i][1].reported for i in range(first, last)):
        raise PromiseError("begun", order=order)
    return row


def portions_of(schedule: Schedule, first: int, last: int) -> tuple[Portion, ...]:
    """The portions of the operations first..last-1 of the problem."""
    reader, problem = PlanReader(schedule, whole=False), schedule.problem
    found = [p for row in range(first, last) for p in reader.portions(row, problem.rows[row], problem.operations, row)]
    return tuple(sorted(found, key=lambda p: (p.job, p.operation, p.start, p.unit)))


def _off(schedule: Schedule, row: int, order: str, moving: bool) -> dict[int, int]:
    """Take an order off; the rows of those that had to be placed anew for it, and when they arrive.

    The journal stays open, so that all can be taken back; when an error is raised that was done.
    """
    off, problem = [row], schedule.problem
    while True:
        sizes = problem.operations.order[off]
        schedule.make_room(4 * int((sizes[:, col.ORD_OP1] - sizes[:, col.ORD_OP0]).sum()))
        state = opened(schedule)
        blocked = _runs_off(schedule, state, off)
        if blocked is None:
            break
        beside = order_on(schedule, blocked[0])
        taken_back(state)
        other = row_of(problem, beside) if moving and len(off) <= MOST_MOVED else None
        if other is None or other in off:
            raise WithdrawError(order, beside, WHY[blocked[1]])
        off.append(other)
    comes: dict[int, int] = {}
    for other in off[1:]:
        when = _placed_anew(schedule, state, other)
        if when is None:
            taken_back(state)
            raise WithdrawError(order, problem.orders[other], WHY[standing.TOO_NARROW])
        comes[other] = when
    return comes


def _runs_off(schedule: Schedule, state: Tables, rows: list[int]) -> tuple[int, int] | None:
    """Take orders off within a trial: None, or the run that cannot stand then and why."""
    resources, operations, _ = schedule.problem.views
    size = 256
    while True:
        after, taken = np.zeros(size, np.int64), np.zeros(size, np.int64)
        why = int(standing.take_off(resources, operations, state, np.array(rows, np.int64), after, taken))
        if why == standing.STANDS:
            return None
        if why >= 0:
            return int(after[0]), why
        taken_back(state)
        opened(schedule)
        size *= 8


def _placed_anew(schedule: Schedule, state: Tables, row: int) -> int | None:
    """Place an order that was taken off again: its delivery, None when that is later than it was and than promised."""
    resources, operations, supplies = schedule.problem.views
    keys = schedule.problem.keys
    allowed = int(schedule.arrivals[row])
    if keys.promised[row]:
        allowed = max(allowed, int(keys.due[row]))
    agreements = bool(schedule.problem.operations.order[row, col.ORD_AGREEMENTS])
    for guest in (False, True) if agreements else (False,):
        begun = int(mark(state))
        why, when = ask(resources, operations, supplies, state, 0, row, guest)
        if why == OK and when <= allowed:
            return int(when)
        roll_back(state, begun)
    return None


def order_on(schedule: Schedule, run: int) -> str:
    """The order (or the item of the supply lot) that a run belongs to: of a batch, one of them."""
    state, problem = schedule.state, schedule.problem
    task = int(state.run[run, col.RUN_TASK])
    if not _has_portion_in(schedule, task, run):  # that one has left the batch since then
        heads = state.task[: int(state.counter[col.N_TASK]), col.TASK_HEAD]
        task = next(int(t) for t in np.flatnonzero(heads >= 0) if _has_portion_in(schedule, int(t), run))
    if task < len(problem.rows):
        return problem.rows[task][0].order
    for lot in state.lot[: int(state.counter[col.N_LOT])]:
        supply = problem.resources.supply[lot[col.LOT_SUPPLY]]
        if lot[col.LOT_TASK0] + supply[col.SUP_OP0] <= task < lot[col.LOT_TASK0] + supply[col.SUP_OP1]:
            return problem.work.supplies[int(lot[col.LOT_SUPPLY])].item
    return ""


def _has_portion_in(schedule: Schedule, task: int, run: int) -> bool:
    p = int(schedule.state.task[task, col.TASK_HEAD])
    while p >= 0:
        if schedule.state.portion[p, col.POR_RUN] == run:
            return True
        p = int(schedule.state.portion[p, col.POR_NEXT])
    return False
