# SPDX-License-Identifier: Apache-2.0
"""A network and its work while changes are applied: tables are copied when first changed, errors are collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job
from klynge.network.model import Network, Order

from .orders import Orders
from .trouble import Trouble
from .ways import Way


@dataclass(frozen=True, slots=True)
class Sale:
    """Orders of the base ("*": all) sell for another value, or in `permille` of it."""

    order: str
    value: int | None = None
    permille: int = 1000

    def of(self, value_ore: int, first: bool) -> int:
        """What a line of such an order sells for; a value given is that of the order's first line."""
        if self.value is None:
            return value_ore * self.permille // 1000
        return self.value if first else 0


@dataclass(frozen=True, slots=True)
class Changed:
    """What a scenario makes of a network and work: the network, and what is to be done to the work.

    `times` says how often each order of the base is there (None: once); `other` are the jobs of orders whose quantity
    is another, `added` those of the new orders `orders`; `ways` are the rules for the modes of all of them.
    """

    network: Network
    ways: tuple[Way, ...] = ()
    times: NDArray[np.int64] | None = None
    other: Mapping[str, tuple[Job, ...]] = field(default_factory=dict)
    added: tuple[Job, ...] = ()
    orders: tuple[Order, ...] = ()
    sales: tuple[Sale, ...] = ()

    @property
    def touches_work(self) -> bool:
        """Whether the work is other than the base's."""
        return bool(self.ways or self.other or self.added or self.sales) or self.times is not None


class Draft:
    """What changes are applied to."""

    def __init__(self, scenario: str, network: Network, orders: Orders) -> None:
        self.scenario, self.network, self.orders = scenario, network, orders
        self.tables: dict[str, dict[str, Any]] = {}
        self.ways: list[Way] = []
        self.times: NDArray[np.int64] | None = None
        self.other: dict[str, tuple[Job, ...]] = {}
        self.added: list[Job] = []
        self.new_orders: list[Order] = []
        self.sales: list[Sale] = []
        self.regions: tuple[str, ...] | None = None
        self.troubles: list[Trouble] = []
        self.number, self.kind = 0, ""

    def changed(self) -> Changed:
        """The outcome."""
        tables: dict[str, Any] = dict(self.tables)
        if self.regions is not None:
            tables["regions"] = self.regions
        network = replace(self.network, **tables) if tables else self.network
        return Changed(
            network, tuple(self.ways), self.times, self.other, tuple(self.added), tuple(self.new_orders),
            tuple(self.sales),
        )  # fmt: skip

    def table(self, name: str) -> dict[str, Any]:
        """A table of the network, to look into."""
        found: dict[str, Any] = self.tables.get(name) or getattr(self.network, name)
        return found

    def put(self, name: str, key: str, value: Any) -> None:
        """Set or add a row of a table."""
        if name not in self.tables:
            self.tables[name] = dict(getattr(self.network, name))
        self.tables[name][key] = value

    def drop(self, name: str, key: str) -> None:
        """Take a row out of a table."""
        if name not in self.tables:
            self.tables[name] = dict(getattr(self.network, name))
        del self.tables[name][key]

    def trouble(self, code: str, **facts: object) -> None:
        """Note what is wrong with the change that is being applied."""
        said = tuple((name, str(value)) for name, value in facts.items())
        self.troubles.append(Trouble(self.scenario, self.number, self.kind, code, said))

    def known(self, kind: str, name: str, names: Iterable[str] | None = None) -> bool:
        """Whether there is such a thing; noted when there is not."""
        where = {"work_centre": "work_centres", "matrix": "setup_matrices", "lot": "stock"}.get(kind, f"{kind}s")
        found = self.table(where) if names is None else names
        if name in found:
            return True
        self.trouble("unknown", kind=kind, name=name, known="\n".join(sorted(found)[:5000]))
        return False

    def all_known(self, kind: str, wanted: Iterable[str], names: Iterable[str] | None = None) -> bool:
        """Whether there are all of these; each that is not is noted."""
        found = [self.known(kind, name, names) for name in wanted]  # a generator would stop at the first
        return all(found)

    def free(self, kind: str, name: str, table: str) -> bool:
        """Whether a new thing may have this identifier."""
        if name not in self.table(table):
            return True
        self.trouble("taken", kind=kind, name=name)
        return False

    def zone(self, site: str) -> ZoneInfo:
        """The time zone of a site."""
        return ZoneInfo(self.network.sites[site].time_zone)

    def member_at(self, work_centre: str) -> str:
        """Whose a work centre is."""
        return str(self.network.sites[self.table("work_centres")[work_centre].site].member)

    def in_order(self, first: date, last: date) -> bool:
        """Whether two days are not the wrong way round."""
        if first <= last:
            return True
        self.trouble("days", first=first, last=last)
        return False

    def there(self, places: Sequence[int]) -> NDArray[np.int64]:
        """Those places whose orders are not left out."""
        found = np.array(places, np.int64)
        return found if self.times is None else found[self.times[found] > 0]

    def order_times(self) -> NDArray[np.int64]:
        """How often each order is there, to be changed."""
        if self.times is None:
            self.times = np.ones(len(self.orders.names), np.int64)
        return self.times


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time(), zone)


def ends(day: date, zone: ZoneInfo) -> datetime:
    """The moment after a local day."""
    return begins(day + timedelta(days=1), zone)
