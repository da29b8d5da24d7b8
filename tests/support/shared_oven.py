# SPDX-License-Identifier: Apache-2.0
"""An oven of N in which work of M and of L, under an agreement each, is together with N's own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.support.builders import job, lane, machine, mode, moment, network, operation

from klynge.job import Job, Work
from klynge.network.model import Agreement, Kind, Member, Network, SetupMatrix, Site
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.placing import schedule_of
from klynge.planning.plan import Plan

HOUR = 3600
UNDER = {"M": "G", "L": "H", "N": None}


def oven_network(ceiling_h: int = 1000, capacity: int = 4) -> Network:
    """Two ovens of one work centre, an hour from cold to either family and two between them; G is dearer than H."""
    members = [Member(name, name) for name in "MLN"]
    usual: dict[str, Any] = {"giver": "N", "work_centre": "oven", "ceiling_s": ceiling_h * HOUR}
    usual |= {"valid_from": moment("05T00:00"), "valid_to": moment("19T00:00")}
    changes = {("cold", "a"): HOUR, ("cold", "b"): HOUR}
    return network(
        machine("oven", site="T", kind=Kind.BATCH, capacity=capacity, measure="pcs", units=2, calendar="always",
                cost_ore_h=500, setup_matrix="heat", states=("cold", "cold")),
        members=members,
        sites=[Site("T", "N", "Site")],
        lanes=[lane("T", "Oslo")],
        setup_matrices=[SetupMatrix("heat", ("cold", "a", "b"), dict(changes), {}, 2 * HOUR)],
        agreements=[
            Agreement("G", taker="M", rate_ore_h=1000, **usual),
            Agreement("H", taker="L", rate_ore_h=100, **usual),
        ],
    )  # fmt: skip


def baking(name: str, owner: str, family: str = "a", agreed: bool = True, hours: int = 2) -> Job:
    """One piece in the oven; under its owner's agreement, if it needs one."""
    agreement = UNDER[owner] if agreed else None
    way = mode("oven", hours * HOUR, site="T", family=family, load_per_unit=1, agreement=agreement, cost_ore_h=500)
    return job(operation("a", way), id=name, order=name, owner=owner)


def together(jobs: Iterable[Job], cluster: Network) -> Schedule:
    """The plan that the engine makes of such jobs as if all were N's own, so that they share batches."""
    owned = tuple(jobs)
    own = tuple(baking(one.id, one.owner, one.operations[0].modes[0].family, False) for one in owned)
    plan = construct(compile_problem(cluster, Work(own))).plan()
    return schedule_of(compile_problem(cluster, Work(owned)), plan)


def random_oven(seed: int, count: int = 24) -> Schedule:
    """Work of all three in two families, in random order."""
    dice = random.Random(seed)
    jobs = [baking(f"O{n}", dice.choice("MLN"), dice.choice("aab")) for n in range(count)]
    return together(jobs, oven_network())


def hours_used(network: Network, work: Work, plan: Plan) -> dict[str, int]:
    """Seconds used of each agreement, read off a plan: a batch once, however many portions are in it."""
    owner = {one.id: one.owner for one in work.jobs}
    runs = {(UNDER[owner[p.job]], p.unit, p.start): p.end - p.setup_start for p in plan.portions if UNDER[owner[p.job]]}
    used = Counter[str](dict.fromkeys(network.agreements, 0))
    for (name, _, _), seconds in runs.items():
        used[str(name)] += seconds
    return dict(used)


def counted(schedule: Schedule) -> dict[str, int]:
    """Seconds used of each agreement, as the engine counts them."""
    names = schedule.problem.network.agreements
    return dict(zip(names, schedule.state.agreement_used.tolist(), strict=True))


def with_ceiling(cluster: Network, name: str, seconds: int) -> Network:
    """The network in which an agreement is for so many seconds."""
    agreements = {**cluster.agreements, name: replace(cluster.agreements[name], ceiling_s=seconds)}
    return replace(cluster, agreements=agreements)
