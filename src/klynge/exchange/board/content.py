# SPDX-License-Identifier: Apache-2.0
"""Everything the page shows, as one JSON-able tree: small tables as lists, portions and orders as packed columns."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from klynge.exchange.board.columns import Names, offsets, packed
from klynge.exchange.board.links import order_links
from klynge.exchange.board.rows import Rows, board_rows
from klynge.job import Operation, Status
from klynge.network.model import Kind
from klynge.network.units import unit_name
from klynge.planning.explain import Explainer, reason_in_words
from klynge.planning.measure import Measures, OrderFacts, Reading

NONE = -(2**31)
EXPLAINED = 150
STATUSES = [str(status) for status in Status]


def board_content(reading: Reading, measures: Measures) -> dict[str, Any]:
    """The page's data. Moments are seconds from the epoch; `NONE` stands for a moment that is not there."""
    rows = board_rows(reading)
    orders = list(reading.orders.values())
    told, portions = _orders(reading, orders), _portions(reading, rows, orders)
    return {
        "name": reading.network.name,
        "synthetic": reading.network.synthetic,
        "none": NONE,
        "time": _time(reading),
        "network": _network(reading, rows),
        "orders": told,
        "portions": portions,
        "spoken": {language: _spoken(reading, portions, told, language) for language in ("nb", "en")},
        "links": order_links(reading, orders),
        "measures": measures.as_json(),
        "why": _why(reading, orders),
    }


def _time(reading: Reading) -> dict[str, Any]:
    """The calendar of the time axis: local midnights, and the ISO weeks that begin at some of them."""
    network, clock = reading.network, reading.clock
    first = min([reading.plan.start, *(p.setup_start for p in reading.plan.portions)])
    last = max([reading.window[1], *(o.delivered or 0 for o in reading.orders.values())])
    zone = ZoneInfo(network.time_zone)
    day = clock.moment(first, network.time_zone).date()
    day -= timedelta(days=day.weekday())
    edges: list[int] = []
    weeks: list[str] = []
    while not edges or edges[-1] < last or day.weekday():
        edges.append(clock.seconds(datetime.combine(day, time(), zone).astimezone(UTC)))
        if day.weekday() == 0:
            year, week, _ = day.isocalendar()
            weeks.append(f"{year}-W{week:02d}")
        day += timedelta(days=1)
    edges.append(clock.seconds(datetime.combine(day, time(), zone).astimezone(UTC)))
    return {
        "epoch": clock.epoch,
        "zone": network.time_zone,
        "start": reading.plan.start,
        "end": reading.plan.end,
        "days": packed(edges),
        "weeks": weeks,
    }


def _network(reading: Reading, rows: Rows) -> dict[str, Any]:
    network = reading.network
    centres, sites, members = list(network.work_centres.values()), list(network.sites), list(network.members)
    openings = Names()
    opening_of = {c.id: openings.number(f"{c.calendar} {network.sites[c.site].time_zone}") for c in centres}
    first_of = {opening_of[c.id]: c.id for c in reversed(centres)}
    intervals = [reading.open[first_of[n]] for n in range(len(openings.texts))]
    numbers = {centre.id: n for n, centre in enumerate(centres)}
    return {
        "members": [[m.id, m.name] for m in network.members.values()],
        "sites": [[s.id, s.name, members.index(s.member), s.time_zone] for s in network.sites.values()],
        "centres": [
            [c.id, c.name, sites.index(c.site), str(c.kind), c.units, c.capacity, c.measure, opening_of[c.id]]
            for c in centres
        ],
        "openings": [[packed(each.starts.tolist()), packed(each.ends.tolist())] for each in intervals],
        "rowCentre": packed(numbers[centre] for centre in rows.centre),
        "rowUnit": packed(rows.unit),
        "external": [n for n, c in enumerate(centres) if c.kind is Kind.EXTERNAL],
    }


def _orders(reading: Reading, orders: list[OrderFacts]) -> dict[str, Any]:
    members = list(reading.network.members)
    customers, items = Names(), Names()
    columns = {
        "owner": packed(members.index(o.owner) for o in orders),
        "customer": packed(customers.number(o.customer) for o in orders),
        "item": packed(items.number(o.item) for o in orders),
        "quantity": packed(o.quantity for o in orders),
        "valueKr": packed(round(o.value_ore / 100) for o in orders),
        "weight": packed(o.weight for o in orders),
        "status": packed(STATUSES.index(o.status) for o in orders),
        "release": packed(o.release for o in orders),
        "due": packed(o.due for o in orders),
        "promised": packed(NONE if o.promised is None else o.promised for o in orders),
        "delivered": packed(NONE if o.delivered is None else o.delivered for o in orders),
    }
    return {
        "ids": [o.id for o in orders],
        **columns,
        "statuses": STATUSES,
        "customers": customers.texts,
        "items": [[item] for item in items.texts],
    }


