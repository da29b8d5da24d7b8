# SPDX-License-Identifier: Apache-2.0
"""Orders and routings become jobs and supplies: the work that is to be planned.

An hour of a mode costs what its work centre costs and the energy it draws; what people cost is not in it, for they are
costed by who is chosen. Its CO2 is the energy's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from klynge.job import Job, Material, Mode, Operation, Precedence, Reported, Status, Supply, Work
from klynge.network.expansion import Expansion, Part, transfer_quantity
from klynge.network.model import Alternative, Item, Network, Order, Source, Step

OVER = frozenset({Status.DELIVERED, Status.EXPIRED, Status.WITHDRAWN})

Shared = tuple[tuple[Mode, ...], tuple[Material, ...]]
Body = tuple[tuple[Operation, ...], tuple[Precedence, ...]]
_Reports = dict[tuple[str, str, str], tuple[Reported, ...]]


MOST_BODIES = 2000
_lately: _Expanding | None = None  # of the network that was asked of last: one order after another is asked of it


def work_of(network: Network) -> Work:
    """The jobs of the orders that are not over, and a supply for each lot item and site that can make it.

    A job's id is the order's for the order's own item, else `order:part` (see `klynge.network.expansion`).
    """
    return _Expanding(network).work()


def jobs_of(network: Network, order: Order) -> tuple[Job, ...]:
    """The jobs of one order of an item that the network can make; those that others use come first."""
    global _lately
    expanding = _lately
    if expanding is None or expanding.network is not network:
        _lately = expanding = _Expanding(network)
    if len(expanding.bodies) > MOST_BODIES:
        expanding.bodies = {}
    return tuple(expanding.jobs(order))


class _Expanding:
    """Builds modes once a routing, and operations once a routing and quantity."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.expansion = Expansion(network.items, network.routings)
        self.shared: dict[tuple[str, str], Shared] = {}
        self.bodies: dict[tuple[str, int], Body] = {}
        self.reports = _reports(network)

    def work(self) -> Work:
        jobs = (job for order in self.network.orders.values() if order.status not in OVER for job in self.jobs(order))
        return Work(tuple(jobs), tuple(self.supplies()))

    def jobs(self, order: Order) -> Iterator[Job]:
        """The jobs of an order, those that others use first."""
        bill = self.expansion.bill(order.item)
        quantity = {"": order.quantity}
        body: dict[str, Body] = {}
        for part in bill:
            if part.use is not None:
                uses = {operation.id: operation.quantity for operation in body[part.consumer][0]}
                quantity[part.label] = part.use.needed(uses[part.step])
            body[part.label] = self.body(part.item, quantity[part.label])
        for part in reversed(bill):
            operations, precedence = body[part.label]
            handed = tuple(
                link for used in bill if used.use and used.consumer == part.label for link in self.handed(order, used)
            )
            yield self.job(
                order, part, quantity[part.label], self.reported(order, part, operations), precedence + handed
            )

    def job(
        self, order: Order, part: Part, quantity: int, operations: tuple[Operation, ...], links: tuple[Precedence, ...]
    ) -> Job:
        item = self.network.items[part.item]
        own = part.use is None
        return Job(
            id=_job_id(order, part),
            order=order.id,
            owner=item.owner,
            item=item.id,
            quantity=quantity,
            operations=operations,
            precedence=links,
            release=order.released,
            due=order.due,
            same_site=self.expansion.recipes[item.id].same_site,
            promised=order.promised,
            region=order.region if own else "",
            weight=order.weight,
            value_ore=order.value_ore if own else 0,
            weight_g=item.weight_g,
            status=order.status,
            customer=order.customer,
            flexible=order.flexible,
        )

    def handed(self, order: Order, used: Part) -> Iterator[Precedence]:
        """The links from the last steps of a part to the step that uses it."""
        for last in self.expansion.recipes[used.item].last_steps:
            yield Precedence(last, used.step, before_job=_job_id(order, used))

    def reported(self, order: Order, part: Part, operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
        """The operations with what progress says of them."""
        if not any((order.id, part.label, operation.id) in self.reports for operation in operations):
            return operations
        return tuple(
            replace(operation, reported=self.reports.get((order.id, part.label, operation.id), ()))
            for operation in operations
        )

    def body(self, item: str, wanted: int) -> Body:
        """The operations and links that make so many units; orders of the same size share them."""
        key = (item, wanted)
        if key not in self.bodies:
            quantities = self.expansion.recipes[item].quantities(wanted)
            self.bodies[key] = (self.operations(item, quantities), self.links(item, quantities))
        return self.bodies[key]

    def operations(self, item: str, quantities: dict[str, int], site: str = "") -> tuple[Operation, ...]:
        """The operations of an item, at one site only when it is named."""
        recipe = self.expansion.recipes[item]
        steps = {step.id: step for step in recipe.routing.steps}
        return tuple(self.operation(item, steps[name], quantities[name], site) for name in recipe.order)

    def operation(self, item: str, step: Step, quantity: int, site: str) -> Operation:
        ways, pegged = self.shared_by_all(item, step)
        return Operation(
            id=step.id,
            quantity=quantity,
            modes=tuple(mode for mode in ways if _own(mode, site)) if site else ways,
            materials=pegged,
            yield_permille=step.yield_permille,
            max_lots=step.max_lots,
            min_lot=step.min_lot,
            name=step.name,
            name_en=step.name_en,
        )

    def links(self, item: str, quantities: dict[str, int]) -> tuple[Precedence, ...]:
        return tuple(
            Precedence(
                link.before,
                link.after,
                link.min_lag_s,
                link.max_lag_s,
                transfer_quantity(link, quantities[link.before]),
            )
            for link in self.expansion.recipes[item].routing.links
        )

    def shared_by_all(self, item: str, step: Step) -> Shared:
        """The modes of a step and the materials it pegs, the same objects for all orders."""
        key = (item, step.id)
        if key not in self.shared:
            items = self.network.items
            ways = tuple(_mode(self.network, alternative) for alternative in step.alternatives)
            pegged = tuple(use for use in step.materials if items[use.item].source is not Source.MAKE)
            self.shared[key] = (ways, pegged)
        return self.shared[key]

    def supplies(self) -> Iterator[Supply]:
        """One supply for each lot item and own site at which every step can be done."""
        for item in self.network.items.values():
            if item.source is Source.LOT and item.id in self.network.routings:
                quantities = self.expansion.recipes[item.id].quantities(item.lot)
                for site in supply_sites(self.network, item):
                    yield Supply(
                        item=item.id,
                        owner=item.owner,
                        site=site,
                        lot=item.lot,
                        operations=self.operations(item.id, quantities, site),
                        precedence=self.links(item.id, quantities),
                        shelf_life_s=item.shelf_life_s,
                    )


def supply_sites(network: Network, item: Item) -> list[str]:
    """The owner's sites at which every step of a lot item can be done, without any agreement."""
    centres = network.work_centres
    sites = [
        {centres[way.work_centre].site for way in step.alternatives if way.agreement is None}
        for step in network.routings[item.id].steps
    ]
    return sorted(set.intersection(*sites))


def _reports(network: Network) -> _Reports:
    found: dict[tuple[str, str, str], list[Reported]] = defaultdict(list)
    for entry in network.progress:
        found[entry.order, entry.item, entry.operation].append(entry.reported)
    return {key: tuple(sorted(entries, key=lambda entry: (entry.start, entry.unit))) for key, entries in found.items()}


def _mode(network: Network, way: Alternative) -> Mode:
    centre = network.work_centres[way.work_centre]
    site = network.sites[centre.site]
    return Mode(
        work_centre=centre.id,
        site=site.id,
        fixed_s=way.fixed_s,
        unit_ms=way.unit_ms,
        family=way.family,
        pause=way.pause,
        needs=way.needs,
        load_per_unit=way.load_per_unit,
        agreement=way.agreement,
        cost_ore=way.cost_ore,
        cost_ore_unit=way.cost_ore_unit,
        cost_ore_h=centre.cost_ore_h + centre.power_kw * site.energy_ore_kwh,
        co2_g_h=centre.power_kw * site.co2_g_kwh,
    )


def _own(mode: Mode, site: str) -> bool:
    return mode.site == site and mode.agreement is None


def _job_id(order: Order, part: Part) -> str:
    return f"{order.id}:{part.label}" if part.label else order.id
