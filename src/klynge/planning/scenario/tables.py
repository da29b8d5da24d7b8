# SPDX-License-Identifier: Apache-2.0
"""`Operations` changed as whole tables: other modes, orders left out or repeated, orders added after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from klynge.planning.figures.kernels import columns as price_col
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Operations, Table

from .ways import Also, Dearer, Doing, Piecework, Slower, Way

Numbers = NDArray[np.int64]


class TooLargeError(ValueError):
    """A time or price that the engine's tables cannot hold."""


@dataclass(frozen=True, slots=True)
class ModeTable:
    """Mode rows with their prices; the alternatives of an operation are a group, whose operations `doings` name."""

    mode: Numbers
    price: Numbers
    group: Numbers
    firsts: Numbers  # first row of each group, as operations name it
    doings: tuple[Doing, ...]  # by group
    touched: NDArray[np.bool_]  # by group: whether any of its modes is another or new

    @classmethod
    def of(cls, operations: Operations, price: Numbers, doings: Sequence[Doing]) -> ModeTable:
        """The modes of a problem; `doings` by group, in the order of their first rows."""
        firsts = np.unique(operations.op[:, col.OP_MODE0]).astype(np.int64)
        group = np.searchsorted(firsts, np.arange(len(operations.mode)), side="right") - 1
        none = np.zeros(len(firsts), np.bool_)
        return cls(operations.mode.astype(np.int64), price, group.astype(np.int64), firsts, tuple(doings), none)

    def changed(
        self, ways: Sequence[Way], work_centre: dict[str, int], agreement: dict[str, int], free: int
    ) -> ModeTable:
        """The modes by the rules; `free` is the signature of work that needs nobody."""
        now = replace(self, mode=self.mode.copy(), price=self.price.copy(), touched=self.touched.copy())
        for way in ways:
            if isinstance(way, Also):
                now = now._also(way, work_centre, agreement, free)
            elif isinstance(way, Slower):
                now._slower(way, work_centre)
            else:
                now._priced(way, work_centre)
        if np.abs(now.mode).max(initial=0) > BIG:
            raise TooLargeError
        return now

    def _groups(self, item: str, step: str, owner: str = "") -> NDArray[np.bool_]:
        """Which groups are of an item, step and owner, where they are named."""
        return np.array(
            [item in ("", d.item) and step in ("", d.step) and owner in ("", d.owner) for d in self.doings], np.bool_
        )

    def _slower(self, way: Slower, work_centre: dict[str, int]) -> None:
        rows = np.ones(len(self.mode), np.bool_)
        if way.work_centre:
            rows = self.mode[:, col.MODE_WC] == work_centre[way.work_centre]
        if way.item or way.step:
            rows = rows & self._groups(way.item, way.step)[self.group]
        self.touched[self.group[rows]] = True
        for column in (col.MODE_FIXED, col.MODE_UNIT_MS):
            self.mode[rows, column] = -(-self.mode[rows, column] * way.permille // 1000)

    def _priced(self, way: Dearer | Piecework, work_centre: dict[str, int]) -> None:
        rows = self.mode[:, col.MODE_WC] == work_centre[way.work_centre]
        self.touched[self.group[rows]] = True
        if isinstance(way, Dearer):
            columns = ((price_col.HOUR_ORE, way.ore_h), (price_col.HOUR_G, way.g_h))
            for column, more in columns:
                self.price[rows, column] = np.maximum(0, self.price[rows, column] + more)
        else:
            column = price_col.PORTION_ORE if way.field == "cost_ore" else price_col.UNIT_ORE
            self.price[rows, column] = self.price[rows, column] * way.permille // 1000
        self._book(rows)

    def _book(self, rows: NDArray[np.bool_] | slice) -> None:
        """The engine's own columns of money."""
        self.mode[rows, col.MODE_ORE] = self.price[rows, price_col.PORTION_ORE]
        self.mode[rows, col.MODE_ORE_UNIT] = self.price[rows, price_col.UNIT_ORE]
        self.mode[rows, col.MODE_ORE_H] = self.price[rows, price_col.HOUR_ORE]

    def _also(self, way: Also, work_centre: dict[str, int], agreement: dict[str, int], free: int) -> ModeTable:
        fits = self._groups("", "", way.taker)
        fits &= np.array([not d.site or (not way.agreement and d.site == way.site) for d in self.doings], np.bool_)
        rows = (self.mode[:, col.MODE_WC] == work_centre[way.like]) & (self.mode[:, col.MODE_AGREEMENT] < 0)
        rows &= fits[self.group]
        self.touched[self.group[rows]] = True
        new, price = self.mode[rows], self.price[rows]
        new[:, col.MODE_WC] = work_centre[way.work_centre]
        for column in (col.MODE_FIXED, col.MODE_UNIT_MS):
            new[:, column] = -(-new[:, column] * way.permille // 1000)
        price[:, price_col.HOUR_ORE] = np.maximum(0, price[:, price_col.HOUR_ORE] + way.ore_h)
        if way.agreement is not None:
            new[:, col.MODE_AGREEMENT] = agreement[way.agreement]
            new[:, [col.MODE_NEED0, col.MODE_NEED1]] = 0
            new[:, col.MODE_SIGNATURE] = free
        group = np.concatenate((self.group, self.group[rows]))
        place = np.argsort(group, kind="stable")
        table = replace(
            self,
            mode=np.concatenate((self.mode, new))[place],
            price=np.concatenate((self.price, price))[place],
            group=group[place],
        )
        table._book(slice(None))
        return table

    def operations(self, base: Operations) -> Operations:
        """The base's operations in these modes."""
        if len(self.mode) == len(base.mode):
            return base._replace(mode=self.mode.astype(np.int32))
        first = np.searchsorted(self.group, np.arange(len(self.firsts)))
        end = np.searchsorted(self.group, np.arange(len(self.firsts)), side="right")
        op = base.op.copy()
        group = np.searchsorted(self.firsts, base.op[:, col.OP_MODE0])
        op[:, col.OP_MODE0], op[:, col.OP_MODE1] = first[group], end[group]
        forced = base.op[:, col.OP_FORCED]
        moved = forced + (first[group] - base.op[:, col.OP_MODE0])
        op[:, col.OP_FORCED] = np.where(forced >= 0, moved, forced)
        return base._replace(mode=self.mode.astype(np.int32), op=op, order=_guests(self.mode, op, base.order))


def _guests(mode: Numbers, op: Table, order: Table) -> Table:
    """The orders with whether any of their modes is under an agreement."""
    if not len(order):
        return order
    before = np.concatenate(([0], np.cumsum(mode[:, col.MODE_AGREEMENT] >= 0)))
    of_op = np.concatenate(([0], np.cumsum(before[op[:, col.OP_MODE1]] - before[op[:, col.OP_MODE0]])))
    found = order.copy()
    found[:, col.ORD_AGREEMENTS] = of_op[order[:, col.ORD_OP1]] > of_op[order[:, col.ORD_OP0]]
    return found


def ranges(first: NDArray[np.integer], last: NDArray[np.integer]) -> Numbers:
    """The numbers first[0]..last[0]-1, first[1]..last[1]-1, and so on."""
    count = (last - first).astype(np.int64)
    before = np.cumsum(count) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()))


