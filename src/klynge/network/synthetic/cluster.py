# SPDX-License-Identifier: Apache-2.0
"""The two published clusters, and any other choice of features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from klynge.job import Work
from klynge.network.model import Agreement, Network

from .additions import Adding
from .articles import Article, Drafting
from .crew import pools
from .features import FULL, PLAIN, Features
from .goods import PORTIONS_A_LOT, Goods
from .orders import Ordering
from .places import CALENDARS, MATRIX, REGIONS, SETUP_S, Places, lay_out, weekly_hours
from .scale import START, Scale, scale_for

HOUR = 3600
UTILISATION = 0.81
EDGE_WEEKS = 0.7  # until work has piled up at the start, and after the last is made
LENT = 2  # work centres that each member lends the member before it
LENT_SHARE = 0.25  # of the open hours until the horizon's end
SLACK = (1.0, 2.5)


def plain(operations: int, seed: int = 1) -> tuple[Network, Work]:
    """Draft."""
    return cluster(operations, PLAIN, seed)


def full(operations: int, seed: int = 1) -> tuple[Network, Work]:
    """Draft."""
    return cluster(operations, FULL, seed)


def cluster(operations: int, features: Features, seed: int = 1) -> tuple[Network, Work]:
    """`plain` with the features given; each feature is drawn for itself, the rest stays as it was."""
    if operations < 1:
        raise ValueError("a cluster needs at least one operation")
    scale = scale_for(operations)
    places = lay_out(scale, seed, features.batch > 0)
    goods = Goods(places, _mean_run_s(scale, places, features), seed)
    articles = Drafting(scale, places, features, goods, seed).articles()
    agreements = _agreements(scale, places) if features.agreements else {}
    adding = Adding(features, seed, goods, agreements)
    for article in articles:
        adding.add(article)
    ordering = Ordering(scale, places, features.committed, SLACK, seed)
    jobs = tuple(ordering.jobs(articles))
    wanted = _wanted(articles, ordering)
    used = {item for item, _ in wanted}
    network = Network(
        name=f"Synthetic cluster of {operations} operations",
        epoch=START,
        start=START,
        end=START + scale.horizon,
        time_zone="Europe/Oslo",
        members=places.members,
        sites=places.sites,
        calendars=CALENDARS,
        work_centres=places.centres,
        setup_matrices={MATRIX: places.matrix},
        pools=pools(places) if features.people else {},
        people={},
        items={name: item for name, item in goods.items.items() if name in used},
        stock=goods.stock(wanted, scale.window),
        lanes=places.lanes,
        agreements={a.id: a for lent in agreements.values() for a in lent},
        routings={},
        orders={},
        regions=REGIONS,
        synthetic="Everything in this cluster is invented.",
    )
    supplies = tuple(s for s in goods.supplies() if s.item in used)
    return network, Work(jobs, supplies)


def _mean_run_s(scale: Scale, places: Places, features: Features) -> float:
    """Run time of an operation on a machine, on average, at which machines are as busy as they should be."""
    # an operation that uses a lot asks for its share of melting and casting that lot
    permille = 1000 - features.batch + 2 * features.lots // PORTIONS_A_LOT
    busy_s = UTILISATION * places.unit_hours * (scale.weeks - EDGE_WEEKS) * HOUR / (scale.operations * permille / 1000)
    return busy_s - 0.95 * sum(SETUP_S) / 2  # one of twenty needs no set-up


def _wanted(articles: Sequence[Article], ordering: Ordering) -> Counter[tuple[str, str]]:
    """How much of each item may be wanted at each site where a step that uses it can be done."""
    wanted: Counter[tuple[str, str]] = Counter()
    by_id = {article.id: article for article in articles}
    for (name, quantity), orders in ordering.wanted.items():
        for operation in ordering.body(by_id[name], quantity)[0]:
            for material in operation.materials:
                for site in {mode.site: None for mode in operation.modes}:
                    wanted[material.item, site] += orders * material.needed(operation.quantity)
    return wanted


def _agreements(scale: Scale, places: Places) -> dict[str, list[Agreement]]:
    """Each member may use two work centres of the next member, for a quarter of their hours, by taker."""
    members = list(places.members)
    end = START + scale.horizon
    weeks = scale.horizon.days / 7
    found: dict[str, list[Agreement]] = {}
    for n, taker in enumerate(members):
        giver = members[(n + 1) % len(members)]
        centres = [c for site, here in places.machines.items() if places.sites[site].member == giver for c in here]
        longest = sorted(centres, key=lambda centre: -weekly_hours(centre))[:LENT]
        found[taker] = [
            Agreement(
                f"{giver}>{taker}:{centre.id}", giver, taker, centre.id, 2 * centre.cost_ore_h,
                round(LENT_SHARE * weekly_hours(centre) * weeks) * HOUR, START, end,
            )
            for centre in longest
        ]  # fmt: skip
    return found
