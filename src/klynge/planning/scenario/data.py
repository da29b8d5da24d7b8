# SPDX-License-Identifier: Apache-2.0
"""A scenario as data: named changes to network, work and prices, as frozen values that JSON and YAML hold both ways.

Money is integer øre, times integer seconds, shares integer thousandths ("permille"; 1200 is a fifth more), quantities
in the item's smallest unit, days ISO dates that count whole days in the local time of the site. Each change says what
it is in `change`. What a change names is looked up when it is applied (`apply.changed`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import ConfigDict, Field, TypeAdapter

FORMAT: Literal["klynge-scenario/1"] = "klynge-scenario/1"

LARGEST = 2_000_000_000  # what the engine's tables hold, and a little less
Positive = Annotated[int, Field(ge=1, le=LARGEST)]
NotNegative = Annotated[int, Field(ge=0, le=LARGEST)]
MOST_UNITS = 10_000
Names = tuple[str, ...]
Text = str | dict[Literal["nb", "en"], str]


class _Strict:
    """Unknown keys are errors."""

    __pydantic_config__ = ConfigDict(extra="forbid", populate_by_name=True)


@dataclass(frozen=True, kw_only=True)
class ShiftHours(_Strict):
    """Open on each of `days` ("mon-fri", "sat|sun") from a local time to another, past midnight when that is less."""

    start: Annotated[time, Field(alias="from")]
    end: Annotated[time, Field(alias="to")]
    days: str = "mon-sun"


@dataclass(frozen=True, kw_only=True)
class Targets(_Strict):
    """Whose hours: work centres, pools, or everyone who uses a calendar."""

    work_centres: Names = ()
    pools: Names = ()
    calendars: Names = ()


@dataclass(frozen=True, kw_only=True)
class Units(_Strict):
    """More (or fewer, below zero) like units at a work centre; new ones are set up for `state`, else as its last is."""

    change: Literal["units"] = "units"
    work_centre: str
    units: Annotated[int, Field(ge=-MOST_UNITS, le=MOST_UNITS)]
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class NewWorkCentre(_Strict):
    """A new work centre: whatever may be done at `like` may also be done here, in `time_permille` of its time."""

    change: Literal["work_centre"] = "work_centre"
    id: str
    like: str
    name: str = ""
    site: str = ""
    calendar: str = ""
    units: Annotated[int, Field(ge=1, le=MOST_UNITS)] = 1
    cost_ore_h: NotNegative | None = None
    time_permille: Positive = 1000


@dataclass(frozen=True, kw_only=True)
class Lost(_Strict):
    """A work centre that is not there from `first` to `last` (both inclusive); without them never again."""

    change: Literal["lost"] = "lost"
    work_centre: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Shifts(Targets):
    """Other weekly hours: those of the calendar `use`, or these `shifts` (with the exceptions there were)."""

    change: Literal["shifts"] = "shifts"
    use: str = ""
    shifts: tuple[ShiftHours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Exceptional(Targets):
    """Other hours on the days from `first` to `last`: closed without `shifts`; besides the usual ones if it `adds`."""

    change: Literal["exception"] = "exception"
    first: date
    last: date
    shifts: tuple[ShiftHours, ...] = ()
    adds: bool = False


@dataclass(frozen=True, kw_only=True)
class People(_Strict):
    """So many thousandths more (or fewer) in a pool of people, power or fixtures, by `calendar`, else as its first."""

    change: Literal["people"] = "people"
    pool: str
    permille: Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
    calendar: str = ""


@dataclass(frozen=True, kw_only=True)
class Absence(_Strict):
    """So many thousandths of a pool are away from `first` to `last`."""

    change: Literal["absence"] = "absence"
    pool: str
    permille: Positive = 1000
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Entry(_Strict):
    """One change of family: seconds (null forbids it) and øre."""

    before: str
    after: str
    seconds: NotNegative | None
    cost_ore: NotNegative | None = None


@dataclass(frozen=True, kw_only=True)
class SetupTimes(_Strict):
    """Other set-ups: all in `permille` of their time, and single entries; of a matrix, or at some work centres."""

    change: Literal["setup"] = "setup"
    matrix: str = ""
    work_centres: Names = ()
    permille: NotNegative = 1000
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RunTimes(_Strict):
    """Runs in `permille` of their time, at a work centre, of an item, in a step: where all that is named holds."""

    change: Literal["speed"] = "speed"
    permille: Positive
    work_centre: str = ""
    item: str = ""
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderFilter(_Strict):
    """Orders by item, customer, member or region; all orders where nothing is named."""

    items: Names = ()
    customers: Names = ()
    members: Names = ()
    regions: Names = ()


@dataclass(frozen=True, kw_only=True)
class Volume(OrderFilter):
    """More or fewer orders like those there are: 1200 repeats every fifth, 800 leaves out every fifth not begun."""

    change: Literal["volume"] = "volume"
    permille: Annotated[int, Field(ge=0, le=20_000)]


@dataclass(frozen=True, kw_only=True)
class Quantity(OrderFilter):
    """The same orders in `permille` of their quantity (rounded up) and value; those that are begun stay as they are."""

    change: Literal["quantity"] = "quantity"
    permille: Positive


@dataclass(frozen=True, kw_only=True)
class DropOrders(OrderFilter):
    """Orders that do not come, such as a lost customer's; those that are begun are finished."""

    change: Literal["drop_orders"] = "drop_orders"
    orders: Names = ()


@dataclass(frozen=True, kw_only=True)
class NewOrders(_Strict):
    """`count` orders, due evenly from `first_due` to `last_due`, each released `lead_days` before, or at the start."""

    change: Literal["orders"] = "orders"
    item: str
    quantity: Positive
    region: str
    count: Annotated[int, Field(ge=1, le=100_000)] = 1
    first_due: date
    last_due: date
    lead_days: NotNegative = 28
    customer: str = ""
    weight: NotNegative = 1
    value_ore: NotNegative = 0


