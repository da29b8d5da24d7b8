# SPDX-License-Identifier: Apache-2.0
"""Random networks with work for them, from a seed: the same seed gives the same network, on every machine.

They are meant to be solvable mostly, and to have among them every rule of docs/explanation/planning-model.md.
"""

from __future__ import annotations

from datetime import UTC, timedelta

from hypothesis import strategies as st
from tests.support.random_draw import Draw
from tests.support.random_places import (
    a_start,
    some_agreements,
    some_calendars,
    some_centres,
    some_lanes,
    some_pools,
    some_sites,
)
from tests.support.random_work import WorkDraw

from klynge.job import Work
from klynge.network.model import Network


def random_case(seed: int, operations: int = 12, grid_s: int = 1) -> tuple[Network, Work]:
    """A network and work of about so many operations. All times are multiples of `grid_s` after the planning start."""
    draw = Draw(seed, grid_s)
    start = a_start(draw)
    days = draw.number(1, 3) if draw.has("short_horizon") else draw.number(14, 28)
    members, sites = some_sites(draw)
    calendars = some_calendars(draw, start.date(), days)
    centres, matrices = some_centres(draw, sites)
    pools = some_pools(draw, sites, start.date())
    agreements = some_agreements(draw, sites, centres, start, days)
    what = WorkDraw(draw, sites, centres, pools, agreements, start, days)
    jobs = what.jobs(operations)
    network = Network(
        name=f"random {seed}",
        epoch=(start - timedelta(days=draw.number(0, 3))).astimezone(UTC),
        start=start.astimezone(UTC),
        end=(start + timedelta(days=days)).astimezone(UTC),
        time_zone="Europe/Oslo",
        members=members,
        sites=sites,
        calendars=calendars,
        work_centres=centres,
        setup_matrices=matrices,
        pools=pools,
        people={},
        items=what.items,
        stock=what.stock,
        lanes=some_lanes(draw, sites),
        agreements=agreements,
        routings={},
        orders={},
        regions=("Oslo",),
        synthetic="everything",
    )
    return network, Work(jobs, tuple(what.supplies))


def cases(most_operations: int = 40, grid_s: int = 1) -> st.SearchStrategy[tuple[Network, Work]]:
    """A Hypothesis strategy over the seed and the size; a failing example shrinks to a small one."""
    seeds, sizes = st.integers(0, 2**32 - 1), st.integers(3, most_operations)
    return st.builds(lambda seed, size: random_case(seed, size, grid_s), seeds, sizes)
