# SPDX-License-Identifier: Apache-2.0
"""Every feature of the cluster model is used at least once in the Røros folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from klynge.job import Need, Pause, Phase, Status
from klynge.network import Network
from klynge.network.model import Kind, Link, PoolKind, Source, Step
from klynge.reading import read_network

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "roros"
OPEN = {Status.NEW, Status.OFFERED, Status.HELD, Status.COMMITTED, Status.STARTED}


@cache
def roros() -> Network:
    return read_network(FOLDER)


def steps(network: Network) -> list[Step]:
    return [step for routing in network.routings.values() for step in routing.steps]


def links(network: Network) -> list[Link]:
    return [link for routing in network.routings.values() for link in routing.links]


def needs(network: Network) -> list[Need]:
    return [need for step in steps(network) for way in step.alternatives for need in way.needs]


def has_asymmetric_setup(network: Network) -> bool:
    return any(
        matrix.setup_s(before, after) != matrix.setup_s(after, before)
        for matrix in network.setup_matrices.values()
        for before in matrix.families
        for after in matrix.families
    )


FEATURES: dict[str, Callable[[Network], bool]] = {
    "all kinds of work centre": lambda n: {c.kind for c in n.work_centres.values()} == set(Kind),
    "all kinds of pool": lambda n: {p.kind for p in n.pools.values()} == set(PoolKind),
    "all sources of items": lambda n: {i.source for i in n.items.values()} == set(Source),
    "all ways to pause": lambda n: {w.pause for s in steps(n) for w in s.alternatives} == set(Pause),
    "open statuses": lambda n: {o.status for o in n.orders.values()} >= OPEN,
    "reported states": lambda n: {p.reported.state for p in n.progress} == {"finished", "started", "frozen"},
    "asymmetric set-ups": has_asymmetric_setup,
    "set-up cost": lambda n: any(len(m.cost_ore) > 0 for m in n.setup_matrices.values()),
    "set-up states": lambda n: any(len(set(c.states)) > 1 for c in n.work_centres.values()),
    "batch capacity": lambda n: any(w.load_per_unit > 1 for s in steps(n) for w in s.alternatives),
    "power": lambda n: any(c.power_kw and c.power_pool for c in n.work_centres.values()),
    "part of a person": lambda n: any(0 < need.amount < 1000 for need in needs(n)),
    "several pools for a need": lambda n: any(len(need.pools) > 1 for need in needs(n)),
    "set-up people": lambda n: any(need.phase == Phase.SETUP for need in needs(n)),
    "several skills": lambda n: any(len(p.skills) > 1 for p in n.people.values()),
    "part-time": lambda n: any(p.permille < 1000 for p in n.people.values()),
    "absence": lambda n: any(bool(p.absences) for p in n.people.values()),
    "yield": lambda n: any(s.yield_permille < 1000 for s in steps(n)),
    "lots": lambda n: any(s.max_lots > 1 and s.min_lot > 1 for s in steps(n)),
    "same site": lambda n: any(bool(s.same_site) for s in steps(n)),
    "parallel branches": lambda n: any(len({x.after for x in r.links}) < len(r.links) for r in n.routings.values()),
    "minimum lag": lambda n: any(bool(x.min_lag_s) for x in links(n)),
    "maximum lag": lambda n: any(x.max_lag_s is not None for x in links(n)),
    "overlap": lambda n: any(bool(x.transfer_quantity) for x in links(n)),
    "shelf life": lambda n: any(bool(i.shelf_life_s) for i in n.items.values()),
    "expiring stock": lambda n: any(bool(s.expires) for s in n.stock.values()),
    "receipts": lambda n: any(s.available > n.start for s in n.stock.values()),
    "departures": lambda n: any(bool(lane.departures) for lane in n.lanes.values()),
    "lane without departures": lambda n: any(not lane.departures for lane in n.lanes.values()),
    "cost of a piece outside": lambda n: any(bool(w.cost_ore_unit) for s in steps(n) for w in s.alternatives),
    "holidays": lambda n: any(c.holidays == "NO" for c in n.calendars.values()),
    "closing weeks": lambda n: any(not e.adds and not e.shifts for c in n.calendars.values() for e in c.exceptions),
    "changed hours": lambda n: any(
        not e.adds and len(e.shifts) > 0 for c in n.calendars.values() for e in c.exceptions
    ),
    "overtime": lambda n: any(bool(e.adds) for c in n.calendars.values() for e in c.exceptions),
    "promised days": lambda n: any(bool(o.promised) for o in n.orders.values()),
    "energy price": lambda n: all(s.energy_ore_kwh > 0 and s.price_zone == "NO3" for s in n.sites.values()),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_feature_is_used(feature: str) -> None:
    """The example shows it, so that whoever looks for how it is written finds it there."""
    assert FEATURES[feature](roros())
