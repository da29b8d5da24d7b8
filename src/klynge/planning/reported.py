# SPDX-License-Identifier: Apache-2.0
"""What stands in a plan before anything is placed: reported work where it was done, and stops of units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from klynge.job import Operation, Reported
from klynge.network.model import Stop

from .errors import PlanningError
from .kernels import columns as col
from .kernels.clock import work_at
from .kernels.columns import State
from .kernels.runs import add_portion, put_on_unit
from .kernels.units import locate, row_before, run_at
from .kernels.view import Tables
from .problem import Problem


@dataclass(frozen=True, slots=True)
class ReportAt:
    """Reported work in the engine's numbers: its operation's row and mode, working seconds `c_from` to `c_to` of a unit
    (-1: none), by the clock from `start` to `end`, and what it took of an agreement."""

    row: int
    mode: int
    work_centre: int
    unit: int
    quantity: int
    c_from: int
    c_to: int
    start: int
    end: int
    agreed_s: int


def report_at(problem: Problem, row: int, op: Operation, told: Reported) -> ReportAt:
    """Where reported work of the operation in a row stands."""
    resources, rows = problem.views[0], problem.operations
    start, end = (round((moment - problem.zero).total_seconds()) for moment in (told.start, told.end))
    number = problem.names.work_centre[told.work_centre]
    centre = problem.resources.wc[number]
    mode = int(rows.op[row, col.OP_MODE0])
    centres = [m.work_centre for m in op.modes]
    if told.work_centre in centres:
        mode += centres.index(told.work_centre)
    unit = -1 if centre[col.WC_KIND] == col.EXTERNAL else int(centre[col.WC_UNIT0]) + told.unit
    cal = int(centre[col.WC_CAL])
    c_from, worked_to = work_at(resources, cal, start), work_at(resources, cal, end)
    # work that is done counts in the agreement's hours like any other
    agreed_s = end - start if rows.mode[mode, col.MODE_PAUSE] == col.UNATTENDED else worked_to - c_from
    return ReportAt(row, mode, number, unit, told.quantity, c_from, max(c_from, worked_to), start, end, agreed_s)


def place_reported(problem: Problem, st: State, found: Iterable[tuple[int, Operation]]) -> None:
    """Enter started, finished and frozen portions where they are, and stops: they hold their unit and set its family.

    `found` are the operations that have such portions, with their rows. What stops units is entered after them.
    """
    there = [report_at(problem, row, op, told) for row, op in found for told in op.reported]
    busy_to: dict[int, int] = {}
    view = Tables(st)
    for one in sorted(there, key=lambda at: (at.start, at.end, at.row)):
        if one.unit >= 0:
            c_from = max(one.c_from, busy_to.get(one.unit, 0))
            one = replace(one, c_from=c_from, c_to=max(one.c_to, c_from))
            busy_to[one.unit] = one.c_to
        place_report(problem, view, one)
    _place_stops(problem, st)


def place_report(problem: Problem, view: Tables, at: ReportAt) -> None:
    """Enter reported work; nothing else is in its place."""
    st, mode = State(*view.arrays), problem.operations.mode[at.mode]
    run = int(st.counter[col.N_RUN])
    st.counter[col.N_RUN] = run + 1
    values = {
        col.RUN_UNIT: at.unit, col.RUN_WC: at.work_centre, col.RUN_FROM: at.c_from, col.RUN_START: at.start,
        col.RUN_END: at.end, col.RUN_FAMILY: int(mode[col.MODE_FAMILY]), col.RUN_SECONDS: at.c_to - at.c_from,
        col.RUN_AGREEMENT: col.NONE, col.RUN_FROZEN: 1, col.RUN_SIGNATURE: col.NONE,
    }  # fmt: skip
    for column, value in values.items():
        st.run[run, column] = value
    put_on_unit(problem.views[0], view, run)
    add_portion(problem.views[0], view, at.row, run, at.quantity, 0, 0, col.NONE)
    st.task[at.row, col.TASK_MODE] = at.mode
    st.task[at.row, col.TASK_SITE] = problem.resources.wc[at.work_centre, col.WC_SITE]
    if mode[col.MODE_AGREEMENT] >= 0:
        st.agreement_used[mode[col.MODE_AGREEMENT]] += at.agreed_s


def _place_stops(problem: Problem, st: State) -> None:
    """Enter what stops units, in their working time around reported work: they hold their unit and set its family."""
    view = Tables(st)
    for number, centre in enumerate(problem.network.work_centres.values()):
        for stop in sorted(centre.stops, key=lambda stop: (stop.unit, stop.start)):
            place_stop(problem, view, stop_at(problem, number, stop))


@dataclass(frozen=True, slots=True)
class StopAt:
    """A stop in the engine's numbers: working seconds `c_from` to `c_to` of a unit, and by the clock."""

    unit: int
    work_centre: int
    c_from: int
    c_to: int
    start: int
    end: int
    family: int


