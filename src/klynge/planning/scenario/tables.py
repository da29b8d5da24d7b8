# SPDX-License-Identifier: Apache-2.0
"""`Operations` changed as whole tables: other modes, orders left out or repeated, orders added after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
    """Mode rows with their prices; the alternatives of an operation are a group, whose operations `doings` name.

    Groups that get more alternatives are written anew after all others; their old rows belong to none (-1) then.
    """

    mode: Numbers
    price: Numbers
    group: Numbers
    first: Numbers  # rows of each group
    end: Numbers
    of_op: Numbers  # the group of each operation
    doings: tuple[Doing, ...]  # by group
    touched: NDArray[np.bool_]  # by group: whether any of its modes is another or new

    @classmethod
    def of(cls, operations: Operations, price: Numbers, doings: Sequence[Doing]) -> ModeTable:
        """The modes of a problem; `doings` by group, in the order of their first rows."""
        first, of_op = np.unique(operations.op[:, col.OP_MODE0].astype(np.int64), return_inverse=True)
        end = np.append(first[1:], len(operations.mode)).astype(np.int64)
        group = np.searchsorted(first, np.arange(len(operations.mode)), side="right") - 1
        none = np.zeros(len(first), np.bool_)
        return cls(
            operations.mode.astype(np.int64),
            price,
            group.astype(np.int64),
            first,
            end,
            of_op.ravel().astype(np.int64),
            tuple(doings),
            none,
        )

    def changed(
        self, ways: Sequence[Way], work_centre: dict[str, int], agreement: dict[str, int], free: int
    ) -> ModeTable:
        """The modes by the rules; `free` is the signature of work that needs nobody."""
        now = replace(self, mode=self.mode.copy(), price=self.price.copy(), touched=self.touched.copy())
        for alike, some in groupby(ways, key=type):
            if alike is Dearer:
                now._dearer([way for way in some if isinstance(way, Dearer)], work_centre)
                continue
            for way in some:
                if isinstance(way, Also):
                    now = now._also(way, work_centre, agreement, free)
                elif isinstance(way, Slower):
                    now._slower(way, work_centre)
                elif isinstance(way, Piecework):
                    now._piecework(way, work_centre)
        if np.abs(now.mode).max(initial=0) > BIG:
            raise TooLargeError
        return now

    def _touch(self, rows: NDArray[np.bool_]) -> None:
        groups = self.group[rows]
        self.touched[groups[groups >= 0]] = True

    def _groups(self, item: str, step: str, owner: str = "") -> NDArray[np.bool_]:
        """Which groups are of an item, step and owner, where they are named; False last, for rows of none."""
        if not (item or step or owner):
            return np.append(np.ones(len(self.doings), np.bool_), False)
        found = [item in ("", d.item) and step in ("", d.step) and owner in ("", d.owner) for d in self.doings]
        return np.array([*found, False], np.bool_)

    def _slower(self, way: Slower, work_centre: dict[str, int]) -> None:
        rows = np.ones(len(self.mode), np.bool_)
        if way.work_centre:
            rows = self.mode[:, col.MODE_WC] == work_centre[way.work_centre]
        if way.item or way.step:
            rows = rows & self._groups(way.item, way.step)[self.group]
        self._touch(rows)
        for column in (col.MODE_FIXED, col.MODE_UNIT_MS):
            self.mode[rows, column] = -(-self.mode[rows, column] * way.permille // 1000)

    def _dearer(self, ways: Sequence[Dearer], work_centre: dict[str, int]) -> None:
        """All at once where they are of different work centres, as the rates of a kind mostly are."""
        if len({way.work_centre for way in ways}) < len(ways):
            for way in ways:
                self._dearer([way], work_centre)
            return
        more = np.zeros((max(work_centre.values()) + 1, 2), np.int64)
        for way in ways:
            more[work_centre[way.work_centre]] = way.ore_h, way.g_h
        added = more[self.mode[:, col.MODE_WC]]
        rows: NDArray[np.bool_] = (added != 0).any(axis=1)
        self._touch(rows)
        columns = [price_col.HOUR_ORE, price_col.HOUR_G]
        self.price[:, columns] = np.where(
            rows[:, None], np.maximum(0, self.price[:, columns] + added), self.price[:, columns]
        )
        self.mode[:, col.MODE_ORE_H] = self.price[:, price_col.HOUR_ORE]

    def _piecework(self, way: Piecework, work_centre: dict[str, int]) -> None:
        rows = self.mode[:, col.MODE_WC] == work_centre[way.work_centre]
        self._touch(rows)
        portion = way.field == "cost_ore"
        column, booked = (price_col.PORTION_ORE, col.MODE_ORE) if portion else (price_col.UNIT_ORE, col.MODE_ORE_UNIT)
        self.price[rows, column] = self.price[rows, column] * way.permille // 1000
        self.mode[rows, booked] = self.price[rows, column]

    def _also(self, way: Also, work_centre: dict[str, int], agreement: dict[str, int], free: int) -> ModeTable:
        fits = self._groups("", "", way.taker)
        here = [not d.site or (not way.agreement and d.site == way.site) for d in self.doings]
        fits[:-1] &= np.array(here, np.bool_)
        rows = (self.mode[:, col.MODE_WC] == work_centre[way.like]) & (self.mode[:, col.MODE_AGREEMENT] < 0)
        rows &= fits[self.group]
        self._touch(rows)
        new, price = self.mode[rows], self.price[rows]
        new[:, col.MODE_WC] = work_centre[way.work_centre]
        for column in (col.MODE_FIXED, col.MODE_UNIT_MS):
            new[:, column] = -(-new[:, column] * way.permille // 1000)
        price[:, price_col.HOUR_ORE] = np.maximum(0, price[:, price_col.HOUR_ORE] + way.ore_h)
        new[:, col.MODE_ORE_H] = price[:, price_col.HOUR_ORE]
        if way.agreement is not None:
            new[:, col.MODE_AGREEMENT] = agreement[way.agreement]
            new[:, [col.MODE_NEED0, col.MODE_NEED1]] = 0
            new[:, col.MODE_SIGNATURE] = free
        groups = np.unique(self.group[rows])
        moved = ranges(self.first[groups], self.end[groups])
        own = np.concatenate((self.group[moved], self.group[rows]))
        place = np.argsort(own, kind="stable")
        group = self.group.copy()
        group[moved] = -1
        first, end, top = self.first.copy(), self.end.copy(), len(self.mode)
        count = np.bincount(own, minlength=len(first))[groups]
        end[groups] = top + np.cumsum(count)
        first[groups] = end[groups] - count
        return replace(
            self,
            mode=np.concatenate((self.mode, np.concatenate((self.mode[moved], new))[place])),
            price=np.concatenate((self.price, np.concatenate((self.price[moved], price))[place])),
            group=np.concatenate((group, own[place])),
            first=first,
            end=end,
        )

    def operations(self, base: Operations) -> Operations:
        """The base's operations in these modes."""
        mode = self.mode.astype(np.int32)
        if len(mode) == len(base.mode):
            return base._replace(mode=mode)
        rows = np.flatnonzero(
            (self.end - self.first)[self.of_op] != base.op[:, col.OP_MODE1] - base.op[:, col.OP_MODE0]
        )
        group, before = self.of_op[rows], base.op[rows, col.OP_MODE0]
        op = base.op.copy()
        op[rows, col.OP_MODE0], op[rows, col.OP_MODE1] = self.first[group], self.end[group]
        forced = base.op[rows, col.OP_FORCED]
        op[rows, col.OP_FORCED] = np.where(forced >= 0, forced + self.first[group] - before, forced)
        return base._replace(mode=mode, op=op, order=_guests(self, rows, base.order))


