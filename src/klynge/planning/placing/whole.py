# SPDX-License-Identifier: Apache-2.0
"""A whole plan, made by whomever, as the engine's state: portion for portion as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.plan import Outcome, Plan, Portion
from klynge.planning.plan_reader import REASONS
from klynge.planning.problem import Problem
from klynge.planning.schedule import Schedule

from .kernels.columns import FITS, FULL, L_TIME
from .kernels.fit import lots_fit, orders_fit
from .kernels.put import make_lots, open_lots, put_all
from .misfit import Misfit, PlacingError
from .rows import Rows, RowWriter, Wanted, operation_rows
from .words import Said, said_of_lots, said_of_operation, said_of_portion

_CODES = {name: code for code, name in REASONS.items()}


def schedule_of(problem: Problem, plan: Plan) -> Schedule:
    """The engine's schedule of a plan that is right for the problem; `schedule_of(problem, plan).plan()` is the plan,
    but for the names of batches and supply lots.

    Raises PlacingError with what does not fit when the plan is not right (`planning.check` names all that is wrong).
    """
    _of_this_time(problem, plan)
    free = [portion for portion in plan.portions if not portion.frozen]
    wanted = RowWriter(problem, operation_rows(problem, range(len(problem.orders)))).write(free, plan.lots)
    misfits = [*wanted.misfits, *_apart(free), *_frozen(problem, plan), *_outcomes(problem, plan, free)]
    if misfits:
        raise PlacingError(misfits)
    more = 1
    while True:
        schedule = Schedule.empty(problem)
        _widen(schedule, wanted, more)
        said = _put(schedule, wanted)
        if said != FULL:
            break
        more *= 4
    _tell_outcomes(schedule, plan)
    return schedule


def _of_this_time(problem: Problem, plan: Plan) -> None:
    span = problem.resources.span
    mine = (problem.network.epoch, int(span[0]) + problem.zero_s, int(span[1]) + problem.zero_s)
    if mine != (plan.epoch, plan.start, plan.end):
        raise PlacingError([Misfit("other_start", problem.network.name)])


def _apart(portions: Iterable[Portion]) -> list[Misfit]:
    """Batches whose portions are not together, or that lie on one another."""
    places: dict[str, tuple[str, int, int]] = {}
    names: dict[tuple[str, int, int], str] = {}
    found = []
    for portion in portions:
        if portion.batch:
            place = portion.work_centre, portion.unit, portion.start
            if (
                places.setdefault(portion.batch, place) != place
                or names.setdefault(place, portion.batch) != portion.batch
            ):
                found.append(Misfit("batch_apart", f"{portion.job} {portion.operation}", (("batch", portion.batch),)))
    return found


def _frozen(problem: Problem, plan: Plan) -> list[Misfit]:
    """Operations whose reported portions are not in the plan just as they were reported."""
    kept: dict[tuple[str, str], Counter[tuple[str, int, int, int, int]]] = {}
    for p in plan.portions:
        if p.frozen:
            bare = p.setup_start == p.start and not p.pools
            facts = p.work_centre, p.unit if bare else -1, p.quantity, p.start, p.end
            kept.setdefault((p.job, p.operation), Counter())[facts] += 1
    found = []
    modes = {(p.job, p.operation): (p.mode, p.work_centre) for p in plan.portions if p.frozen}
    for job, op in problem.rows:
        mode, centre = modes.get((job.id, op.id), (0, op.modes[0].work_centre))
        ways = [number for number, way in enumerate(op.modes) if way.work_centre == centre] or [0]
        if mode not in ways:
            found.append(Misfit("unknown_mode", f"{job.id} {op.id}", (("mode", mode + 1),)))
        if op.reported or (job.id, op.id) in kept:
            told = Counter(
                (r.work_centre, r.unit, r.quantity, _after(problem, r.start), _after(problem, r.end))
                for r in op.reported
            )
            if told != kept.pop((job.id, op.id), Counter()):
                found.append(Misfit("reported_unlike", f"{job.id} {op.id}"))
    return found + [Misfit("reported_unlike", " ".join(place)) for place in kept]


def _after(problem: Problem, moment: datetime) -> int:
    """Seconds after the plan's epoch."""
    return round((moment - problem.zero).total_seconds()) + problem.zero_s


def _outcomes(problem: Problem, plan: Plan, free: Iterable[Portion]) -> list[Misfit]:
    """Orders of which the plan says nothing, or that it places though it says that they are not planned."""
    known = set(problem.orders)
    found = [Misfit("no_outcome", order) for order in problem.orders if order not in plan.outcomes]
    found += [Misfit("unknown_order", order) for order in plan.outcomes if order not in known]
    unplanned = {order for order, outcome in plan.outcomes.items() if outcome.delivered is None}
    placed = {portion.order for portion in free} & unplanned
    return found + [Misfit("unplanned_placed", order) for order in sorted(placed)]


