# SPDX-License-Identifier: Apache-2.0
"""A plan as if the shop floor had worked to it until now.

A demonstration's plan begins on a Monday. Whoever looks at it later in the week finds what was to be done until then
reported, just when it was planned: else there would be days of work that nobody has told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from klynge.job import Reported as Told
from klynge.job import Status
from klynge.planning.fold import Change, PlanState, Replica, Row, StateChange, apply, changes_of_begun, changes_to
from klynge.planning.fold.state import OrderState
from klynge.planning.plan import Portion
from klynge.planning.replan import Disturbance, Reported, Withdrawn, replan
from klynge.server.trustee.clock import moment_at, seconds_at

BEGUN = (Status.NEW, Status.HELD, Status.COMMITTED, Status.STARTED)
"""Orders that are begun when it is time: what was held is agreed by then, what was but offered is over."""


def rows_of_work(state: PlanState, clock: datetime) -> list[tuple[Row, PlanState]]:
    """The rows that report all work which was to begin before a moment, each with the state after it; none when the
    plan is of another time."""
    if not state.network.start < clock < state.network.end:
        return []
    now_s = seconds_at(state.network, clock)
    rows = list[tuple[Row, PlanState]]()

    def append(changes: tuple[Change, ...]) -> PlanState:
        row = Row(sequence=rows[-1][1].sequence + 1 if rows else state.sequence + 1, changes=changes)
        rows.append((row, apply(rows[-1][1] if rows else state, row)))
        return rows[-1][1]

    for name in [name for name, (_, made) in state.lots.items() if any(p.start < now_s for p in made)]:
        state = append(changes_of_begun(state, name))
    if changes := _reported(state, clock, now_s):
        state = append(changes)
    if over := _delivered(state, now_s):
        append(over)
    return rows


def _reported(state: PlanState, clock: datetime, now_s: int) -> tuple[Change, ...]:
    """What is reported, the orders that ran out, and what comes of both for others."""
    begun = [one for made in state.placements.values() for one in made if one.start < now_s and not one.frozen]
    if not begun:
        return ()
    names = dict.fromkeys(one.order for one in begun)
    over = {name: None for name in names if state.orders[name].status not in BEGUN}
    events: list[Disturbance] = [Withdrawn(order=name) for name in over]
    events += _ended(state, clock)
    for one in begun:
        if one.order not in over:
            start, end = moment_at(state.network, one.start), moment_at(state.network, one.end)
            events.append(_told(one.job, one.operation, one, start, end, clock))
    replica = Replica.of(state)
    after = replan(replica.schedule, events, clock, before=state.as_plan())
    first = [change for name in names for change in _standing(name, state.orders[name])]
    return changes_to(replica, tuple(first), after.schedule)


def _standing(name: str, order: OrderState) -> list[Change]:
    """Where the promise of an order stands once its work was to begin."""
    if order.status not in BEGUN:
        return [StateChange(order=name, status=Status.EXPIRED)]
    steps = {Status.HELD: (Status.COMMITTED, Status.STARTED), Status.COMMITTED: (Status.STARTED,)}
    return [
        StateChange(order=name, status=status, promised=order.latest_promised) for status in steps.get(order.status, ())
    ]


def _ended(state: PlanState, clock: datetime) -> Iterator[Reported]:
    """What was under way when the plan began and has ended since."""
    for order in state.orders.values():
        for job in order.jobs:
            for op in job.operations:
                for one in op.reported:
                    if one.state == "started" and one.end <= clock:
                        yield _told(job.id, op.id, one, one.start, one.end, clock)


def _told(job: str, operation: str, one: Portion | Told, start: datetime, end: datetime, clock: datetime) -> Reported:
    """What the shop floor says of a portion that was done as planned, or is under way."""
    return Reported(
        job=job,
        operation=operation,
        work_centre=one.work_centre,
        unit=one.unit + 1,
        quantity=one.quantity,
        start=start,
        end=end,
        state="finished" if end <= clock else "started",
    )


def _delivered(state: PlanState, now_s: int) -> tuple[Change, ...]:
    """The orders that have arrived."""
    found = []
    for name, order in state.orders.items():
        outcome = state.outcomes.get(name)
        arrived = outcome is not None and outcome.delivered is not None and outcome.delivered <= now_s
        sent = not any(job.makes for job in order.jobs)  # what is made for stock stays
        if sent and arrived and order.status is Status.STARTED and _is_done(order):
            found.append(StateChange(order=name, status=Status.DELIVERED))
    return tuple(found)


def _is_done(order: OrderState) -> bool:
    """Whether all that is to be done for an order is finished."""
    return all(
        sum(report.quantity for report in op.reported if report.state == "finished") >= op.quantity
        for job in order.jobs
        for op in job.operations
    )
