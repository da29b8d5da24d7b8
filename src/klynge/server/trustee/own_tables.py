# SPDX-License-Identifier: Apache-2.0
"""A member's own orders, items and stock as tables of a cluster folder, which can be brought in again as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from klynge.configure.work import format_choices
from klynge.job import Job
from klynge.network.schema import Configurations, Items, Orders, Stock
from klynge.network.table import Spec
from klynge.planning.fold import PlanState
from klynge.server.products.models import Configuration

Rows = list[list[str]]


def own_tables(state: PlanState, member: str, configured: Iterable[Configuration]) -> dict[str, Rows]:
    """The tables by name, each with its header. Orders that are over are left out."""
    network = state.network
    zone = ZoneInfo(network.time_zone)
    orders: Rows = []
    items_used = set()
    for name, order in sorted(state.planned().items()):
        own = next((job for job in order.jobs if job.id == name), order.jobs[-1])
        if own.owner != member or own.makes:  # a begun supply lot is no order that someone placed
            continue
        items_used.add(own.item)
        promised = "" if order.latest_promised is None else _moment(order.latest_promised, zone)
        orders.append(
            [
                name,
                member,
                own.customer,
                own.region,
                own.item,
                str(own.quantity),
                _kroner(own.value_ore),
                _moment(own.release, zone),
                _moment(own.due, zone),
                promised,
                str(own.weight),
                order.status.value,
                "" if own.flexible is None else _moment(own.flexible, zone),
            ]
        )
    items = [
        [
            item.id,
            item.owner,
            item.name,
            item.unit,
            item.source.value,
            _duration(item.lead_time_s),
            _kroner(item.cost_ore),
            str(item.co2_g),
            str(item.weight_g),
            str(item.lot or ""),
            _duration(item.shelf_life_s),
            item.name_en,
        ]
        for item in network.items.values()
        if item.owner == member
    ]
    under_way = {job.makes for order in state.planned().values() for job in order.jobs if job.makes and not _done(job)}
    first = min(network.epoch, network.start)
    stock = [
        [
            lot.item,
            lot.site,
            str(lot.quantity),
            "" if lot.available == first else _moment(lot.available, zone),
            "" if lot.expires is None else _moment(lot.expires, zone),
        ]
        for lot in network.stock.values()
        if lot.id not in under_way
        if lot.item in network.items and network.items[lot.item].owner == member
    ]
    choices = [
        [one.item, one.product, one.version, format_choices(one.choices)]
        for one in sorted(configured, key=lambda one: one.item)
        if one.item in items_used
    ]
    return {
        spec.name: [_header(spec), *rows]
        for spec, rows in (
            (Orders.table, orders),
            (Items.table, items),
            (Stock.table, stock),
            (Configurations.table, choices),
        )
    }


def _done(job: Job) -> bool:
    return all(sum(each.quantity for each in op.reported) == op.quantity for op in job.operations)


def _header(spec: Spec) -> list[str]:
    return [column.name for column in spec.columns]


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    """In the cluster's time, to the minute or the second."""
    local = moment.astimezone(zone)
    return local.isoformat(timespec="seconds")


def _kroner(ore: int) -> str:
    return str(Decimal(ore) / 100) if ore else ""


def _duration(seconds: int | None) -> str:
    if seconds is None:
        return ""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{timedelta(seconds=seconds) // timedelta(seconds=size)}{unit}"
    return f"{seconds}s"
