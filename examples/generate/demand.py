# SPDX-License-Identifier: Apache-2.0
"""Orders: how many fall due in which week, of what, for whom, and how early they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .choosing import Wish
from .dice import Dice
from .firm import START, Firm

# Due weeks from 2026-11-02. Christmas is weeks 7 and 8, Easter weeks 20 and 21; nothing falls due in the last one.
FLAT = (0.6, 0.9, 1, 1, 1, 1, 0.9, 0.2, 0.1, 0.6, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.4, 0.9, 1, 0.9, 0)

CLOSED = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 25)} | {
    date(2027, 3, 26),
    date(2027, 3, 29),
}


@dataclass(frozen=True)
class Customers:
    """A class of customers: anonymous names with a number, how many there are, and how much a late day weighs."""

    name: str
    number: int
    share: float
    weight: tuple[int, int]


@dataclass(frozen=True)
class Demand:
    """`count` orders over wishes for configured products and over `items`, as often as their shares say.

    Lead days run from release to due; small orders are the most common.

    Nothing falls due before `first_week`: what did is delivered when planning begins.
    """

    count: int
    quantity: tuple[int, int]
    lead_days: tuple[int, int]
    regions: Mapping[str, float]
    customers: tuple[Customers, ...]
    wishes: Mapping[Wish, float] = field(default_factory=dict)
    items: Mapping[str, float] = field(default_factory=dict)
    quantity_step: int = 1
    weeks: tuple[float, ...] = FLAT
    first_week: int = 1
    committed: float = 0.7
    prefix: str = ""
    quantities: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """An order as drawn, before it has a number."""

    due: date
    released: date
    item: str
    quantity: int
    region: str
    customer: str
    weight: int


def add_orders(firm: Firm, demand: Demand) -> list[Placed]:
    """Draw the orders, number them in order of release, and add their rows; they come back in that order."""
    dice, placed = firm.dice, []
    weeks = (0,) * demand.first_week + demand.weeks[demand.first_week :]
    for week, count in enumerate(spread(demand.count * firm.scale, weeks)):
        placed += [_draw(firm, demand, week) for _ in range(count)]
    placed.sort(key=lambda order: (order.released, order.due, order.item, order.quantity))
    for number, order in enumerate(placed, start=1):
        status = _status(dice, order, demand.committed)
        firm.tables.add(
            "orders",
            order=f"{demand.prefix or firm.member}-{number:04d}",
            member=firm.member,
            customer=order.customer,
            region=order.region,
            item=order.item,
            quantity=order.quantity,
            value_nok=firm.value_nok(order.item, order.quantity),
            released=order.released,
            due=order.due,
            promised=order.due if status in ("committed", "held") else None,
            weight=order.weight,
            status=status,
        )
    return placed


def spread(count: int, weeks: tuple[float, ...]) -> list[int]:
    """The count over the weeks by their weights; rounding errors are carried on, so that the sum is exact."""
    total, seen, given = sum(weeks), 0.0, 0
    shares = []
    for weight in weeks:
        seen += weight
        shares.append(round(count * seen / total) - given)
        given += shares[-1]
    return shares


def _draw(firm: Firm, demand: Demand, week: int) -> Placed:
    dice = firm.dice
    due = START + timedelta(weeks=week, days=dice.whole(0, 4))
    while due in CLOSED:
        due -= timedelta(days=1)
    released = due - timedelta(days=dice.whole(*demand.lead_days))
    released -= timedelta(days=max(0, released.weekday() - 4))
    wanted = dice.pick({**demand.wishes, **demand.items})
    group = dice.pick({customers: customers.share for customers in demand.customers})
    part = dice.part()
    region = dice.pick(demand.regions)
    customer = f"{group.name}-{dice.whole(1, group.number):02d}"
    if isinstance(wanted, Wish):
        item, quantity = firm.configured(
            wanted, customer, lambda low, high: _quantity(low, high, part, demand.quantity_step), demand.quantity
        )
    else:
        item = wanted
        quantity = _quantity(*demand.quantities.get(item, demand.quantity), part, demand.quantity_step)
    return Placed(due, released, item, quantity, region, customer, dice.whole(*group.weight))


def _quantity(low: int, high: int, part: float, step: int) -> int:
    return max(low, round((low + (high - low) * part) / step) * step)


def _status(dice: Dice, order: Placed, committed: float) -> str:
    """What is known at the start is mostly committed; later orders are mostly not promised yet."""
    if order.released < START:
        return dice.pick({"committed": committed, "held": 0.1, "offered": 0.05, "new": 0.85 - committed})
    return dice.pick({"new": 0.9, "committed": 0.06, "offered": 0.04})
