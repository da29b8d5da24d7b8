# SPDX-License-Identifier: Apache-2.0
"""Random scenarios for a random case: changes of every kind that its network can have, from a seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random

from klynge.job import Work
from klynge.network.model import Kind, Network, Source
from klynge.planning.scenario import data
from klynge.planning.scenario.data import Change, Scenario


def scenario(network: Network, work: Work, seed: int, changes: int = 2) -> Scenario:
    """A few changes one after the other."""
    drawing = ChangeDraw(network, work, Random(seed))
    return Scenario(id=f"random-{seed}", changes=tuple(drawing.change() for _ in range(changes)))


class ChangeDraw:
    """Draws changes that fit a network."""

    def __init__(self, network: Network, work: Work, dice: Random) -> None:
        self.network, self.work, self.dice = network, work, dice
        busy = {r.work_centre for job in work.jobs for op in job.operations for r in op.reported}
        self.inside = [c.id for c in network.work_centres.values() if c.kind is not Kind.EXTERNAL]
        self.quiet = [c for c in self.inside if c not in busy]

    def change(self) -> Change:
        """One that can be."""
        while True:
            found = self.dice.choice(self.makers())()
            if found is not None:
                return found

    def makers(self) -> list[Callable[[], Change | None]]:
        """A way to draw each kind of change."""
        return [
            self.units, self.work_centre, self.lost, self.shifts, self.exception, self.people, self.absence, self.setup,
            self.speed, self.volume, self.drop, self.price, self.stock, self.late, self.lead_time, self.lane,
            self.lane_time, self.agreement, self.end_agreement, self.leaves,
        ]  # fmt: skip

    def days(self) -> tuple[date, date]:
        first = self.network.start.date() + timedelta(days=self.dice.randint(0, 6))
        return first, first + timedelta(days=self.dice.randint(0, 9))

    def one(self, names: object) -> str | None:
        found = sorted(names)  # type: ignore[call-overload]
        return self.dice.choice(found) if found else None

    def units(self) -> Change | None:
        fewer = [c for c in self.quiet if self.network.work_centres[c].units > 1]
        if fewer and self.dice.random() < 0.3:
            return data.Units(work_centre=self.dice.choice(fewer), units=-1)
        return data.Units(work_centre=self.dice.choice(self.inside), units=self.dice.randint(1, 2))

    def work_centre(self) -> Change | None:
        like = self.dice.choice(self.inside)
        name = f"new-{self.dice.randint(0, 10**9)}"
        return data.NewWorkCentre(
            id=name, like=like,
            calendar=self.one(self.network.calendars) or "", cost_ore_h=self.dice.randint(0, 90_000),
            time_permille=self.dice.choice([600, 1000, 1300]), units=self.dice.randint(1, 2),
        )  # fmt: skip

    def lost(self) -> Change | None:
        centre = self.dice.choice(list(self.network.work_centres))
        if self.dice.random() < 0.2:
            return data.Lost(work_centre=centre)
        first, last = self.days()
        return data.Lost(work_centre=centre, first=first, last=last)

    def shifts(self) -> Change | None:
        if self.dice.random() < 0.5:
            return data.Shifts(
                work_centres=(self.dice.choice(self.inside),), use=self.one(self.network.calendars) or ""
            )
        hours = (data.ShiftHours(start=time(5), end=time(21), days="mon-sat"),)
        return data.Shifts(calendars=(self.one(self.network.calendars) or "",), shifts=hours)

    def exception(self) -> Change | None:
        first, last = self.days()
        hours = (data.ShiftHours(start=time(16), end=time(20)),) if self.dice.random() < 0.6 else ()
        pool = self.one(self.network.pools)
        return data.Exceptional(
            work_centres=(self.dice.choice(self.inside),), pools=(pool,) if pool else (), first=first, last=last,
            shifts=hours, adds=bool(hours) and self.dice.random() < 0.7,
        )  # fmt: skip

    def people(self) -> Change | None:
        pool = self.one(self.network.pools)
        return data.People(pool=pool, permille=self.dice.choice([500, 1000])) if pool else None

    def absence(self) -> Change | None:
        able = [p.id for p in self.network.pools.values() if sum(part.amount for part in p.parts) >= 500]
        first, last = self.days()
        return data.Absence(pool=self.dice.choice(able), permille=500, first=first, last=last) if able else None

    def setup(self) -> Change | None:
        matrix = self.one(self.network.setup_matrices)
        if matrix is None:
            return None
        centres = [c for c in self.inside if self.network.work_centres[c].setup_matrix]
        if self.dice.random() < 0.5 and centres:
            return data.SetupTimes(work_centres=(self.dice.choice(centres),), permille=500)
        one, other = self.dice.choices(self.network.setup_matrices[matrix].families, k=2)
        entry = data.Entry(before=one, after=other, seconds=self.dice.choice([0, 900, 4000]), cost_ore=77)
        return data.SetupTimes(matrix=matrix, permille=self.dice.choice([500, 1000]), entries=(entry,))

    def speed(self) -> Change | None:
        job = self.dice.choice(self.work.jobs)
        op = self.dice.choice(job.operations)
        centre, item, step = self.dice.choice(
            [(op.modes[0].work_centre, "", ""), ("", job.item, ""), ("", job.item, op.id), ("", "", "")]
        )
        return data.RunTimes(permille=self.dice.choice([700, 1300]), work_centre=centre, item=item, step=step)

    def volume(self) -> Change | None:
        return data.Volume(permille=self.dice.choice([500, 800, 1200, 2500]))

    def drop(self) -> Change | None:
        return data.DropOrders(orders=(self.dice.choice(self.work.jobs).order,))

    def price(self) -> Change | None:
        of, field = self.dice.choice(
            [("pool", "cost_ore_h"), ("work_centre", "cost_ore_h"), ("work_centre", "cost_ore_unit"),
             ("item", "cost_ore"), ("lane", "cost_ore_kg"), ("setup", "cost_ore"), ("order", "value_ore")]
        )  # fmt: skip
        return data.Price(of=of, field=field, permille=self.dice.choice([500, 1500]))  # type: ignore[arg-type]

    def stock(self) -> Change | None:
        item = self.one(x.id for x in self.network.items.values() if x.source in (Source.STOCK, Source.BUY))
        if item is None:
            return None
        return data.Stock(item=item, site=self.one(self.network.sites) or "", quantity=20, available=self.days()[0])

    def late(self) -> Change | None:
        lots = [lot.id for lot in self.network.stock.values() if lot.available > self.network.start]
        return data.Late(lot=self.dice.choice(lots), days=self.dice.randint(1, 5)) if lots else None

    def lead_time(self) -> Change | None:
        bought = [x.id for x in self.network.items.values() if x.source is Source.BUY and x.lead_time_s is not None]
        return data.LeadTime(item=self.dice.choice(bought), permille=2000) if bought else None

    def lane(self) -> Change | None:
        origin, destination = (
            self.one(self.network.sites) or "",
            self.one([*self.network.sites, *self.network.regions]) or "",
        )
        if origin == destination:
            return None
        name = f"lane-{self.dice.randint(0, 10**9)}"
        leaving = ("mon 09:30", "thu 15:00") if self.dice.random() < 0.5 else ()
        return data.NewLane(
            id=name, origin=origin, destination=destination, lead_s=1800, departures=leaving, cost_ore_kg=12
        )

    def lane_time(self) -> Change | None:
        lane = self.one(self.network.lanes) or ""
        return data.LaneTime(lane=lane, lead_s=self.dice.choice([None, 600, 90_000]))

    def agreement(self) -> Change | None:
        centres, sites = self.network.work_centres, self.network.sites
        pairs = [
            (a, b)
            for a in self.inside
            for b in self.inside
            if sites[centres[a].site].member != sites[centres[b].site].member
            and centres[a].kind is centres[b].kind
            and centres[a].setup_matrix == centres[b].setup_matrix
        ]
        if not pairs:
            return None
        giving, like = self.dice.choice(pairs)
        return data.NewAgreement(
            id=f"deal-{self.dice.randint(0, 10**9)}", giver=sites[centres[giving].site].member,
            taker=sites[centres[like].site].member, work_centre=giving, like=like, rate_ore_h=70_000, ceiling_h=30,
        )  # fmt: skip

    def end_agreement(self) -> Change | None:
        name = self.one(self.network.agreements)
        return data.EndAgreement(agreement=name, from_day=self.days()[0]) if name else None

    def leaves(self) -> Change | None:
        return data.Leaves(member=self.one(self.network.members) or "") if self.dice.random() < 0.3 else None
