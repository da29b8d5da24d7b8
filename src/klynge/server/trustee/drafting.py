# SPDX-License-Identifier: Apache-2.0
"""A plan as a draft would have it: its edits made one after the other on a replica; what cannot be says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from klynge.network.model import Network
from klynge.planning.errors import PlanningError
from klynge.planning.fold import Change, FoldError, Placements, PlanState, Replica, Row, changes_between, land
from klynge.planning.moving import Move, Moved, MoveError, set_down
from klynge.planning.plan import Portion
from klynge.planning.repair import Repair
from klynge.planning.repair import apply as carry_out
from klynge.server.bounds import Moment
from klynge.server.trustee.asking import Word
from klynge.server.trustee.clock import moment_at, seconds_at
from klynge.server.trustee.judging import arrivals_of, judged, worsened
from klynge.server.trustee.keeping import Kept
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.protocol import Asker


class Target(BaseModel):
    """Where and when work is to begin; units count from 1."""

    model_config = ConfigDict(extra="forbid")
    work_centre: Word
    unit: Annotated[int, Field(ge=1, le=10_000)] = 1
    start: Moment


class Place(Target):
    """A portion as it stands."""

    job: Word
    operation: Word


class RefusedError(Exception):
    """An edit that cannot be made: `reason` is a key of drafts.texts.REASONS, with what its text says."""

    def __init__(self, reason: str, facts: Mapping[str, Any] | None = None, nearest: int | None = None) -> None:
        self.reason, self.facts, self.nearest = reason, dict(facts or {}), nearest
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Done:
    """An edit that was made; of placements that landed, the orders that did not."""

    moved: Moved | None = None
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class Working:
    """The plan as it becomes. `replica` is one's own: what it was made of stays as it is."""

    replica: Replica
    asker: Asker
    stays: Kept
    now: datetime
    kept: set[tuple[str, str]] = field(init=False)
    locks: set[tuple[str, str]] = field(init=False)
    moved: set[tuple[str, str]] = field(init=False, default_factory=set)
    made_of: Replica = field(init=False)

    def __post_init__(self) -> None:
        self.made_of = self.replica
        self.kept, self.locks = set(self.stays.operations(self.replica.state)), set(self.stays.locks)

    @property
    def base(self) -> PlanState:
        """The plan that it was made of."""
        return self.made_of.state

    @property
    def state(self) -> PlanState:
        """The plan as it is by now."""
        return self.replica.state

    @property
    def staying(self) -> Kept:
        """What is locked by now, and frozen."""
        return replace(self.stays, locks=frozenset(self.locks))

    def copy(self) -> Working:
        """One that goes on from here by itself."""
        other = replace(self)
        other.made_of, other.kept, other.moved = self.made_of, set(self.kept), set(self.moved)
        other.locks = set(self.locks)
        return other

    def changes(self) -> tuple[Change, ...]:
        """All that is otherwise than in the plan that it was made of."""
        return changes_between(self.base, self.state.network, self.state.work(), self.state.as_plan())

    def do(self, edit: Mapping[str, Any]) -> Done:
        """Make an edit. Raises RefusedError, and then nothing has changed."""
        kind = edit["kind"]
        if kind == "move":
            return Done(self.move(Place.model_validate(edit["place"]), Target.model_validate(edit["to"])))
        if kind == "lock":
            self.kept.add((edit["job"], edit["operation"]))
            self.locks.add((edit["job"], edit["operation"]))
            return Done()
        if kind == "unlock":
            self.kept.discard((edit["job"], edit["operation"]))
            self.locks.discard((edit["job"], edit["operation"]))
            return Done()
        if kind == "repair":
            return self.repair(repair_from(edit["repair"]))
        return self.land(placements_from(edit["placements"]), edit["was"])

    def move(self, place: Place, to: Target) -> Moved:
        """Set a portion down elsewhere."""
        moved = self.trial(place, to)
        plan = moved.schedule.plan()
        self._become(changes_between(self.state, self.state.network, self.state.work(), plan))
        self.moved.add((place.job, place.operation))
        return moved

    def trial(self, place: Place, to: Target) -> Moved:
        """What setting a portion down would come to; nothing is changed. Raises RefusedError."""
        move = self._move(place, to)
        kept = (self.kept | self.moved) - {(place.job, place.operation)}
        if (place.job, place.operation) in self.locks:
            raise RefusedError("locked", {"other": f"{place.job} {place.operation}"})
        try:
            moved = set_down(self.replica.schedule, move, self.now, kept)
        except MoveError as error:
            facts = {"other": error.other, "pool": error.pool}
            raise RefusedError(error.reason.value, facts, error.nearest) from None
        self._judge(arrivals_of(self.state), moved.arrivals)
        return moved

    def repair(self, repair: Repair) -> Done:
        """Carry out a repair that was found. Raises RefusedError when it no longer comes to what it said."""
        if not may_carry_out(repair, self.state.network, self.asker):
            raise RefusedError("not-yours")
        try:
            mended = carry_out(self.replica.schedule, repair, self.kept)
            self._become(changes_between(self.state, mended.network, mended.work, mended.plan))
        except PlanningError:
            raise RefusedError("repair-gone") from None
        return Done()

    def land(self, wanted: Placements, was: Mapping[str, str]) -> Done:
        """Let placements of a search land. Raises RefusedError when none fits."""
        landed = land(self.replica, wanted, was)
        if landed.placements is None:
            raise RefusedError("gone")
        self._judge(arrivals_of(self.state), arrivals_of(landed.replica.state))
        self.replica = landed.replica
        return Done(dropped=landed.dropped)

    def _judge(self, before: Mapping[str, int | None], after: Mapping[str, int | None]) -> None:
        found = judged(self.state, before, after, self.asker)
        if found.broken:
            raise RefusedError("promise", {"orders": found.broken})
        if found.others:
            raise RefusedError("others")
        if any(now is None and before.get(name) is not None for name, now in after.items()):
            raise RefusedError("not-planned")

    def _move(self, place: Place, to: Target) -> Move:
        """The move in the engine's terms. Raises RefusedError for what does not stand there or may not be touched."""
        state, network = self.state, self.state.network
        own = set(own_centres(network, self.asker))
        if not {place.work_centre, to.work_centre} <= own:
            raise RefusedError("other-centre")
        portion = portion_at(state, place)
        if portion is None:
            raise RefusedError("gone")
        if portion.frozen:
            raise RefusedError("begun")
        until = self.stays.frozen.get(self.asker.code)
        if until is not None and min(moment_at(network, portion.setup_start), to.start) < until:
            raise RefusedError("frozen", {"until": until})
        return Move(
            portion.order, place.job, place.operation, place.work_centre, portion.unit, portion.start,
            to.work_centre, to.unit - 1, seconds_at(network, to.start),
        )  # fmt: skip

    def _become(self, changes: tuple[Change, ...]) -> None:
        if not changes:
            return
        trial = replace(self.replica)
        try:
            trial.apply(Row(sequence=self.state.sequence + 1, changes=changes))
        except FoldError as error:
            raise PlanningError(str(error)) from None
        self.replica = trial


