# SPDX-License-Identifier: Apache-2.0
"""The cluster as frozen data: who is in it, what they have, and what was ordered.

Plain values only, no behaviour beyond look-up. A `Network` that was read by `klynge.network.read_folder` is
consistent: every reference resolves. Units are in the names; see docs/reference/cluster-folder.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from klynge.job import Material, Need, Pause, Reported, Status


class Kind(StrEnum):
    """What a work centre does with portions."""

    MACHINE = "machine"  # each unit one portion at a time
    BATCH = "batch"  # each unit one batch of one family at a time
    EXTERNAL = "external"  # outside the cluster: lead time and money only, no limit


class PoolKind(StrEnum):
    """What a pool counts."""

    PEOPLE = "people"
    POWER = "power"
    FIXTURE = "fixture"


class Named(StrEnum):
    """What has a name of its own beside the tables that hold it."""

    REGION = "region"
    FAMILY = "family"
    SKILL = "skill"


class Source(StrEnum):
    """Where an item comes from."""

    MAKE = "make"  # to order, by its routing: a job of the order
    LOT = "lot"  # in lots shared by orders, by its routing: supply jobs
    BUY = "buy"  # stock and receipts, and beyond them the supplier's lead time
    STOCK = "stock"  # stock and receipts only


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    name: str
    organisation_number: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    id: str
    member: str
    name: str
    place: str = ""
    time_zone: str = "Europe/Oslo"
    price_zone: str = ""
    energy_ore_kwh: int = 0
    co2_g_kwh: int = 0
    name_en: str = ""  # for who reads English, where it has an English name

    def called(self, language: str) -> str:
        """Its name in "nb" or "en"."""
        return (language == "en" and self.name_en) or self.name


@dataclass(frozen=True, slots=True)
class Shift:
    """Open from `start` to `end` local time on each of `weekdays` (0 = Monday); end <= start goes past midnight."""

    weekdays: tuple[int, ...]
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class CalendarException:
    """On each day from `first` to `last`: closed, or open by these `shifts` instead (or besides, when `adds`).

    A shift belongs to the day on which it starts. `Shift.weekdays` narrows an exception's shifts too.
    """

    first: date
    last: date
    shifts: tuple[Shift, ...] = ()
    adds: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working intervals in the local time of the site that uses it; no shifts at all means always open.

    Precedence on a day: the last exception that covers it and does not add; else closed when it is a public holiday
    of `holidays` (ISO country code, "" for none); else the weekly shifts. Adding exceptions come on top.
    Intervals that touch or overlap are one interval.
    """

    id: str
    shifts: tuple[Shift, ...] = ()
    holidays: str = ""
    exceptions: tuple[CalendarException, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A unit (from 0) does nothing from `start` to `end`: a breakdown, a repair. Then it is set up for `family`.

    Without a family it is set up as at the start of planning.
    """

    unit: int
    start: datetime
    end: datetime
    family: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkCentre:
    id: str
    site: str
    name: str
    kind: Kind
    units: int
    calendar: str
    capacity: int = 0  # of one unit of a batch work centre
    measure: str = ""  # what the capacity counts: "kg", "pcs", "m"
    cost_ore_h: int = 0
    power_kw: int = 0
    power_pool: str = ""
    setup_matrix: str = ""  # "" means no set-ups here
    states: tuple[str, ...] = ()  # family each unit is set up for at the start; len == units when there is a matrix
    stops: tuple[Stop, ...] = ()
    name_en: str = ""  # for who reads English, where it has an English name

    def called(self, language: str) -> str:
        """Its name in "nb" or "en"."""
        return (language == "en" and self.name_en) or self.name


@dataclass(frozen=True, slots=True)
class SetupMatrix:
    """Seconds and øre from one family to another. Missing: 0 for the same family, `default_s` otherwise.

    `seconds[a, b]` of None forbids b directly after a.
    """

    id: str
    families: tuple[str, ...]
    seconds: dict[tuple[str, str], int | None]
    cost_ore: dict[tuple[str, str], int]
    default_s: int = 0

    def setup_s(self, before: str, after: str) -> int | None:
        """Set-up seconds from one family to another; None when forbidden."""
        return self.seconds.get((before, after), 0 if before == after else self.default_s)


@dataclass(frozen=True, slots=True)
class PoolPart:
    """`amount` thousandths present when `calendar` is open, except from `first` to `last` of each absence."""

    calendar: str
    amount: int
    absences: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """People, power or fixtures: at any time the sum of the parts that are present.

    People who have the same skills at the same site are one pool, so a person is counted once (`skills` tells which).
    """

    id: str
    site: str
    kind: PoolKind
    parts: tuple[PoolPart, ...]
    skills: tuple[str, ...] = ()
    cost_ore_h: int = 0
    name: str = ""
    name_en: str = ""  # for who reads English, where it has an English name

    def called(self, language: str) -> str:
        """Its name in "nb" or "en", else its skills, else its identifier."""
        return (language == "en" and self.name_en) or self.name or ", ".join(self.skills) or self.id


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    site: str
    skills: tuple[str, ...]
    calendar: str
    permille: int = 1000
    cost_ore_h: int = 0
    absences: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """`lot`, `lot_site` and `shelf_life_s` describe a supply lot (source `lot`); `lead_time_s` buying."""

    id: str
    owner: str
    name: str
    unit: str
    source: Source
    lead_time_s: int | None = None
    cost_ore: int = 0
    co2_g: int = 0
    weight_g: int = 0
    lot: int = 0
    shelf_life_s: int | None = None
    name_en: str = ""  # for who reads English, where it has an English name

    def called(self, language: str) -> str:
        """Its name in "nb" or "en"."""
        return (language == "en" and self.name_en) or self.name


@dataclass(frozen=True, slots=True)
class StockLot:
    """Stock (available from the start) or a receipt; `id` is unique and is what a peg names."""

    id: str
    item: str
    site: str
    quantity: int
    available: datetime
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    weekday: int
    at: time


@dataclass(frozen=True, slots=True)
class Lane:
    """From a site to another site or to a customers' region.

    Without departures goods arrive `lead_s` after they are ready; with them, they leave by the next departure (in the
    from-site's local time, at or after ready) and arrive `lead_s` later.
    """

    id: str
    origin: str
    destination: str
    lead_s: int
    departures: tuple[Departure, ...] = ()
    cost_ore: int = 0  # a shipment
    cost_ore_kg: int = 0
    co2_g_kg: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """`taker` may use `giver`'s work centre from `valid_from` to `valid_to`, up to `ceiling_s`, at a rate an hour."""

    id: str
    giver: str
    taker: str
    work_centre: str
    rate_ore_h: int
    ceiling_s: int
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to do a routing step. `needs` name pools; skills were resolved to the pools whose people have them."""

    work_centre: str
    fixed_s: int
    unit_ms: int
    family: str = ""
    pause: Pause = Pause.RESUMABLE
    needs: tuple[Need, ...] = ()
    load_per_unit: int = 0
    agreement: str | None = None
    cost_ore: int = 0
    cost_ore_unit: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    name: str
    alternatives: tuple[Alternative, ...]
    materials: tuple[Material, ...] = ()
    yield_permille: int = 1000
    max_lots: int = 1
    min_lot: int = 1
    same_site: str = ""  # steps of a routing with the same word share a site
    name_en: str = ""  # for who reads English, where it has an English name


@dataclass(frozen=True, slots=True)
class Link:
    before: str
    after: str
    min_lag_s: int = 0
    max_lag_s: int | None = None
    transfer_quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    """How `item` is made by its owner: steps and the links between them."""

    item: str
    owner: str
    steps: tuple[Step, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Order:
    id: str
    member: str
    customer: str
    region: str
    item: str
    quantity: int
    value_ore: int
    released: datetime
    due: datetime
    promised: datetime | None = None
    weight: int = 1
    status: Status = Status.NEW
    flexible: datetime | None = None  # until when the customer agreed that it may be put off to make room


@dataclass(frozen=True, slots=True)
class Progress:
    """A reported portion of an order's operation. `job` is the item made ("" = the order's own item)."""

    order: str
    item: str
    operation: str
    reported: Reported


@dataclass(frozen=True, slots=True)
class Name:
    """What people call a region, a family of set-ups or a skill; `id` is what the tables call it."""

    kind: Named
    id: str
    name: str
    name_en: str = ""  # for who reads English, where it has an English name

    @property
    def key(self) -> str:
        """What tells names apart."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Network:
    """The whole cluster and its demand, by identifier. `start` is where planning begins, `end` its horizon."""

    name: str
    epoch: datetime
    start: datetime
    end: datetime
    time_zone: str
    members: dict[str, Member]
    sites: dict[str, Site]
    calendars: dict[str, Calendar]
    work_centres: dict[str, WorkCentre]
    setup_matrices: dict[str, SetupMatrix]
    pools: dict[str, Pool]
    people: dict[str, Person]
    items: dict[str, Item]
    stock: dict[str, StockLot]
    lanes: dict[str, Lane]
    agreements: dict[str, Agreement]
    routings: dict[str, Routing]  # by item
    orders: dict[str, Order]
    progress: tuple[Progress, ...] = ()
    regions: tuple[str, ...] = ()
    synthetic: str = ""  # what in this cluster is invented, in a sentence
    overtime_percent: int = 50  # what people's overtime costs on top of their hourly cost
    names: dict[str, Name] = field(default_factory=dict)  # by kind and identifier: Name.key

    def called(self, kind: Named, word: str, language: str = "nb") -> str:
        """What people call a region, a family or a skill in "nb" or "en"; one without a name as it is."""
        found = self.names.get(f"{kind}/{word}")
        return word if found is None else (language == "en" and found.name_en) or found.name

    def family_name(self, family: str, language: str = "nb") -> str:
        """What people call a family of set-ups in "nb" or "en"; one without a name as it is."""
        return self.called(Named.FAMILY, family, language)

    def skill_names(self, skills: Iterable[str], language: str = "nb") -> list[str]:
        """What people call these skills in "nb" or "en"; one without a name as it is."""
        return [self.called(Named.SKILL, skill, language) for skill in skills]

    def pool_name(self, pool: str, language: str = "nb") -> str:
        """What people call a pool in "nb" or "en", with the site's name. Raises KeyError for an unknown one."""
        found = self.pools[pool]
        skills = "" if found.name else ", ".join(self.skill_names(found.skills, language))
        return f"{skills or found.called(language)} ({self.site_name(found.site, language)})"

    def site_name(self, site: str, language: str = "nb") -> str:
        """What people call a site in "nb" or "en". Raises KeyError for an unknown one."""
        return self.sites[site].called(language)

    def place_name(self, place: str, language: str = "nb") -> str:
        """What people call a site or a region in "nb" or "en"; one without a name as it is."""
        if place in self.sites:
            return self.site_name(place, language)
        return self.called(Named.REGION, place, language)

    def region_names(self) -> dict[str, dict[str, str]]:
        """What people call each region, by language: "nb" and "en"."""
        return {name: {each: self.place_name(name, each) for each in ("nb", "en")} for name in self.regions}

    def lane_name(self, lane: str, language: str = "nb") -> str:
        """What people call a lane: from where to where, and its own name where others go there too. Raises KeyError for
        an unknown one."""
        found = self.lanes[lane]
        both = found.origin, found.destination
        there = [each for each in self.lanes.values() if (each.origin, each.destination) == both]
        ends = f"{self.place_name(found.origin, language)} → {self.place_name(found.destination, language)}"
        return ends if len(there) == 1 else f"{ends}, {found.id}"

    def work_centre_name(self, centre: str, language: str = "nb") -> str:
        """What people call a work centre in "nb" or "en"; one that there is not as it is."""
        return self.work_centres[centre].called(language) if centre in self.work_centres else centre

    def item_name(self, item: str, language: str = "nb") -> str:
        """What people call an item in "nb" or "en"; one that there is not as it is."""
        return self.items[item].called(language) if item in self.items else item
