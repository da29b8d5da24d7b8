# SPDX-License-Identifier: Apache-2.0
"""The compiled step function of a pool against a plain array, one cell a second."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.support.builders import machine, network

from klynge.job import Work
from klynge.network.model import Pool, PoolKind, PoolPart
from klynge.planning import Schedule, compile_problem
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.pools import blocked_until, take

SPAN = 14 * 86400
HOUR = 3600


def plain_blocked_until(free: np.ndarray, a: int, b: int, amount: int) -> int:
    """The end of the last stretch that meets [a, b) and has less than `amount` free; -1 for none."""
    short = np.flatnonzero(free[a:b] < amount)
    if not len(short):
        return -1
    t = a + int(short[-1]) + 1
    while t < len(free) and free[t] < amount:
        t += 1
    return t if t < len(free) else BIG


@pytest.mark.parametrize("seed", range(5))
def test_take_and_ask(seed: int) -> None:
    """After any uses the pool answers as the plain array does."""
    pool = Pool("P", "S", PoolKind.PEOPLE, (PoolPart("day", 3000),))
    schedule = Schedule.empty(compile_problem(network(machine(), pools=[pool]), Work(())))
    view = schedule.view()
    free = np.zeros(SPAN, np.int64)
    for start, close in zip(
        *(getattr(schedule.problem.resources, n).tolist() for n in ("iv_open", "iv_close")), strict=True
    ):
        free[start:close] = 3000
    rng = random.Random(seed)
    uses = []
    for _ in range(300):
        a = rng.randrange(SPAN - 9 * HOUR)
        b = a + rng.randrange(1, 8 * HOUR)
        amount = rng.choice((250, 500, 1000))
        assert blocked_until(view, 0, a, b, amount) == plain_blocked_until(free, a, b, amount)
        take(view, 0, a, b, amount)
        free[a:b] -= amount
        uses.append((a, b, amount))
    before = int(schedule.state.pool[0, 1])
    for a, b, amount in uses:
        take(view, 0, a, b, -amount)
    assert int(schedule.state.pool[0, 1]) < before
    assert schedule.state.step[: int(schedule.state.pool[0, 1])].shape[0] == len(schedule.problem.pool_steps[0])