def _portions(reading: Reading, rows: Rows, orders: list[OrderFacts]) -> dict[str, Any]:
    portions = reading.plan.portions
    number = {order.id: n for n, order in enumerate(orders)}
    steps, jobs, families, batches, pools, items, lots = (Names() for _ in range(7))
    names = {(p.job, p.operation): reading.operations[p.job, p.operation] for p in portions}
    pegs = [peg for p in portions for peg in p.pegs]
    uses = [(n, use) for n, p in enumerate(portions) for use in p.pools]
    columns = {
        "row": packed(rows.of_portion),
        "order": packed(number.get(p.order, -1) for p in portions),
        "job": packed(jobs.number(p.job) for p in portions),
        "step": packed(steps.number(_step(names[p.job, p.operation])) for p in portions),
        "setup": packed(p.setup_start for p in portions),
        "start": packed(p.start for p in portions),
        "end": packed(p.end for p in portions),
        "quantity": packed(p.quantity for p in portions),
        "family": packed(families.number(p.family) for p in portions),
        "batch": packed(batches.number(p.batch and f"{p.work_centre} {p.batch}") for p in portions),
        "frozen": packed(int(p.frozen) for p in portions),
        "agreed": packed(int(mode.agreement is not None) for mode in reading.modes),
        "poolFrom": offsets(len(p.pools) for p in portions),
        "pool": packed(pools.number(use.pool) for _, use in uses),
        "poolAmount": packed(use.amount for _, use in uses),
        "poolSetup": packed(int(reading.modes[n].needs[use.need].phase == "setup") for n, use in uses),
        "pegFrom": offsets(len(p.pegs) for p in portions),
        "pegItem": packed(items.number(peg.item) for peg in pegs),
        "pegQuantity": packed(peg.quantity for peg in pegs),
        "pegSource": packed(("stock", "lot", "purchase").index(peg.source) for peg in pegs),
        "pegLot": packed(lots.number(peg.id) for peg in pegs),
        "pegAvailable": packed(peg.available for peg in pegs),
    }
    return {
        **columns,
        "steps": [text.split("\t") for text in steps.texts],
        "jobs": jobs.texts,
        "jobOwner": [list(reading.network.members).index(reading.owner(job)) for job in jobs.texts],
        "families": families.texts,
        "pools": pools.texts,
        "items": [[item] for item in items.texts],
        "lots": lots.texts,
    }


def _step(operation: Operation) -> str:
    return "\t".join((operation.id, operation.called("nb"), operation.called("en")))


def _stopped(reading: Reading, stopped: str, language: str) -> str:
    """The operation at which planning stopped, and its job."""
    job, _, name = stopped.partition(" ")
    step = reading.operations.get((job, name))
    return f"{step.called(language)} ({job})" if step else stopped


def _spoken(reading: Reading, portions: dict[str, Any], orders: dict[str, Any], language: str) -> dict[str, list[Any]]:
    """What things are called in a language, in the order of the tables that name them by identifier."""
    network, known = reading.network, reading.network.items

    def item(name: str) -> list[str]:
        found = known.get(name)
        return ["", ""] if found is None else [found.called(language), unit_name(found.unit, language)]

    return {
        "sites": [site.called(language) for site in network.sites.values()],
        "centres": [centre.called(language) for centre in network.work_centres.values()],
        "ordered": [item(name) for name, *_ in orders["items"]],
        "used": [item(name) for name, *_ in portions["items"]],
        "steps": [english if language == "en" else name for _, name, english in portions["steps"]],
        "families": [network.family_name(family, language) for family in portions["families"]],
        "pools": [network.pool_name(pool, language) for pool in portions["pools"]],
    }


def _why(reading: Reading, orders: list[OrderFacts]) -> dict[str, dict[str, list[str]]]:
    """In words and by language: why the latest orders are late and why the unplanned ones are not planned."""
    end = reading.plan.end
    late = [order for order in orders if order.delivered is not None and order.late_s(end) > 0]
    late.sort(key=lambda order: -order.late_s(end))
    explainer = Explainer(reading)
    why: dict[str, dict[str, list[str]]] = {}
    for order in late[:EXPLAINED]:
        told = explainer.explain(order.id)
        why[order.id] = {language: told.words(language).splitlines() for language in ("nb", "en")}
    for order in orders:
        outcome = reading.plan.outcomes.get(order.id)
        if outcome and outcome.delivered is None:
            why[order.id] = {
                language: [reason_in_words(outcome.reason, language)]
                + ([_stopped(reading, outcome.operation, language)] if outcome.operation else [])
                for language in ("nb", "en")
            }
    return why
