# SPDX-License-Identifier: Apache-2.0
"""Changes of volume: more and fewer orders, larger ones, new ones, and those that do not come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Order, Source
from klynge.network.work import work_of

from .data import DropOrders, NewOrders, OrderFilter, Quantity, Volume
from .draft import Draft, begins, ends
from .ways import part_of

MOST_ORDERS = 2_000_000


def volume(draft: Draft, change: Volume) -> None:
    """Every so-manieth order twice, or not at all."""
    found = _chosen(draft, change)
    times = draft.order_times()
    number = np.arange(len(found))
    wanted = (number + 1) * change.permille // 1000 - number * change.permille // 1000
    times[found] *= np.maximum(wanted, draft.orders.begun[found])  # an order that is begun is finished
    if times.sum() > MOST_ORDERS:
        draft.trouble("too_many_orders", count=times.sum(), most=MOST_ORDERS)


def quantity(draft: Draft, change: Quantity) -> None:
    """The jobs of the orders anew, for their new quantity."""
    orders = draft.table("orders")
    larger: dict[str, Order] = {}
    for place in _chosen(draft, change).tolist():
        name = draft.orders.names[place]
        if name not in orders or orders[name].item not in draft.network.routings:
            draft.trouble("no_routing", order=name)
            return
        if not draft.orders.begun[place]:
            order, factor = orders[name], change.permille
            larger[name] = replace(
                order, quantity=part_of(order.quantity, factor), value_ore=order.value_ore * factor // 1000
            )
    draft.other |= dict.fromkeys(larger, ())
    for job in work_of(replace(draft.network, orders=larger, progress=())).jobs:
        draft.other[job.order] += (job,)
    for name, order in larger.items():
        draft.put("orders", name, order)


def drop_orders(draft: Draft, change: DropOrders) -> None:
    """Orders that are not there."""
    if not (change.orders or change.items or change.customers or change.members or change.regions):
        draft.trouble("no_filter")
        return
    if change.orders and not draft.all_known("order", change.orders, draft.orders.jobs):
        return
    found = _chosen(draft, change)
    if wanted := set(change.orders):
        found = found[[draft.orders.names[place] in wanted for place in found.tolist()]]
    leave_out(draft, found)


def leave_out(draft: Draft, places: NDArray[np.int64]) -> None:
    """Leave orders out that are not begun."""
    draft.order_times()[places[~draft.orders.begun[places]]] = 0


def new_orders(draft: Draft, change: NewOrders) -> None:
    """The jobs of orders like those of `klynge promise`, due one after the other."""
    network = draft.network
    made = [name for name in network.routings if network.items[name].source is Source.MAKE]
    regions = {lane.destination for lane in draft.table("lanes").values()} - set(network.sites)
    fits = draft.known("made_item", change.item, made) & draft.in_order(change.first_due, change.last_due)
    if not (fits & draft.known("region", change.region, regions)):
        return
    zone = ZoneInfo(network.time_zone)
    if begins(change.first_due, zone) <= network.start:
        draft.trouble("due_early", start=network.start.date())
        return
    if ends(change.last_due, zone) > network.end + timedelta(days=1):
        draft.trouble("due_late", end=network.end.date())
        return
    days = (change.last_due - change.first_due).days
    orders = {}
    for number in range(change.count):
        day = change.first_due + timedelta(days=days * number // max(1, change.count - 1))
        name = f"{draft.scenario}~{draft.number}~{number + 1}"
        due = ends(day, zone)
        orders[name] = Order(
            id=name,
            member=network.items[change.item].owner,
            customer=change.customer,
            region=change.region,
            item=change.item,
            quantity=change.quantity,
            value_ore=change.value_ore,
            released=max(network.start, due - timedelta(days=change.lead_days)),
            due=due,
            weight=change.weight,
        )
    draft.added += work_of(replace(network, orders=orders, progress=())).jobs
    draft.new_orders += orders.values()


def _chosen(draft: Draft, wanted: OrderFilter) -> NDArray[np.int64]:
    """The places of the orders that a filter means; what it names must be there, and one order at least."""
    places, kept = draft.orders.places, None
    named = {"item": wanted.items, "customer": wanted.customers, "owner": wanted.members, "region": wanted.regions}
    kinds = {"owner": "member"}
    fits = [draft.all_known(kinds.get(key, key), names, places[key]) for key, names in named.items()]
    if not all(fits):
        return np.zeros(0, np.int64)
    for key, names in named.items():
        if names:
            means = {place for name in names for place in places[key][name]}
            kept = means if kept is None else kept & means
    found = draft.there(range(len(draft.orders.names)) if kept is None else sorted(kept))
    if not len(found):
        draft.trouble("no_orders", what=", ".join(name for names in named.values() for name in names) or "*")
    return found
