# SPDX-License-Identifier: Apache-2.0
"""A unit's timeline in its own working time: a blocked sorted list with the largest gap of every block.

Breaks vanish in working time, so a run that pauses over a night is one interval. A block whose largest gap is
too small is skipped whole. A gap is judged with the set-ups on both its sides.
"""

from __future__ import annotations

from .columns import (
    BLOCK,
    DIR_BLOCK,
    DIR_FIRST,
    DIR_GAP,
    ENT_FROM,
    ENT_RUN,
    ENT_TO,
    FREE_BLOCK,
    N_BLOCK,
    N_DIR,
    OVERFLOW,
    RUN_FAMILY,
    UNIT_COUNT,
    UNIT_DIR0,
    UNIT_ROOM,
    UNIT_STATE,
)
from .compiled import kernel
from .journal import shift_down, shift_up


@kernel
def locate(st, u, w):  # type: ignore[no-untyped-def]
    """(directory index, entry) of the first entry that starts after w; past the last entry when there is none."""
    count = st.unit[u, UNIT_COUNT]
    if count == 0:
        return 0, 0
    first = st.unit[u, UNIT_DIR0]
    lo, hi = 0, count
    while lo < hi:
        mid = (lo + hi) >> 1
        if st.directory[first + mid, DIR_FIRST] <= w:
            lo = mid + 1
        else:
            hi = mid
    if lo == 0:
        return 0, 0
    di = lo - 1
    b = st.directory[first + di, DIR_BLOCK]
    n = st.block_count[b]
    lo, hi = 0, n
    while lo < hi:
        mid = (lo + hi) >> 1
        if st.block[b * BLOCK + mid, ENT_FROM] <= w:
            lo = mid + 1
        else:
            hi = mid
    if lo == n and di + 1 < count:
        return di + 1, 0
    return di, lo


@kernel
def run_at(st, u, di, k):  # type: ignore[no-untyped-def]
    """Row in `State.block` of entry k of a unit's directory block di, or -1 past the end."""
    if di >= st.unit[u, UNIT_COUNT]:
        return -1
    b = st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]
    if k >= st.block_count[b]:
        return -1
    return b * BLOCK + k


@kernel
def row_before(st, u, di, k):  # type: ignore[no-untyped-def]
    """Row of the entry before (di, k), or -1."""
    first = st.unit[u, UNIT_DIR0]
    if st.unit[u, UNIT_COUNT] == 0:
        return -1
    if k > 0:
        return st.directory[first + di, DIR_BLOCK] * BLOCK + k - 1
    if di > 0:
        b = st.directory[first + di - 1, DIR_BLOCK]
        return b * BLOCK + st.block_count[b] - 1
    return -1


@kernel
def last_of(st, u, di):  # type: ignore[no-untyped-def]
    """Index of the last entry of a unit's directory block di."""
    return st.block_count[st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]] - 1


@kernel
def family_before(st, u, row):  # type: ignore[no-untyped-def]
    """The family the unit is set up for after the entry at `row` (-1: its state at the start)."""
    if row < 0:
        return st.unit[u, UNIT_STATE]
    return st.run[st.block[row, ENT_RUN], RUN_FAMILY]


@kernel
def _refresh(st, u, di):  # type: ignore[no-untyped-def]
    """Recompute first start and largest gap of directory block di, counting the gap before its first entry."""
    first = st.unit[u, UNIT_DIR0]
    b = st.directory[first + di, DIR_BLOCK]
    before = 0
    if di > 0:
        a = st.directory[first + di - 1, DIR_BLOCK]
        before = st.block[a * BLOCK + st.block_count[a] - 1, ENT_TO]
    gap = 0
    for i in range(b * BLOCK, b * BLOCK + st.block_count[b]):
        gap = max(gap, st.block[i, ENT_FROM] - before)
        before = st.block[i, ENT_TO]
    st.directory[first + di, DIR_FIRST] = st.block[b * BLOCK, ENT_FROM]
    st.directory[first + di, DIR_GAP] = gap


@kernel
def _new_block(st):  # type: ignore[no-untyped-def]
    b = st.counter[FREE_BLOCK]
    if b >= 0:
        st.counter[FREE_BLOCK] = st.block_count[b]
    else:
        b = st.counter[N_BLOCK]
        if b >= len(st.block_count):
            st.counter[OVERFLOW] = 1
            return -1
        st.counter[N_BLOCK] = b + 1
    st.block_count[b] = 0
    return b