def stop_at(problem: Problem, number: int, stop: Stop) -> StopAt:
    """A stop of the work centre with that number. Raises PlanningError when it has no such unit."""
    centre = problem.network.work_centres[list(problem.names.work_centre)[number]]
    row = problem.resources.wc[number]
    cal, unit = int(row[col.WC_CAL]), int(row[col.WC_UNIT0]) + stop.unit
    if row[col.WC_KIND] == col.EXTERNAL or not 0 <= stop.unit < centre.units:
        raise PlanningError(f"work centre {centre.id!r}: there is no unit {stop.unit + 1} to be stopped")
    start, end = (round((moment - problem.zero).total_seconds()) for moment in (stop.start, stop.end))
    state = int(problem.units[unit, col.UNIT_STATE])
    family = problem.names.family_row(centre, stop.family, centre.id) if stop.family else state
    resources = problem.views[0]
    return StopAt(unit, number, work_at(resources, cal, start), work_at(resources, cal, end), start, end, family)


def place_stop(problem: Problem, view: Tables, stop: StopAt) -> None:
    """Enter a stop in what is free of its unit in that time; the run after it can take its set-up."""
    st = State(*view.arrays)
    for free_from, free_to in free_between(view, stop.unit, stop.c_from, stop.c_to):
        run = int(st.counter[col.N_RUN])
        st.counter[col.N_RUN] = run + 1
        values = {
            col.RUN_UNIT: stop.unit, col.RUN_WC: stop.work_centre, col.RUN_FROM: free_from, col.RUN_PAUSE: 0,
            col.RUN_START: max(0, stop.start), col.RUN_END: stop.end, col.RUN_FAMILY: stop.family, col.RUN_COUNT: 1,
            col.RUN_SECONDS: free_to - free_from, col.RUN_AGREEMENT: col.NONE, col.RUN_FROZEN: 1, col.RUN_USES: 0,
            col.RUN_SIGNATURE: col.NONE, col.RUN_TASK: col.NONE, col.RUN_ORE: 0, col.RUN_SETUP: 0,
        }  # fmt: skip
        for column, value in values.items():
            st.run[run, column] = value
        put_on_unit(problem.views[0], view, run)


def free_between(view: Tables, unit: int, c_from: int, c_to: int) -> list[tuple[int, int]]:
    """What is free of a unit between two working seconds."""
    st = State(*view.arrays)
    found, at = [], c_from
    while at < c_to:
        di, k = locate(view, unit, at)
        before, after = row_before(view, unit, di, k), run_at(view, unit, di, k)
        at = max(at, int(st.block[before, col.ENT_TO])) if before >= 0 else at
        stop = min(c_to, int(st.block[after, col.ENT_FROM])) if after >= 0 else c_to
        if at < stop:
            found.append((at, stop))
        at = max(stop, at)
        if after < 0 or stop == c_to:
            break
    return found
