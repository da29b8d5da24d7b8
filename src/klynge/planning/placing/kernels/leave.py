# SPDX-License-Identifier: Apache-2.0
"""Orders taken off a plan in any order, all at once, when every run that follows can take the set-up it then needs."""

from __future__ import annotations

from klynge.planning.kernels.clock import setup_between
from klynge.planning.kernels.columns import (
    ENT_RUN,
    ENT_TO,
    FREE_PORTION,
    FROM_LOT,
    FROM_STOCK,
    LOT_ALIVE,
    LOT_NEXT,
    LOT_SUPPLY,
    N_TASK,
    PEG_KIND,
    PEG_NEXT,
    PEG_ROW,
    POR_LOAD,
    POR_NEXT,
    POR_ORE,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_ORE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_SIGNATURE,
    RUN_UNIT,
    RUN_WC,
    TASK_HEAD,
    TASK_MODE,
    WC_FAMILIES,
    WC_MATRIX,
)
from klynge.planning.kernels.deals import take_all_hours
from klynge.planning.kernels.materials import unlink_lot
from klynge.planning.kernels.runs import book, free_run, leave_run, refresh_task, set_setup, use_pools
from klynge.planning.kernels.search import run_seconds
from klynge.planning.kernels.slots import setup_change_fits
from klynge.planning.kernels.tasks import give_back
from klynge.planning.kernels.units import delete_entry, family_before, last_of, locate, row_before, run_at

from .columns import BATCH_HOLDS, FITS, NEXT_SETUP, SAID_RUN
from .compiled import kernel
from .runs import family_in_front


@kernel
def portions_of(st, tasks):  # type: ignore[no-untyped-def]
    """How many portions tasks have."""
    n = 0
    for i in range(tasks.shape[0]):
        p = st.task[tasks[i], TASK_HEAD]
        while p >= 0:
            n += 1
            p = st.portion[p, POR_NEXT]
    return n


@kernel
def let_go(st, tasks, taken, of_task):  # type: ignore[no-untyped-def]
    """Take the portions of tasks that are not reported out of their runs' counts, into `taken`; how many."""
    n = 0
    for i in range(tasks.shape[0]):
        p = st.task[tasks[i], TASK_HEAD]
        while p >= 0 and st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
            run = st.portion[p, POR_RUN]
            st.run[run, RUN_COUNT] -= 1
            st.run[run, RUN_LOAD] -= st.portion[p, POR_LOAD]
            taken[n], of_task[n] = p, tasks[i]
            n += 1
            p = st.portion[p, POR_NEXT]
    return n


@kernel
def hold_again(st, taken, n):  # type: ignore[no-untyped-def]
    """Undo `let_go`."""
    for i in range(n):
        run = st.portion[taken[i], POR_RUN]
        st.run[run, RUN_COUNT] += 1
        st.run[run, RUN_LOAD] += st.portion[taken[i], POR_LOAD]


@kernel
def empty_runs(st, taken, n, runs):  # type: ignore[no-untyped-def]
    """The runs that are left without portions, each once, in the order of `taken`; how many."""
    m = 0
    for i in range(n):
        run = st.portion[taken[i], POR_RUN]
        if st.run[run, RUN_COUNT] == 0:
            st.run[run, RUN_COUNT] = -1  # -1: it leaves
            runs[m] = run
            m += 1
    return m


@kernel
def table_of(ops, sup, task):  # type: ignore[no-untyped-def]
    """The operations' tables that a task belongs to: tasks of supply lots come after those of all orders."""
    if task >= len(ops.op):
        return sup
    return ops


@kernel
def shortens(ops, sup, st, taken, n, i):  # type: ignore[no-untyped-def]
    """Whether a batch of unlike run times would lose its longest portion without the i-th of those taken."""
    run = st.portion[taken[i], POR_RUN]
    if st.run[run, RUN_COUNT] <= 0 or st.run[run, RUN_SIGNATURE] >= -1:
        return False
    for task in range(st.counter[N_TASK]):
        p = st.task[task, TASK_HEAD]
        while p >= 0:
            stays = st.portion[p, POR_RUN] == run
            for k in range(n):
                stays = stays and taken[k] != p
            if stays:
                d = run_seconds(table_of(ops, sup, task), st.task[task, TASK_MODE], st.portion[p, POR_QUANTITY])
                if d == st.run[run, RUN_SECONDS]:
                    return False
            p = st.portion[p, POR_NEXT]
    return True


@kernel
def release(res, st, runs, m, sign):  # type: ignore[no-untyped-def]
    """Give back (-1) or take again (+1) the pools and agreement hours of runs that leave."""
    for i in range(m):
        run = runs[i]
        use_pools(res, st, run, sign)
        take_all_hours(st, run, sign)


@kernel
def before_leaving(st, u, di, k):  # type: ignore[no-untyped-def]
    """Row of the last entry before entry (di, k) of a unit whose run stays, or -1."""
    row = row_before(st, u, di, k)
    while row >= 0 and st.run[st.block[row, ENT_RUN], RUN_COUNT] < 0:
        if k > 0:
            k -= 1
        else:
            di -= 1
            k = last_of(st, u, di)
        row = row_before(st, u, di, k)
    return row


