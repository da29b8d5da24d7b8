# SPDX-License-Identifier: Apache-2.0
"""A problem for a network that has changed, and for a few orders that have, from the tables of the one before.

Only what changed is compiled: operations keep their tables, and orders that are new or otherwise now come after all
others. Where the old numbers cannot hold (sites that come or go, work before the old zero) all is compiled anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Work
from klynge.network.model import Network

from .changed_network import with_network
from .kernels import columns as col
from .kernels.columns import Operations, Table
from .kernels.view import Tables
from .problem import OrderKey, Problem, compile_problem, order_keys
from .resources import Clock, names_of
from .tables import TableBuilder, write_order

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Patched:
    """The new problem; where every order, operation (`task`), unit and stock lot of the old one is in it (-1: gone)."""

    problem: Problem
    order: Numbers
    task: Numbers
    unit: Numbers
    stock: Numbers


def patched(
    problem: Problem, network: Network, orders: Mapping[str, tuple[Job, ...]] | None = None, now_s: int | None = None
) -> Patched:
    """The problem of a network and, for the orders given, their jobs as they are now (none: the order is no more).

    `now_s` (seconds after the epoch) is the moment before which nothing is placed any more. Raises PlanningError when a
    job names what the network does not have.
    """
    orders = orders or {}
    kept: Numbers | None = None  # the old rows of the orders that come first in the new problem
    if not orders and only_stops(problem.network, network):
        new, kept = replace(problem, network=network), np.arange(len(problem.orders))
    elif _holds(problem, network, orders):
        new, _ = with_network(problem, network)
        new, kept = _exchange(new, orders)
    else:
        new = compile_problem(network, _work(problem.work, orders))
    if now_s is not None:
        new = at(new, now_s)
    order = _orders(problem, new, kept)
    return Patched(new, order, _tasks(problem, new, order, kept), _units(problem, new), _stock(problem, new))


def at(problem: Problem, now_s: int) -> Problem:
    """The problem at a moment (seconds after the epoch) before which nothing is placed any more."""
    span = problem.resources.span.copy()
    span[4] = max(int(span[0]), now_s - problem.zero_s)
    resources = problem.resources._replace(span=span)
    return replace(problem, resources=resources, views=(Tables(resources), *problem.views[1:]))


def only_stops(before: Network, after: Network) -> bool:
    """Whether nothing of a network changed but that units are stopped."""
    for each in fields(before):
        if each.name != "work_centres" and getattr(before, each.name) is not getattr(after, each.name):
            return False
    old, new = before.work_centres, after.work_centres
    return list(old) == list(new) and all(
        new[name] is centre or replace(new[name], stops=()) == replace(centre, stops=()) for name, centre in old.items()
    )


def _work(work: Work, orders: Mapping[str, tuple[Job, ...]]) -> Work:
    """The work with the orders as they are now, after all others."""
    if not orders:
        return work
    kept = tuple(job for job in work.jobs if job.order not in orders)
    return replace(work, jobs=kept + tuple(job for jobs in orders.values() for job in jobs))


def _holds(problem: Problem, network: Network, orders: Mapping[str, tuple[Job, ...]]) -> bool:
    """Whether the old numbers of everything that operations name are still right."""
    old = problem.network
    same = (
        (old.epoch, old.time_zone) == (network.epoch, network.time_zone)
        and (old.sites is network.sites or old.sites == network.sites)
        and list(old.sites) == list(network.sites)
        and _extends(problem.names.region, names_of(network).region)
    )
    grown = all(
        _extends(getattr(old, name), getattr(network, name))
        for name in ("work_centres", "pools", "items", "agreements", "setup_matrices")
    )
    families = all(network.setup_matrices.get(name) is not None
                   and network.setup_matrices[name].families == matrix.families
                   for name, matrix in old.setup_matrices.items())  # fmt: skip
    centres = all(
        (network.work_centres[name].kind, network.work_centres[name].setup_matrix) == (centre.kind, centre.setup_matrix)
        for name, centre in old.work_centres.items()
        if name in network.work_centres
    )
    reported = [r.start for jobs in orders.values() for job in jobs for op in job.operations for r in op.reported]
    return same and grown and families and centres and min([network.start, *reported]) >= problem.zero


def _extends(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether the new names begin with the old ones."""
    before = list(old)
    return list(new)[: len(before)] == before


def _exchange(problem: Problem, orders: Mapping[str, tuple[Job, ...]]) -> tuple[Problem, Numbers]:
    """The problem without the orders named, then with those of them that have jobs; the old rows of those before."""
    if not orders:
        return problem, np.arange(len(problem.orders))
    kept = np.array([i for i, order in enumerate(problem.orders) if order not in orders], np.int64)
    operations, picked = without(problem.operations, kept)
    there = {order: list(jobs) for order, jobs in orders.items() if jobs}
    builder, rows = TableBuilder(problem.names), [problem.rows[i] for i in picked.tolist()]
    for jobs in there.values():
        rows += write_order(builder, jobs, problem.zero)
    more = builder.build()
    operations = followed_by(operations, more)
    added = order_keys(there, more, Clock(problem.zero, problem.network.end))
    keys = OrderKey(*(np.concatenate((getattr(problem.keys, name)[kept], getattr(added, name)))
                      for name in OrderKey.__dataclass_fields__))  # fmt: skip
    named = (*(problem.orders[i] for i in kept.tolist()), *there)
    new = replace(
        problem, work=_work(problem.work, orders), operations=operations, orders=named, rows=tuple(rows), keys=keys,
        views=(problem.views[0], Tables(operations), problem.views[2]), numbers={o: i for i, o in enumerate(named)},
    )  # fmt: skip
    return new, kept


