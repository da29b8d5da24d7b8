# SPDX-License-Identifier: Apache-2.0
"""The rows of a cluster's log, version 1, as frozen data that JSON holds both ways.

Portions, supply lots and jobs are whole values. Times in portions are seconds after the network's epoch. A row of
another version is upgraded by `UPGRADES`, one pure function a version; a newer one than this is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import TzInfo

from klynge.job import Job, Status
from klynge.planning.plan import Lot, Outcome, Portion

VERSION: Literal[1] = 1
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a version to the row as the next version writes it."""

Positive = Annotated[int, Field(ge=1)]


class _Strict:
    """Unknown keys are errors."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class OrderChange(_Strict):
    """An order as it is from now on, all its jobs: a new one, or one whose work is otherwise now."""

    kind: Literal["order"] = "order"
    order: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True, kw_only=True)
class StateChange(_Strict):
    """Where an order's promise stands now. `promised` is the moment agreed on with it, when one was."""

    kind: Literal["state"] = "state"
    order: str
    status: Status
    promised: AwareDatetime | None = None


@dataclass(frozen=True, kw_only=True)
class Forgotten(_Strict):
    """An order that never was: of a supply lot that was begun by mistake, say. Nothing of it is reported."""

    kind: Literal["forgotten"] = "forgotten"
    order: str


@dataclass(frozen=True, kw_only=True)
class LotPlaced(_Strict):
    """A supply lot with the portions that make it."""

    lot: Lot
    portions: tuple[Portion, ...]


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(_Strict):
    """All portions of an order, reported ones too, and when it arrives or why it is not planned."""

    outcome: Outcome
    portions: tuple[Portion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Placements(_Strict):
    """Orders and supply lots as they are placed now, each whole; lots that are no more by name."""

    kind: Literal["placements"] = "placements"
    orders: tuple[OrderPlaced, ...] = ()
    lots: tuple[LotPlaced, ...] = ()
    lots_gone: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NetworkChange(_Strict):
    """An entry of a table of the network as it is now, null: no more. Table "settings" has start, end and regions."""

    kind: Literal["network"] = "network"
    table: str
    id: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Report(_Strict):
    """What the floor reported of an operation (its portion is a fact then), and the stock that it used up."""

    kind: Literal["report"] = "report"
    job: str
    operation: str
    work_centre: str
    unit: Annotated[int, Field(ge=0)]
    quantity: Positive
    start: AwareDatetime
    end: AwareDatetime
    state: Literal["finished", "started", "frozen"] = "finished"
    used: dict[str, Positive] | None = None


@dataclass(frozen=True, kw_only=True)
class Published(_Strict):
    """The plan as it stands now was published."""

    kind: Literal["published"] = "published"


@dataclass(frozen=True, kw_only=True)
class Snapshot(_Strict):
    """The whole state as plain data (`PlanState.to_data`): how a cluster is opened, and where a fold may begin."""

    kind: Literal["snapshot"] = "snapshot"
    state: dict[str, Any]


Change = OrderChange | StateChange | Forgotten | Placements | NetworkChange | Report | Published | Snapshot


@dataclass(frozen=True, kw_only=True)
class Row(_Strict):
    """One row: changes that come into force together. `sequence` counts from 1 without gaps; `at` is told, not used."""

    sequence: Positive
    changes: tuple[Annotated[Change, Field(discriminator="kind")], ...]
    at: AwareDatetime | None = None
    version: Literal[1] = VERSION


class NewerRowError(ValueError):
    """A row written by a newer Klynge than this."""

    def __init__(self, version: object) -> None:
        super().__init__(
            f"the row is of version {version!r}, this Klynge reads up to {VERSION}: use a newer Klynge to read it"
        )


@cache
def _adapter() -> TypeAdapter[Row]:
    return TypeAdapter(Row)


def from_data(tree: dict[str, Any]) -> Row:
    """A row from nested plain values, of this version or an older one.

    Raises NewerRowError, or pydantic's ValidationError (both ValueErrors), which names every field that is wrong.
    """
    version = tree.get("version", VERSION) if isinstance(tree, dict) else VERSION
    if not isinstance(version, int) or version > VERSION:
        raise NewerRowError(version)
    while version < VERSION:
        tree = UPGRADES[version](tree)
        version += 1
    return _adapter().validate_python(tree)


def from_json(text: str | bytes) -> Row:
    """A row from JSON; errors as `from_data`."""
    try:
        return _adapter().validate_json(text)  # it tells its version, which is mostly this one
    except ValidationError:
        return from_data(json.loads(text))


def read_again(row: Row, text: str) -> Row:
    """The row as all others read it from its JSON. What a promise changes is read as it was written, which takes as
    long as a third of finding it: plain values, and moments with an offset of their own, not by the rules of a zone."""
    return row if all(map(_is_plain, row.changes)) else from_json(text)


def _is_plain(change: Change) -> bool:
    if isinstance(change, StateChange):
        return _has_offset(change.promised)
    if isinstance(change, OrderChange):
        moments = [m for job in change.jobs for m in (job.release, job.due, job.promised, job.flexible)]
        reported = any(operation.reported for job in change.jobs for operation in job.operations)
        return not reported and all(map(_has_offset, moments))
    return isinstance(change, Placements)


def _has_offset(moment: datetime | None) -> bool:
    return moment is None or isinstance(moment.tzinfo, timezone | TzInfo)


def to_data(row: Row) -> dict[str, Any]:
    """Nested plain values."""
    found: dict[str, Any] = _adapter().dump_python(row, mode="json")
    return found


def to_json(row: Row) -> str:
    """A row on one line."""
    return _adapter().dump_json(row).decode()


def schema() -> dict[str, Any]:
    """The JSON schema of a row."""
    return _adapter().json_schema()