@kernel
def follow(res, st, run, followers, before, f):  # type: ignore[no-untyped-def]
    """Give the run after one that leaves the set-up it then needs: how many have got one by now, or -1 - that run."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    if u < 0 or res.wc[wc, WC_MATRIX] < 0:
        return f
    di, k = locate(st, u, st.run[run, RUN_FROM])
    after = run_at(st, u, di, k)
    if after < 0:
        return f
    neighbour = st.block[after, ENT_RUN]
    if st.run[neighbour, RUN_FROZEN] == 1 or st.run[neighbour, RUN_COUNT] < 0:
        return f
    row = before_leaving(st, u, di, k)
    family = family_before(st, u, row)
    s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], family, st.run[neighbour, RUN_FAMILY])
    free_from = 0 if row < 0 else st.block[row, ENT_TO]
    if s < 0 or st.run[neighbour, RUN_FROM] - s < free_from or not setup_change_fits(res, st, neighbour, s, -1, 0):
        return -1 - neighbour
    followers[f], before[f] = neighbour, st.run[neighbour, RUN_SETUP]
    set_setup(res, st, neighbour, s, family)
    return f + 1


@kernel
def free_taken(res, st, taken, of_task, n, runs, m):  # type: ignore[no-untyped-def]
    """Free what was taken off: entries, portions, pegs, and the supply lots that nobody else uses."""
    for i in range(m):
        book(st, -st.run[runs[i], RUN_ORE])
        if st.run[runs[i], RUN_UNIT] >= 0:
            delete_entry(st, st.run[runs[i], RUN_UNIT], st.run[runs[i], RUN_FROM])
    for i in range(n):
        p, task = taken[i], of_task[i]
        book(st, -st.portion[p, POR_ORE])
        st.task[task, TASK_HEAD] = st.portion[p, POR_NEXT]  # reported portions are last
    for i in range(n):
        if st.run[st.portion[taken[i], POR_RUN], RUN_COUNT] > 0:
            leave_run(res, st, st.portion[taken[i], POR_RUN], taken[i])
    for i in range(m):
        free_run(st, runs[i])
    for i in range(n):
        p = taken[i]
        give_back(res, st, p)
        refresh_task(st, of_task[i])
        st.portion[p, POR_NEXT] = st.counter[FREE_PORTION]
        st.counter[FREE_PORTION] = p


@kernel
def take_off_tasks(res, ops, sup, st, tasks, taken, of_task, runs, followers, before, said):  # type: ignore[no-untyped-def]
    """Take all portions of tasks but the reported ones off the plan, or say which run cannot do without them.

    Tasks of a supply lot are given all together, and the lot is marked (`set_aside`) and no longer pegged afterwards.
    `taken` to `before` are room for as many rows as the tasks have portions.
    """
    n = let_go(st, tasks, taken, of_task)
    m = empty_runs(st, taken, n, runs)
    why, f = FITS, 0
    for i in range(n):
        if shortens(ops, sup, st, taken, n, i):
            said[SAID_RUN], why = st.portion[taken[i], POR_RUN], BATCH_HOLDS
            break
    if why == FITS:
        release(res, st, runs, m, -1)
        for i in range(m):
            got = follow(res, st, runs[i], followers, before, f)
            if got < 0:
                said[SAID_RUN], why = -1 - got, NEXT_SETUP
                break
            f = got
        if why == FITS:
            free_taken(res, st, taken, of_task, n, runs, m)
            return FITS
        for i in range(f - 1, -1, -1):
            set_setup(res, st, followers[i], before[i], family_in_front(st, followers[i]))
        release(res, st, runs, m, 1)
    for i in range(m):
        st.run[runs[i], RUN_COUNT] = 0
    hold_again(st, taken, n)
    return why


@kernel
def set_aside(st, lots, alive):  # type: ignore[no-untyped-def]
    """Mark supply lots that are to leave (2), so that they are not dropped before that, or stay after all (1)."""
    for i in range(lots.shape[0]):
        st.lot[lots[i], LOT_ALIVE] = alive


@kernel
def forget_lots(st, lots):  # type: ignore[no-untyped-def]
    """Free the rows of supply lots whose portions and pegs are off the plan."""
    for i in range(lots.shape[0]):
        lot = lots[i]
        unlink_lot(st, lot)
        supply = st.lot[lot, LOT_SUPPLY]
        st.lot[lot, LOT_ALIVE], st.lot[lot, LOT_NEXT] = 0, st.free_lot[supply]
        st.free_lot[supply] = lot


@kernel
def users_of(st, lot, out):  # type: ignore[no-untyped-def]
    """The tasks that have pegged a supply lot; how many."""
    n = 0
    for task in range(st.counter[N_TASK]):
        p, uses = st.task[task, TASK_HEAD], False
        while p >= 0 and not uses:
            g = st.portion[p, POR_PEG]
            while g >= 0:
                uses = uses or (st.peg[g, PEG_KIND] == FROM_LOT and st.peg[g, PEG_ROW] == lot)
                g = st.peg[g, PEG_NEXT]
            p = st.portion[p, POR_NEXT]
        if uses:
            out[n] = task
            n += 1
    return n


@kernel
def users_outside(st, from_s, until_s, out):  # type: ignore[no-untyped-def]
    """The tasks of which a portion that is not reported pegs a stock lot and starts before that is there (`from_s`) or
    when it is there no more (after `until_s`); how many."""
    n = 0
    for task in range(st.counter[N_TASK]):
        p, outside = st.task[task, TASK_HEAD], False
        while p >= 0 and not outside:
            start = st.portion[p, POR_START]
            g = st.portion[p, POR_PEG] if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0 else -1
            while g >= 0:
                row = st.peg[g, PEG_ROW]
                outside = outside or (
                    st.peg[g, PEG_KIND] == FROM_STOCK and (start < from_s[row] or start > until_s[row])
                )
                g = st.peg[g, PEG_NEXT]
            p = st.portion[p, POR_NEXT]
        if outside:
            out[n] = task
            n += 1
    return n
