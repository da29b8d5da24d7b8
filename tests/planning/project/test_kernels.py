# SPDX-License-Identifier: Apache-2.0
"""The compiled placing of lists does what plain code does."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.exact_projects import placed
from tests.support.random_projects import random_project

from klynge.planning.project.kernels.arrays import draft_for, mirror_of, net_of, packed
from klynge.planning.project.kernels.serial import improve_list, schedule_list


@pytest.mark.parametrize("seed", range(20))
def test_a_list_is_placed_as_by_plain_code(seed: int) -> None:
    """Every start is the same; justified right and left it is never longer, and lists starts in order."""
    problem = random_project(seed, 15, 1 + seed % 5)
    net = net_of(problem)
    draft, order = draft_for(net), np.arange(15)
    makespan = schedule_list(net, draft, order)
    assert draft.start.tolist() == placed(problem, tuple(range(15)))
    assert improve_list(net, mirror_of(problem, net), draft, order) <= makespan
    assert sorted(order.tolist()) == list(range(15))
    assert (np.diff(draft.start[order]) >= 0).all()


def test_capacities_fill_as_many_words_as_they_need() -> None:
    """Guard bits stay set while needs fit, and only then."""
    demand = np.array([[1 << 40, 3, 1 << 30], [1, 5, 1 << 30]])
    need, full, guard = packed(demand, np.array([1 << 40, 7, (1 << 31) - 1]))
    assert need.shape == (2, 2)
    for activity in (0, 1):
        assert ((full - need[activity]) & guard == guard).all()
    assert ((full - need[0] - need[1]) & guard != guard).any()
