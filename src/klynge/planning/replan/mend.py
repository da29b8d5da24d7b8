# SPDX-License-Identifier: Apache-2.0
"""Orders that lost something made whole again, in order of promise and due day, around all that stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, OK
from klynge.planning.kernels.orders import ask
from klynge.planning.placing.kernels.columns import FITS, SAID_PLACE
from klynge.planning.placing.kernels.fit import arrives, orders_fit
from klynge.planning.schedule import Schedule

from .carry import off
from .kernels.mend import MENDED, drop_unused_lots, forget_ends, mend_all

Numbers = NDArray[np.int64]
MOST_TRIES = 4


@dataclass(slots=True)
class Mender:
    """Makes orders of a schedule whole. `why` collects why operations had to go, by row."""

    schedule: Schedule
    why: dict[int, int] = field(default_factory=dict)
    order_of: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        order = self.schedule.problem.operations.order
        count = (order[:, col.ORD_OP1] - order[:, col.ORD_OP0]).astype(np.int64)
        self.order_of = np.repeat(np.arange(len(order)), count)

    def sequence(self, orders: Iterable[int]) -> list[int]:
        """Orders by promise, then due, then as they are numbered."""
        return sorted(orders, key=self._rank)

    def _rank(self, o: int) -> tuple[int, int, int]:
        keys = self.schedule.problem.keys
        return 1 - int(keys.promised[o]), int(keys.due[o]), o

    def mend(self, orders: Iterable[int]) -> None:
        """Make orders whole, each with as little moved as its operations allow, else anew; what they push as well."""
        waiting = self.sequence(set(orders))
        self._on([o for o, _ in self._in_place(waiting)])
        self._hasten(waiting)

    def _in_place(self, waiting: list[int]) -> list[tuple[int, int]]:
        """Make orders whole one after the other, moving no more of each than must move; those that cannot be so, with
        the operation that is in the way (NONE: no single one is)."""
        schedule = self.schedule
        res, ops, sup = schedule.problem.views
        most = max((len(self.tasks_of(o)) for o in waiting), default=1)
        rows = np.array(waiting, np.int64)
        done, in_way = np.zeros((2, len(rows)), np.int64)
        at, stuck, s = 0, -1, schedule
        while at < len(rows):
            at = int(mend_all(res, ops, sup, s.view(), rows, at, s.arrivals, s.whys, s.failed, done, in_way))
            if schedule.state.counter[col.OVERFLOW]:
                raise RuntimeError("the engine's tables ran full while a plan was mended")
            if at < len(rows):
                if stuck == at:
                    raise RuntimeError("the engine's tables cannot grow while a trial is under way")
                stuck = at
                schedule.make_room(most)
        left = zip(waiting, done.tolist(), in_way.tolist(), strict=True)
        return [(o, op) for o, how, op in left if how != MENDED]

    def _hasten(self, orders: Iterable[int]) -> None:
        """Send what is late by the lanes that an order has chosen by those that arrive first."""
        schedule, due = self.schedule, self.schedule.problem.keys.due
        if not len(schedule.state.task_lanes):
            return
        res, ops, _ = schedule.problem.views
        for o in orders:
            lanes, was = schedule.chosen_lanes(o), int(schedule.arrivals[o])
            if not lanes or was == BIG or was <= due[o]:
                continue
            schedule.choose_lanes(o, ())
            tasks = self.tasks_of(o)
            when = int(arrives(res, ops, schedule.view(), 0, tasks.start, tasks.stop))
            if when < was:
                schedule.arrivals[o] = when
            else:
                schedule.choose_lanes(o, lanes)

    def _on(self, orders: list[int]) -> None:
        """Make orders whole; those that lose something by it come after them."""
        tried: dict[int, int] = {}
        waiting = [(self._rank(o), o) for o in set(orders)]
        heapify(waiting)
        there = set(orders)
        while waiting:
            _, o = heappop(waiting)
            there.discard(o)
            tried[o] = tried.get(o, 0) + 1
            out = tried[o] > MOST_TRIES  # orders that take each other's place: this one stays out
            lost = self.clear([o], fixed=False) if out else self._one(o, unfix=tried[o] > 1)
            for other in lost - there:
                heappush(waiting, (self._rank(other), other))
            there |= lost

    def _one(self, o: int, unfix: bool) -> set[int]:
        """Make an order whole, moving what is in the way, or else anew; who else lost something."""
        whole, lost = self._push(o, unfix)
        return lost if whole else lost | self.place(o, unfix)

    def _push(self, o: int, unfix: bool) -> tuple[bool, set[int]]:
        """Make an order whole, taking off of it what is in the way, one operation at a time.

        Whether it is whole then, and who else lost something.
        """
        lost = set[int]()
        wish = self.schedule.state.task[:, col.TASK_WISH]
        for _ in self.tasks_of(o):
            left = self._in_place([o])
            if not left:
                return True, lost
            ((_, op),) = left
            if op == col.NONE or (wish[op] == col.STAYS and not unfix):
                break
            wish[op] = -1
            lost |= self._off([op], [o])
        return False, lost

    def tasks_of(self, o: int) -> range:
        """The operations of an order."""
        first, last = self.schedule.problem.operations.order[o, [col.ORD_OP0, col.ORD_OP1]].tolist()
        return range(first, last)

    def clear(self, orders: Iterable[int], fixed: bool = True) -> set[int]:
        """Take orders off, but what is fixed when that is to stay; the other orders that lose something by it."""
        schedule, names = self.schedule, list(orders)
        wish = schedule.state.task[:, col.TASK_WISH]
        tasks = [t for o in names for t in self.tasks_of(o) if not fixed or wish[t] != col.STAYS]
        if not fixed:
            wish[tasks] = -1
        others = self._off(tasks, names)
        for o in names:
            forget_ends(schedule.view(), schedule.problem.views[1], o)
        return others

    def _off(self, tasks: Iterable[int], names: list[int]) -> set[int]:
        """Take operations of some orders off; the other orders that lose something by it."""
        others = set()
        for task, why in off(self.schedule, dict.fromkeys(tasks, 0), []).items():
            o = int(self.order_of[task])
            if o not in names:
                self.why.setdefault(task, why)
                others.add(o)
                self.schedule.arrivals[o] = BIG
        self.schedule.arrivals[names] = BIG
        return others

    def place(self, o: int, unfix: bool = False) -> set[int]:
        """Take an order off but for what is fixed, and place it where it arrives first; who else lost something."""
        others = self.clear([o], not unfix)
        schedule = self.schedule
        self._ask(o)
        said = np.zeros(8, np.int64)
        res, ops, _ = schedule.problem.views
        while schedule.arrivals[o] < BIG:
            why = orders_fit(res, ops, schedule.view(), 0, np.array([o], np.int64), schedule.arrivals, said)
            if why == FITS:
                return others
            task = int(said[SAID_PLACE])
            if schedule.state.task[task, col.TASK_WISH] != col.STAYS:
                break
            schedule.state.task[task, col.TASK_WISH] = -1  # what comes before it moved: it cannot stay
            others |= self.clear([o])
            self._ask(o)
        if schedule.arrivals[o] == BIG and not unfix and self._has_fixed(o):
            whole, lost = self._push(o, unfix=True)
            others |= lost if whole else lost | self.place(o, unfix=True)
            return others
        if schedule.arrivals[o] == BIG:
            others |= self.clear([o], fixed=False)
        return others

    def _has_fixed(self, o: int) -> bool:
        return any(self.schedule.state.task[t, col.TASK_WISH] == col.STAYS for t in self.tasks_of(o))

    def _ask(self, o: int) -> None:
        """Place what is off of an order, by agreements too if it is late otherwise."""
        schedule = self.schedule
        due, lanes = int(schedule.problem.keys.due[o]), schedule.chosen_lanes(o)
        when = self._try(o, False)
        if lanes and when > due:
            if when < BIG:
                self.clear([o])
            schedule.choose_lanes(o, ())
            by_first = self._try(o, False)
            if by_first >= when and when < BIG:
                self.clear([o])
                schedule.choose_lanes(o, lanes)
                self._try(o, False)
            when = min(when, by_first)
        if schedule.problem.operations.order[o, col.ORD_AGREEMENTS] and when > due:
            failed = int(schedule.failed[o]), int(schedule.whys[o])
            if when < BIG:
                self.clear([o])
            other = self._try(o, True)
            if other >= when and when < BIG:
                self.clear([o])
                self._try(o, False)
            elif other == BIG:
                schedule.failed[o], schedule.whys[o] = failed

    def _try(self, o: int, agreements: bool) -> int:
        schedule = self.schedule
        tasks = self.tasks_of(o)
        schedule.make_room(len(tasks))
        res, ops, sup = schedule.problem.views
        why, when = ask(res, ops, sup, schedule.view(), 0, o, agreements)
        counter = schedule.state.counter
        if counter[col.OVERFLOW]:
            raise RuntimeError("the engine's tables ran full while a plan was mended")
        schedule.arrivals[o], schedule.whys[o] = (int(when), col.OK) if why == OK else (BIG, int(why))
        schedule.failed[o] = col.NONE if why == OK else int(counter[col.FAILED_OP])
        return int(schedule.arrivals[o])

    def drop_unused_lots(self) -> None:
        """Take off supply lots that nobody uses any more."""
        drop_unused_lots(self.schedule.problem.views[0], self.schedule.view())
