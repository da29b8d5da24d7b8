# SPDX-License-Identifier: Apache-2.0
"""The agreements that a run takes hours of: each for all of the run's hours, once, however many portions it is for.

A run whose portions all are under one agreement, or under none, says so itself (`RUN_AGREEMENT`). A batch in which they
are not has a list of rows of `State.deal`, an agreement, how many portions are under it, and their load: then
`RUN_AGREEMENT` is `LISTED` minus the first row.
"""

from __future__ import annotations

from .columns import (
    AGR_CEILING,
    AGR_FROM,
    AGR_ORE_H,
    DEAL_AGREEMENT,
    DEAL_COUNT,
    DEAL_LOAD,
    DEAL_NEXT,
    FREE_DEAL,
    LISTED,
    N_DEAL,
    NONE,
    OVERFLOW,
    RUN_AGREEMENT,
    RUN_COUNT,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_SECONDS,
    RUN_SETUP,
)
from .compiled import kernel


@kernel
def take_hours(st, run, seconds):  # type: ignore[no-untyped-def]
    """Take so many seconds of each of a run's agreements; below zero they are given back."""
    own = st.run[run, RUN_AGREEMENT]
    if own >= 0:
        st.agreement_used[own] += seconds
    deal = LISTED - own
    while deal >= 0:
        st.agreement_used[st.deal[deal, DEAL_AGREEMENT]] += seconds
        deal = st.deal[deal, DEAL_NEXT]


@kernel
def take_all_hours(st, run, sign):  # type: ignore[no-untyped-def]
    """Take (+1) or give back (-1) all hours of a run."""
    if st.run[run, RUN_AGREEMENT] != NONE:
        take_hours(st, run, sign * (st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]))


@kernel
def agreed_ore(res, st, run, seconds):  # type: ignore[no-untyped-def]
    """What the takers pay for so many seconds of a run."""
    own, ore = st.run[run, RUN_AGREEMENT], 0
    if own >= 0:
        ore = res.agreement[own, AGR_ORE_H] * seconds // 3600
    deal = LISTED - own
    while deal >= 0:
        ore += res.agreement[st.deal[deal, DEAL_AGREEMENT], AGR_ORE_H] * seconds // 3600
        deal = st.deal[deal, DEAL_NEXT]
    return ore


@kernel
def agreed_from(res, st, run):  # type: ignore[no-untyped-def]
    """The moment from which a run's set-up may be done: now, or when the last of its agreements begins."""
    own, first = st.run[run, RUN_AGREEMENT], res.span[4]
    if own >= 0:
        first = max(first, res.agreement[own, AGR_FROM])
    deal = LISTED - own
    while deal >= 0:
        first = max(first, res.agreement[st.deal[deal, DEAL_AGREEMENT], AGR_FROM])
        deal = st.deal[deal, DEAL_NEXT]
    return first


@kernel
def ceilings_hold(res, st, run, more, agreement, used):  # type: ignore[no-untyped-def]
    """Whether a run's agreements have so many seconds more, when `used` of `agreement` (-1: none) are taken as well."""
    own = st.run[run, RUN_AGREEMENT]
    if own >= 0:
        hours = st.agreement_used[own] + more + (used if own == agreement else 0)
        if hours > res.agreement[own, AGR_CEILING]:
            return False
    deal = LISTED - own
    while deal >= 0:
        own = st.deal[deal, DEAL_AGREEMENT]
        hours = st.agreement_used[own] + more + (used if own == agreement else 0)
        if hours > res.agreement[own, AGR_CEILING]:
            return False
        deal = st.deal[deal, DEAL_NEXT]
    return True


@kernel
def is_under(st, run, agreement):  # type: ignore[no-untyped-def]
    """Whether a run takes hours of an agreement."""
    own = st.run[run, RUN_AGREEMENT]
    deal = LISTED - own
    while deal >= 0:
        if st.deal[deal, DEAL_AGREEMENT] == agreement:
            return True
        deal = st.deal[deal, DEAL_NEXT]
    return own == agreement


@kernel
def load_under(st, run, agreement):  # type: ignore[no-untyped-def]
    """The portions of a run that are under an agreement: their load, and how many."""
    deal = LISTED - st.run[run, RUN_AGREEMENT]
    while deal >= 0:
        if st.deal[deal, DEAL_AGREEMENT] == agreement:
            return st.deal[deal, DEAL_LOAD], st.deal[deal, DEAL_COUNT]
        deal = st.deal[deal, DEAL_NEXT]
    return st.run[run, RUN_LOAD], st.run[run, RUN_COUNT]


