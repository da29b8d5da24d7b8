# SPDX-License-Identifier: Apache-2.0
"""The shape of `plan.json`, format klynge-plan/1, as types; docs/reference/plan.schema.json is made from them.

A row of `operations` is a portion with all that a reader needs to verify it without Klynge. Moments are ISO 8601 with
the offset that holds at that site; units and modes are counted from 1; quantities are in the item's smallest unit.
`python -m klynge.exchange.plan_schema FOLDER` writes the schemas of the plan, of jobs, events, log rows and
scenarios.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from klynge.job import Job
from klynge.planning.fold import rows
from klynge.planning.replan import events
from klynge.planning.scenario.data import schema as scenario_schema

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
CountedFromOne = Annotated[int, Field(ge=1)]
PegSource = Literal["stock", "lot", "purchase"]


class PoolRow(TypedDict):
    """`amount` thousandths of `pool` during the phase; `need` counts the needs of the mode from 1."""

    need: CountedFromOne
    pool: str
    amount: int
    phase: Literal["setup", "run"]


class PegRow(TypedDict):
    """Material: from a stock lot or receipt, a supply lot of this plan (`id`), or bought for the portion."""

    item: str
    quantity: int
    source: PegSource
    id: str
    available: Moment


class OperationRow(TypedDict):
    """A portion of an operation. `order` is empty for work that makes a supply lot, whose identifier is `job` then.

    Set-up from `setup_start` to `start`, run from `start` to `end`. Rows with the same `batch` are one batch; `load` is
    what the row takes of the batch's capacity. `member` has the site; the order's own member stands in `orders`.
    """

    order: str
    job: str
    item: str
    operation: str
    name: str
    member: str
    site: str
    work_centre: str
    work_centre_kind: Literal["machine", "batch", "external"]
    mode: CountedFromOne
    unit: CountedFromOne
    batch: str
    quantity: int
    load: int
    family: str
    setup_start: Moment
    start: Moment
    end: Moment
    pools: list[PoolRow]
    pegs: list[PegRow]
    agreement: str | None
    frozen: bool


class LotRow(TypedDict):
    """A supply lot that the plan makes; `supply` counts the cluster's ways to make lots from 1."""

    lot: str
    supply: CountedFromOne
    item: str
    site: str
    quantity: int
    available: Moment
    expires: Moment | None


class OrderRow(TypedDict):
    """An order's outcome: `delivered` at the customer, or null with the `reason` and the `operation` it stopped at.

    `late_s` counts from `promised`, else from `due`; null when the order is not planned. Of several lanes between two
    places its goods take the one named in `lanes` (none: not given), else the one that arrives first.
    """

    order: str
    member: str
    customer: str
    status: str
    item: str
    quantity: int
    due: Moment
    promised: Moment | None
    delivered: Moment | None
    late_s: int | None
    reason: str
    operation: str
    lanes: NotRequired[list[str]]


class Frame(TypedDict):
    """Whose plan it is, and the time it covers."""

    format: Literal["klynge-plan/1"]
    cluster: str
    epoch: Moment
    start: Moment
    end: Moment


class PlanFile(Frame):
    """A whole plan of a cluster, from `start` to at most `end`; `measures` are klynge.Measures by their names."""

    operations: list[OperationRow]
    lots: list[LotRow]
    orders: list[OrderRow]
    measures: dict[str, Any]


PLAN_FILE = TypeAdapter(PlanFile)


def schemas() -> dict[str, dict[str, Any]]:
    """The published JSON schemas by file name."""
    found = {
        "plan.schema.json": PLAN_FILE.json_schema(),
        "job.schema.json": TypeAdapter(Job).json_schema(),
        "events.schema.json": events.schema(),
        "row.schema.json": rows.schema(),
        "scenario.schema.json": scenario_schema(),
    }
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema} for name, schema in found.items()
    }


def schema_text(schema: dict[str, Any]) -> str:
    """The schema as the file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file_name, content in schemas().items():
        (Path(sys.argv[1]) / file_name).write_text(schema_text(content), encoding="utf-8")
