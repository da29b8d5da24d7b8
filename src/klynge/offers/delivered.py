# SPDX-License-Identifier: Apache-2.0
"""What an order costs at the customer's door: the price, the freight by the cluster's own lanes, and value added tax.

Money is whole øre. The rates of tax are data (`rates/vat.csv`) with source and validity; postcodes are the cluster's
own file, since regions are its own too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Literal

from klynge.job import Job
from klynge.network.model import Network

HOME = "NO"


@dataclass(frozen=True, slots=True)
class Delivered:
    """`vat_ore` is None where it is not known whether tax is due: the cluster does not say where a region lies."""

    goods_ore: int
    freight_ore: int
    vat_percent: int | None
    vat_ore: int | None

    @property
    def net_ore(self) -> int:
        """Goods and freight, without tax."""
        return self.goods_ore + self.freight_ore

    @property
    def total_ore(self) -> int | None:
        """All of it; None where the tax is not known."""
        return None if self.vat_ore is None else self.net_ore + self.vat_ore


@dataclass(frozen=True, slots=True)
class Stretch:
    """Postcodes from `first` to `last`, both included, of a region."""

    first: str
    last: str
    region: str


class PostcodesError(ValueError):
    """A file that is no table of postcodes; `row` is the spreadsheet's, `texts` say what and how to mend it."""

    def __init__(self, row: int, column: str, texts: dict[Literal["nb", "en"], tuple[str, str]]) -> None:
        self.row, self.column, self.texts = row, column, texts
        super().__init__(f"row {row}, {column}: {texts['en'][0]} ({texts['en'][1]})")


class Postcodes:
    """Which region a Norwegian postcode lies in, by the stretches of a cluster; regions without one are abroad."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self.stretches = tuple(sorted(stretches, key=lambda one: one.first))

    @classmethod
    def read(cls, text: str, regions: Iterable[str] = ()) -> Postcodes:
        """From the text of postcodes.csv (columns from, to, region). Raises PostcodesError for the first fault."""
        known = set(regions)
        found: list[Stretch] = []
        rows = csv.DictReader(StringIO(text))
        if set(rows.fieldnames or ()) != {"from", "to", "region"}:
            raise _fault(1, "", "header")
        for number, row in enumerate(rows, 2):
            first, last, region = (str(row[name] or "").strip() for name in ("from", "to", "region"))
            for column, code in (("from", first), ("to", last)):
                if not _is_postcode(code):
                    raise _fault(number, column, "code")
            if last < first or any(first <= one.last and last >= one.first for one in found):
                raise _fault(number, "to", "overlap")
            if known and region not in known:
                raise _fault(number, "region", "region")
            found.append(Stretch(first, last, region))
        return cls(found)

    def region(self, postcode: str) -> str | None:
        """The region of a postcode; None when it lies in none."""
        code = postcode.replace(" ", "")
        if not _is_postcode(code):
            return None
        return next((one.region for one in self.stretches if one.first <= code <= one.last), None)

    def at_home(self, region: str) -> bool | None:
        """Whether a region lies in the country; None when the cluster has no postcodes."""
        return any(one.region == region for one in self.stretches) if self.stretches else None


def _is_postcode(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


_FAULTS: dict[str, dict[Literal["nb", "en"], tuple[str, str]]] = {
    "header": {
        "en": ("the columns are not from, to, region", "write from,to,region on the first line"),
        "nb": ("kolonnene er ikke from, to, region", "skriv from,to,region på første linje"),
    },
    "code": {
        "en": ("this is no postcode", "write four digits, such as 7374"),
        "nb": ("dette er ikke noe postnummer", "skriv fire sifre, som 7374"),
    },
    "overlap": {
        "en": ("the stretch ends before it begins, or meets another", "let each postcode be in one stretch"),
        "nb": ("strekket slutter før det begynner, eller møter et annet", "la hvert postnummer være i ett strekk"),
    },
    "region": {
        "en": ("the cluster has no such region", "use one of the regions in cluster.yaml"),
        "nb": ("klyngen har ikke denne regionen", "bruk en av regionene i cluster.yaml"),
    },
}


def _fault(row: int, column: str, kind: str) -> PostcodesError:
    return PostcodesError(row, column, _FAULTS[kind])


@cache
def _rates() -> tuple[tuple[date, date, int], ...]:
    text = files("klynge.offers").joinpath("rates/vat.csv").read_text("utf-8")
    return tuple(
        (date.fromisoformat(row["from"]), date.fromisoformat(row["to"] or "9999-12-31"), int(row["percent"]))
        for row in csv.DictReader(StringIO(text))
        if row["country"] == HOME
    )


def vat_percent(on: date) -> int | None:
    """The general rate of value added tax in Norway on a day; None for a day that no rate is known for."""
    return next((percent for first, last, percent in _rates() if first <= on <= last), None)


def tax_percent(region: str, postcodes: Postcodes, on: date) -> int | None:
    """The rate of what is delivered to a region: none abroad; None where it is not known whether tax is due."""
    home = postcodes.at_home(region)
    return None if home is None else vat_percent(on) if home else 0


def delivered(network: Network, jobs: Iterable[Job], goods_ore: int, postcodes: Postcodes, on: date) -> Delivered:
    """What an order of these jobs costs at the customer's: freight is the least by a lane from where it may end."""
    own = next((job for job in jobs if job.region), None)
    freight = _freight(network, own) if own is not None else 0
    percent = tax_percent(own.region, postcodes, on) if own is not None else None
    vat = None if percent is None else ((goods_ore + freight) * percent + 50) // 100
    return Delivered(goods_ore, freight, percent, vat)


def _freight(network: Network, job: Job) -> int:
    """A shipment of its own: the lane's price and that of the weight, a begun øre counted whole."""
    before = {link.before for link in job.precedence}
    last = [operation for operation in job.operations if operation.id not in before]
    sites = {network.work_centres[mode.work_centre].site for operation in last for mode in operation.modes}
    weight_g = job.weight_g * job.quantity
    costs = [
        lane.cost_ore - (-lane.cost_ore_kg * weight_g // 1000)
        for lane in network.lanes.values()
        if lane.destination == job.region and lane.origin in sites
    ]
    return min(costs, default=0)
