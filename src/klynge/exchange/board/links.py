# SPDX-License-Identifier: Apache-2.0
"""Which portion hands over to which: the lines drawn between the bars of one order."""

from __future__ import annotations

from collections import defaultdict

from klynge.exchange.board.columns import offsets, packed
from klynge.planning.measure import OrderFacts, Reading


def order_links(reading: Reading, orders: list[OrderFacts]) -> dict[str, str]:
    """By order: pairs of portion numbers, from the last portion of one operation to the first of the next."""
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for job in reading.work.jobs:
        for link in job.precedence:
            before = reading.portions_of.get((link.before_job or job.id, link.before))
            after = reading.portions_of.get((job.id, link.after))
            if before and after:
                last = max(before, key=lambda n: reading.plan.portions[n].end)
                first = min(after, key=lambda n: reading.plan.portions[n].start)
                pairs[job.order].append((last, first))
    lots: dict[str, list[int]] = defaultdict(list)
    for n, portion in enumerate(reading.plan.portions):
        if portion.job in reading.supplies:
            lots[portion.job].append(n)
    for n, portion in enumerate(reading.plan.portions):
        for peg in portion.pegs:
            if peg.source == "lot" and portion.order and lots[peg.id]:
                pairs[portion.order].append((max(lots[peg.id], key=lambda m: reading.plan.portions[m].end), n))
    rows = [pairs[order.id] for order in orders]
    return {
        "from": offsets(map(len, rows)),
        "before": packed(before for row in rows for before, _ in row),
        "after": packed(after for row in rows for _, after in row),
    }
