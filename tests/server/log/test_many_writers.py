# SPDX-License-Identifier: Apache-2.0
"""Many clients in several processes over one database: one order of events, nothing booked twice, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from tests.support.embedded import Database, eventually
from tests.support.logs import digest, faults, new_cluster, state_of, told, worker

from klynge.planning.fold import PlanState
from klynge.server.postgres.keeper import postmaster


@pytest.fixture
def cluster(log: Database) -> UUID:
    """A cluster with an empty plan."""
    return new_cluster(log)


def lost(answers: list[dict[str, Any]], state: PlanState) -> list[str]:
    """The orders that were accepted and are not in the plan as they were answered."""
    plan, found = state.as_plan(), []
    for answer in answers:
        name, outcome = answer["body"]["order"], state.outcomes.get(answer["body"]["order"])
        if outcome is None or plan.at(outcome.delivered or 0).isoformat() != answer["body"]["delivered"]:
            found.append(name)
    return found


def test_four_hundred_promises(log: Database, cluster: UUID) -> None:
    """16 clients in 2 processes: each committed day is feasible, each replica folds to the same plan."""
    with worker(log, cluster, "A", 8, 25) as one, worker(log, cluster, "B", 8, 25) as other:
        with ThreadPoolExecutor() as pool:
            answers = [answer for answers in pool.map(told, (one, other)) for answer in answers]
        state = state_of(log, cluster)
        assert {digest(one), digest(other)} == {state.digest()}
    assert len(state.orders) == 400
    assert state.sequence == 401
    assert faults(state) == []
    assert lost(answers, state) == []
    again = [answer for answer in answers if answer["again"]]
    assert len(again) == 2 * 8 * 3
    assert all(answer["repeated"] for answer in again)


def test_a_killed_writer_loses_nothing_accepted(log: Database, cluster: UUID) -> None:
    """kill -9 of a process amid its appends: what it answered is in the log, nothing half, and others go on."""
    with worker(log, cluster, "A", 4, 100) as one, worker(log, cluster, "B", 4, 15) as other:
        answers = told(one, 40)
        one.kill()
        answers += told(one) + told(other)
        state = state_of(log, cluster)
        assert digest(other) == state.digest()
    assert len(answers) >= 40 + 60
    assert lost(answers, state) == []
    assert faults(state) == []
    assert sum(name.startswith("B") for name in state.orders) == 60


def test_a_killed_database_loses_nothing_accepted(log: Database, cluster: UUID) -> None:
    """kill -9 of the server amid appends, three times: every client is answered in the end, and once."""
    with worker(log, cluster, "A", 4, 20) as one, worker(log, cluster, "B", 4, 20) as other:
        answers = []
        for _ in range(3):
            answers += told(one, 10)
            assert eventually(lambda: postmaster(log.server.path / "data") is not None)  # back from the kill before
            server = postmaster(log.server.path / "data")
            assert server is not None
            server.kill()
        answers += told(one) + told(other)
        state = state_of(log, cluster)
        assert {digest(one), digest(other)} == {state.digest()}
    assert len(state.orders) == 160
    assert lost(answers, state) == []
    assert faults(state) == []
