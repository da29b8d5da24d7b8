# SPDX-License-Identifier: Apache-2.0
"""One order's portions put on a plan just where they are wanted, or taken off it: whole, or nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.plan import Lot, Portion
from klynge.planning.schedule import Schedule

from .kernels.columns import ANY, FITS, FULL, L_TIME, SAID_RUN, W_SETUP
from .kernels.fit import lots_fit, orders_fit
from .kernels.leave import portions_of, take_off_tasks
from .kernels.put import make_lots, open_lots, put_all, take_back
from .misfit import Misfit, PlacingError
from .rows import Rows, RowWriter, Wanted, operation_rows
from .words import KINDS, Said, facts_of_run, said_of_lots, said_of_operation, said_of_portion


def place(
    schedule: Schedule,
    order: str,
    portions: Sequence[Portion],
    lots: Sequence[Lot] = (),
    known_lots: Mapping[str, int] | None = None,
    *,
    setups: bool = True,
    lanes: tuple[str, ...] = (),
) -> tuple[int, ...]:
    """Put an order's portions where they say they are, beside everything that is there.

    Portions of the supply lots that are new with it come along (`Portion.order` is "" and `job` the lot's id).
    Reported portions are there already and are left out. Pegs on lots that the plan has name them as `schedule.plan()`
    does, or by `known_lots`. A portion on a batch work centre joins the batch that starts on its unit when it does.
    With `setups` false, set-ups begin when what is before them on the unit makes them, whatever the portions say.
    `lanes` are those of its outcome. Gives the rows of the new lots. Raises PlacingError when it does not fit, and then
    nothing is changed.
    """
    number = order_row(schedule, order)
    if schedule.arrivals[number] < BIG:
        raise PlacingError([Misfit("already_placed", order)])
    wanted = _wanted(schedule, order, number, portions, lots, known_lots)
    if not setups:
        wanted.rows[:, W_SETUP] = ANY
    schedule.make_room(max(1, len(wanted.rows)))
    rows, why = _try(schedule, number, wanted, lanes)
    if why is not None:
        raise PlacingError([why])
    schedule.whys[number], schedule.failed[number] = col.OK, col.NONE
    return tuple(int(row) for row in rows)


def take_off(schedule: Schedule, order: str | Iterable[str]) -> None:
    """Take an order, or several at once, off the plan, but for what is reported of it, and the supply lots that
    nobody else uses.

    Raises PlacingError when a run that stays cannot take the set-up that it would need then, naming that run; then
    nothing is changed.
    """
    names = [order] if isinstance(order, str) else list(order)
    numbers = [order_row(schedule, name) for name in names]
    misfits = [Misfit("not_placed", n) for n, i in zip(names, numbers, strict=True) if schedule.arrivals[i] == BIG]
    if misfits:
        raise PlacingError(misfits)
    problem = schedule.problem
    said, why = take_off_rows(schedule, np.array(numbers, np.int64))
    if why != FITS:
        facts = facts_of_run(schedule, said[SAID_RUN])
        raise PlacingError([Misfit(KINDS[why], ", ".join(names[:5]), tuple(facts.items()))])
    for number in numbers:
        schedule.whys[number] = col.NO_TIME
        schedule.failed[number] = problem.operations.order[number, col.ORD_OP0]


def take_off_rows(schedule: Schedule, numbers: Rows) -> tuple[Said, int]:
    """As `take_off`, of orders by row: FITS, or why not (with the run in the way)."""
    spans = schedule.problem.operations.order[numbers][:, [col.ORD_OP0, col.ORD_OP1]].astype(np.int64)
    tasks = np.concatenate([np.arange(first, last) for first, last in spans]) if len(spans) else np.zeros(0, np.int64)
    said, why = tasks_off(schedule, tasks)
    if why == FITS:
        schedule.arrivals[numbers] = BIG
    return said, why


def tasks_off(schedule: Schedule, tasks: Rows) -> tuple[Said, int]:
    """Take all but the reported portions of tasks off together: FITS, or why not (with the run in the way)."""
    res, ops, sup = schedule.problem.views
    view, said = schedule.view(), np.zeros(8, np.int64)
    taken, of_task, runs, followers, before = np.empty((5, portions_of(view, tasks)), np.int64)
    why = int(take_off_tasks(res, ops, sup, view, tasks, taken, of_task, runs, followers, before, said))
    return Said(why, said), why


def order_row(schedule: Schedule, order: str) -> int:
    """The row of an order. Raises PlacingError when there is none."""
    number = schedule.problem.numbers.get(order)
    if number is None:
        raise PlacingError([Misfit("unknown_order", order)])
    return number


def _wanted(
    schedule: Schedule,
    order: str,
    number: int,
    portions: Sequence[Portion],
    lots: Sequence[Lot],
    known: Mapping[str, int] | None,
) -> Wanted:
    strangers = {portion.order for portion in portions} - {order, ""}
    if strangers:
        raise PlacingError([Misfit("other_order", order, (("other", name),)) for name in sorted(strangers)])
    problem = schedule.problem
    free = [portion for portion in portions if not portion.frozen]
    have = lot_rows(schedule) if known is None and any(p.pegs for p in free) else (known or {})
    wanted = RowWriter(problem, operation_rows(problem, [number]), have).write(free, lots)
    if wanted.misfits:
        raise PlacingError(wanted.misfits)
    return wanted


def lot_rows(schedule: Schedule) -> dict[str, int]:
    """The row of every supply lot on the plan, by the name that `schedule.plan()` gives it."""
    st, supplies = schedule.state, schedule.problem.work.supplies
    alive = np.flatnonzero(st.lot[: int(st.counter[col.N_LOT]), col.LOT_ALIVE])
    found = {}
    for row in alive:
        supply = supplies[int(st.lot[row, col.LOT_SUPPLY])]
        found[f"{supply.item}@{supply.site}#{row}"] = int(row)
    return found


def _try(schedule: Schedule, number: int, wanted: Wanted, lanes: tuple[str, ...]) -> tuple[Rows, Misfit | None]:
    """Put, ask, and take back when it does not fit; the rows of the new lots."""
    res, ops, sup = schedule.problem.views
    view, state = schedule.view(), schedule.state
    rows, said = np.full(len(wanted.lots), -1, np.int64), np.zeros(8, np.int64)
    made = np.full(len(wanted.rows), -1, np.int64)
    by_time = np.argsort(wanted.lot_rows[:, L_TIME], kind="stable")
    if not make_lots(res, view, wanted.lot_rows, rows):
        raise RuntimeError("the engine's tables ran full while an order was being placed")
    wanted.settle(rows, state.lot[rows, col.LOT_TASK0].astype(np.int64))
    why = int(put_all(res, ops, sup, view, wanted.rows, wanted.pools, wanted.pegs, made, said))
    if state.counter[col.OVERFLOW] or why == FULL:
        raise RuntimeError("the engine's tables ran full while an order was being placed")
    if why != FITS:
        strange = said_of_portion(schedule, wanted.portions, Said(why, said))
        take_back(res, view, wanted.rows, made, rows[by_time], False)
        return rows, strange
    open_lots(view, rows[by_time], len(rows))
    why = int(lots_fit(res, sup, view, rows, said))
    misfit = said_of_lots(schedule, wanted.lots, Said(why, said)) if why != FITS else None
    before = schedule.chosen_lanes(number)
    if why == FITS:
        schedule.choose_lanes(number, lanes)
        why = int(orders_fit(res, ops, schedule.view(), 0, np.array([number], np.int64), schedule.arrivals, said))
        misfit = said_of_operation(schedule, Said(why, said)) if why != FITS else None
    if misfit is not None:
        schedule.arrivals[number] = BIG
        schedule.choose_lanes(number, before)
        take_back(res, view, wanted.rows, made, rows[by_time], True)
        return rows, misfit
    return rows, None
