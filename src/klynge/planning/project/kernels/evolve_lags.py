# SPDX-License-Identifier: Apache-2.0
"""The same genetic search where maximum lags hold: a list may fail, and then it is forgotten."""

from __future__ import annotations

from .arrays import Draft, Net
from .compiled import kernel
from .evolve import FILLED, Island, breed, draw_child, settle
from .lags import FAILED, Bench, Lags, improve_with_lags


@kernel
def evolve_with_lags(
    net: Net,
    mirror: Net,
    order_net: Net,
    order_mirror: Net,
    lags: Lags,
    mirrored: Lags,
    draft: Draft,
    bench: Bench,
    island: Island,
    children: int,
    patience: int,
    goal: int,
) -> int:
    """Draw members and then breed so many children in all; `order_net` says what has to be listed before what.

    A list is given up after as many steps back as there are activities, and some.
    """
    steps_back = 50 + 2 * len(island.child)
    for made in range(children):
        if island.best[0] <= goal:
            return made
        member = island.counts[FILLED]
        if member < len(island.lists):
            draw_child(order_net, order_mirror, draft, island)
        else:
            member = breed(net, order_net, order_mirror, island)
        makespan = improve_with_lags(net, mirror, lags, mirrored, draft, bench, island.child, steps_back)
        if makespan != FAILED:
            settle(island, draft, member, makespan, patience)
    return children
