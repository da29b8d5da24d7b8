# SPDX-License-Identifier: Apache-2.0
"""The board and the load: what stands where, as columns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.types import Known, Moment
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
READ = needs(Ability.READ_PLAN)
Sequence = Annotated[int, Field(ge=0, le=2**62)]


class Row(Schema):
    """A row of the board: a unit (from 1) of a work centre."""

    work_centre: str
    name: str
    kind: str
    unit: int
    units: int
    site: str
    site_name: str


class Bars(Schema):
    """The bars as columns: moments in seconds after the epoch; texts as places in `labels`, -1: none."""

    source: list[int]
    row: list[int]
    setup: list[int]
    start: list[int]
    end: list[int]
    quantity: list[int]
    label: list[int]
    job: list[int]
    operation: list[int]
    operation_name: list[int]
    family: list[int]
    batch: list[int]
    flags: list[int]


class OnBoard(Schema):
    """One's own order, as the board has it; moments in seconds after the epoch."""

    number: str
    order_id: UUID
    item: str
    item_name: str
    customer: str
    state: str
    promised: int | None
    due: int
    expected: int | None
    late: bool


class BoardOut(Schema):
    """All of the board (`whole`), or the sources that changed since the sequence that was known, each to be replaced.

    `flags` of a bar: 1 own, 2 late, 4 reported, 8 begun, 16 done, 32 locked, 64 frozen, 128 promised, 256 a supply lot,
    512 its order is begun.
    """

    sequence: int
    stays: int
    whole: bool
    epoch: datetime
    time_zone: str
    start: int
    end: int
    now: int
    frozen_until: int | None
    rows: list[Row] | None = None
    open: dict[str, list[tuple[int, int]]] | None = None
    stops: list[tuple[int, int, int]]
    labels: list[str]
    sources: list[str]
    bars: Bars
    orders: dict[str, OnBoard]
    moved: list[int] | None = None


class BoardWindow(Schema):
    """What stands at any time from `since` to `until`; `known`: only what changed since that sequence. With the number
    `stays` that came with it, all of the board when something else is locked or frozen now."""

    work_centre: Annotated[list[Known], Field(max_length=200)] = []  # noqa: RUF012 (pydantic copies it)
    since: Moment | None = None
    until: Moment | None = None
    known: Sequence | None = None
    stays: Annotated[int, Field(ge=0, lt=2**32)] | None = None


class CentreLoad(Schema):
    """Hours of load and capacity by week, of set-up and run in all."""

    work_centre: str
    name: str
    units: int
    load_h: list[float]
    capacity_h: list[float]
    setup_h: float
    run_h: float


class PoolLoad(Schema):
    """Hours of load and capacity by week; of people, an hour is a person's."""

    pool: str
    name: str
    kind: str
    site: str
    load_h: list[float]
    capacity_h: list[float]


class LoadOut(Schema):
    """By ISO week."""

    sequence: int
    weeks: list[str]
    work_centres: list[CentreLoad]
    pools: list[PoolLoad]


@router.get("board", response=BoardOut, summary="The plan board", auth=READ)
def board(request: HttpRequest, window: Query[BoardWindow]) -> Any:
    """Whoever's work it is; other firms' orders are named by their job alone."""
    return ask("board", asker(request), window_data(window))


@router.get("load", response=LoadOut, summary="Load and capacity by week", auth=READ)
def load(request: HttpRequest) -> Any:
    """Of one's own work centres and pools."""
    return ask("load", asker(request), {})


def window_data(window: BoardWindow) -> dict[str, Any]:
    found = window.model_dump(mode="json", exclude={"work_centre"})
    return found | {"work_centres": window.work_centre or None}
