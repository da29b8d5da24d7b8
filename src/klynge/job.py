# SPDX-License-Identifier: Apache-2.0
"""The waist: the exact work that orders need, and nothing about who asked or how it is searched.

In comes whatever makes work (a routing, a configuration, a casting method); out goes a `Job`: operations with
their alternatives (modes), precedence, materials and dates. Everything below this module only *places* jobs.

Times are aware datetimes here and integer seconds inside the engine; durations are integer seconds, run times per
unit integer milliseconds; money integer øre, CO2 integer grams, quantities integers in the item's smallest unit.
The meaning of every field for a plan is in docs/explanation/planning-model.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Pause(StrEnum):
    """What an operation may do when its work centre closes."""

    RESUMABLE = "resumable"  # pauses over breaks, counts working time only
    WHOLE = "whole"  # set-up and run inside one working interval
    UNATTENDED = "unattended"  # starts in working time, then runs on by the clock


class Phase(StrEnum):
    """The part of a portion in which a pool is needed."""

    SETUP = "setup"
    RUN = "run"


class Status(StrEnum):
    """Where an order's promise stands."""

    NEW = "new"
    OFFERED = "offered"
    HELD = "held"
    COMMITTED = "committed"
    STARTED = "started"
    DELIVERED = "delivered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Need:
    """`amount` thousandths of exactly one of `pools` during a phase of every portion (batch work: every batch)."""

    phase: Phase
    pools: tuple[str, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Material:
    """ceil(`quantity` x operation quantity / `per`) of `item`, at the start of the portion that uses it."""

    item: str
    quantity: int
    per: int = 1

    def needed(self, operation_quantity: int) -> int:
        """The quantity of the item that so many units of the operation use."""
        return -(-self.quantity * operation_quantity // self.per)


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do an operation: where, how long, with whom, at what cost."""

    work_centre: str
    site: str
    fixed_s: int = 0
    unit_ms: int = 0
    family: str = ""
    pause: Pause = Pause.RESUMABLE
    needs: tuple[Need, ...] = ()
    load_per_unit: int = 0  # of a batch work centre's capacity, in its own measure
    agreement: str | None = None
    cost_ore: int = 0  # a portion
    cost_ore_unit: int = 0  # a unit of quantity
    cost_ore_h: int = 0  # an hour of set-up or run
    co2_g: int = 0
    co2_g_unit: int = 0
    co2_g_h: int = 0

    def run_s(self, quantity: int) -> int:
        """Run time of a portion in seconds: the fixed part and the part per unit, rounded up."""
        return self.fixed_s + -(-self.unit_ms * quantity // 1000)


@dataclass(frozen=True, slots=True)
class Reported:
    """A portion that is started, finished or frozen: it stays where it is."""

    work_centre: str
    unit: int
    quantity: int
    start: datetime
    end: datetime
    state: str = "frozen"  # "finished", "started" or "frozen"


@dataclass(frozen=True, slots=True)
class Operation:
    """One step: `quantity` is what goes in; floor(quantity x yield_permille / 1000) comes out good."""

    id: str
    quantity: int
    modes: tuple[Mode, ...]
    materials: tuple[Material, ...] = ()
    yield_permille: int = 1000
    max_lots: int = 1
    min_lot: int = 1
    reported: tuple[Reported, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """`after` follows `before`; `before_job` names another job of the same order when it is not this one."""

    before: str
    after: str
    min_lag_s: int = 0
    max_lag_s: int | None = None
    transfer_quantity: int | None = None  # overlap: hand over in lots of so many units of `before`
    before_job: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """The exact work one order line needs from one owner. An order is all its jobs or none."""

    id: str
    order: str
    owner: str
    item: str
    quantity: int
    operations: tuple[Operation, ...]
    precedence: tuple[Precedence, ...]
    release: datetime
    due: datetime
    same_site: tuple[tuple[str, ...], ...] = ()
    promised: datetime | None = None
    region: str = ""  # where the last transport goes; empty for a job that another job of the order consumes
    weight: int = 1
    value_ore: int = 0
    weight_g: int = 0  # what one unit of the item weighs, for lanes
    status: Status = Status.NEW
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """How one lot of an item that belongs to no single order is made: a furnace heat, a warp, a stock lot.

    `lot` comes out at `site` when the last operation ends; a portion that pegs it starts no earlier than that
    and, with a shelf life, no later than `shelf_life_s` after. As many lots are made as the orders peg.
    """

    item: str
    owner: str
    site: str
    lot: int
    operations: tuple[Operation, ...]
    precedence: tuple[Precedence, ...] = ()
    shelf_life_s: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """All that is to be planned: the jobs of the orders and the ways to make supply lots."""

    jobs: tuple[Job, ...]
    supplies: tuple[Supply, ...] = ()
