# SPDX-License-Identifier: Apache-2.0
"""Putting runs and portions on the plan and taking them off again, with everything that hangs on them."""

from __future__ import annotations

from .clock import opens, setup_between, work_at
from .columns import (
    BIG,
    ENT_RUN,
    ENT_TO,
    FREE_PORTION,
    FREE_RUN,
    MONEY_HIGH,
    MONEY_LOW,
    N_PORTION,
    N_RUN,
    N_TASK,
    N_USE,
    NEED_AMOUNT,
    NEED_PHASE,
    OVERFLOW,
    POR_END,
    POR_LOAD,
    POR_NEXT,
    POR_ORE,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_AGREEMENT,
    RUN_COUNT,
    RUN_END,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_ORE,
    RUN_ORE_H,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_SIGNATURE,
    RUN_START,
    RUN_TASK,
    RUN_UNIT,
    RUN_USE0,
    RUN_USE_ROOM,
    RUN_USES,
    RUN_WC,
    SETUP,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TERM_AGREEMENT,
    TERM_ORE_H,
    UNATTENDED,
    USE_AMOUNT,
    USE_NEED,
    USE_PHASE,
    USE_POOL,
    WC_CAL,
    WC_FAMILIES,
    WC_MATRIX,
)
from .compiled import INT, ST, apart, kernel
from .deals import agreed_ore, forget_agreements, join_agreement, leave_agreement, take_all_hours, take_hours
from .pools import take, take_phase
from .slots import run_end, setup_change_fits
from .units import delete_entry, family_before, insert_entry, last_of, locate, row_before, run_at


@kernel
def use_pools(res, st, run, sign):  # type: ignore[no-untyped-def]
    """Take (+1) or give back (-1) all pools of a run."""
    cal = res.wc[st.run[run, RUN_WC], WC_CAL]
    c, s, d = st.run[run, RUN_FROM], st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        pool, amount = st.use[j, USE_POOL], sign * st.use[j, USE_AMOUNT]
        if st.use[j, USE_PHASE] == SETUP:
            take_phase(res, st, pool, cal, c - s, c, amount)
        elif st.run[run, RUN_PAUSE] == UNATTENDED:
            take(st, pool, st.run[run, RUN_START], st.run[run, RUN_END], amount)
        else:
            take_phase(res, st, pool, cal, c, c + d, amount)


@kernel
def book(st, ore):  # type: ignore[no-untyped-def]
    """Add to the money of all that is on the plan, which two 30-bit counters hold."""
    low = st.counter[MONEY_LOW] + ore
    st.counter[MONEY_HIGH] += low >> 30
    st.counter[MONEY_LOW] = low & ((1 << 30) - 1)


@kernel
def ore_an_hour(st, run):  # type: ignore[no-untyped-def]
    """What an hour of a run costs: of a batch as much as of the dearest mode in it."""
    ore_h = st.run[run, RUN_ORE_H]
    return ore_h if ore_h >= 0 else -1 - ore_h


@kernel
def charge_hours(st, run, ore_h, differ):  # type: ignore[no-untyped-def]
    """Let an hour of a run cost something else; `differ` says whether portions of other rates are in it."""
    hours = st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]
    more = ore_h * hours // 3600 - ore_an_hour(st, run) * hours // 3600
    book(st, more)
    st.run[run, RUN_ORE] += more
    st.run[run, RUN_ORE_H] = -1 - ore_h if differ else ore_h


@kernel
def charge_joined(st, run, ore_h):  # type: ignore[no-untyped-def]
    """Book what a portion in a mode of so many øre an hour changes in the run that it joins."""
    dearest = ore_an_hour(st, run)
    if ore_h != dearest:
        charge_hours(st, run, max(ore_h, dearest), True)


