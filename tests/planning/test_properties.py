# SPDX-License-Identifier: Apache-2.0
"""What holds of every plan: random networks are planned without a finding, the same way each time.

KLYNGE_PROPERTY_RUNS sets how many networks are planned (1500 by default); a failure names seed and size.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import given, settings
from tests.support.binding import binding
from tests.support.random_networks import cases, random_case

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning import Plan, compile_problem, construct
from klynge.planning.check import check

RUNS = int(os.environ.get("KLYNGE_PROPERTY_RUNS", "1500"))
BLOCK = 50
RULES = [
    *("completeness", "quantity", "mode", "duration", "calendar", "machine", "batch", "setup", "external", "release"),
    *("frozen", "pool", "precedence", "max_lag", "overlap", "site", "delivery", "material", "supply", "shelf_life"),
    "agreement",
]


def size_of(seed: int) -> int:
    """Mostly small, some of forty operations, a few of two hundred."""
    return 200 if seed % 300 == 299 else 3 + seed * 7 % 38


def plan_of(network: Network, work: Work) -> Plan:
    return construct(compile_problem(network, work), rule="best").plan()


@pytest.mark.parametrize("block", range(-(-RUNS // BLOCK)))
def test_every_plan_is_right(block: int) -> None:
    """No plan of a random network has a finding, and every order that is not planned has a reason."""
    wrong: list[str] = []
    for seed in range(block * BLOCK, min(RUNS, (block + 1) * BLOCK)):
        network, work = random_case(seed, size_of(seed))
        plan = plan_of(network, work)
        wrong += [f"random_case({seed}, {size_of(seed)}): {finding}" for finding in check(network, work, plan)[:3]]
        unplanned = [outcome for outcome in plan.outcomes.values() if outcome.delivered is None]
        wrong += [f"random_case({seed}, {size_of(seed)}): {each.order}" for each in unplanned if not each.reason]
    assert wrong == []


@pytest.mark.parametrize("seed", range(20))
def test_same_plan_again(seed: int) -> None:
    """The same network and work give the same plan."""
    network, work = random_case(seed, size_of(seed))
    assert plan_of(network, work) == plan_of(*random_case(seed, size_of(seed)))


@given(case=cases())
@settings(max_examples=50, deadline=None, derandomize=True)
def test_plan_of_any_case(case: tuple[Network, Work]) -> None:
    """Any random network is planned without a finding; what fails shrinks to a small network."""
    assert [str(finding) for finding in check(*case, plan_of(*case))] == []


def test_most_orders_are_planned() -> None:
    """The random networks can mostly be planned: at least two orders of three."""
    outcomes = [
        outcome for seed in range(100) for outcome in plan_of(*random_case(seed, size_of(seed))).outcomes.values()
    ]
    assert sum(outcome.delivered is not None for outcome in outcomes) * 3 >= 2 * len(outcomes)


def test_every_rule_binds_in_a_tenth_of_the_networks() -> None:
    """The random networks try every rule: each is at its limit in at least a tenth of their plans."""
    networks, bound = 120, Counter[str]()
    for seed in range(networks):
        network, work = random_case(seed, 4 + seed % 16)
        bound.update(binding(network, work, plan_of(network, work)))
    print("\n" + "\n".join(f"{rule:13} binds in {bound[rule] / networks:4.0%}" for rule in RULES))
    assert [rule for rule in RULES if bound[rule] * 10 < networks] == []
