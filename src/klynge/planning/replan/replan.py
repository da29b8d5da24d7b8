# SPDX-License-Identifier: Apache-2.0
"""A plan after a disturbance: feasible again at once, promises first, and then better within a budget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from time import thread_time
from zoneinfo import ZoneInfo

import numpy as np

from klynge.job import Job, Work
from klynge.network.model import Network
from klynge.planning.budget import Budget, Objective
from klynge.planning.diff import Diff, diff
from klynge.planning.fold.state import PlanState
from klynge.planning.improve import improve, objective_of
from klynge.planning.improve.annealing import Stability, hashes
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Table
from klynge.planning.patch import patched
from klynge.planning.placing.words import KINDS as MISFITS
from klynge.planning.plan import Plan
from klynge.planning.problem import Problem
from klynge.planning.receipts import as_made
from klynge.planning.schedule import Schedule

from .bump import keep_promises
from .carry import carried
from .disturb import disturbed
from .draft import DisturbanceError, Disturbed, Trouble
from .events import Disturbance
from .in_place import brought
from .kernels.mend import fix_before
from .mend import Mender
from .texts import TEXTS, WHY

MOST_RECEIPTS = 8  # times that what plan work makes is taken to come otherwise, one made of another
MOVE_ORE = 1  # what moving an order must be worth when nothing else is gained
_WHY = {
    "busy": "busy", "pool_used": "pool_used", "stock_late": "stock", "stock_used": "stock", "purchase_late": "stock",
    "lot_window": "lot", "lot_used": "lot", "strange_peg": "lot", "duration": "duration", "next_setup": "setup",
    "forbidden": "setup", "closed": "closed", "whole_interval": "closed", "outside_agreement": "agreement",
    "ceiling": "agreement", "quantity": "quantity", "material": "quantity", "before_planning": "setup",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lost:
    """A promised order that cannot be kept any more: when it comes now (None: not at all), and why.

    `cause` is a key of replan.texts.WHY and `operation` ("job operation") what lost its place by it, or `cause` is
    "gave_way" or "late_before".
    """

    order: str
    promised: datetime
    before: datetime | None
    now: datetime | None
    cause: str
    operation: str = ""

    def words(self, language: str = "en") -> str:
        """In "nb" or "en"."""
        text = {kind: both[language] for kind, both in TEXTS.items()}
        if self.cause == "gave_way":
            reason = text["why_gave_way"]
        elif self.cause == "late_before":
            reason = text["why_before"]
        else:
            reason = text["why_direct"].format(operation=self.operation, why=WHY[self.cause][language])
        shape = "%Y-%m-%d %H:%M" if language == "en" else "%d.%m.%Y %H:%M"
        promised = self.promised.strftime(shape)
        if self.now is None:
            return text["lost_unplanned"].format(order=self.order, promised=promised, reason=reason)
        return text["lost_order"].format(
            order=self.order, promised=promised, now=self.now.strftime(shape), reason=reason
        )


@dataclass(frozen=True)
class Replanned:
    """What became of a plan. `schedule` is the new one in the engine's form, over `network` and `work` as they are now.

    `lost` are the promises that can no longer be kept, with their new day. `feasible_cpu_s` is the CPU time until the
    plan was right again; the objectives are those of `planning.improve`, before and after it had its budget.
    """

    schedule: Schedule
    before: Plan
    lost: tuple[Lost, ...]
    feasible_cpu_s: float
    feasible: Objective
    objective: Objective

    @property
    def network(self) -> Network:
        """The cluster as it is now."""
        return self.schedule.problem.network

    @property
    def work(self) -> Work:
        """The work as it is now."""
        return self.schedule.problem.work

    @cached_property
    def plan(self) -> Plan:
        """The new plan as plain data."""
        return self.schedule.plan()

    @cached_property
    def diff(self) -> Diff:
        """What is otherwise than before."""
        return diff(self.network, self.work, self.before, self.plan)

    def words(self, language: str = "en") -> str:
        """What moved, and every promise that cannot be kept, in "nb" or "en"."""
        text = {kind: both[language] for kind, both in TEXTS.items()}
        found = self.diff
        elsewhere = sum(one.elsewhere for one in found.moved)
        lines = [
            text["mended"].format(
                moved=len(found.moved), portions=found.portions, elsewhere=elsewhere, orders=len(found.arrivals)
            )
        ]
        lines += [text["lost"], *(f"  {one.words(language)}" for one in self.lost)] if self.lost else [text["kept"]]
        return "\n".join(lines)


def replan(
    plan: Schedule | PlanState,
    disturbances: Sequence[Disturbance],
    now: datetime,
    frozen_until: datetime | None = None,
    budget: Budget | None = None,
    *,
    workers: int = 2,
    seed: int = 1,
    before: Plan | None = None,
    kept: Collection[tuple[str, str]] = (),
) -> Replanned:
    """The plan after disturbances, as near to the old one as its promises allow; what is given stays as it is.

    What no longer fits is taken off and placed again around all that stays, promised orders first, then by due day,
    and what it pushes after it; nothing new starts before `now`. What starts before `frozen_until` (default: `now`)
    and operations that are `kept`, as (job, operation), stay unless they cannot. A promised order that would be late
    takes the place of unpromised ones. Receipts that jobs make come when those are done. With a `budget` the plan is
    then improved by search, in which moving an order weighs last. `before` is the old plan, if it is at hand.
    Raises DisturbanceError with all that is wrong with the disturbances.
    """
    schedule = plan.as_schedule() if isinstance(plan, PlanState) else plan
    began = thread_time()
    _check_now(schedule, now)
    draft = disturbed(schedule, disturbances, now)
    until = max(now, frozen_until or now)
    mender, gave_way = _mended(schedule, draft, now, until, kept, schedule)
    for _ in range(MOST_RECEIPTS):
        network = as_made(mender.schedule)
        if network is None:
            break
        mender.schedule.state.task[:, col.TASK_WISH] = -1
        again, gave = _mended(mender.schedule, Disturbed(mender.schedule, network), now, until, kept, schedule)
        again.why, mender, gave_way = again.why | mender.why, again, gave_way | gave
    fresh = mender.schedule
    cpu_s = thread_time() - began
    feasible = objective_of(fresh) if budget is not None and fresh.problem.orders else ()
    best, objective = fresh, feasible
    if budget is not None and fresh.problem.orders and not budget.spent(0, feasible):
        fix_before_fixed(fresh.problem, fresh.state.task[: len(fresh.problem.rows), col.TASK_WISH])
        improved = improve(fresh, budget, workers=workers, seed=seed, stability=_stability(schedule, fresh))
        best, objective = improved.schedule, improved.objective
    best.state.task[:, col.TASK_WISH] = -1
    old = before or schedule.plan()
    lost = _lost(schedule, best, mender, gave_way)
    return Replanned(best, old, lost, cpu_s, feasible, objective)


def _mended(
    schedule: Schedule,
    draft: Disturbed,
    now: datetime,
    until: datetime,
    kept: Collection[tuple[str, str]],
    before: Schedule,
) -> tuple[Mender, set[int]]:
    """The plan right again in the draft's network and with its orders, and the orders that gave way to promised ones.

    `before` is the plan in which promises were late already that are late in it.
    """
    now_s = round((now - schedule.problem.zero).total_seconds()) + schedule.problem.zero_s
    found = brought(schedule, draft.network, draft.orders, now_s)
    if found is None:
        found = carried(schedule, patched(schedule.problem, draft.network, draft.orders, now_s))
    fresh = found.schedule
    mender = Mender(fresh, dict(found.broken))
    until_s = round((until - fresh.problem.zero).total_seconds())
    fix_before(fresh.problem.views[0], fresh.view(), len(fresh.problem.rows), until_s)
    _keep(fresh, kept, found.broken)
    touched = {int(mender.order_of[task]) for task in found.broken}
    touched |= {fresh.problem.numbers[name] for name, jobs in draft.orders.items() if jobs}
    fresh.arrivals[list(touched)] = BIG
    mender.mend(touched)
    gave_way = keep_promises(mender, _late(fresh, before))
    mender.drop_unused_lots()
    return mender, gave_way


def _keep(schedule: Schedule, kept: Collection[tuple[str, str]], broken: Collection[int]) -> None:
    """Let operations stay that are kept and stand."""
    if kept:
        rows = [n for n, (job, op) in enumerate(schedule.problem.rows) if (job.id, op.id) in kept and n not in broken]
        schedule.state.task[rows, col.TASK_WISH] = col.STAYS


def fix_before_fixed(problem: Problem, wish: Table) -> None:
    """What comes before an operation that is fixed is fixed as well: the search moves the rest of an order and does not
    ask whether what is fixed can stay behind it."""
    ops = problem.operations
    for task in np.flatnonzero(wish == col.STAYS)[::-1].tolist():
        waiting = [task]
        while waiting:
            op = ops.op[waiting.pop()]
            before = ops.edge[op[col.OP_EDGE0] : op[col.OP_EDGE1], col.EDGE_PRED]
            loose = before[wish[before] != col.STAYS]
            wish[loose] = col.STAYS
            waiting += loose.tolist()


def _check_now(schedule: Schedule, now: datetime) -> None:
    network = schedule.problem.network
    if not network.start <= now < network.end:
        zone = ZoneInfo(network.time_zone)
        moments = {"now": now, "start": network.start, "end": network.end}
        facts = tuple((name, each.astimezone(zone).isoformat()) for name, each in moments.items())
        raise DisturbanceError([Trouble(0, "now_outside", facts)])


def _late(schedule: Schedule, before: Schedule | None = None) -> list[int]:
    """The promised orders that are late; with a schedule from before, those that were not late (or not there) then."""
    keys = schedule.problem.keys
    late = [int(o) for o in np.flatnonzero((keys.promised == 1) & (schedule.arrivals > keys.due))]
    if before is None:
        return late
    names, old = schedule.problem.orders, before.problem
    was = {o: old.numbers.get(names[o]) for o in late}
    return [o for o, j in was.items() if j is None or before.arrivals[j] <= old.keys.due[j]]


def _stability(old: Schedule, new: Schedule) -> Stability:
    """The old plan as the published one; where rows are others now, the plan that is feasible again."""
    if old.problem.operations is new.problem.operations and old.problem.zero == new.problem.zero:
        return Stability(hashes(old), MOVE_ORE)
    return Stability.of(new, MOVE_ORE)


def _lost(old: Schedule, new: Schedule, mender: Mender, gave_way: set[int]) -> tuple[Lost, ...]:
    problem, zone = new.problem, ZoneInfo(new.problem.network.time_zone)
    found = []
    for o in _late(new):
        tasks = mender.tasks_of(o)
        job: Job = problem.rows[tasks[0]][0]
        cause, operation = _cause(mender, o, gave_way)
        j = old.problem.numbers.get(problem.orders[o])
        before = None if j is None else _moment(old, int(old.arrivals[j]), zone)
        if cause == "other" and before is not None and j is not None and old.arrivals[j] > old.problem.keys.due[j]:
            cause = "late_before"
        promised = next((each.promised for each, _ in (problem.rows[t] for t in tasks) if each.promised), job.due)
        now = _moment(new, int(new.arrivals[o]), zone)
        found.append(Lost(problem.orders[o], promised.astimezone(zone), before, now, cause, operation))
    return tuple(found)


def _cause(mender: Mender, o: int, gave_way: set[int]) -> tuple[str, str]:
    for task in mender.tasks_of(o):
        if task in mender.why:
            job, op = mender.schedule.problem.rows[task]
            return _WHY.get(MISFITS.get(mender.why[task], ""), "other"), f"{job.id} {op.id}"
    job, op = mender.schedule.problem.rows[mender.tasks_of(o)[0]]
    return ("gave_way", "") if o in gave_way else ("other", f"{job.id} {op.id}")


def _moment(schedule: Schedule, arrival: int, zone: ZoneInfo) -> datetime | None:
    return None if arrival >= BIG else (schedule.problem.zero + timedelta(seconds=arrival)).astimezone(zone)
