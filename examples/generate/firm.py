# SPDX-License-Identifier: Apache-2.0
"""One member firm while its rows are gathered: capacity, people, items, routings and lanes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from klynge.configure.work import Configuration, Desk

from .choosing import Chooser, Range, Wish
from .dice import Dice
from .routing import Step, add_routing, steps_of
from .tables import Tables

START = date(2026, 11, 2)
WEEKS = 26
NEVER = "never"


class Firm:
    """Adds a firm's rows to the tables. `scale` multiplies its units, people, power, stock and orders alike."""

    def __init__(self, tables: Tables, member: str, site: str, desk: Desk, *, seed: int, scale: int = 1) -> None:
        self.tables = tables
        self.member = member
        self.site = site
        self.scale = scale
        self.desk = desk
        self.dice = Dice(seed, member)
        self._choices = Dice(seed, f"{member}/choices")
        self._choosers: dict[str, Chooser] = {}
        self._had: dict[tuple[Wish, str], list[Configuration]] = {}
        self._configurations: dict[str, Configuration] = {}
        self.units: dict[str, int] = {}
        self.routings: dict[str, list[Step]] = {}
        self.prices_nok: dict[str, int] = {}

    def work_centre(
        self,
        work_centre: str,
        name: str,
        units: int,
        calendar: str,
        *,
        cost_nok_h: int,
        power_kw: int = 0,
        matrix: str = "",
        states: tuple[str, ...] = (),
        capacity: int = 0,
        measure: str = "",
    ) -> None:
        """A machine work centre, or with a capacity a batch one. `states` are repeated over the units."""
        count = units * self.scale
        each = states if len(states) == 1 else [states[unit % len(states)] for unit in range(count)] if states else ()
        self.units[work_centre] = count
        self.tables.add(
            "work_centres",
            work_centre=work_centre,
            site=self.site,
            name=name,
            kind="batch" if capacity else "machine",
            units=count,
            calendar=calendar,
            capacity=capacity or "",
            measure=measure,
            cost_nok_h=cost_nok_h,
            power_kw=power_kw or "",
            power_pool=f"{self.site}-power" if power_kw else "",
            setup_matrix=matrix,
            states="|".join(each),
        )

    def external(self, work_centre: str, name: str) -> None:
        """Work bought outside the cluster, there and back."""
        self.tables.add(
            "work_centres", work_centre=work_centre, site=self.site, name=name, kind="external", calendar="always"
        )

    def power(self, kw: int) -> None:
        """What the site's main fuse and its subscription leave for the heavy work centres."""
        self._pool(f"{self.site}-power", "power", kw, "always", name="Effekt")

    def fixtures(self, pool: str, name: str, pieces: int) -> None:
        """Fixtures, moulds or test beds, there at all times."""
        self._pool(pool, "fixture", pieces, "always", name=name)

    def crew(self, pool: str, name: str, persons: int, calendar: str, cost_nok_h: int) -> None:
        """Hired people who are counted, not named."""
        self._pool(pool, "people", persons, calendar, cost_nok_h, name)

    def _pool(self, pool: str, kind: str, amount: int, calendar: str, cost_nok_h: int = 0, name: str = "") -> None:
        self.tables.add(
            "pools",
            name=name,
            pool=pool,
            site=self.site,
            kind=kind,
            calendar=calendar,
            amount=amount * self.scale,
            cost_nok_h=cost_nok_h or "",
        )

    def people(self, role: str, count: int, skills: str, calendar: str, *, cost_nok_h: int, share: float = 1.0) -> None:
        """People of one role in one shift, numbered on; one in six is away for a week, at a week drawn by chance."""
        known = sum(row["person"].startswith(f"{self.site}-{role}-") for row in self.tables.rows["people"])
        for number in range(known + 1, known + 1 + count * self.scale):
            away = ""
            if self.dice.chance(1 / 6):
                monday = START + timedelta(weeks=self.dice.whole(1, WEEKS - 2))
                away = f"{monday}..{monday + timedelta(days=4)}"
            self.tables.add(
                "people",
                person=f"{self.site}-{role}-{number:02d}",
                site=self.site,
                skills=skills,
                calendar=calendar,
                share="" if share == 1 else share,
                cost_nok_h=cost_nok_h,
                absences=away,
            )

    def setups(self, matrix: str, times: Mapping[tuple[str, str], str], costs_nok: Mapping[str, int]) -> None:
        """Set-up times from family to family; `*` is any other. The cost is that of changing *to* a family."""
        for (before, after), time in times.items():
            cost = costs_nok.get(after, "") if time != NEVER else ""
            self.tables.add("setups", matrix=matrix, from_=before, to=after, time=time, cost_nok=cost)

    def material(
        self,
        item: str,
        name: str,
        unit: str,
        cost_nok: float,
        *,
        lead_time: str = "",
        weight_g: int = 0,
        co2_g: int = 0,
        stock: int = 0,
        receipts: int = 0,
        every_weeks: int = 4,
        shelf_days: int = 0,
    ) -> None:
        """A bought item (with a lead time) or a stock item: opening stock, and receipts of a fixed size."""
        self.tables.add(
            "items",
            item=item,
            member=self.member,
            name=name,
            unit=unit,
            source="buy" if lead_time else "stock",
            lead_time=lead_time,
            cost_nok=f"{cost_nok:.2f}",
            co2_g=co2_g or "",
            weight_g=weight_g or "",
        )
        if stock:
            expires = START + timedelta(days=shelf_days) if shelf_days else None
            self.tables.add("stock", item=item, site=self.site, quantity=stock * self.scale, expires=expires)
        for week in range(every_weeks, WEEKS, every_weeks) if receipts else ():
            day = START + timedelta(weeks=week, days=1)
            self.tables.add(
                "stock",
                item=item,
                site=self.site,
                quantity=receipts * self.scale,
                available=day,
                expires=day + timedelta(days=shelf_days) if shelf_days else None,
            )

    def made(
        self, item: str, name: str, steps: list[Step], *, price_nok: int, weight_g: int, unit: str = "pcs"
    ) -> None:
        """An item made to order, with its routing."""
        self.tables.add(
            "items", item=item, member=self.member, name=name, unit=unit, source="make", weight_g=weight_g or ""
        )
        self.routings[item] = steps
        self.prices_nok[item] = price_nok
        add_routing(self.tables, item, steps)

    def configured(self, wish: Wish, customer: str, many: Callable[[int, int], int], usual: Range) -> tuple[str, int]:
        """A configured item that a customer orders and how many, `many` of a range; numbered ones are not had again."""
        had = self._had.setdefault((wish, "" if wish.common else customer), [])
        if had and self._choices.chance(wish.again):
            found = had[self._choices.whole(0, len(had) - 1)]
            return found.item, many(*self._range(wish, dict(found.choices), usual))
        model = self.desk.products[wish.product]
        chooser = self._choosers.setdefault(wish.product, Chooser(model, START, self._choices))
        chosen = chooser.draw(wish.given, wish.likings)
        quantity = many(*self._range(wish, chosen, usual))
        numbers = wish.number(self._choices, customer, quantity, chosen) if wish.number else {}
        found = self.desk.configuration(wish.product, chosen | numbers)
        if found.item not in self._configurations:
            self._configurations[found.item] = found
            self.tables.add(
                "configurations", item=found.item, product=found.product, version=found.version, choices=found.text
            )
        if not numbers:
            had.append(found)
        return found.item, quantity

    @staticmethod
    def _range(wish: Wish, chosen: dict[str, str | int], usual: Range) -> Range:
        return wish.quantity(chosen) if callable(wish.quantity) else wish.quantity or usual

    def steps(self, item: str) -> list[Step]:
        """The routing of an item that is made here."""
        if item not in self.routings:
            self.routings[item] = steps_of(self.desk.made(self._configurations[item]))
        return self.routings[item]

    def value_nok(self, item: str, quantity: int) -> int:
        """What so many pieces are sold for, in whole kroner."""
        if item in self.prices_nok:
            return quantity * self.prices_nok[item]
        return round(self.desk.price(self._configurations[item], quantity).total_ore / 100)

    def lots(self, item: str, name: str, unit: str, lot: int, steps: list[Step], *, shelf_life: str = "") -> None:
        """An item made in lots that orders share, with the routing of a lot."""
        self.tables.add(
            "items", item=item, member=self.member, name=name, unit=unit, source="lot", lot=lot, shelf_life=shelf_life
        )
        add_routing(self.tables, item, steps)

    def lane(self, to: str, lead: str, departures: str = "", cost_nok: int = 0, cost_nok_kg: float = 0.0) -> None:
        """Transport from this site to another site or to a region; a lorry's CO2 goes with the lead time."""
        self.tables.add(
            "lanes",
            lane=f"{self.site}-{to}",
            from_=self.site,
            to=to,
            lead=lead,
            departures=departures,
            cost_nok=cost_nok or "",
            cost_nok_kg=f"{cost_nok_kg:.2f}" if cost_nok_kg else "",
            co2_g_kg=LORRY_CO2_G_KG.get(to, 2),
        )


# Tonne-kilometres by road times 103 g/tkm (articulated lorry over 33 t, with indirect emissions, Defra 2012).
LORRY_CO2_G_KG = {
    "Roros": 1,
    "Trondheim": 16,
    "Innlandet": 25,
    "Oslo": 40,
    "Vestlandet": 60,
    "Nord-Norge": 110,
    "Sverige": 62,
    "Export": 165,
    "Raufoss": 10,
}
