# SPDX-License-Identifier: Apache-2.0
"""Placements computed on an older plan, at the head: what still fits lands, what does not is dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from klynge.planning.errors import PlanningError
from klynge.planning.placing import PlacingError
from klynge.planning.plan import Portion

from .fold import FoldError
from .network_data import adapter
from .replanned import changes_to
from .replica import Replica
from .rows import OrderPlaced, Placements, Row
from .state import PlanState

ROUNDS = 64


@dataclass(frozen=True, slots=True)
class Landed:
    """What is left of the placements (None: nothing), the plan with them, and the orders whose placements dropped."""

    placements: Placements | None
    replica: Replica
    dropped: tuple[str, ...]


def marks(state: PlanState, orders: Iterable[str]) -> dict[str, str]:
    """For each order a digest of its work and where it stands, by which it is known again."""
    found = {}
    for name in orders:
        if (order := state.orders.get(name)) is not None:
            whole = order, state.placements.get(name, ()), state.outcomes.get(name)
            found[name] = hashlib.sha256(adapter(Any).dump_json(whole)).hexdigest()
    return found


def land(replica: Replica, wanted: Placements, was: Mapping[str, str], rounds: int = ROUNDS) -> Landed:
    """Let placements land that were computed on an older plan; the replica stays as it is.

    An order lands that is as it `was` then (see `marks`) and still fits beside all others; where one drops, those that
    counted on its place drop with it. Nothing lands that does not fit after so many rounds of dropping.
    """
    state = replica.state
    now = marks(state, was)
    left = {each.outcome.order: each for each in wanted.orders if (name := each.outcome.order) in now}
    left = {name: each for name, each in left.items() if now[name] == was[name]}
    names = [each.outcome.order for each in wanted.orders]
    for _ in range(rounds):
        if not left:
            break
        placements = _with_lots(state, wanted, left)
        trial = replace(replica)
        try:
            trial.apply(Row(sequence=state.sequence + 1, changes=(placements,)))
        except PlacingError as error:
            misfits = {misfit.where.partition(" ")[0] for misfit in error.misfits}
            misfits |= {str(dict(misfit.facts).get("other", "")).partition(" ")[0] for misfit in error.misfits}
            jobs = {job.id: name for name in left for job in state.orders[name].jobs}
            gone = {jobs[name] for name in misfits if name in jobs} | {name for name in misfits if name in left}
        except (FoldError, PlanningError):
            gone = set()
        else:
            return _whole(replica, trial, tuple(name for name in names if name not in left))
        if not gone:  # it is not said whose: the later half waits for another time
            kept = list(left)
            gone = set(kept[len(kept) // 2 :])
        for name in gone:
            del left[name]
    return Landed(None, replica, tuple(names))


def _whole(replica: Replica, trial: Replica, dropped: tuple[str, ...]) -> Landed:
    """What landed as a row is to say it: with the set-ups of what stands beside it."""
    state = replica.state
    found = changes_to(replica, (), trial.schedule)
    placements = next((change for change in found if isinstance(change, Placements)), None)
    if placements is None:
        return Landed(None, replica, dropped)
    again = replace(replica)
    again.apply(Row(sequence=state.sequence + 1, changes=(placements,)))
    return Landed(placements, again, dropped)


def _with_lots(state: PlanState, wanted: Placements, left: dict[str, OrderPlaced]) -> Placements:
    """The placements of these orders with the supply lots that they take from; lots that nobody takes from are gone."""
    taken = _pegged(each.portions for each in left.values())
    others = _pegged(portions for name, portions in state.placements.items() if name not in left)
    lots = tuple(each for each in wanted.lots if each.lot.id in taken and each.lot.id not in others)
    gone = tuple(name for name in wanted.lots_gone if name in state.lots and name not in taken | others)
    return Placements(orders=tuple(left.values()), lots=lots, lots_gone=gone)


def _pegged(portions: Iterable[tuple[Portion, ...]]) -> set[str]:
    return {peg.id for each in portions for portion in each for peg in portion.pegs if peg.source == "lot"}
