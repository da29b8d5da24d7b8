# SPDX-License-Identifier: Apache-2.0
"""What a member's tables would change of the plan: orders, items and stock, as they are there and as they come in.

What an order is made of is not changed here: another item, quantity or region is another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from klynge.job import Job, Status
from klynge.network import FolderError, Network, Problem
from klynge.network.adding import Articles
from klynge.network.articles import ArticleRows
from klynge.network.model import Item, Order, Source, StockLot
from klynge.network.partial import Part
from klynge.network.work import jobs_of
from klynge.planning.fold import Change, OrderChange, PlanState, StateChange, changes_between
from klynge.planning.fold.state import OVER
from klynge.planning.replan import Disturbance, LateMaterial, LeadTime, Rush, Withdrawn
from klynge.server.trustee.import_texts import wrong

COMES_IN = (Status.NEW, Status.COMMITTED)
MAY_GO = (Status.NEW, Status.OFFERED, Status.HELD, Status.COMMITTED)
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """New orders with their jobs, orders that are otherwise now, those that are no more; items and stock."""

    new: Mapping[str, tuple[Job, ...]]
    changed: Mapping[str, tuple[tuple[Job, ...], tuple[str, ...]]]  # jobs as they are now, what differs
    gone: tuple[str, ...]
    items: Mapping[str, Item]
    stock: Mapping[str, StockLot]
    left_out: int = 0
    products: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.new or self.changed or self.gone or self.items or self.stock or self.products)

    def to_data(self, network: Network) -> dict[str, Any]:
        """What would change, by name, and how many of each."""
        return {
            "new": _named(self.new, lambda name: _brief(self.new[name])),
            "changed": _named(self.changed, lambda name: {"order": name, "columns": list(self.changed[name][1])}),
            "gone": _named(self.gone, lambda name: {"order": name}),
            "items": _named(self.items, lambda name: {"item": name, "new": name not in network.items}),
            "stock": _named(self.stock, lambda name: {"lot": name, "new": name not in network.stock}),
            "products": _named(self.products, lambda name: {"product": name}),
            "left_out": self.left_out,
        }

    def network(self, base: Network) -> Network:
        """The network with the items and the stock that are new or otherwise called, priced or weighed."""
        items = {
            **base.items,
            **{name: replace(item, lead_time_s=_lead(base, item)) for name, item in self.items.items()},
        }
        stock = {**base.stock, **{name: lot for name, lot in self.stock.items() if name not in base.stock}}
        return replace(base, items=items, stock=stock)

    def events(self, base: Network) -> list[Disturbance]:
        """What the plan has to take in."""
        found: list[Disturbance] = [Withdrawn(order=name) for name in self.gone]
        found += [Rush(jobs=jobs) for jobs in self.new.values()]
        for name, lot in self.stock.items():
            if name in base.stock:
                found.append(LateMaterial(stock=name, available=lot.available, quantity=lot.quantity))
        for name, item in self.items.items():
            there = base.items.get(name)
            if there is not None and item.lead_time_s is not None and item.lead_time_s != there.lead_time_s:
                found.append(LeadTime(item=name, lead_s=item.lead_time_s))
        return found

    def first(self, state: PlanState) -> tuple[Change, ...]:
        """What changes no work, and is in the state before the plan is made anew."""
        network = self.network(state.network)
        changes: list[Change] = []
        if network != state.network:
            changes += changes_between(state, network, state.work(), state.as_plan())
        changes += [OrderChange(order=name, jobs=jobs) for name, (jobs, _) in self.changed.items()]
        return tuple(changes)

    def last(self) -> tuple[Change, ...]:
        """The orders that come in, and those that go."""
        new = [OrderChange(order=name, jobs=jobs) for name, jobs in self.new.items()]
        return (*new, *(StateChange(order=name, status=Status.WITHDRAWN) for name in self.gone))


@dataclass
class Comparing:
    """Compares a member's tables with the state; what cannot be is noted, and raised at the end."""

    state: PlanState
    member: str
    articles: Articles
    made: Mapping[str, ArticleRows]
    problems: list[Problem] = field(default_factory=list)

    def difference(self, part: Part, *, remove: bool, products: Sequence[str]) -> Difference:
        """What would change. Raises FolderError with everything that cannot be taken in."""
        new: dict[str, tuple[Job, ...]] = {}
        changed: dict[str, tuple[tuple[Job, ...], tuple[str, ...]]] = {}
        for name, order in part.orders.items():
            row = part.order_rows[name]
            there = self.state.orders.get(name)
            if there is None:
                if jobs := self._new(order, row):
                    new[name] = jobs
            elif there.status not in OVER:
                own = _own(there.jobs, name)
                if own.owner != self.member:
                    self._note("orders.csv", row, "order", "taken", name=name)
                elif columns := self._changed(order, own, row):
                    changed[name] = _as(there.jobs, order), columns
        gone: tuple[str, ...] = ()
        if remove and "orders" in part.tables:
            gone = tuple(
                name
                for name, there in self.state.orders.items()
                if name not in part.orders
                and there.status in MAY_GO
                and (own := _own(there.jobs, name)).owner == self.member
                and not own.makes  # a begun supply lot, which is in no table of orders
            )
        items = {name: item for name, item in part.items.items() if self._item(item, part.item_rows[name])}
        stock = self._stock(part)
        if self.problems:
            raise FolderError(self.problems)
        return Difference(new, changed, gone, items, stock, part.left_out, tuple(products))

    def _new(self, order: Order, row: int) -> tuple[Job, ...]:
        network = self.state.network
        if order.status not in COMES_IN:
            self._note("orders.csv", row, "status", "status", status=order.status.value)
            return ()
        try:
            if rows := self.made.get(order.item):
                return self.articles.jobs(rows, order)
            if order.item not in network.routings:
                self._note("orders.csv", row, "item", "unmade", item=order.item)
                return ()
            return jobs_of(replace(network, progress=()), order)
        except FolderError as error:
            self.problems += [
                Problem("orders.csv", row, "item", one.message, one.remedy, one.norwegian) for one in error.problems
            ]
            return ()

    def _changed(self, order: Order, own: Job, row: int) -> tuple[str, ...]:
        """The columns that differ; those that make another order of it are noted."""
        fixed = {
            "item": (order.item, own.item),
            "quantity": (order.quantity, own.quantity),
            "region": (order.region, own.region),
        }
        for column, (now, before) in fixed.items():
            if now != before:
                self._note("orders.csv", row, column, "other-order", before=before)
        pairs = {
            "customer": (order.customer, own.customer),
            "value_nok": (order.value_ore, own.value_ore),
            "due": (order.due, own.due),
            "weight": (order.weight, own.weight),
            "flexible": (order.flexible, own.flexible),
        }
        return tuple(column for column, (now, before) in pairs.items() if now != before)

    def _item(self, item: Item, row: int) -> bool:
        """Whether an item differs and can be taken in."""
        there = self.state.network.items.get(item.id)
        if there is None:
            if item.source in (Source.MAKE, Source.LOT):
                self._note("items.csv", row, "source", "no-routing", item=item.id)
            return True
        for column, name in (("source", "source"), ("unit", "unit"), ("lot", "lot"), ("shelf_life", "shelf_life_s")):
            if getattr(item, name) != getattr(there, name):
                self._note("items.csv", row, column, "fixed", item=item.id)
        if there.owner != self.member:
            self._note("items.csv", row, "item", "taken", name=item.id)
        return item != there

    def _stock(self, part: Part) -> dict[str, StockLot]:
        """Lots that are new, or hold another quantity: a lot is known by when it comes and expires."""
        there = self.state.network.stock
        known = {(lot.item, lot.site, lot.available, lot.expires): lot for lot in there.values()}
        found: dict[str, StockLot] = {}
        for lot in part.stock.values():
            same = known.get((lot.item, lot.site, lot.available, lot.expires))
            if same is not None and same.quantity != lot.quantity:
                found[same.id] = replace(same, quantity=lot.quantity)
            elif same is None:
                numbers = (number for number in count(1) if f"{lot.item}@{lot.site}#{number}" not in {*there, *found})
                name = f"{lot.item}@{lot.site}#{next(numbers)}"
                found[name] = replace(lot, id=name)
        return found

    def _note(self, file: str, row: int, column: str, kind: str, **facts: object) -> None:
        self.problems.append(wrong(file, row, column, kind, **facts))


def _own(jobs: Sequence[Job], order: str) -> Job:
    return next((job for job in jobs if job.id == order), jobs[-1])


def _as(jobs: Sequence[Job], order: Order) -> tuple[Job, ...]:
    """The jobs of an order whose work stays, with what else was told of it."""
    return tuple(
        replace(job, customer=order.customer, due=order.due, weight=order.weight, flexible=order.flexible,
                value_ore=order.value_ore if job.id == order.id else job.value_ore)
        for job in jobs
    )  # fmt: skip


def _lead(base: Network, item: Item) -> int | None:
    """The lead time as it is now: another one comes as an event."""
    there = base.items.get(item.id)
    return item.lead_time_s if there is None else there.lead_time_s


def _brief(jobs: Sequence[Job]) -> dict[str, Any]:
    own = next(job for job in jobs if job.region)
    return {"order": own.order, "item": own.item, "quantity": own.quantity, "customer": own.customer}


def _named(names: Iterable[str], told: Any) -> dict[str, Any]:
    found = list(names)
    return {"number": len(found), "shown": [told(name) for name in found[:SHOWN]]}
