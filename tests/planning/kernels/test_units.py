# SPDX-License-Identifier: Apache-2.0
"""The blocked list of a unit against a sorted Python list."""

from __future__ import annotations

import random
from bisect import bisect_right, insort

import pytest
from tests.support.builders import machine, network

from klynge.job import Work
from klynge.planning import Schedule, compile_problem
from klynge.planning.kernels.columns import BLOCK, DIR_BLOCK, DIR_GAP, ENT_FROM, ENT_TO, UNIT_COUNT, UNIT_DIR0
from klynge.planning.kernels.units import delete_entry, insert_entry, locate


def entries(schedule: Schedule) -> list[tuple[int, int]]:
    """All entries of unit 0, and the gaps of its directory checked on the way."""
    state = schedule.state
    found: list[tuple[int, int]] = []
    first, count = int(state.unit[0, UNIT_DIR0]), int(state.unit[0, UNIT_COUNT])
    for row in range(first, first + count):
        block = int(state.directory[row, DIR_BLOCK])
        gap = 0
        for i in range(block * BLOCK, block * BLOCK + int(state.block_count[block])):
            start, end = int(state.block[i, ENT_FROM]), int(state.block[i, ENT_TO])
            gap = max(gap, start - (found[-1][1] if found else 0))
            found.append((start, end))
        assert gap == int(state.directory[row, DIR_GAP])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_insert_delete_locate(seed: int) -> None:
    """Any sequence of insertions and deletions leaves the same list, gaps and places as the plain one."""
    schedule = Schedule.empty(compile_problem(network(machine()), Work(())))
    view, rng = schedule.view(), random.Random(seed)
    plain: list[tuple[int, int]] = []
    slots = [10 * i for i in range(2000)]
    rng.shuffle(slots)
    for step, start in enumerate(slots):
        if plain and rng.random() < 0.4:
            gone = plain.pop(rng.randrange(len(plain)))
            delete_entry(view, 0, gone[0])
        insert_entry(view, 0, start, start + rng.randrange(1, 10), step)
        end = next(e for s, e in entries(schedule) if s == start) if step % 97 == 0 else None
        insort(plain, (start, end if end is not None else -1))
        if step % 97 == 0:
            assert [s for s, _ in entries(schedule)] == [s for s, _ in plain]
            w = rng.randrange(20000)
            di, k = locate(view, 0, w)
            first = int(schedule.state.unit[0, UNIT_DIR0])
            blocks = schedule.state.directory[first : first + di, DIR_BLOCK]
            before = int(schedule.state.block_count[blocks].sum())
            assert before + k == bisect_right([s for s, _ in plain], w)