def _guests(table: ModeTable, rows: Numbers, order: Table) -> Table:
    """The orders with whether any of their modes is under an agreement, where the operations `rows` have more modes."""
    before = np.concatenate(([0], np.cumsum(table.mode[:, col.MODE_AGREEMENT] >= 0)))
    group = table.of_op[rows]
    under = rows[before[table.end[group]] > before[table.first[group]]]
    if not len(under):
        return order
    found = order.copy()
    found[np.searchsorted(order[:, col.ORD_OP1], under, side="right"), col.ORD_AGREEMENTS] = 1
    return found


def ranges(first: NDArray[np.integer], last: NDArray[np.integer]) -> Numbers:
    """The numbers first[0]..last[0]-1, first[1]..last[1]-1, and so on."""
    count = (last - first).astype(np.int64)
    before = np.cumsum(count) - count
    return np.repeat(first - before, count) + np.arange(int(count.sum()))


def selected(base: Operations, rows: Numbers, due: Numbers) -> tuple[Operations, Numbers]:
    """The orders `rows` without reported work, due at `due`, in the base's modes; and the base's rows of operations.

    What they share with the base is left empty, so that they can be `appended` to it.
    """
    order = base.order[rows]
    old0 = order[:, col.ORD_OP0].astype(np.int64)
    count = order[:, col.ORD_OP1] - old0
    new0 = np.cumsum(count) - count
    picked = ranges(old0, old0 + count)
    shift = np.repeat(new0 - old0, count)
    op = base.op[picked]
    n_edges = (op[:, col.OP_EDGE1] - op[:, col.OP_EDGE0]).astype(np.int64)
    edge = base.edge[ranges(op[:, col.OP_EDGE0], op[:, col.OP_EDGE1])]
    edge[:, col.EDGE_PRED] += np.repeat(shift, n_edges).astype(np.int32)
    end = np.cumsum(n_edges)
    op[:, col.OP_EDGE0], op[:, col.OP_EDGE1] = end - n_edges, end
    n_after = (base.succ0[picked + 1] - base.succ0[picked]).astype(np.int64)
    after = base.succ[ranges(base.succ0[picked], base.succ0[picked + 1])]
    op[:, col.OP_LEFT], op[:, col.OP_FORCED] = op[:, col.OP_QUANTITY], col.NONE
    order[:, col.ORD_OP0], order[:, col.ORD_OP1] = new0, new0 + count
    order[:, col.ORD_DUE] = due
    found = base._replace(
        op=op,
        edge=edge,
        succ0=np.concatenate(([0], np.cumsum(n_after))).astype(np.int32),
        succ=(after + np.repeat(shift, n_after)).astype(np.int32),
        order=order,
    )
    return found, picked


def appended(one: Operations, two: Operations) -> Operations:
    """The operations of both, those of `two` after those of `one`; tables that they share stay."""
    shared = one.mode is two.mode
    need, need_pool, n_mode = (0, 0, 0) if shared else (len(one.need), len(one.need_pool), len(one.mode))
    material = 0 if shared else len(one.material)
    n_op, n_edge = len(one.op), len(one.edge)

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
        "op": op,
        "edge": moved(two.edge, EDGE_PRED=n_op),
        "succ": (two.succ + n_op).astype(np.int32),
        "order": moved(two.order, ORD_OP0=n_op, ORD_OP1=n_op),
    }
    if not shared:
        parts |= {
            "mode": moved(two.mode, MODE_NEED0=need, MODE_NEED1=need),
            "need": moved(two.need, NEED_POOL0=need_pool, NEED_POOL1=need_pool),
            "need_pool": two.need_pool,
            "material": two.material,
        }
    joined = {name: np.concatenate((getattr(one, name), part)) for name, part in parts.items()}
    succ0 = np.concatenate((one.succ0, (two.succ0[1:] + one.succ0[-1]).astype(np.int32)))
    return one._replace(succ0=succ0, **joined)