@dataclass(frozen=True, kw_only=True)
class Price(_Strict):
    """Another price, exact (`value`) or in `permille` of what it is; `id` "*" means all.

    `of` and `field`: work_centre cost_ore_h (or, in permille, the cost_ore a portion and cost_ore_unit of work there);
    site energy_ore_kwh, co2_g_kwh; pool cost_ore_h; item cost_ore, co2_g; lane cost_ore, cost_ore_kg, co2_g_kg;
    agreement rate_ore_h; setup (a matrix) cost_ore; order value_ore.
    """

    change: Literal["price"] = "price"
    of: Literal["work_centre", "site", "pool", "item", "lane", "agreement", "setup", "order"]
    id: str = "*"
    field: str
    value: NotNegative | None = None
    permille: NotNegative | None = None


@dataclass(frozen=True, kw_only=True)
class Stock(_Strict):
    """One more stock lot, there from the start or from the day `available` on."""

    change: Literal["stock"] = "stock"
    item: str
    site: str
    quantity: Positive
    available: date | None = None


@dataclass(frozen=True, kw_only=True)
class Late(_Strict):
    """Receipts come so many days later (earlier below zero): one lot, or all of an item not there at the start."""

    change: Literal["late"] = "late"
    days: Annotated[int, Field(ge=-10_000, le=10_000)]
    item: str = ""
    lot: str = ""


@dataclass(frozen=True, kw_only=True)
class LeadTime(_Strict):
    """A supplier's other lead time for an item that is bought ("*": all)."""

    change: Literal["lead_time"] = "lead_time"
    item: str = "*"
    lead_s: NotNegative | None = None
    permille: NotNegative | None = None


@dataclass(frozen=True, kw_only=True)
class NewLane(_Strict):
    """A new lane; departures as "mon-fri 16:00"."""

    change: Literal["lane"] = "lane"
    id: str
    origin: str
    destination: str
    lead_s: NotNegative
    departures: Names = ()
    cost_ore: NotNegative = 0
    cost_ore_kg: NotNegative = 0
    co2_g_kg: NotNegative = 0


@dataclass(frozen=True, kw_only=True)
class LaneTime(_Strict):
    """Another lead time of a lane; without one the lane is no more."""

    change: Literal["lane_time"] = "lane_time"
    lane: str
    lead_s: NotNegative | None = None


@dataclass(frozen=True, kw_only=True)
class NewAgreement(_Strict):
    """`taker` may use `giver`'s work centre for what its own `like` can do, in `time_permille` of the time.

    The giver's people are in the rate: work under the agreement asks for no pool.
    """

    change: Literal["agreement"] = "agreement"
    id: str
    giver: str
    taker: str
    work_centre: str
    like: str
    rate_ore_h: NotNegative
    ceiling_h: Positive
    first: date | None = None
    last: date | None = None
    time_permille: Positive = 1000


@dataclass(frozen=True, kw_only=True)
class EndAgreement(_Strict):
    """An agreement ends before the day `from_day`; without it, it is not in force at all."""

    change: Literal["end_agreement"] = "end_agreement"
    agreement: str
    from_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Leaves(_Strict):
    """A member leaves: its work centres, agreements and orders (but those begun) with it."""

    change: Literal["leaves"] = "leaves"
    member: str


Change = (
    Units | NewWorkCentre | Lost | Shifts | Exceptional | People | Absence | SetupTimes | RunTimes | Volume | Quantity
    | DropOrders | NewOrders | Price | Stock | Late | LeadTime | NewLane | LaneTime | NewAgreement | EndAgreement
    | Leaves
)  # fmt: skip


KINDS: tuple[str, ...] = tuple(kind.change for kind in get_args(Change))
"""What a change may say that it is."""


@dataclass(frozen=True, kw_only=True)
class Scenario(_Strict):
    """A named set of changes, applied one after the other. `cost_ore_year` is what having it costs a year."""

    id: Annotated[str, Field(min_length=1)]
    changes: tuple[Annotated[Change, Field(discriminator="change")], ...]
    name: Text = ""
    note: Text = ""
    cost_ore_year: Annotated[int, Field(ge=0)] = 0
    format: Literal["klynge-scenario/1"] = FORMAT

    def title(self, language: str = "en") -> str:
        """Its name in a language, else in any, else its identifier."""
        return said(self.name, language) or self.id


def said(text: Text, language: str) -> str:
    """A text in a language, else in another one that it has."""
    if isinstance(text, str):
        return text
    found = cast("dict[str, str]", text)
    return found.get(language) or next(iter(found.values()), "")


@cache
def _adapter() -> TypeAdapter[Scenario]:
    return TypeAdapter(Scenario)


def from_data(tree: Any) -> Scenario:
    """A scenario from nested dicts and lists; pydantic's ValidationError names every field that is wrong."""
    return _adapter().validate_python(tree)


def from_json(text: str | bytes) -> Scenario:
    """A scenario from JSON; pydantic's ValidationError (a ValueError) names every field that is wrong."""
    return _adapter().validate_json(text)


def to_data(scenario: Scenario) -> dict[str, Any]:
    """Nested dicts and lists of plain values, without what is at its default."""
    found = _adapter().dump_python(scenario, mode="json", by_alias=True, exclude_defaults=True)
    for written, change in zip(found["changes"], scenario.changes, strict=True):
        written["change"] = change.change
    return {"format": FORMAT, **found}


def schema() -> dict[str, Any]:
    """The JSON schema of a scenario."""
    return _adapter().json_schema(by_alias=True)
