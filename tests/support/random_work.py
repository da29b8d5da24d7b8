# SPDX-License-Identifier: Apache-2.0
"""Random work for a random cluster: orders with jobs, operations, modes, links and materials; supply lots; reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.support.random_draw import DAY_S, HOUR, Draw
from tests.support.random_places import FAMILIES, SKILLS

from klynge.job import Job, Material, Mode, Need, Operation, Pause, Phase, Precedence, Reported, Status, Supply
from klynge.network.model import Agreement, Item, Kind, Pool, PoolKind, Site, Source, StockLot, WorkCentre

Places = dict[str, WorkCentre]


class WorkDraw:
    """Draws the work of one network; the tables of that network are what it may name."""

    def __init__(
        self, draw: Draw, sites: dict[str, Site], centres: Places, pools: dict[str, Pool],
        agreements: dict[str, Agreement], start: datetime, days: int,
    ) -> None:  # fmt: skip
        self.draw, self.sites, self.centres, self.pools, self.agreements = draw, sites, centres, pools, agreements
        self.start, self.days = start, days
        self.members = sorted({site.member for site in sites.values()})
        self.items: dict[str, Item] = {}
        self.stock: dict[str, StockLot] = {}
        self.supplies: list[Supply] = []
        self._busy_until: dict[tuple[str, int], datetime] = {}
        self._alike: dict[tuple[str, str], Mode] = {}
        self._some_items()

    def at(self, seconds: int) -> datetime:
        """A moment so long after the planning start."""
        return (self.start.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.start.tzinfo)

    # items

    def _some_items(self) -> None:
        draw = self.draw
        if draw.has("stock"):
            self.items["glue"] = Item("glue", self.members[0], "Glue", "g", Source.STOCK)
            self.items["board"] = Item(
                "board", self.members[0], "Board", "pcs", Source.BUY, draw.seconds(DAY_S, 3 * DAY_S)
            )
            for site in self.sites:
                for item in ("glue", "board"):
                    self._some_stock(item, site)
        if draw.has("purchase"):
            self.items["lock"] = Item("lock", self.members[0], "Lock", "pcs", Source.BUY, draw.seconds(HOUR, 3 * DAY_S))
        if draw.has("supply"):
            self._a_supply()

    def _some_stock(self, item: str, site: str) -> None:
        for _ in range(self.draw.number(1, 3)):
            name = f"{item}@{site}#{len(self.stock)}"
            there = self.draw.seconds(-DAY_S, 3 * DAY_S) if self.draw.chance(0.5) else -DAY_S
            expires = self.at(there + self.draw.seconds(DAY_S, 6 * DAY_S)) if self.draw.chance(0.25) else None
            self.stock[name] = StockLot(name, item, site, self.draw.number(5, 60), self.at(there), expires)

    def _a_supply(self) -> None:
        """Iron in heats: melted, and now and then treated, at one site."""
        draw = self.draw
        owner = draw.one(self.members)
        site = draw.one([site.id for site in self.sites.values() if site.member == owner])
        lot = draw.number(20, 60)
        shelf_s = draw.seconds(2 * HOUR, 24 * HOUR) if draw.has("shelf_life") else None
        self.items["iron"] = Item("iron", owner, "Iron", "kg", Source.LOT, lot=lot, shelf_life_s=shelf_s)
        at_site = [centre for centre in self.centres.values() if centre.site == site and centre.kind is Kind.MACHINE]
        operations = [Operation("melt", lot, (self._mode(draw.one(at_site), None, lot),))]
        links = []
        if draw.chance(0.3):
            operations.append(Operation("treat", lot, (self._mode(draw.one(at_site), None, lot),)))
            links.append(Precedence("melt", "treat", max_lag_s=draw.seconds(24 * HOUR, 72 * HOUR)))
        self.supplies.append(Supply("iron", owner, site, lot, tuple(operations), tuple(links), shelf_s))

    # modes

    def _mode(self, centre: WorkCentre, agreement: str | None, quantity: int) -> Mode:
        draw = self.draw
        family = draw.one(FAMILIES) if centre.setup_matrix or centre.kind is Kind.BATCH else ""
        pause = Pause.RESUMABLE
        if draw.has("whole", 0.4):
            pause = Pause.WHOLE
        elif draw.has("unattended", 0.4):
            pause = Pause.UNATTENDED
        by_unit = draw.chance(0.6)
        run_s = draw.seconds(HOUR // 4, 3 * HOUR if pause is Pause.WHOLE else 5 * HOUR)
        unit_ms = (
            max(self.draw.grid_s, run_s // quantity // self.draw.grid_s * self.draw.grid_s) * 1000 if by_unit else 0
        )
        if by_unit and self.draw.grid_s == 1:
            unit_ms += draw.number(0, 999)
        fixed_s = draw.seconds(0, HOUR) if by_unit else run_s
        needs = self._needs(centre, pause)
        mode = Mode(centre.id, centre.site, fixed_s, unit_ms, family, pause, needs, agreement=agreement)
        if centre.kind is Kind.BATCH:
            # Only portions alike in pause and needs go together.
            alike = self._alike.setdefault((centre.id, family), mode)
            load = draw.number(1, max(1, min(3, centre.capacity // 2)))
            mode = replace(mode, pause=alike.pause, needs=alike.needs, load_per_unit=load)
        return replace(mode, cost_ore=draw.number(0, 50_000), cost_ore_h=draw.number(0, 80_000))

    def _needs(self, centre: WorkCentre, pause: Pause) -> tuple[Need, ...]:
        if centre.kind is Kind.EXTERNAL:
            return ()
        needs = []
        here = [pool for pool in self.pools.values() if pool.site == centre.site]
        for phase in (Phase.SETUP, Phase.RUN):
            skill = self.draw.one(SKILLS)
            able = [pool for pool in here if skill in pool.skills]
            amount = self.draw.one([1000, 500, 250])
            able = [pool for pool in able if sum(part.amount for part in pool.parts) >= amount]
            if able and self.draw.chance(0.8) and (phase is Phase.SETUP or pause is not Pause.UNATTENDED):
                needs.append(Need(phase, tuple(pool.id for pool in able), amount))
        others = [pool for pool in here if pool.kind is not PoolKind.PEOPLE and self.draw.chance(0.6)]
        needs += [Need(Phase.RUN, (pool.id,), self.draw.one([1000, 700, 400])) for pool in others]
        return tuple(needs)

    def _modes(self, owner: str, quantity: int, site: str = "") -> tuple[Mode, ...]:
        """One to three modes at own sites, some only elsewhere under an agreement."""
        own = [c for c in self.centres.values() if self.sites[c.site].member == owner and site in ("", c.site)]
        lent = [
            a for a in self.agreements.values() if a.taker == owner and site in ("", self.centres[a.work_centre].site)
        ]
        modes = [
            self._mode(centre, None, quantity)
            for centre in self.draw.dice.sample(own, min(len(own), self.draw.one([1, 1, 2, 3])))
        ]
        if lent and self.draw.chance(0.5):
            agreement = self.draw.one(lent)
            elsewhere = self._mode(self.centres[agreement.work_centre], agreement.id, quantity)
            modes = [elsewhere] if self.draw.chance(0.2) else [*modes, elsewhere]
        return tuple(modes)

    # jobs

    def jobs(self, operations: int) -> tuple[Job, ...]:
        """Orders until there are so many operations."""
        jobs: list[Job] = []
        while sum(len(job.operations) for job in jobs) < operations:
            left = operations - sum(len(job.operations) for job in jobs)
            jobs += self._order(f"O{len({job.order for job in jobs})}", left)
        return tuple(self._report(jobs))

    def _order(self, order: str, left: int) -> list[Job]:
        draw, owner = self.draw, self.draw.one(self.members)
        release = (
            self.at(draw.seconds(0, 3 * DAY_S)) if draw.has("late_release", 0.6) else self.start - timedelta(days=3)
        )
        due = self.at(draw.seconds(DAY_S, 9 * DAY_S))
        promised = self.at(draw.seconds(2 * DAY_S, 9 * DAY_S)) if draw.has("promised", 0.5) else None
        status = draw.one([Status.HELD, Status.COMMITTED]) if promised else Status.NEW
        weight = draw.number(1, 5)

        def job(name: str, count: int, region: str) -> Job:
            quantity = draw.number(1, 12)
            operations, links = self._operations(owner, count, quantity)
            same_site: tuple[tuple[str, ...], ...] = ()
            if draw.has("same_site", 0.7) and count > 1:
                same_site = self._same_site(operations)
            return Job(
                name, order, owner, "thing", quantity, operations, links, release, due,
                same_site, promised, region, weight, status=status,
            )  # fmt: skip

        main = job(order, min(left, draw.number(1, 5)), "Oslo")
        left -= len(main.operations)
        if not left or not draw.has("sub_jobs", 0.6):
            return [main]
        part = job(f"{order}/part", min(left, draw.number(1, 3)), "")
        into = draw.one(main.operations).id
        ends = {operation.id for operation in part.operations} - {link.before for link in part.precedence}
        delivered = [
            replace(self._link(end, into, 1), transfer_quantity=None, before_job=part.id) for end in sorted(ends)
        ]
        return [part, replace(main, precedence=(*main.precedence, *delivered))]

    def _same_site(self, operations: tuple[Operation, ...]) -> tuple[tuple[str, ...], ...]:
        """Some operations that can be done at one site; seldom some that cannot."""
        site = self.draw.one([mode.site for operation in operations for mode in operation.modes])
        able = [each.id for each in operations if site in {mode.site for mode in each.modes} or self.draw.chance(0.05)]
        return (tuple(self.draw.some(able, 2)),) if len(able) > 1 else ()

    def _operations(
        self, owner: str, count: int, quantity: int
    ) -> tuple[tuple[Operation, ...], tuple[Precedence, ...]]:
        draw = self.draw
        operations, links = [], []
        for n in range(count):
            goes_in = quantity if draw.chance(0.7) else quantity + draw.number(1, 3)
            operations.append(self._operation(f"op{n}", owner, goes_in))
            before = [] if n == 0 or draw.chance(0.1) else [n - 1]
            if n > 1 and draw.chance(0.15):
                before = sorted({*before, draw.number(0, n - 2)})
            for b in before:
                link = self._link(f"op{b}", f"op{n}", operations[b].quantity)
                # Two maximum lags over one chain can seldom be kept.
                links.append(link if b == n - 1 else replace(link, max_lag_s=None))
        return tuple(operations), tuple(links)

    def _operation(self, name: str, owner: str, quantity: int) -> Operation:
        draw, site = self.draw, ""
        used = [item for item in ("glue", "board", "lock") if item in self.items and draw.chance(0.3)]
        materials = [Material(item, draw.number(1, 2), draw.number(1, 3)) for item in used]
        supply = self.supplies[0] if self.supplies else None
        if supply is not None and supply.owner == owner and draw.chance(0.5):
            site = supply.site
            materials.append(Material("iron", draw.number(1, max(1, supply.lot // quantity)), 1))
        max_lots, min_lot = 1, 1
        if draw.has("lots", 0.5) and quantity > 1:
            max_lots, min_lot = draw.number(2, 4), draw.number(1, max(1, quantity // 2))
        return Operation(name, quantity, self._modes(owner, quantity, site), tuple(materials), 1000, max_lots, min_lot)

    def _link(self, before: str, after: str, quantity: int) -> Precedence:
        draw = self.draw
        min_lag_s = draw.seconds(0, 8 * HOUR) if draw.has("min_lag", 0.4) else 0
        max_lag_s = min_lag_s + draw.seconds(0, 16 * HOUR) if draw.has("max_lag", 0.55) else None
        transfer = draw.number(1, quantity) if draw.has("overlap", 0.5) else None
        return Precedence(before, after, min_lag_s, max_lag_s, transfer)

    # reports

    def _report(self, jobs: list[Job]) -> list[Job]:
        """Some first operations were started, finished or frozen."""
        if not self.draw.has("reported"):
            return jobs
        reported: list[Job] = []
        for job in jobs:
            followers = {link.after for link in job.precedence}
            operations = tuple(
                self._reported(operation) if operation.id not in followers and self.draw.chance(0.4) else operation
                for operation in job.operations
            )
            reported.append(replace(job, operations=operations))
        return reported

    def _reported(self, operation: Operation) -> Operation:
        draw, mode = self.draw, self.draw.one(operation.modes)
        centre = self.centres[mode.work_centre]
        if mode.agreement or centre.kind is not Kind.MACHINE:
            return operation
        unit = draw.number(0, centre.units - 1)
        begins = max(self._busy_until.get((centre.id, unit), self.at(-DAY_S)), self.at(-draw.seconds(0, DAY_S)))
        ends = (begins.astimezone(UTC) + timedelta(seconds=draw.seconds(HOUR, 12 * HOUR))).astimezone(begins.tzinfo)
        self._busy_until[centre.id, unit] = ends
        state = "finished" if ends <= self.start else "started" if begins <= self.start else "frozen"
        quantity = operation.quantity if draw.chance(0.6) else draw.number(1, operation.quantity)
        return replace(operation, reported=(Reported(centre.id, unit, quantity, begins, ends, state),))
