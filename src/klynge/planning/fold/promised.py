# SPDX-License-Identifier: Apache-2.0
"""What a promise changes: an offer as the rows of a log say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from klynge.job import Status
from klynge.planning.plan import Outcome, Peg, Plan
from klynge.planning.promise.entry import Entry
from klynge.planning.promise.reserving import end_of_day, reserve

from .fold import apply
from .naming import changes_between, named
from .replica import Replica
from .rows import Change, OrderChange, OrderPlaced, Placements, Row, StateChange


def changes_of(replica: Replica, entry: Entry, status: Status, promised: datetime | None = None) -> tuple[Change, ...]:
    """What makes an offer an order of the plan, exactly as offered, with a status and the moment agreed on.

    `promised` is by default the end of the day of delivery. The replica stays as it is. An offer that no longer fits is
    refused here (HoldError) or when the row is applied (PlacingError): PlanningErrors, as for an order that is there.
    """
    moment = end_of_day(entry.delivered, replica.schedule.problem) if promised is None else promised
    jobs = tuple(replace(job, status=Status.NEW, promised=None) for job in entry.jobs)
    order = OrderChange(order=entry.order, jobs=jobs)
    begun = (order, StateChange(order=entry.order, status=status, promised=moment))
    if _moves_nothing_beside(replica, entry):
        return (*begun, _placements(replica, entry))
    trial = replica.schedule.copy()
    reserve(trial, entry, status, moment)
    state = replica.state
    middle = apply(state, Row(sequence=state.sequence + 1, changes=begun))
    return (*begun, *changes_between(middle, state.network, middle.work(), trial.plan()))


def _moves_nothing_beside(replica: Replica, entry: Entry) -> bool:
    """Whether what is offered stands beside the others without a set-up of theirs that depends on it."""
    centres = replica.state.network.work_centres
    return not entry.lots and all(not centres[portion.work_centre].setup_matrix for portion in entry.portions)


def _placements(replica: Replica, entry: Entry) -> Placements:
    network = replica.state.network
    delivered = round((entry.delivered - network.epoch).total_seconds())
    lots = replica.state.lots
    # the engine's own names of the supply lots that stand
    names = {f"{lots[name][0].item}@{lots[name][0].site}#{row}": name for name, row in replica.lots.items()}

    def peg(one: Peg) -> Peg:
        return replace(one, id=names[one.id]) if one.source == "lot" else one

    portions = [replace(portion, pegs=tuple(map(peg, portion.pegs))) for portion in entry.portions]
    plan = named(Plan(network.epoch, 0, 0, tuple(portions), (), {}))
    outcome = Outcome(entry.order, delivered, lanes=entry.lanes)
    return Placements(orders=(OrderPlaced(outcome=outcome, portions=plan.portions),))
