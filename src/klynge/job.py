# SPDX-License-Identifier: Apache-2.0
"""The waist: the exact work that orders need, and nothing about who asked or how it is searched.

In comes whatever makes work (a routing, a configuration, a casting method); out goes a `Job`: operations with
their alternatives (modes), precedence, materials and dates. Everything below this module only *places* jobs.

What is built here is checked when it is built: a `JobError` says what is wrong and where. Times are aware datetimes
here and integer seconds inside the engine; durations are integer seconds, run times per unit integer milliseconds;
money integer øre, CO2 integer grams, quantities integers in the item's smallest unit.
The meaning of every field for a plan is in docs/explanation/planning-model.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from graphlib import CycleError, TopologicalSorter
from operator import attrgetter

from pydantic import TypeAdapter


class JobError(ValueError):
    """A job, or a part of one, that cannot be: what is wrong, and how to mend it."""


def _at_least(least: int, where: str, **numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and number < least:
            raise JobError(f"{where}: {name} is {number}; it must be at least {least}")


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

    def __post_init__(self) -> None:
        _at_least(1, "a need", amount=self.amount)
        if not self.pools:
            raise JobError("a need: no pool can meet it; name at least one")


@dataclass(frozen=True, slots=True)
class Material:
    """ceil(`quantity` x operation quantity / `per`) of `item`, at the start of the portion that uses it."""

    item: str
    quantity: int
    per: int = 1

    def __post_init__(self) -> None:
        _at_least(1, f"material {self.item}", quantity=self.quantity, per=self.per)

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

    def __post_init__(self) -> None:
        where = f"a mode at {self.work_centre}"
        _at_least(0, where, fixed_s=self.fixed_s, unit_ms=self.unit_ms, load_per_unit=self.load_per_unit)
        _at_least(0, where, cost_ore=self.cost_ore, cost_ore_unit=self.cost_ore_unit, cost_ore_h=self.cost_ore_h)
        if self.fixed_s == 0 and self.unit_ms == 0:
            raise JobError(f"{where}: it takes no time; give fixed_s or unit_ms")

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

    def __post_init__(self) -> None:
        _at_least(0, f"a reported portion at {self.work_centre}", unit=self.unit)
        _at_least(1, f"a reported portion at {self.work_centre}", quantity=self.quantity)


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
    name_en: str = ""  # for who reads English, where it has an English name

    def called(self, language: str) -> str:
        """Its name in "nb" or "en", else its identifier."""
        return (language == "en" and self.name_en) or self.name or self.id

    def __post_init__(self) -> None:
        where = f"operation {self.id}"
        _at_least(1, where, quantity=self.quantity, max_lots=self.max_lots, min_lot=self.min_lot)
        if not 1 <= self.yield_permille <= 1000:
            raise JobError(f"{where}: yield_permille is {self.yield_permille}; it must be from 1 to 1000")
        if not self.modes:
            raise JobError(f"{where}: there is no mode, so it can be done nowhere; give at least one")
        if any(r.end < r.start for r in self.reported):
            raise JobError(f"{where}: a reported portion ends before it starts")
        if self.reported and sum(r.quantity for r in self.reported) > self.quantity:
            raise JobError(f"{where}: more is reported than its quantity of {self.quantity}")


@dataclass(frozen=True, slots=True)
class Precedence:
    """`after` follows `before`; `before_job` names another job of the same order when it is not this one."""

    before: str
    after: str
    min_lag_s: int = 0
    max_lag_s: int | None = None
    transfer_quantity: int | None = None  # overlap: hand over in lots of so many units of `before`
    before_job: str = ""

    def __post_init__(self) -> None:
        where = f"link {self.before} -> {self.after}"
        _at_least(0, where, min_lag_s=self.min_lag_s, max_lag_s=self.max_lag_s)
        _at_least(1, where, transfer_quantity=self.transfer_quantity)
        if self.max_lag_s is not None and self.max_lag_s < self.min_lag_s:
            raise JobError(f"{where}: the maximum lag is shorter than the minimum lag; swap or widen them")


def _check_links(where: str, operations: tuple[Operation, ...], precedence: tuple[Precedence, ...]) -> None:
    """Identifiers are unique, links name what there is, and nothing waits for itself."""
    known = {op.id: place for place, op in enumerate(operations)}
    if len(known) < len(operations):
        raise JobError(f"{where}: two operations have the same id; rename one")
    graph: dict[str, set[str]] = {}
    in_order = True
    for link in precedence:
        for name in (link.after,) if link.before_job else (link.before, link.after):
            if name not in known:
                raise JobError(f"{where}: a link names the operation {name!r}, which there is not")
        if not link.before_job:
            graph.setdefault(link.after, set()).add(link.before)
            in_order = in_order and known[link.before] < known[link.after]
    if in_order:  # as mostly: none can wait for itself
        return
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise JobError(f"{where}: operations wait for one another: {' -> '.join(error.args[1])}") from None


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
    flexible: datetime | None = None  # until when the order may be put off, if that makes room for another
    makes: str = ""  # the receipt (StockLot.id) that comes of it, of a supply lot that was begun

    def __post_init__(self) -> None:
        where = f"job {self.id}"
        _at_least(1, where, quantity=self.quantity)
        _at_least(0, where, weight=self.weight, value_ore=self.value_ore, weight_g=self.weight_g)
        moments = {"release": self.release, "due": self.due, "promised": self.promised, "flexible": self.flexible}
        for name, moment in moments.items():
            if moment is not None and moment.tzinfo is None:
                raise JobError(f"{where}: {name} has no time zone; give an offset such as +01:00")
        if not self.operations:
            raise JobError(f"{where}: it has no operation")
        _check_links(where, self.operations, self.precedence)
        for group in self.same_site:
            for name in group:
                if all(name != op.id for op in self.operations):
                    raise JobError(f"{where}: a same-site group names the operation {name!r}, which there is not")

    def standing(self, status: Status, promised: datetime | None) -> Job:
        """The same work where its promise stands otherwise; what was found sound of it is not looked at again."""
        if self.status is status and self.promised == promised:
            return self
        if promised is not None and promised.tzinfo is None:
            raise JobError(f"job {self.id}: promised has no time zone; give an offset such as +01:00")
        made = object.__new__(Job)
        for name, value in zip(_WORK, _work(self), strict=True):
            object.__setattr__(made, name, value)
        object.__setattr__(made, "status", status)
        object.__setattr__(made, "promised", promised)
        return made

    def is_same_work(self, other: Job) -> bool:
        """Whether all is the same but where its promise stands."""
        return bool(_work(self) == _work(other))


_WORK = tuple(each.name for each in fields(Job) if each.name not in ("status", "promised"))
_work = attrgetter(*_WORK)


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

    def __post_init__(self) -> None:
        where = f"the supply of {self.item} at {self.site}"
        _at_least(1, where, lot=self.lot)
        _at_least(0, where, shelf_life_s=self.shelf_life_s)
        if not self.operations:
            raise JobError(f"{where}: it has no operation")
        _check_links(where, self.operations, self.precedence)


@dataclass(frozen=True, slots=True)
class Work:
    """All that is to be planned: the jobs of the orders and the ways to make supply lots."""

    jobs: tuple[Job, ...]
    supplies: tuple[Supply, ...] = ()


@cache
def _adapter() -> TypeAdapter[Job]:
    return TypeAdapter(Job)


def to_json(job: Job) -> str:
    """A job as JSON, by the schema in docs/reference/job.schema.json."""
    return _adapter().dump_json(job).decode()


def from_json(text: str | bytes) -> Job:
    """A job from JSON; pydantic's ValidationError (a ValueError) names every field that is wrong."""
    return _adapter().validate_json(text)
