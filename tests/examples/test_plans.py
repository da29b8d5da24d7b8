# SPDX-License-Identifier: Apache-2.0
"""The example clusters can be planned: loaded enough to have late orders, not so much that dates mean nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from klynge.network import work_of
from klynge.planning import compile_problem, construct
from klynge.reading import read_network

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("name", ["roros", "elverum"])
def test_greedy_plan_is_mostly_on_time(name: str) -> None:
    """Every order is planned, every promise made before the start is kept, and 85 to 97 % arrive in time."""
    network = read_network(EXAMPLES / name)
    plan = construct(compile_problem(network, work_of(network))).plan()
    arrivals = {order: outcome.delivered for order, outcome in plan.outcomes.items()}
    assert [order for order, arrival in arrivals.items() if arrival is None] == []
    late = {
        order.id
        for order in network.orders.values()
        if plan.epoch + timedelta(seconds=arrivals[order.id] or 0) > (order.promised or order.due)
    }
    assert not [order for order in late if network.orders[order].promised]
    assert 0.85 <= 1 - len(late) / len(network.orders) <= 0.97
