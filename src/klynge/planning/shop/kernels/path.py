# SPDX-License-Identifier: Apache-2.0
"""A critical path at random."""

from __future__ import annotations

from . import columns as c
from .compiled import kernel
from .graph import random


@kernel
def find_path(shop, st):  # type: ignore[no-untyped-def]
    """Fill the end of `path` with a critical path, first operation first; where in `path` it begins."""
    x, ties = -1, 0
    for j in range(shop.size[c.JOBS]):
        y = shop.job[j, c.JOB_LAST]
        if st.run[y, c.HEAD] + st.run[y, c.TIME] + shop.job[j, c.JOB_TAIL] == st.number[c.MAKESPAN]:
            ties += 1
            if random(st, ties) == 0:
                x = y
    if shop.size[c.PART] != 0:
        for k in range(shop.size[c.MACHINES]):
            if st.length[k] > 0:
                y = st.seq[shop.machine[k, c.MACHINE_SEQ0] + st.length[k] - 1]
                if st.run[y, c.HEAD] + st.run[y, c.TIME] + st.run[y, c.TAIL] == st.number[c.MAKESPAN]:
                    ties += 1
                    if random(st, ties) == 0:
                        x = y
    begin = shop.size[c.OPERATIONS]
    while x >= 0:
        begin -= 1
        st.path[begin] = x
        head = st.run[x, c.HEAD]
        before, left = st.run[x, c.JOB_BEFORE], st.run[x, c.MACHINE_BEFORE]
        if before >= 0 and st.run[before, c.HEAD] + st.run[before, c.TIME] != head:
            before = -1
        if left >= 0:
            end = st.run[left, c.HEAD] + st.run[left, c.TIME]
            if shop.size[c.SETUPS] != 0:
                n = shop.size[c.OPERATIONS]
                end += shop.setup[(st.run[x, c.MACHINE] * n + left) * n + x]
            if end != head:
                left = -1
        if before >= 0 and left >= 0 and before != left:
            x = before if random(st, 2) == 0 else left
        else:
            x = max(before, left)
    return begin
