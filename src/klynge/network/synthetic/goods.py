# SPDX-License-Identifier: Apache-2.0
"""Items that the steps of a synthetic cluster use: stock and receipts, purchase, supply lots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from klynge.job import Material, Mode, Operation, Precedence, Supply
from klynge.network.model import Item, Source, StockLot, WorkCentre

from .draw import Draw
from .places import FAMILIES, Places, weekly_hours
from .scale import START

DAY = 86_400
MOST_A_PIECE = 3
MEAN_QUANTITY = 25
PORTIONS_A_LOT = 8
RECEIPT_EVERY = timedelta(weeks=2)
EXPIRES_AFTER = timedelta(weeks=8)


class Goods:
    """The items of each member, and where lots of them are made."""

    def __init__(self, places: Places, mean_run_s: float, seed: int) -> None:
        self.places = places
        self.mean_run_s = mean_run_s
        self.draw = Draw(seed, "goods")
        self.items: dict[str, Item] = {}
        self.stocked: dict[str, list[str]] = {}
        self.bought: dict[str, list[str]] = {}
        self.lot_items: dict[str, list[str]] = {}
        self.lot_sites: dict[str, tuple[str, ...]] = {}
        self.foundry = {site: _busiest(centres) for site, centres in places.machines.items()}
        for member in places.members:
            here = [site.id for site in places.sites.values() if site.member == member]
            kinds = range(max(2, len(here) // 2))
            self.stocked[member] = [self._item(f"{member}-stock{n + 1}", member, Source.STOCK) for n in kinds]
            self.bought[member] = [self._item(f"{member}-bought{n + 1}", member, Source.BUY) for n in kinds]
            self.lot_items[member] = [self._lot_item(f"{member}-lot{n + 1}", member, here, n) for n in kinds]

    def _item(self, name: str, member: str, source: Source) -> str:
        lead_s = self.draw.number(1, 5) * DAY if source is Source.BUY else None
        cost_ore = self.draw.number(100, 5000)
        self.items[name] = Item(name, member, name, "pcs", source, lead_s, cost_ore, co2_g=500, weight_g=400)
        return name

    def _lot_item(self, name: str, member: str, here: list[str], number: int) -> str:
        """Every second lot item keeps for three to seven days only; lots are made at two sites."""
        keeps = self.draw.number(3, 7) * DAY if number % 2 == 0 else None
        size = PORTIONS_A_LOT * MEAN_QUANTITY * 2
        self.items[name] = Item(
            name, member, name, "pcs", Source.LOT, None, 200, weight_g=400, lot=size, shelf_life_s=keeps
        )
        first = self.draw.number(0, len(here) - 1)
        self.lot_sites[name] = (here[first], here[(first + 1) % len(here)])
        return name

    def use(self, item: str, draw: Draw) -> Material:
        """One to three of an item a piece."""
        return Material(item, draw.number(1, MOST_A_PIECE))

    def supplies(self) -> tuple[Supply, ...]:
        """How a lot is made at each of its sites: melted, then cast, on machines that also do other work."""
        return tuple(self._supply(self.items[item], site) for item, sites in self.lot_sites.items() for site in sites)

    def _supply(self, item: Item, site: str) -> Supply:
        operations = tuple(
            Operation(name, 1, (self._lot_mode(centre),), name=name.capitalize())
            for name, centre in zip(("melt", "cast"), self.foundry[site], strict=True)
        )
        return Supply(item.id, item.owner, site, item.lot, operations, (Precedence("melt", "cast"),), item.shelf_life_s)

    def _lot_mode(self, centre: WorkCentre) -> Mode:
        fixed_s = round(self.mean_run_s * self.draw.real(0.7, 1.3))
        family = self.draw.one(FAMILIES)
        return Mode(centre.id, centre.site, fixed_s, family=family, cost_ore_h=centre.cost_ore_h)

    def stock(self, wanted: Counter[tuple[str, str]], window: timedelta) -> dict[str, StockLot]:
        """Lots for what may be wanted at each (item, site): a quarter from the start, the rest in receipts.

        Every site gets as much as if all came there, so stock may be short at a moment, never for good. Bought items
        have only the quarter. Every tenth receipt expires after eight weeks, on top of what is wanted.
        """
        found: list[StockLot] = []
        for (item, site), quantity in wanted.items():
            if item in self.lot_sites:
                continue
            receipts = round(window / RECEIPT_EVERY) if self.items[item].source is Source.STOCK else 0
            each = -(-3 * quantity // (4 * max(1, receipts)))
            found.append(StockLot(f"{item}@{site}", item, site, -(-quantity // 4), START))
            found += self._receipts(item, site, each, receipts)
        return {lot.id: lot for lot in found}

    def _receipts(self, item: str, site: str, each: int, count: int) -> Iterable[StockLot]:
        for n in range(count):
            at = START + n * RECEIPT_EVERY + timedelta(days=self.draw.number(1, 5))
            yield StockLot(f"{item}@{site}+{n + 1}", item, site, each, at)
            if self.draw.number(1, 10) == 1:
                yield StockLot(f"{item}@{site}+{n + 1}x", item, site, each, at, at + EXPIRES_AFTER)


def _busiest(centres: Sequence[WorkCentre]) -> tuple[WorkCentre, WorkCentre]:
    """The two work centres of a site with most open hours, where lots are melted and cast; one where there is one."""
    ranked = sorted(centres, key=weekly_hours, reverse=True)
    return ranked[0], ranked[min(1, len(ranked) - 1)]