@kernel
def _insert_directory(st, u, di, b):  # type: ignore[no-untyped-def]
    """Make block b the unit's directory block di."""
    count, room, first = st.unit[u, UNIT_COUNT], st.unit[u, UNIT_ROOM], st.unit[u, UNIT_DIR0]
    if count == room:
        room = max(2, 2 * room)
        top = st.counter[N_DIR]
        if top + room > len(st.directory):
            st.counter[OVERFLOW] = 1
            return False
        for i in range(count):
            for f in range(3):
                st.directory[top + i, f] = st.directory[first + i, f]
        st.counter[N_DIR] = top + room
        st.unit[u, UNIT_DIR0], st.unit[u, UNIT_ROOM] = top, room
        first = top
    shift_up(st.directory, first + di, first + count)
    st.directory[first + di, DIR_BLOCK] = b
    st.unit[u, UNIT_COUNT] = count + 1
    return True


@kernel
def _split(st, u, di):  # type: ignore[no-untyped-def]
    """Move the upper half of a full block to a new one after it."""
    b = st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]
    nb = _new_block(st)
    if nb < 0 or not _insert_directory(st, u, di + 1, nb):
        return False
    # a unit is mostly filled towards its end, so splitting off a quarter keeps blocks fuller than halves do
    keep = 48 if di + 2 == st.unit[u, UNIT_COUNT] else BLOCK // 2
    for i in range(keep, BLOCK):
        for f in range(3):
            st.block[nb * BLOCK + i - keep, f] = st.block[b * BLOCK + i, f]
    st.block_count[b], st.block_count[nb] = keep, BLOCK - keep
    _refresh(st, u, di)
    _refresh(st, u, di + 1)
    return True


@kernel
def insert_entry(st, u, w_from, w_to, run):  # type: ignore[no-untyped-def]
    """Put a run on the unit's timeline; the caller has found that it fits. False when the tables are full."""
    if st.unit[u, UNIT_COUNT] == 0:
        b = _new_block(st)
        if b < 0 or not _insert_directory(st, u, 0, b):
            return False
    di, k = locate(st, u, w_from)
    if k == 0 and di > 0:  # rather at the end of the block before, when there is room
        a = st.directory[st.unit[u, UNIT_DIR0] + di - 1, DIR_BLOCK]
        if st.block_count[a] < BLOCK:
            di, k = di - 1, st.block_count[a]
    b = st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]
    n = st.block_count[b]
    if n == BLOCK:
        if not _split(st, u, di):
            return False
        keep = st.block_count[b]
        if k > keep:
            di, k = di + 1, k - keep
            b = st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]
        n = st.block_count[b]
    base = b * BLOCK
    shift_up(st.block, base + k, base + n)
    st.block[base + k, ENT_FROM], st.block[base + k, ENT_TO], st.block[base + k, ENT_RUN] = w_from, w_to, run
    st.block_count[b] = n + 1
    _refresh(st, u, di)
    if k == n and di + 1 < st.unit[u, UNIT_COUNT]:
        _refresh(st, u, di + 1)
    return True


@kernel
def delete_entry(st, u, w_from):  # type: ignore[no-untyped-def]
    """Take the entry that starts at w_from off the unit's timeline."""
    di, k = locate(st, u, w_from)
    row = row_before(st, u, di, k)
    if k == 0:
        di -= 1
    first = st.unit[u, UNIT_DIR0]
    b = st.directory[first + di, DIR_BLOCK]
    n = st.block_count[b]
    shift_down(st.block, row + 1, b * BLOCK + n)
    st.block_count[b] = n - 1
    if n == 1:
        count = st.unit[u, UNIT_COUNT] - 1
        shift_down(st.directory, first + di + 1, first + count + 1)
        st.unit[u, UNIT_COUNT] = count
        st.block_count[b] = st.counter[FREE_BLOCK]
        st.counter[FREE_BLOCK] = b
        if di < count:
            _refresh(st, u, di)
        return
    _refresh(st, u, di)
    if di + 1 < st.unit[u, UNIT_COUNT]:
        _refresh(st, u, di + 1)


@kernel
def next_gap(st, u, di, k, shortest):  # type: ignore[no-untyped-def]
    """From the gap before entry (di, k), the next gap that may hold `shortest`: its (di, k)."""
    count = st.unit[u, UNIT_COUNT]
    first = st.unit[u, UNIT_DIR0]
    n = st.block_count[st.directory[first + di, DIR_BLOCK]]
    k += 1
    if k < n:
        return di, k
    if di + 1 == count:
        return di, n
    di += 1
    while st.directory[first + di, DIR_GAP] < shortest:
        if di + 1 == count:
            return di, st.block_count[st.directory[first + di, DIR_BLOCK]]
        di += 1
    return di, 0