@apart(ST, INT)
def charge_again(st, run):  # type: ignore[no-untyped-def]
    """Book a batch of unlike modes by those that are in it now, which are looked for in all tasks.

    While some of them hang on no task all stays as it is.
    """
    if st.run[run, RUN_ORE_H] >= 0:
        return 0
    least, most, n = BIG, 0, 0
    for task in range(st.counter[N_TASK]):
        p = st.task[task, TASK_HEAD]
        while p >= 0:
            if st.portion[p, POR_RUN] == run:
                least, most, n = (
                    min(least, st.portion_terms[p, TERM_ORE_H]),
                    max(most, st.portion_terms[p, TERM_ORE_H]),
                    n + 1,
                )
            p = st.portion[p, POR_NEXT]
    if n == st.run[run, RUN_COUNT]:
        charge_hours(st, run, most, least < most)
    return n


@kernel
def charge(res, st, run, before):  # type: ignore[no-untyped-def]
    """Book what a run costs by its present set-up, after a family: time, agreement, people and power, the change."""
    wc = st.run[run, RUN_WC]
    setup, seconds = st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
    ore = ore_an_hour(st, run) * (setup + seconds) // 3600 + agreed_ore(res, st, run, setup + seconds)
    if res.wc[wc, WC_MATRIX] >= 0:
        ore += res.setup_ore[res.wc[wc, WC_MATRIX] + before * res.wc[wc, WC_FAMILIES] + st.run[run, RUN_FAMILY]]
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        used = setup if st.use[j, USE_PHASE] == SETUP else seconds
        ore += res.pool_ore_h[st.use[j, USE_POOL]] * st.use[j, USE_AMOUNT] * used // 3600000
    book(st, ore - st.run[run, RUN_ORE])
    st.run[run, RUN_ORE] = ore


@kernel
def set_setup(res, st, run, s_new, before):  # type: ignore[no-untyped-def]
    """Change the set-up before a placed run, now after another family: its pools, hours and money follow."""
    s_old = st.run[run, RUN_SETUP]
    if s_new == s_old:
        charge(res, st, run, before)
        return
    cal = res.wc[st.run[run, RUN_WC], WC_CAL]
    c = st.run[run, RUN_FROM]
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        if st.use[j, USE_PHASE] == SETUP:
            take_phase(res, st, st.use[j, USE_POOL], cal, c - s_old, c, -st.use[j, USE_AMOUNT])
            take_phase(res, st, st.use[j, USE_POOL], cal, c - s_new, c, st.use[j, USE_AMOUNT])
    take_hours(st, run, s_new - s_old)
    st.run[run, RUN_SETUP] = s_new
    charge(res, st, run, before)


@kernel
def worked_to(res, st, run):  # type: ignore[no-untyped-def]
    """The working second of its unit to which a run holds it."""
    c = st.run[run, RUN_FROM]
    if st.run[run, RUN_PAUSE] == UNATTENDED:
        return max(c + 1, work_at(res, res.wc[st.run[run, RUN_WC], WC_CAL], st.run[run, RUN_END]))
    return c + st.run[run, RUN_SECONDS]


@kernel
def put_on_unit(res, st, run):  # type: ignore[no-untyped-def]
    """Enter a run whose fields are set on its unit, take its pools, and adjust the set-up of the run after it."""
    u = st.run[run, RUN_UNIT]
    wc = st.run[run, RUN_WC]
    family = -1
    if u >= 0:
        matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
        di, k = locate(st, u, st.run[run, RUN_FROM])
        before = row_before(st, u, di, k)
        after = run_at(st, u, di, k)
        fam = st.run[run, RUN_FAMILY]
        family = family_before(st, u, before)
        if st.run[run, RUN_FROZEN] == 0:
            st.run[run, RUN_SETUP] = setup_between(res, matrix, families, family, fam)
        if after >= 0 and matrix >= 0:
            neighbour = st.block[after, ENT_RUN]
            if st.run[neighbour, RUN_FROZEN] == 0:
                s = setup_between(res, matrix, families, fam, st.run[neighbour, RUN_FAMILY])
                set_setup(res, st, neighbour, s, fam)
        insert_entry(st, u, st.run[run, RUN_FROM], worked_to(res, st, run), run)
    use_pools(res, st, run, 1)
    take_all_hours(st, run, 1)
    if st.run[run, RUN_FROZEN] == 0:
        charge(res, st, run, family)