def _widen(schedule: Schedule, wanted: Wanted, more: int) -> None:
    """Room for all rows that will be written, and `more` times what the pools probably need."""
    n, c = len(wanted.rows), schedule.state.counter
    mode = schedule.problem.operations.mode
    needs = 1 + int((mode[:, col.MODE_NEED1] - mode[:, col.MODE_NEED0]).max(initial=0))
    supply = schedule.problem.resources.supply
    tasks = int((supply[:, col.SUP_OP1] - supply[:, col.SUP_OP0]).max(initial=0)) * len(wanted.lots)
    schedule.make_room_for(
        portion=int(c[col.N_PORTION]) + n + 64,
        run=int(c[col.N_RUN]) + n + 64,
        use=int(c[col.N_USE]) + n * needs,
        peg=int(c[col.N_PEG]) + len(wanted.pegs),
        lot=len(wanted.lots),
        task=int(c[col.N_TASK]) + tasks,
        block_count=int(c[col.N_BLOCK]) + n // 24 + 64,
        deal=n + 64 if len(schedule.state.deal) else 0,
        step=int(c[col.N_STEP]) + more * (8 * needs * n + 4 * int(c[col.MOST_STEPS])),
    )


def _put(schedule: Schedule, wanted: Wanted) -> int:
    """Everything into the tables of an empty schedule: FITS or FULL. Raises PlacingError."""
    problem = schedule.problem
    res, ops, sup = problem.views
    view, state = schedule.view(), schedule.state
    rows, said = np.full(len(wanted.lots), -1, np.int64), np.zeros(8, np.int64)
    if not make_lots(res, view, wanted.lot_rows, rows):
        return FULL
    wanted = Wanted(
        wanted.portions, wanted.lots, wanted.rows.copy(), wanted.pools, wanted.pegs.copy(), wanted.lot_rows, []
    )
    wanted.settle(rows, state.lot[rows, col.LOT_TASK0].astype(np.int64))
    made = np.full(len(wanted.rows), -1, np.int64)
    why = put_all(res, ops, sup, view, wanted.rows, wanted.pools, wanted.pegs, made, said)
    if state.counter[col.OVERFLOW]:
        return FULL
    told = Said(int(why), said)
    if why != FITS:
        raise PlacingError([said_of_portion(schedule, wanted.portions, told)])
    by_time = np.argsort(wanted.lot_rows[:, L_TIME], kind="stable")
    open_lots(view, rows[by_time], len(rows))
    why = lots_fit(res, sup, view, rows, said)
    if why != FITS:
        raise PlacingError([said_of_lots(schedule, wanted.lots, Said(int(why), said))])
    return FITS


def _tell_outcomes(schedule: Schedule, plan: Plan) -> None:
    """Deliveries as they come out, and why the other orders are not planned. Raises PlacingError."""
    problem = schedule.problem
    res, ops, _ = problem.views
    planned = [i for i, order in enumerate(problem.orders) if plan.outcomes[order].delivered is not None]
    said: Rows = np.zeros(8, np.int64)
    for i in planned:
        schedule.choose_lanes(i, plan.outcomes[problem.orders[i]].lanes)
    why = orders_fit(res, ops, schedule.view(), 0, np.array(planned, np.int64), schedule.arrivals, said)
    if why != FITS:
        raise PlacingError([said_of_operation(schedule, Said(int(why), said))])
    misfits = []
    for i in planned:
        told, comes = plan.outcomes[problem.orders[i]].delivered, int(schedule.arrivals[i]) + problem.zero_s
        if told != comes:
            facts = (("told", int(told or 0)), ("is_at", comes))
            misfits.append(Misfit("other_delivery", problem.orders[i], facts))
    if misfits:
        raise PlacingError(misfits)
    schedule.failed[planned] = col.NONE
    schedule.whys[planned] = col.OK
    for i in set(range(len(problem.orders))) - set(planned):
        tell_unplanned(schedule, i, plan.outcomes[problem.orders[i]])


def tell_unplanned(schedule: Schedule, number: int, outcome: Outcome) -> None:
    """Say why the order in a row, of which nothing is placed, is not planned."""
    problem = schedule.problem
    first, last = problem.operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
    names = {f"{job.id} {op.id}": row for row, (job, op) in enumerate(problem.rows[first:last], first)}
    schedule.arrivals[number] = BIG
    schedule.whys[number] = _CODES.get(outcome.reason, col.NO_TIME)
    schedule.failed[number] = names.get(outcome.operation, first)