@kernel
def add_deal(st, run, agreement, count, load):  # type: ignore[no-untyped-def]
    """List an agreement that so many portions of a run are under, and their load; False when the table is full."""
    deal = st.counter[FREE_DEAL]
    if deal >= 0:
        st.counter[FREE_DEAL] = st.deal[deal, DEAL_NEXT]
    else:
        deal = st.counter[N_DEAL]
        if deal >= len(st.deal):
            st.counter[OVERFLOW] = 1
            return False
        st.counter[N_DEAL] = deal + 1
    own = st.run[run, RUN_AGREEMENT]
    st.deal[deal, DEAL_AGREEMENT], st.deal[deal, DEAL_COUNT], st.deal[deal, DEAL_LOAD] = agreement, count, load
    st.deal[deal, DEAL_NEXT] = LISTED - own if own <= LISTED else NONE
    st.run[run, RUN_AGREEMENT] = LISTED - deal
    return True


@kernel
def join_agreement(res, st, run, agreement, load):  # type: ignore[no-untyped-def]
    """Let a run that is on its unit take its hours of the agreement (-1: none) of one more portion, which with its load
    is not counted yet; how many øre that is."""
    own, n = st.run[run, RUN_AGREEMENT], st.run[run, RUN_COUNT]
    if st.run[run, RUN_FROZEN] == 1 or (own == agreement and n > 0):
        return 0
    if n == 0 and own >= NONE:  # the run was made for this one
        if own == agreement:
            return 0
        hours = st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]
        ore = agreed_ore(res, st, run, hours)
        take_hours(st, run, -hours)
        st.run[run, RUN_AGREEMENT] = agreement
        take_hours(st, run, hours)
        return agreed_ore(res, st, run, hours) - ore
    if own >= 0:
        st.run[run, RUN_AGREEMENT] = NONE
        if not add_deal(st, run, own, n, st.run[run, RUN_LOAD]):
            return 0
    if agreement < 0:
        return 0
    deal = LISTED - st.run[run, RUN_AGREEMENT]
    while deal >= 0:
        if st.deal[deal, DEAL_AGREEMENT] == agreement:
            st.deal[deal, DEAL_COUNT] += 1
            st.deal[deal, DEAL_LOAD] += load
            return 0
        deal = st.deal[deal, DEAL_NEXT]
    if not add_deal(st, run, agreement, 1, load):
        return 0
    hours = st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]
    st.agreement_used[agreement] += hours
    return res.agreement[agreement, AGR_ORE_H] * hours // 3600


@kernel
def leave_agreement(res, st, run, agreement, load):  # type: ignore[no-untyped-def]
    """Give back a run's hours of the agreement of a portion that has left it with its load, when it was the last one
    under that; how many øre that is. The run is still on its unit and has others."""
    own = st.run[run, RUN_AGREEMENT]
    if own > LISTED or agreement < 0:
        return 0
    deal, before = LISTED - own, NONE
    while st.deal[deal, DEAL_AGREEMENT] != agreement:
        before, deal = deal, st.deal[deal, DEAL_NEXT]
    st.deal[deal, DEAL_COUNT] -= 1
    st.deal[deal, DEAL_LOAD] -= load
    if st.deal[deal, DEAL_COUNT] > 0:
        return 0
    after = st.deal[deal, DEAL_NEXT]
    if before >= 0:
        st.deal[before, DEAL_NEXT] = after
    else:
        st.run[run, RUN_AGREEMENT] = LISTED - after if after >= 0 else NONE
    st.deal[deal, DEAL_NEXT] = st.counter[FREE_DEAL]
    st.counter[FREE_DEAL] = deal
    hours = st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]
    st.agreement_used[agreement] -= hours
    return res.agreement[agreement, AGR_ORE_H] * hours // 3600


@kernel
def forget_agreements(st, run):  # type: ignore[no-untyped-def]
    """Free the list of a run that is off its unit."""
    deal = LISTED - st.run[run, RUN_AGREEMENT]
    while deal >= 0:
        after = st.deal[deal, DEAL_NEXT]
        st.deal[deal, DEAL_NEXT] = st.counter[FREE_DEAL]
        st.counter[FREE_DEAL] = deal
        deal = after
    st.run[run, RUN_AGREEMENT] = NONE
