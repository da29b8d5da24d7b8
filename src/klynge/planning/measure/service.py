# SPDX-License-Identifier: Apache-2.0
"""Promises, lateness, lead times and work in progress."""

from __future__ import annotations

import numpy as np

from klynge.planning.measure.reading import PROMISED, OrderFacts, Reading
from klynge.planning.measure.result import LeadTime, Progress, Service


def service(reading: Reading) -> Service:
    """Promises kept, on time in full, and lateness, over all orders of the work."""
    end = reading.plan.end
    orders = list(reading.orders.values())
    promised = [order for order in orders if order.status in PROMISED]
    on_time = [order for order in orders if _arrives_in_time(order)]
    kept = sum(map(_arrives_in_time, promised))
    return Service(
        orders=len(orders),
        planned=sum(order.delivered is not None for order in orders),
        unplanned=sum(order.delivered is None for order in orders),
        promises=len(promised),
        promises_kept=kept,
        promises_kept_share=kept / len(promised) if promised else None,
        on_time=len(on_time),
        on_time_in_full_share=len(on_time) / len(orders) if orders else None,
        late=sum(order.delivered is not None and order.late_s(end) > 0 for order in orders),
        weighted_lateness_s=sum(order.weight * order.late_s(end) for order in orders),
        worst_lateness_s=max((order.late_s(end) for order in orders), default=0),
    )


def lead_time(reading: Reading) -> LeadTime:
    """Release to delivery of the planned orders."""
    times = [order.delivered - order.release for order in reading.orders.values() if order.delivered is not None]
    if not times:
        return LeadTime(None, None, None)
    return LeadTime(float(np.mean(times)), float(np.median(times)), float(np.percentile(times, 90)))


def in_progress(reading: Reading) -> Progress:
    """Orders begun and not yet delivered at the end of each week."""
    begun: dict[str, int] = {}
    for portion in reading.plan.portions:
        if portion.order:
            begun[portion.order] = min(portion.start, begun.get(portion.order, portion.start))
    rows = [
        (begun[order.id], order.delivered, order.value_ore)
        for order in reading.orders.values()
        if order.id in begun and order.delivered is not None
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    under_way = [(table[:, 0] < edge) & (table[:, 1] > edge) for edge in reading.weeks.edges[1:]]
    return Progress(
        orders=tuple(int(mask.sum()) for mask in under_way),
        value_ore=tuple(int(table[mask, 2].sum()) for mask in under_way),
    )


def _arrives_in_time(order: OrderFacts) -> bool:
    return order.delivered is not None and order.delivered <= order.target
