# SPDX-License-Identifier: Apache-2.0
"""The jobs of an order that is over are kept as text, and read as what they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.support.builders import job, machine, moment, network, operation

from klynge.job import Job, Status
from klynge.planning.fold import OrderChange, PlanState, Row, SealedJobs, Snapshot, StateChange, fold, ids_of


def some_jobs(names: list[str]) -> tuple[Job, ...]:
    return tuple(job(operation(quantity=n + 1), id=name, quantity=n + 1) for n, name in enumerate(names))


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4, unique=True))
def test_sealed_jobs_read_as_the_tuple_they_were(names: list[str]) -> None:
    """One by one, in slices, compared, and from plain data of either kind."""
    jobs = some_jobs(names)
    sealed = SealedJobs.of(jobs)
    assert (tuple(sealed), sealed[0], sealed[1:], len(sealed)) == (jobs, jobs[0], jobs[1:], len(jobs))
    assert (sealed == jobs, jobs == sealed, sealed == jobs[1:]) == (True, True, False)
    assert SealedJobs.from_data(sealed.to_data()) == sealed == SealedJobs.of(sealed)
    assert list(ids_of(sealed)) == list(ids_of(jobs)) == names


def test_an_order_is_sealed_once_it_is_over() -> None:
    """In the fold, and where a state is read that an older Klynge wrote with its jobs as data."""
    rows = [
        Row(sequence=1, changes=(Snapshot(state=PlanState.opened(network(machine())).to_data()),)),
        Row(sequence=2, changes=(OrderChange(order="O", jobs=some_jobs(["O"])),)),
        Row(sequence=3, changes=(StateChange(order="O", status=Status.HELD, promised=moment("09T12:00")),)),
        Row(sequence=4, changes=(StateChange(order="O", status=Status.EXPIRED),)),
    ]
    assert not isinstance(fold(rows[:3]).orders["O"].jobs, SealedJobs)
    over = fold(rows)
    assert isinstance(over.orders["O"].jobs, SealedJobs)
    data = over.to_data()
    data["orders"]["O"]["jobs"] = fold(rows[:3]).to_data()["orders"]["O"]["jobs"]
    assert PlanState.from_data(data) == PlanState.from_data(over.to_data()) == over
    assert PlanState.from_data(data).digest() == over.digest()
