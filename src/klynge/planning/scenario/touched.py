# SPDX-License-Identifier: Apache-2.0
"""Which islands of the base a scenario reaches."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.problem import Problem

from .base import Base
from .draft import Changed
from .tables import ranges

Numbers = NDArray[np.int64]


def touch(touched: NDArray[np.bool_], islands: Numbers) -> None:
    """Mark islands, but for things that no order could use."""
    touched[islands[islands >= 0]] = True


def touched_by(base: Base, problem: Problem) -> NDArray[np.bool_]:
    """The islands on which work centres, people, materials, lanes or agreements are not as in the base."""
    there, touched = base.islands, np.zeros(base.islands.count, np.bool_)
    before, network = base.problem.network, problem.network
    old, new, names = base.problem.resources, problem.resources, base.problem.names
    n = len(old.wc)
    if new is not old or network is not before:
        touch(touched, there.work_centres[(old.wc != new.wc[:n]).any(axis=1)])
    centres = list(before.work_centres)
    changed_sites = {
        place
        for name in others(before.lanes, network.lanes)
        for lane in (before.lanes.get(name), network.lanes.get(name))
        if lane is not None
        for place in (lane.origin, lane.destination)
    }
    matrices = set(others(before.setup_matrices, network.setup_matrices))
    deals = others(before.agreements, network.agreements)
    lent = {a.work_centre for t in (before, network) for name in deals if (a := t.agreements.get(name)) is not None}
    for row, name in enumerate(centres):
        centre, was = network.work_centres[name], before.work_centres[name]
        if centre.site in changed_sites or centre.setup_matrix in matrices or name in lent or centre is not was:
            touch(touched, there.work_centres[row : row + 1])
    if problem.pool_steps is not base.problem.pool_steps:
        pairs = zip(base.problem.pool_steps, problem.pool_steps, strict=True)
        touch(touched, there.pools[[row for row, (a, b) in enumerate(pairs) if a is not b]])
    touch(touched, there.pools[[names.pool[name] for name in others(before.pools, network.pools)]])
    items = {names.item[name] for name in others(before.items, network.items)}
    for name in others(before.stock, network.stock):
        lot = network.stock.get(name) or before.stock[name]
        items.add(names.item[lot.item])
    touch(touched, there.items[sorted(items)])
    return touched


def others(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The names of the things that are not the same in both."""
    if one is other:
        return []
    return [name for name in {**one, **other} if one.get(name) is not other.get(name)]


def touch_demand(touched: NDArray[np.bool_], base: Base, problem: Problem, found: Changed) -> None:
    """The islands of orders that are left out, repeated or new."""
    there = base.islands
    if found.times is not None:
        touch(touched, there.orders[found.times != 1])
    if found.added:
        new0 = int(problem.operations.order[-len({job.order for job in found.added}), col.ORD_OP0])
        first = int(problem.operations.op[new0, col.OP_MODE0])
        mode = problem.operations.mode[first:]
        known = mode[:, col.MODE_WC][mode[:, col.MODE_WC] < len(there.work_centres)]
        touch(touched, there.work_centres[known])
        need = problem.operations.need[ranges(mode[:, col.MODE_NEED0], mode[:, col.MODE_NEED1])]
        pools = problem.operations.need_pool[ranges(need[:, col.NEED_POOL0], need[:, col.NEED_POOL1])]
        touch(touched, there.pools[pools])
        ops = problem.operations.op[new0:]
        material = problem.operations.material[ranges(ops[:, col.OP_MAT0], ops[:, col.OP_MAT1])]
        touch(touched, there.items[material[:, col.MAT_ITEM]])