@kernel
def can_leave(res, st, run):  # type: ignore[no-untyped-def]
    """Whether the run after this one on its unit can take the set-up it then needs."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    if u < 0 or res.wc[wc, WC_MATRIX] < 0:
        return True
    di, k = locate(st, u, st.run[run, RUN_FROM])
    after = run_at(st, u, di, k)
    if after < 0:
        return True
    neighbour = st.block[after, ENT_RUN]
    if st.run[neighbour, RUN_FROZEN] == 1:
        return True
    before = row_before(st, u, di, k - 1) if k > 0 else row_before(st, u, di - 1, last_of(st, u, di - 1))
    s = setup_between(
        res,
        res.wc[wc, WC_MATRIX],
        res.wc[wc, WC_FAMILIES],
        family_before(st, u, before),
        st.run[neighbour, RUN_FAMILY],
    )
    free_from = 0 if before < 0 else st.block[before, ENT_TO]
    return s >= 0 and st.run[neighbour, RUN_FROM] - s >= free_from and setup_change_fits(res, st, neighbour, s, -1, 0)


@kernel
def take_off_unit(res, st, run):  # type: ignore[no-untyped-def]
    """Undo `put_on_unit`; the run keeps its fields, so that it can be put back."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    book(st, -st.run[run, RUN_ORE])
    st.run[run, RUN_ORE] = 0
    use_pools(res, st, run, -1)
    take_all_hours(st, run, -1)
    if u < 0:
        return
    delete_entry(st, u, st.run[run, RUN_FROM])
    di, k = locate(st, u, st.run[run, RUN_FROM])
    after = run_at(st, u, di, k)
    if after >= 0 and res.wc[wc, WC_MATRIX] >= 0:
        neighbour = st.block[after, ENT_RUN]
        if st.run[neighbour, RUN_FROZEN] == 0:
            before = family_before(st, u, row_before(st, u, di, k))
            s = setup_between(
                res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], before, st.run[neighbour, RUN_FAMILY]
            )
            set_setup(res, st, neighbour, max(s, 0), before)


@kernel
def new_run(res, ops, st, u, wc, c, d, pause, fam, agreement, signature, need0, need1, ore_h):  # type: ignore[no-untyped-def]
    """A run at working second c of unit u (external work: u = -1), put on the plan; its row, or -1 when full."""
    run = st.counter[FREE_RUN]
    fresh = run < 0
    if fresh:
        run = st.counter[N_RUN]
    else:
        st.counter[FREE_RUN] = st.run[run, RUN_UNIT]
    uses = need1 - need0
    if fresh:
        if run >= len(st.run):
            st.counter[OVERFLOW] = 1
            return -1
        st.run[run, RUN_USE_ROOM] = 0
    if st.run[run, RUN_USE_ROOM] < uses:
        use0 = st.counter[N_USE]
        if use0 + uses > len(st.use):
            st.counter[OVERFLOW] = 1
            return -1
        st.counter[N_USE] = use0 + uses
        st.run[run, RUN_USE0], st.run[run, RUN_USE_ROOM] = use0, uses
    if fresh:
        st.counter[N_RUN] = run + 1
    cal = res.wc[wc, WC_CAL]
    start, end = opens(res, cal, c), run_end(res, cal, c, d, pause)
    st.run[run, RUN_UNIT], st.run[run, RUN_WC], st.run[run, RUN_FROM] = u, wc, c
    st.run[run, RUN_START], st.run[run, RUN_END], st.run[run, RUN_FAMILY], st.run[run, RUN_SECONDS] = start, end, fam, d
    st.run[run, RUN_PAUSE], st.run[run, RUN_LOAD], st.run[run, RUN_COUNT], st.run[run, RUN_AGREEMENT] = (
        pause,
        0,
        0,
        agreement,
    )
    st.run[run, RUN_FROZEN], st.run[run, RUN_SIGNATURE], st.run[run, RUN_USES] = (
        0,
        signature,
        uses,
    )
    st.run[run, RUN_SETUP], st.run[run, RUN_ORE_H], st.run[run, RUN_ORE] = 0, ore_h, 0
    for j in range(uses):
        use = st.run[run, RUN_USE0] + j
        st.use[use, USE_POOL] = st.chosen[j]
        st.use[use, USE_AMOUNT] = ops.need[need0 + j, NEED_AMOUNT]
        st.use[use, USE_PHASE] = ops.need[need0 + j, NEED_PHASE]
        st.use[use, USE_NEED] = j
    put_on_unit(res, st, run)
    return run


