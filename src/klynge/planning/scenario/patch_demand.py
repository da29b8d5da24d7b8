# SPDX-License-Identifier: Apache-2.0
"""Orders that repeat others, and new ones, after those of the base."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job
from klynge.planning.figures import OrderFacts, Prices
from klynge.planning.figures.prices import mode_prices, order_facts
from klynge.planning.kernels import columns as col
from klynge.planning.problem import OrderKey, Problem, least_work, order_keys
from klynge.planning.tables import TableBuilder, write_order

from .apply import Memory, with_modes
from .base import NEEDS_WORK, Base
from .draft import Changed
from .tables import appended, ranges, selected

Numbers = NDArray[np.int64]


def with_demand(base: Base, problem: Problem, prices: Prices, found: Changed) -> tuple[Problem, Prices, Numbers]:
    """Orders that repeat others and new ones after those of the base; the base's order of each, -1 for new ones."""
    origin = np.arange(len(base.problem.orders), dtype=np.int64)
    extra = np.maximum(found.times - 1, 0) if found.times is not None else np.zeros_like(origin)
    if extra.any():
        problem, prices = _repeated(base, problem, prices, extra)
        origin = np.concatenate((origin, np.repeat(origin, extra)))
    if found.added:
        problem, prices, count = _added(base, problem, prices, found)
        origin = np.concatenate((origin, np.full(count, -1)))
    return problem, prices, origin


def _repeated(base: Base, problem: Problem, prices: Prices, extra: Numbers) -> tuple[Problem, Prices]:
    """So many more of each order, which nobody has promised and nothing is reported of."""
    rows = np.repeat(np.arange(len(extra)), extra)
    number = ranges(np.ones(int((extra > 0).sum()), np.int64), extra[extra > 0] + 1)
    engine_due, target = base.plain_due
    copies, picked = selected(problem.operations, rows, engine_due[rows])
    names = [f"{base.problem.orders[row]}+{k}" for row, k in zip(rows.tolist(), number.tolist(), strict=True)]
    keys, facts = problem.keys, prices.orders
    none = np.zeros(len(rows), np.int64)
    # an order that repeats one that is begun has all of its work before it
    work = least_work(copies) if base.reported and base.rule in NEEDS_WORK else keys.work[rows]
    more = OrderKey(copies.order[:, col.ORD_DUE], keys.release[rows], keys.weight[rows], none.astype(np.int32), work)
    own = OrderFacts(target[rows], facts.release[rows], facts.weight[rows], none, facts.value[rows], facts.owner[rows])
    prices = replace(
        prices,
        owner=np.concatenate((prices.owner, prices.owner[picked])),
        goods_g=np.concatenate((prices.goods_g, prices.goods_g[picked])),
        orders=_both(facts, own),
    )
    operations = appended(problem.operations, copies)
    keys = _both(keys, more)
    orders = (*problem.orders, *names)
    numbers = {order: row for row, order in enumerate(orders)}
    return replace(problem, operations=operations, keys=keys, orders=orders, rows=(), numbers=numbers), prices


Columns = TypeVar("Columns", OrderKey, OrderFacts)


def _both(one: Columns, other: Columns) -> Columns:
    """The rows of both."""
    return type(one)(*(np.concatenate((getattr(one, f), getattr(other, f))) for f in one.__slots__))


def _added(base: Base, problem: Problem, prices: Prices, found: Changed) -> tuple[Problem, Prices, int]:
    """New orders after the others; how many."""
    memory: Memory = {}
    by_order: dict[str, list[Job]] = {}
    for job in found.added:
        by_order.setdefault(job.order, []).append(with_modes(job, found.ways, memory))
    names = problem.names
    names = replace(names, signature=dict(names.signature), loose_family=dict(names.loose_family))
    builder = TableBuilder(names)
    rows = [row for jobs in by_order.values() for row in write_order(builder, jobs, problem.zero)]
    new = builder.build()
    keys, own = problem.keys, order_keys(by_order, new, base.clock)
    member = {name: row for row, name in enumerate(prices.members)}
    no_member = len(member)
    facts, more = prices.orders, order_facts(problem, by_order.values())
    prices = replace(
        prices,
        mode=np.concatenate((prices.mode, mode_prices(new, [op for _, op in rows]))),
        owner=np.concatenate((prices.owner, [member.get(job.owner, no_member) for job, _ in rows])),
        goods_g=np.concatenate((prices.goods_g, [job.weight_g * job.quantity for job, _ in rows])),
        orders=_both(facts, more),
    )
    problem = replace(
        problem,
        names=names,
        operations=appended(problem.operations, new),
        keys=_both(keys, own),
        orders=(*problem.orders, *by_order),
    )
    return problem, prices, len(by_order)
