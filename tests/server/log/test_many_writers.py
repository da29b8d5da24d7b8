# SPDX-License-Identifier: Apache-2.0
"""Many clients in several processes over one database: one order of events, nothing booked twice, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from tests.support.embedded import Database
from tests.support.logs import digest, faults, new_cluster, state_of, told, worker

from klynge.planning.fold import PlanState


@pytest.fixture
def cluster(log: Database) -> UUID:
    """A cluster with an empty plan."""
    return new_cluster(log)


def accepted(answers: list[dict[str, object]], state: PlanState) -> None:
    """Every order that was accepted is committed to the day that was answered, and once."""
    for answer in answers:
        body = answer["body"]
        assert isinstance(body, dict)
        promised = state.as_plan().at(state.outcomes[body["order"]].delivered or 0).isoformat()
        assert (body["delivered"], answer["sequence"]) == (promised, answer["sequence"])


def test_two_thousand_promises(log: Database, cluster: UUID) -> None:
    """16 clients in 2 processes: each committed day is feasible, each replica folds to the same plan."""
    with worker(log, cluster, "A", 8, 125) as one, worker(log, cluster, "B", 8, 125) as other:
        with ThreadPoolExecutor() as pool:
            answers = [answer for answers in pool.map(told, (one, other)) for answer in answers]
        state = state_of(log, cluster)
        assert {digest(one), digest(other)} == {state.digest()}
    assert len(state.orders) == 2000
    assert len(answers) == 2000 + 2 * 8 * 13
    assert sum(answer["repeated"] for answer in answers) == 2 * 8 * 13
    assert state.sequence == 2001
    assert faults(state) == []
    accepted(answers, state)
