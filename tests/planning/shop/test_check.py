# SPDX-License-Identifier: Apache-2.0
"""The plain checker of shops finds each way in which a schedule can be wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from klynge.planning.shop.check import check_shop, makespan, objective_of, weighted_tardiness
from klynge.planning.shop.problem import ShopProblem, ShopSchedule


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


SETUP = np.zeros((2, 3, 3), np.int64)
SETUP[0, 0, 2] = 1
SHOP = ShopProblem(
    job0=ints(0, 2, 3),
    alt0=ints(0, 1, 2, 4),
    alt_machine=ints(0, 1, 0, 1),
    alt_time=ints(3, 2, 4, 9),
    machines=2,
    release=ints(0, 1),
    due=ints(4, 6),
    weight=ints(5, 2),
    setup=SETUP,
    first_setup=np.zeros((2, 3), np.int64),
)
GOOD = ShopSchedule(ints(0, 1, 0), ints(0, 3, 4), ints(3, 5, 8))


def test_a_right_schedule() -> None:
    """Nothing is found in a right schedule, and its measures are what they are by hand."""
    assert check_shop(SHOP, GOOD) == []
    assert (makespan(GOOD), weighted_tardiness(SHOP, GOOD), objective_of(SHOP, GOOD, "tardiness")) == (8, 9, 3)


@pytest.mark.parametrize(
    ("machine", "start", "end", "said"),
    [
        ((1, 1, 0), (0, 3, 4), (3, 5, 8), "operation 0 cannot be on machine 1"),
        ((0, 1, 0), (0, 3, 4), (3, 5, 9), "operation 2 takes 5 on machine 0, not 4"),
        ((0, 1, 0), (0, 2, 4), (3, 4, 8), "operation 1 begins at 2, before operation 0 of its job ends at 3"),
        ((0, 1, 1), (0, 9, 0), (3, 11, 9), "before its job 1 is released at 1"),
        ((0, 1, 0), (0, 3, 3), (3, 5, 7), "a set-up takes 1"),
        ((0, 1, 1), (0, 4, 3), (3, 6, 12), "operation 1 begins at 4 on machine 1"),
        ((0, 1), (0, 3), (3, 5), "entries for 3 operations"),
    ],
)
def test_what_is_wrong(machine: tuple[int, ...], start: tuple[int, ...], end: tuple[int, ...], said: str) -> None:
    """A wrong machine, time, order, release, set-up or overlap is named."""
    assert said in " ".join(check_shop(SHOP, ShopSchedule(ints(*machine), ints(*start), ints(*end))))


def test_set_up_before_the_first() -> None:
    """A machine's first operation waits for its set-up."""
    slow = replace(SHOP, first_setup=np.full((2, 3), 2, np.int64))
    assert any("its set-up of 2" in finding for finding in check_shop(slow, GOOD))
