# SPDX-License-Identifier: Apache-2.0
"""A problem that takes in one more order without copying what it has.

Tables, rows and names lie in stores with room to spare. A problem sees the first so many rows of its stores; the one
with an order more sees some rows more of the same stores. Only the newest problem of a store appends to it: from an
older one (a copy of a schedule that goes its own way) the store is copied first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from threading import Lock
from typing import Any, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation, Work

from ..kernels import columns as col
from ..kernels.columns import Operations, Table
from ..kernels.view import Tables
from ..problem import COMMITTED, OrderKey, Problem

T = TypeVar("T")
BLOCK = 256
_ONE_GROWS = Lock()  # stores are shared between schedules that several threads may work on
Array = NDArray[Any]


class Rows(Sequence[T]):
    """The first `shown` things of a list in blocks that others may lengthen. The last block is nobody else's."""

    __slots__ = ("blocks", "shown")

    def __init__(self, blocks: list[list[T]], shown: int) -> None:
        self.blocks, self.shown = blocks, shown

    @classmethod
    def of(cls, things: Iterable[T]) -> Rows[T]:
        """The things in blocks of their own."""
        listed = list(things)
        return cls([listed[at : at + BLOCK] for at in range(0, len(listed), BLOCK)] or [[]], len(listed))

    def __len__(self) -> int:
        return self.shown

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        blocks = self.blocks
        if isinstance(index, slice):
            return [blocks[i // BLOCK][i % BLOCK] for i in range(*index.indices(self.shown))]
        at = range(self.shown)[index]
        return blocks[at // BLOCK][at % BLOCK]

    def __iter__(self) -> Iterator[T]:
        return islice(chain.from_iterable(self.blocks), self.shown)

    def with_more(self, more: Iterable[T]) -> Rows[T]:
        """These and some more; in blocks of their own when others have lengthened these already."""
        blocks, count = self.blocks, self.shown
        if count != BLOCK * (len(blocks) - 1) + len(blocks[-1]):
            blocks = self._own_blocks()
        for thing in more:
            if len(blocks[-1]) == BLOCK:
                blocks.append([])
            blocks[-1].append(thing)
            count += 1
        return Rows(blocks, count)

    def with_others(self, first: int, others: Sequence[T]) -> Rows[T]:
        """These with other things from a place on; these stay as they are."""
        blocks, copied = self._own_blocks(), {(self.shown - 1) // BLOCK}
        for at, thing in enumerate(others, first):
            if at // BLOCK not in copied:
                blocks[at // BLOCK] = blocks[at // BLOCK].copy()
                copied.add(at // BLOCK)
            blocks[at // BLOCK][at % BLOCK] = thing
        return Rows(blocks, self.shown)

    def _own_blocks(self) -> list[list[T]]:
        """The blocks of what is shown, the last one copied."""
        full, rest = divmod(self.shown, BLOCK)
        if rest == 0 and full:
            return [*self.blocks[: full - 1], self.blocks[full - 1].copy()]
        return [*self.blocks[:full], self.blocks[full][:rest]]


class Numbers(Mapping[str, int]):
    """The row of each of some orders, by names that others may add to."""

    __slots__ = ("known", "orders")

    def __init__(self, known: dict[str, int], orders: Rows[str]) -> None:
        self.known, self.orders = known, orders

    def __getitem__(self, order: str) -> int:
        row = self.known[order]
        if row >= len(self.orders):
            raise KeyError(order)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self.orders)

    def __len__(self) -> int:
        return len(self.orders)

    @classmethod
    def of(cls, problem: Problem, orders: Rows[str]) -> Numbers:
        """Those of a problem with one order more, the last of `orders`."""
        name, count = orders[len(orders) - 1], len(problem.orders)
        before = problem.numbers
        known = before.known if isinstance(before, Numbers) else None
        shared = isinstance(before, Numbers) and before.orders.blocks is orders.blocks
        if known is None or not shared or name in known:  # others went on from here, or know another by that name
            known = {each: row for each, row in (known or before).items() if row < count}
        known[name] = len(orders) - 1
        return cls(known, orders)


def rows_of(things: Sequence[T]) -> Rows[T]:
    """The things as rows that can be added to."""
    return things if isinstance(things, Rows) else Rows.of(things)


@dataclass(slots=True)
class Store:
    """An array with room to spare, and its newest rows as a problem sees them."""

    array: Array
    seen: Array


def with_more(stores: dict[str, Store], name: str, seen: Array, more: Array) -> Array:
    """The rows seen and some more: in the named store when they are its newest, else in a new one."""
    count = len(seen)
    total = count + len(more)
    store = stores.get(name)
    if store is None or store.seen is not seen or total > len(store.array):
        array = np.empty((total + max(64, total // 8), *seen.shape[1:]), seen.dtype)
        array[:count] = seen
        store = stores[name] = Store(array, seen)
    store.array[count:total] = more
    store.seen = store.array[:total]
    return store.seen


@dataclass(frozen=True, slots=True)
class Offsets:
    """What is added to a request's mode and material rows in the problem that took it in, and its first operation."""

    mode: int
    material: int
    operation: int


def with_order(
    problem: Problem, operations: Operations, rows: Sequence[tuple[Job, Operation]]
) -> tuple[Problem, Offsets]:
    """The problem with one more order, which `problem.request` made tables of; its work and names follow."""
    with _ONE_GROWS:
        return _with_order(problem, operations, rows)


def _with_order(
    problem: Problem, operations: Operations, rows: Sequence[tuple[Job, Operation]]
) -> tuple[Problem, Offsets]:
    stores: dict[str, Store] = problem.kept.setdefault("stores", {})
    kept = problem.kept
    first = stores.get("op")
    if first is not None and first.seen is not problem.operations.op:  # others went on from here
        kept = {name: value for name, value in kept.items() if name != "stores"}
        stores = kept["stores"] = {}
    old = problem.operations
    offsets = Offsets(len(old.mode), len(old.material), len(old.op))
    fresh = _shifted(old, operations, offsets)
    grown = {name: with_more(stores, name, getattr(old, name), getattr(fresh, name)) for name in Operations._fields}
    jobs = list({job.id: job for job, _ in rows}.values())
    order = jobs[0].order
    tables = Operations(**grown)
    orders = rows_of(problem.orders).with_more([order])
    return replace(
        problem,
        operations=tables,
        rows=cast(Any, rows_of(problem.rows).with_more(rows)),
        orders=cast(Any, orders),
        numbers=Numbers.of(problem, orders),
        work=Work(cast(Any, rows_of(problem.work.jobs).with_more(jobs)), problem.work.supplies),
        keys=_keys(stores, problem, tables, jobs),
        views=(problem.views[0], Tables(tables), problem.views[2]),
        kept=kept,
    ), offsets


def _shifted(old: Operations, new: Operations, offsets: Offsets) -> Operations:
    """A request's tables with the row numbers that they have behind the old ones; shared first rows left out."""
    needs, pools, edges, successors = len(old.need), len(old.need_pool), len(old.edge), len(old.succ)
    mode, need, op, edge, order = (getattr(new, name).copy() for name in ("mode", "need", "op", "edge", "order"))
    mode[:, col.MODE_NEED0 : col.MODE_NEED1 + 1] += needs
    need[:, col.NEED_POOL0 : col.NEED_POOL1 + 1] += pools
    op[:, col.OP_MODE0 : col.OP_MODE1 + 1] += offsets.mode
    op[:, col.OP_MAT0 : col.OP_MAT1 + 1] += offsets.material
    op[:, col.OP_EDGE0 : col.OP_EDGE1 + 1] += edges
    edge[:, col.EDGE_PRED] += offsets.operation
    order[:, col.ORD_OP0 : col.ORD_OP1 + 1] += offsets.operation
    return Operations(
        mode,
        need,
        new.need_pool,
        op,
        edge,
        new.succ0[1:] + successors,
        new.succ + offsets.operation,
        new.material,
        order,
    )


def _keys(stores: dict[str, Store], problem: Problem, tables: Operations, jobs: Sequence[Job]) -> OrderKey:
    """What ordering rules look at, with the order's row."""
    row, keys = tables.order[-1], problem.keys
    work = sum(min(mode.run_s(op.quantity) for mode in op.modes) for job in jobs for op in job.operations)
    figures = {
        "due": int(row[col.ORD_DUE]),
        "release": min(round((job.release - problem.zero).total_seconds()) for job in jobs),
        "weight": max(job.weight for job in jobs),
        "promised": int(any(job.status in COMMITTED for job in jobs)),
        "work": min(work, col.BIG),
    }
    grown: dict[str, Table] = {
        name: with_more(stores, f"key {name}", getattr(keys, name), np.array([figure], np.int32))
        for name, figure in figures.items()
    }
    return OrderKey(**grown)
