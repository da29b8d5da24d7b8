# SPDX-License-Identifier: Apache-2.0
"""The exact model's materials: what each portion pegs from stock, receipts, purchases and supply lots."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.support.exact_parts import Builder, Group, Slot, Task

from klynge.job import Supply, Work
from klynge.network.model import Source


@dataclass
class Made:
    """A supply lot that may be made."""

    group: Group
    index: int
    supply: Supply
    available: Any


def add_lots(builder: Builder, work: Work, consumers: list[Group]) -> list[Made]:
    """As many lots of each supply as portions could ever peg, the later ones only after the earlier ones."""
    lots: list[Made] = []
    for index, supply in enumerate(work.supplies):
        most = 0
        for group in consumers:
            for task in group.tasks.values():
                needed = sum(
                    m.needed(task.operation.quantity) for m in task.operation.materials if m.item == supply.item
                )
                most += min(needed, len(task.slots) * -(-needed // supply.lot))
        before: Made | None = None
        for n in range(most):
            present = builder.model.new_bool_var(f"{supply.item} lot {n}")
            group = builder.group(("", f"{supply.item}/{n}"), present, 0, supply.operations, supply.precedence)
            for task in group.tasks.values():
                for slot in task.slots[1:]:
                    builder.model.add(slot.present == 0)
            available = builder.number(builder.horizon, "available")
            builder.model.add_max_equality(available, [task.latest_end for task in group.tasks.values()])
            lot = Made(group, index, supply, available)
            if before is not None:
                builder.model.add_implication(present, before.group.present)
                builder.model.add(available >= before.available).only_enforce_if(present)
            lots.append(lot)
            before = lot
    return lots


class Pegs:
    """What portions peg: `taken[slot, source]` for every source of an item, quantities as variables."""

    def __init__(self, builder: Builder, lots: list[Made]) -> None:
        self.builder, self.lots = builder, lots
        self.taken: list[tuple[Slot, str, str, str, Any]] = []  # slot, item, source, id, quantity
        self._of_source: dict[tuple[str, str], list[Any]] = defaultdict(list)

    def add(self, groups: list[Group]) -> None:
        for group in groups:
            for task in group.tasks.values():
                if task.slots:
                    self._task(task)
        stock = self.builder.network.stock
        for (source, name), taken in self._of_source.items():
            if source == "stock":
                self.builder.model.add(sum(taken) <= stock[name].quantity)
        for lot in self.lots:
            taken = self._of_source.get(("lot", lot.group.id), [])
            self.builder.model.add(sum(taken) <= lot.supply.lot * lot.group.present)

    def _task(self, task: Task) -> None:
        model, operation = self.builder.model, task.operation
        left = operation.quantity - sum(quantity for quantity, _, _ in task.reported)
        items = {m.item for m in operation.materials}
        for item in sorted(items):
            if self.builder.network.items[item].source is Source.MAKE:
                continue
            materials = [m for m in operation.materials if m.item == item]
            needed = sum(m.needed(left) for m in materials)
            pegged = []
            for slot in task.slots:
                has = self._slot(slot, item, needed)
                least = 0
                for m in materials:
                    share = self.builder.number(needed, "share")
                    model.add(m.per * share + m.per - 1 >= m.quantity * slot.quantity)
                    least += share
                model.add(has >= least)
                pegged.append(has)
            model.add(sum(pegged) == needed * task.group.present)

    def _slot(self, slot: Slot, item: str, needed: int) -> Any:
        """All that a portion pegs of an item."""
        network, clock, total = self.builder.network, self.builder.clock, []
        known, sites = network.items[item], slot.task.sites
        for stock in network.stock.values():
            if stock.item == item and stock.site in sites:
                last = None if stock.expires is None else clock.at(stock.expires)
                where = sites[stock.site]
                total.append(self._peg(slot, item, "stock", stock.id, needed, clock.at(stock.available), last, where))
        if known.source is Source.BUY and known.lead_time_s is not None:
            first = slot.task.group.release + clock.steps(known.lead_time_s)
            total.append(self._peg(slot, item, "purchase", "", needed, first, None, slot.present))
        for lot in self.lots:
            if lot.supply.item == item and lot.supply.site in sites and lot.group is not slot.task.group:
                shelf_s = lot.supply.shelf_life_s
                last = None if shelf_s is None else lot.available + clock.steps(shelf_s)
                where = sites[lot.supply.site]
                total.append(self._peg(slot, item, "lot", lot.group.id, needed, lot.available, last, where))
        return sum(total)

    def _peg(
        self, slot: Slot, item: str, source: str, name: str, most: int, first: Any, last: Any, where: Any
    ) -> Any:  # fmt: skip
        """A quantity from one source, in the time in which it is there."""
        model = self.builder.model
        quantity, used = self.builder.number(most, f"{item} from {name}"), model.new_bool_var(f"uses {name}")
        model.add(quantity <= most * used)
        model.add(used <= where)
        model.add(used <= slot.present)
        model.add(slot.start >= first).only_enforce_if(used)
        if last is not None:
            model.add(slot.start <= last).only_enforce_if(used)
        self.taken.append((slot, item, source, name, quantity))
        self._of_source[source, name].append(quantity)
        return quantity