@kernel
def add_portion(res, st, task, run, quantity, load, ore_h, agreement):  # type: ignore[no-untyped-def]
    """A portion of a task in a run, in a mode of so many øre an hour, under an agreement (-1: none); its row, or -1
    when the tables are full."""
    p = st.counter[FREE_PORTION]
    if p >= 0:
        st.counter[FREE_PORTION] = st.portion[p, POR_NEXT]
    else:
        p = st.counter[N_PORTION]
        if p >= len(st.portion):
            st.counter[OVERFLOW] = 1
            return -1
        st.counter[N_PORTION] = p + 1
    st.portion[p, POR_RUN], st.portion[p, POR_QUANTITY], st.portion[p, POR_PEG] = run, quantity, -1
    st.portion[p, POR_START], st.portion[p, POR_END], st.portion[p, POR_LOAD] = (
        st.run[run, RUN_START],
        st.run[run, RUN_END],
        load,
    )
    st.portion[p, POR_ORE] = 0
    st.portion[p, POR_NEXT] = st.task[task, TASK_HEAD]
    st.task[task, TASK_HEAD] = p
    st.task[task, TASK_END] = max(st.task[task, TASK_END], st.portion[p, POR_END])
    st.task[task, TASK_FIRST_END] = min(st.task[task, TASK_FIRST_END], st.portion[p, POR_END])
    if p < len(st.portion_terms):
        st.portion_terms[p, TERM_ORE_H], st.portion_terms[p, TERM_AGREEMENT] = ore_h, agreement
        more = join_agreement(res, st, run, agreement, load)
        if more != 0:
            book(st, more)
            st.run[run, RUN_ORE] += more
    if st.run[run, RUN_FROZEN] == 0:
        charge_joined(st, run, ore_h)
    st.run[run, RUN_COUNT] += 1
    st.run[run, RUN_LOAD] += load
    st.run[run, RUN_TASK] = task
    return p


@kernel
def refresh_task(st, task):  # type: ignore[no-untyped-def]
    """Recompute the first and last end of a task from its portions."""
    first, last = BIG, 0
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        first, last = min(first, st.portion[p, POR_END]), max(last, st.portion[p, POR_END])
        p = st.portion[p, POR_NEXT]
    st.task[task, TASK_FIRST_END], st.task[task, TASK_END] = first, last


@kernel
def leave_run(res, st, run, portion):  # type: ignore[no-untyped-def]
    """What follows from it for a run that stays when a portion has left it: hours of its agreement, and money."""
    if portion < len(st.portion_terms):
        load = st.portion[portion, POR_LOAD]
        less = leave_agreement(res, st, run, st.portion_terms[portion, TERM_AGREEMENT], load)
        if less != 0:
            book(st, -less)
            st.run[run, RUN_ORE] -= less
    charge_again(st, run)


@kernel
def free_run(st, run):  # type: ignore[no-untyped-def]
    """Keep an unused run's row for the next one."""
    forget_agreements(st, run)
    st.run[run, RUN_UNIT] = st.counter[FREE_RUN]
    st.counter[FREE_RUN] = run