def portion_at(state: PlanState, place: Place) -> Portion | None:
    """The portion that stands there, of an order (supply lots are not moved)."""
    start = seconds_at(state.network, place.start)
    for portions in state.placements.values():
        for portion in portions:
            if (portion.job, portion.operation) == (place.job, place.operation) and (
                portion.work_centre,
                portion.unit + 1,
                portion.start,
            ) == (place.work_centre, place.unit, start):
                return portion
    return None


def may_carry_out(repair: Repair, network: Network, asker: Asker) -> bool:
    """Whether a repair changes nothing but what is the asker's, or moves others' orders within their days."""
    makers = {name: network.sites[centre.site].member for name, centre in network.work_centres.items()}
    own = all(makers.get(over.work_centre) == asker.code for over in repair.change.overtime)
    own = own and all(transfer.owner == asker.code for transfer in repair.change.transfers)
    hurt = [each for each in repair.others if worsened(each.before, each.after, each.target)]
    return own and not any(each.promised or each.owner != asker.code for each in hurt)


@cache
def _repairs() -> TypeAdapter[Repair]:
    return TypeAdapter(Repair)


@cache
def _placements() -> TypeAdapter[Placements]:
    return TypeAdapter(Placements)


def repair_data(repair: Repair) -> Any:
    """A repair as plain data."""
    return _repairs().dump_python(repair, mode="json")


def repair_from(tree: Any) -> Repair:
    """A repair from plain data."""
    return _repairs().validate_python(tree)


def placements_data(placements: Placements) -> Any:
    """Placements as plain data."""
    return _placements().dump_python(placements, mode="json")


def placements_from(tree: Any) -> Placements:
    """Placements from plain data."""
    return _placements().validate_python(tree)


def made(working: Working, edits: Sequence[Mapping[str, Any]]) -> list[Done | RefusedError]:
    """Make edits one after the other; what came of each."""
    found: list[Done | RefusedError] = []
    for edit in edits:
        try:
            found.append(working.do(edit))
        except RefusedError as error:
            found.append(error)
    return found
