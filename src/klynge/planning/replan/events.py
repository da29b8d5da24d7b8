# SPDX-License-Identifier: Apache-2.0
"""What disturbs a plan, as frozen data that JSON holds both ways; `kind` tells them apart.

Moments are aware datetimes, days count whole local days, units are counted from 1, amounts of pools are thousandths
(1000 is one person or kW), shares are thousandths too ("permille").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter

from klynge.job import Job

Positive = Annotated[int, Field(ge=1)]
NotNegative = Annotated[int, Field(ge=0)]


class _Strict:
    """Unknown keys are errors."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Breakdown(_Strict):
    """A unit (none named: every unit) of a work centre stands from `start` to `end`; then it is set up for `family`."""

    kind: Literal["breakdown"] = "breakdown"
    work_centre: str
    unit: Positive | None = None
    start: AwareDatetime
    end: AwareDatetime
    family: str = ""


@dataclass(frozen=True, kw_only=True)
class Fewer(_Strict):
    """So many thousandths of a pool (people, power, fixtures) are not there from `first` to `last`."""

    kind: Literal["fewer"] = "fewer"
    pool: str
    amount: Positive
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class LateMaterial(_Strict):
    """A stock lot or receipt comes at another moment, or with another quantity, than was thought."""

    kind: Literal["late_material"] = "late_material"
    stock: str
    available: AwareDatetime | None = None
    quantity: NotNegative | None = None


@dataclass(frozen=True, kw_only=True)
class LeadTime(_Strict):
    """A supplier takes so many seconds for an item from now on."""

    kind: Literal["lead_time"] = "lead_time"
    item: str
    lead_s: NotNegative


@dataclass(frozen=True, kw_only=True)
class Scrap(_Strict):
    """So much of an operation was spoilt: made again from the first step on, or the order comes so much short."""

    kind: Literal["scrap"] = "scrap"
    job: str
    operation: str
    quantity: Positive
    redo: bool = True


@dataclass(frozen=True, kw_only=True)
class Rush(_Strict):
    """A further order, which may have a weight and a promised moment."""

    kind: Literal["rush"] = "rush"
    jobs: tuple[Job, ...]


@dataclass(frozen=True, kw_only=True)
class Reported(_Strict):
    """What the floor says of an operation: started (until when), finished (also early or late), or a part of it."""

    kind: Literal["reported"] = "reported"
    job: str
    operation: str
    work_centre: str
    unit: Positive = 1
    quantity: Positive
    start: AwareDatetime
    end: AwareDatetime
    state: Literal["finished", "started", "frozen"] = "finished"


@dataclass(frozen=True, kw_only=True)
class Slower(_Strict):
    """Runs not yet begun take `permille` of their time, at a work centre, of an item, in a step: all that is named."""

    kind: Literal["slower"] = "slower"
    permille: Positive
    work_centre: str = ""
    item: str = ""
    operation: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawn(_Strict):
    """An order that is no longer wanted."""

    kind: Literal["withdrawn"] = "withdrawn"
    order: str


@dataclass(frozen=True, kw_only=True)
class Overtime(_Strict):
    """A work centre is open from `start` to `end` too, with so many thousandths of pools called in."""

    kind: Literal["overtime"] = "overtime"
    work_centre: str
    start: AwareDatetime
    end: AwareDatetime
    people: dict[str, Positive] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class More(_Strict):
    """So many thousandths of a pool more are there from `first` to `last`, in the hours of those who are there."""

    kind: Literal["more"] = "more"
    pool: str
    amount: Positive
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Ended(_Strict):
    """A stop, overtime, or fewer or more people (`change` as `replan.hours.changes_in` names it) is over at a moment;
    one that would begin later does not come."""

    kind: Literal["ended"] = "ended"
    change: str
    at: AwareDatetime


@dataclass(frozen=True, kw_only=True)
class Paused(_Strict):
    """Work that was begun on a unit is interrupted at a moment, so much of it done; the rest goes on at `until`."""

    kind: Literal["paused"] = "paused"
    job: str
    operation: str
    work_centre: str
    unit: Positive = 1
    quantity: NotNegative
    at: AwareDatetime
    until: AwareDatetime


@dataclass(frozen=True, kw_only=True)
class Corrected(_Strict):
    """A job is as it is told here, whatever was reported of it; so much of stock lots is there again."""

    kind: Literal["corrected"] = "corrected"
    job: Job
    stock: dict[str, Positive] = field(default_factory=dict)


Disturbance = (
    Breakdown
    | Fewer
    | LateMaterial
    | LeadTime
    | Scrap
    | Rush
    | Reported
    | Slower
    | Withdrawn
    | Overtime
    | More
    | Ended
    | Paused
    | Corrected
)


@cache
def _adapter() -> TypeAdapter[tuple[Disturbance, ...]]:
    return TypeAdapter(tuple[Annotated[Disturbance, Field(discriminator="kind")], ...])


def from_json(text: str | bytes) -> tuple[Disturbance, ...]:
    """Disturbances from a JSON list, or from one object; pydantic's ValidationError names every field that is wrong."""
    tree = _any().validate_json(text)
    return from_data(tree if isinstance(tree, list) else [tree])


def from_data(tree: Any) -> tuple[Disturbance, ...]:
    """Disturbances from nested dicts and lists; pydantic's ValidationError names every field that is wrong."""
    return _adapter().validate_python(tree)


def to_data(disturbances: tuple[Disturbance, ...]) -> list[dict[str, Any]]:
    """Nested dicts and lists of plain values."""
    found: list[dict[str, Any]] = _adapter().dump_python(disturbances, mode="json")
    return found


def schema() -> dict[str, Any]:
    """The JSON schema of a list of disturbances."""
    return _adapter().json_schema()


@cache
def _any() -> TypeAdapter[Any]:
    return TypeAdapter(Any)