def selected(base: Operations, rows: Numbers, again: NDArray[np.bool_], due: Numbers) -> tuple[Operations, Numbers]:
    """The orders `rows`, those `again` without reported work and due at `due`; and the base's row of each operation."""
    order = base.order[rows]
    old0, old1 = order[:, col.ORD_OP0].astype(np.int64), order[:, col.ORD_OP1].astype(np.int64)
    count = old1 - old0
    new0 = np.cumsum(count) - count
    picked = ranges(old0, old1)
    shift = np.repeat(new0 - old0, count)
    op = base.op[picked]
    edges = ranges(op[:, col.OP_EDGE0], op[:, col.OP_EDGE1])
    n_edges = (op[:, col.OP_EDGE1] - op[:, col.OP_EDGE0]).astype(np.int64)
    edge = base.edge[edges]
    edge[:, col.EDGE_PRED] += np.repeat(shift, n_edges).astype(np.int32)
    end = np.cumsum(n_edges)
    op[:, col.OP_EDGE0], op[:, col.OP_EDGE1] = end - n_edges, end
    after = base.succ[ranges(base.succ0[picked], base.succ0[picked + 1])]
    n_after = (base.succ0[picked + 1] - base.succ0[picked]).astype(np.int64)
    fresh = np.repeat(again, count)
    op[fresh, col.OP_LEFT], op[fresh, col.OP_FORCED] = op[fresh, col.OP_QUANTITY], col.NONE
    order[:, col.ORD_OP0], order[:, col.ORD_OP1] = new0, new0 + count
    order[again, col.ORD_DUE] = due[rows[again]]
    found = base._replace(
        op=op,
        edge=edge,
        succ0=np.concatenate(([0], np.cumsum(n_after))).astype(np.int32),
        succ=(after + np.repeat(shift, n_after)).astype(np.int32),
        order=order,
    )
    return found, picked


def appended(one: Operations, two: Operations) -> Operations:
    """The operations of both, those of `two` after those of `one`."""
    need, need_pool, n_mode = len(one.need), len(one.need_pool), len(one.mode)
    material, n_op, n_edge = len(one.material), len(one.op), len(one.edge)

    def moved(table: Table, **columns: int) -> Table:
        found = table.copy()
        for name, by in columns.items():
            found[:, getattr(col, name)] += by
        return found

    op = moved(
        two.op, OP_MODE0=n_mode, OP_MODE1=n_mode, OP_EDGE0=n_edge, OP_EDGE1=n_edge, OP_MAT0=material, OP_MAT1=material
    )
    op[:, col.OP_FORCED] = np.where(two.op[:, col.OP_FORCED] >= 0, two.op[:, col.OP_FORCED] + n_mode, col.NONE)
    parts = {
        "mode": moved(two.mode, MODE_NEED0=need, MODE_NEED1=need),
        "need": moved(two.need, NEED_POOL0=need_pool, NEED_POOL1=need_pool),
        "need_pool": two.need_pool,
        "op": op,
        "edge": moved(two.edge, EDGE_PRED=n_op),
        "succ": two.succ + n_op,
        "material": two.material,
        "order": moved(two.order, ORD_OP0=n_op, ORD_OP1=n_op),
    }
    joined = {name: np.concatenate((getattr(one, name), part)).astype(np.int32) for name, part in parts.items()}
    succ0 = np.concatenate((one.succ0, two.succ0[1:] + one.succ0[-1])).astype(np.int32)
    return Operations(succ0=succ0, **joined)
