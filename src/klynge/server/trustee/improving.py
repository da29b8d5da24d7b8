# SPDX-License-Identifier: Apache-2.0
"""A better plan of some members' own work by search, as placements that land where they still fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from klynge.job import Status
from klynge.planning.budget import Budget
from klynge.planning.fold import Placements, PlanState, changes_between, marks
from klynge.planning.improve import improve
from klynge.planning.improve.annealing import Stability
from klynge.planning.kernels import columns as col
from klynge.planning.plan import Portion
from klynge.planning.replan import fix_before_fixed
from klynge.planning.schedule import Schedule
from klynge.server.trustee.drafting import Working, placements_data
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.texts import problem

MOVE_ORE = 1
"""What moving an order must be worth when nothing else is gained."""


@dataclass(frozen=True, slots=True)
class Found:
    """Placements that make the plan better, and what the orders were that they are for."""

    placements: Placements
    was: Mapping[str, str]


def improved(working: Working, asker: Asker, seconds: int) -> dict[str, Any]:
    """An edit that improves the asker's own work in a draft. Raises Problem when nothing better was found."""
    kept = working.kept | working.moved
    found = search(working.state, working.replica.schedule, {asker.code}, kept, Budget(seconds=seconds))
    if found is None:
        raise problem("no-better", asker.language)
    return {"kind": "improve", "placements": placements_data(found.placements), "was": dict(found.was)}


def search(
    state: PlanState,
    schedule: Schedule,
    members: Collection[str],
    kept: Collection[tuple[str, str]],
    budget: Budget,
    seed: int = 1,
) -> Found | None:
    """A better plan in which only these members' own orders move, and only at their own places; None when none is
    found. The schedule is that of the state, and stays as it is."""
    posed = schedule.problem
    if not posed.orders:
        return None
    trial = schedule.copy()
    wish = trial.state.task[: len(posed.rows), col.TASK_WISH]
    wish[:] = -1
    wish[_fixed(state, schedule, members, kept)] = col.STAYS
    if (wish == col.STAYS).all():
        return None
    fix_before_fixed(posed, wish)
    found = improve(trial, budget, workers=1, seed=seed, stability=Stability.of(schedule, MOVE_ORE))
    if found.objective >= found.start:
        return None
    found.schedule.state.task[:, col.TASK_WISH] = -1
    changes = changes_between(state, state.network, state.work(), found.schedule.plan())
    placements = next((change for change in changes if isinstance(change, Placements)), None)
    if placements is None:
        return None
    allowed = tuple(each for each in placements.orders if _is_theirs(each.outcome.order, each.portions, state, members))
    if not allowed:
        return None
    return Found(replace(placements, orders=allowed), marks(state, [each.outcome.order for each in allowed]))


def _fixed(
    state: PlanState, schedule: Schedule, members: Collection[str], kept: Collection[tuple[str, str]]
) -> list[int]:
    """The rows of the operations that stay: others' work, work at others' places, what is kept, and what is held:
    until when it is was told by when work on it begins."""
    network = state.network
    theirs = {name for name, centre in network.work_centres.items() if network.sites[centre.site].member in members}
    names = list(network.work_centres)
    mode = schedule.state.task[: len(schedule.problem.rows), col.TASK_MODE]
    held = {name for name, order in state.orders.items() if order.status is Status.HELD}
    centre = np.where(mode >= 0, schedule.problem.operations.mode[np.maximum(mode, 0), col.MODE_WC], -1).tolist()
    return [
        row
        for row, (job, op) in enumerate(schedule.problem.rows)
        if job.owner not in members
        or (centre[row] >= 0 and names[centre[row]] not in theirs)
        or (job.id, op.id) in kept
        or job.order in held
    ]


def _is_theirs(name: str, after: tuple[Portion, ...], state: PlanState, members: Collection[str]) -> bool:
    """Whether what an order's placements change is these members' own work at their own places, or a set-up alone."""
    network = state.network
    owners = {job.id: job.owner for job in state.orders[name].jobs}
    before = {_place(portion): portion for portion in state.placements.get(name, ())}
    now = {_place(portion): portion for portion in after}
    for place in before.keys() ^ now.keys():
        portion = before.get(place) or now[place]
        site = network.work_centres[portion.work_centre].site
        if owners[portion.job] not in members or network.sites[site].member not in members:
            return False
    return True


def _place(portion: Portion) -> tuple[str, str, str, int, int, int, int]:
    return (
        portion.job, portion.operation, portion.work_centre, portion.unit, portion.start, portion.end, portion.quantity,
    )  # fmt: skip
