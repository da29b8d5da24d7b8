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
UTILISATION = 0.81  # aimed at; the plan measures 0.77 to 0.83
EDGE_WEEKS = 0.7  # until work has piled up at the start, and after the last is made
LENT = 2  # work centres that each member lends the member before it
LENT_SHARE = 0.25  # of the open hours until the horizon's end
SLACK = (1.0, 2.5)


def plain(operations: int, seed: int = 1) -> tuple[Network, Work]:
    """A cluster of machines with set-ups and transport, and job orders for half a year or less.

    Published as a measure: figures named *plain* are of this cluster with seed 1. The same arguments give the same
    cluster on every machine, and a changed cluster is a new version of Klynge.

    Work
        At least `operations` operations, and fewer than twelve more. An order is one job of 3 to 12 operations (each
        number as likely) in an in-tree: every operation but the last goes into one of the next three. Orders repeat
        articles, 50 orders an article on average (40 articles at least), in 10, 20, 30 or 40 pieces, and orders of
        the same article and quantity share their operations. Due dates are spread evenly over the window; an order is
        released (not before the start) so that it has 1.0 to 2.5 times its longest way (runs, and eight hours after
        each step) and 46 hours. Nine in ten orders or more can be on time.
    Window
        26 weeks from Monday 4 January 2027 at 5 000 operations a unit; with fewer than 40 000 operations eight units
        and in proportion fewer weeks, at least three. The horizon ends six weeks after the last due date.
    Places
        Units on at least eight sites of a random map (in large clusters five units a site), each owned by one of at
        least two members (ten sites a member), whose sites are neighbours. A work centre has one to three like units,
        one of four calendars in turn (workdays 7 to 15, workdays 6 to 22, workdays around the clock, always open) and
        a speed of its own (0.8 to 1.25 of the run time).
    Alternatives
        One to four (each as likely, where the member has so many sites) at different sites among the member's six
        nearest, dealt so that no work centre gets much more than the others. Pieces take time, and a portion a fifth
        of a mean run. Run times are 0.4 to 1.6 of their mean, which makes machines about 80 % busy in the middle half
        of the window: 15 to 20 minutes, or longer with fewer than 5 000 operations, as a unit then has fewer in a
        week.
    Set-ups
        20 families and one matrix: 2 to 15 minutes from any family to any other, none within a family.
    Transport
        A lane between any two sites, 10 minutes to 24 hours by distance, and from every site to each of four regions,
        4 to 36 hours, leaving each workday at 16.

    `Network.orders` and `Network.routings` are empty: the work is complete without them.

    Raises
    ------
    ValueError
        When `operations` is less than one.
    """
    return cluster(operations, PLAIN, seed)


def full(operations: int, seed: int = 1) -> tuple[Network, Work]:
    """`plain` with all else that a plan may have to respect; figures named *full* are of this cluster with seed 1.

    Articles, sites, machines and due dates are drawn as in `plain`. Added, in shares of all operations where nothing
    else is said:

    - 30 % need people: an operator (a quarter, a half or all of one), a setter, or both, each from one of two pools
      of the site (specialists, and those who can do both); one of each at all hours, more on two shifts.
    - 10 % are done in ovens (one or two alternatives): batch work centres of 800 kg with five programs of 1 to 3
      hours, two shifts, unattended; pieces weigh 2 to 24 kg. They have no set-up and need no people.
    - 10 % use goods from stock and receipts (a quarter at the start, the rest every second week; some expire), 5 %
      goods that can also be bought, in 1 to 5 days.
    - 5 % use supply lots, at the two sites where the item's lots are made: melted and cast, for about eight users;
      every second item keeps for 3 to 7 days only.
    - 5 % on machines run unattended, 10 % in one working interval.
    - 5 % may be split into two or three lots of a quarter or more; 10 % have a yield of 90 to 99 %.
    - 2 % have one more alternative, at the next member's site under an agreement (a quarter of two work centres'
      hours).
    - 10 % of the links have a minimum lag of 1 to 8 hours, 5 % a maximum lag (24 to 96 hours beyond it), 10 % overlap
      in transfer batches of a quarter.
    - 5 % of the articles are made at two sites: the first half of the steps at one of two sites, the rest at one of
      two others.
    - 5 % of the orders are committed, promised for their due date, with the most slack there is.
    """
    return cluster(operations, FULL, seed)


def cluster(operations: int, features: Features, seed: int = 1) -> tuple[Network, Work]:
    """`plain` with the features given.

    Each feature is drawn for itself, so clusters that differ in one feature differ in little else: machines are dealt
    anew and run times follow, since ovens take work off them and supply lots add some.
    """
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