def ranges(first: NDArray[np.integer], last: NDArray[np.integer]) -> Numbers:
    """The numbers first[0]..last[0]-1, first[1]..last[1]-1, and so on."""
    count = (last - first).astype(np.int64)
    before = np.cumsum(count) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()))


def without(base: Operations, kept: Numbers) -> tuple[Operations, Numbers]:
    """The tables of these orders alone, and which operations they had been."""
    order = base.order[kept]
    first, last = order[:, col.ORD_OP0].astype(np.int64), order[:, col.ORD_OP1].astype(np.int64)
    count = last - first
    start = np.cumsum(count) - count
    picked = ranges(first, last)
    shift = np.repeat(start - first, count)
    op = base.op[picked]
    edge = base.edge[ranges(op[:, col.OP_EDGE0], op[:, col.OP_EDGE1])]
    edges = (op[:, col.OP_EDGE1] - op[:, col.OP_EDGE0]).astype(np.int64)
    edge[:, col.EDGE_PRED] += np.repeat(shift, edges).astype(np.int32)
    end = np.cumsum(edges)
    op[:, col.OP_EDGE0], op[:, col.OP_EDGE1] = end - edges, end
    after = base.succ[ranges(base.succ0[picked], base.succ0[picked + 1])]
    afters = (base.succ0[picked + 1] - base.succ0[picked]).astype(np.int64)
    order[:, col.ORD_OP0], order[:, col.ORD_OP1] = start, start + count
    succ0 = np.concatenate(([0], np.cumsum(afters))).astype(np.int32)
    succ = (after + np.repeat(shift, afters)).astype(np.int32)
    return base._replace(op=op, edge=edge, succ0=succ0, succ=succ, order=order), picked


def followed_by(one: Operations, two: Operations) -> Operations:
    """The operations of both, those of `two` after those of `one`."""
    n_mode, n_op, n_edge, n_material = len(one.mode), len(one.op), len(one.edge), len(one.material)

    def moved(rows: Table, by: int, *columns: int) -> Table:
        found = rows.copy()
        for column in columns:
            found[:, column] += by
        return found

    op = moved(two.op, n_mode, col.OP_MODE0, col.OP_MODE1)
    op = moved(op, n_edge, col.OP_EDGE0, col.OP_EDGE1)
    op = moved(op, n_material, col.OP_MAT0, col.OP_MAT1)
    op[:, col.OP_FORCED] = np.where(two.op[:, col.OP_FORCED] >= 0, two.op[:, col.OP_FORCED] + n_mode, col.NONE)
    parts = {
        "mode": moved(two.mode, len(one.need), col.MODE_NEED0, col.MODE_NEED1),
        "need": moved(two.need, len(one.need_pool), col.NEED_POOL0, col.NEED_POOL1),
        "need_pool": two.need_pool,
        "op": op,
        "edge": moved(two.edge, n_op, col.EDGE_PRED),
        "succ": two.succ + n_op,
        "material": two.material,
        "order": moved(two.order, n_op, col.ORD_OP0, col.ORD_OP1),
    }
    joined = {name: np.concatenate((getattr(one, name), part)).astype(np.int32) for name, part in parts.items()}
    succ0 = np.concatenate((one.succ0, two.succ0[1:] + one.succ0[-1])).astype(np.int32)
    return Operations(succ0=succ0, **joined)


def _orders(old: Problem, new: Problem, kept: Numbers | None) -> Numbers:
    """Where each of the old orders is now; those `kept` come first."""
    found = np.full(len(old.orders), -1, np.int64)
    if kept is not None:
        found[kept] = np.arange(len(kept))
    for order, i in old.numbers.items():
        if found[i] < 0:
            found[i] = new.numbers.get(order, -1)
    return found


def _tasks(old: Problem, new: Problem, order: Numbers, kept: Numbers | None) -> Numbers:
    """Where each of the old operations is now: of orders `kept` as they were, of others by name."""
    found = np.full(len(old.rows), -1, np.int64)
    there = np.flatnonzero(order >= 0)
    if kept is not None:
        was, now = (tables.operations.order[:, [col.ORD_OP0, col.ORD_OP1]] for tables in (old, new))
        now = now[: len(kept)]
        found[ranges(*was[kept].T)] = ranges(*now.T)
        there = np.setdiff1d(there, kept)
    for i in there.tolist():
        a0, a1 = old.operations.order[i, [col.ORD_OP0, col.ORD_OP1]].tolist()
        b0, b1 = new.operations.order[order[i], [col.ORD_OP0, col.ORD_OP1]].tolist()
        named = {(new.rows[b][0].id, new.rows[b][1].id): b for b in range(b0, b1)}
        for a in range(a0, a1):
            job, op = old.rows[a]
            found[a] = named.get((job.id, op.id), -1)
    return found


def _units(old: Problem, new: Problem) -> Numbers:
    found = np.full(len(old.units), -1, np.int64)
    for name, number in old.names.work_centre.items():
        other = new.names.work_centre.get(name)
        if other is not None:
            first, count = old.resources.wc[number, [col.WC_UNIT0, col.WC_UNITS]].tolist()
            first2, count2 = new.resources.wc[other, [col.WC_UNIT0, col.WC_UNITS]].tolist()
            both = min(count, count2)
            found[first : first + both] = np.arange(first2, first2 + both)
    return found


def _stock(old: Problem, new: Problem) -> Numbers:
    if old.stock_ids is new.stock_ids:
        return np.arange(len(old.stock_ids), dtype=np.int64)
    rows = {name: row for row, name in enumerate(new.stock_ids)}
    return np.array([rows.get(name, -1) for name in old.stock_ids], np.int64)
