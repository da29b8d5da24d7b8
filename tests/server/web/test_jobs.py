# SPDX-License-Identifier: Apache-2.0
"""Background jobs: done once, also when a worker dies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.utils import timezone

from klynge.server.jobs.actions import (
    MOST_ATTEMPTS,
    Claim,
    Finished,
    LostError,
    StoppedError,
    claim,
    enqueue,
    stop,
    work_once,
)
from klynge.server.jobs.models import BackgroundJob, State


@pytest.fixture(autouse=True)
def as_the_trustee() -> Iterator[None]:
    """Jobs are done by the trustee's role."""
    ours = connections["default"]
    connections["default"] = connections["trustee"]
    yield
    connections["default"] = ours


def job(kind: str) -> BackgroundJob:
    return BackgroundJob.objects.get(id=enqueue(uuid4(), kind, {"n": 1}))


def lose_lease(one: UUID) -> None:
    BackgroundJob.objects.filter(id=one).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_done_once() -> None:
    """Its result and its effect are there, and it is not done again."""
    kind, done = uuid4().hex, []
    one = job(kind)
    kinds = {kind: lambda claimed: Finished({"n": claimed.arguments["n"]}, lambda: done.append(claimed.id))}
    assert work_once(kinds)
    assert not work_once(kinds)
    one.refresh_from_db()
    assert (one.state, one.result, done) == (State.DONE, {"n": 1}, [one.id])


def test_a_worker_that_died_is_replaced_and_fenced_off() -> None:
    """After the lease another has it; what the first then says or finishes is dropped."""
    kind, effects = uuid4().hex, []
    job(kind)

    def slow(claimed: Claim) -> Finished:
        lose_lease(claimed.id)
        assert work_once({kind: lambda again: Finished("second", lambda: effects.append(again.attempt))})
        with pytest.raises(LostError):
            claimed.tell(50)
        return Finished("first", lambda: effects.append(claimed.attempt))

    assert work_once({kind: slow})
    assert effects == [2]
    assert BackgroundJob.objects.get(kind=kind).result == "second"


def test_an_error_is_tried_again_and_then_buried() -> None:
    """Three failures, and an operator sees what was wrong."""
    kind = uuid4().hex
    one = job(kind)

    def fails(_claimed: Claim) -> Finished:
        raise ValueError("no such sheet")

    while work_once({kind: fails}):
        pass
    one.refresh_from_db()
    assert (one.state, one.failures, one.trouble) == (State.BURIED, 3, "ValueError: no such sheet")


def test_one_that_kills_its_workers_is_buried_too() -> None:
    """Kills are counted apart from errors."""
    kind = uuid4().hex
    one = job(kind)
    for _ in range(MOST_ATTEMPTS):
        assert claim({kind: lambda _claimed: Finished(None)})
        lose_lease(one.id)
    assert claim({kind: lambda _claimed: Finished(None)}) is None
    one.refresh_from_db()
    assert one.state == State.BURIED


def test_a_job_can_be_stopped() -> None:
    """Before it begins it never begins; under way it hears so when it tells how far it is."""
    kind = uuid4().hex
    waiting = job(kind)
    stop(waiting.id)
    assert not work_once({kind: lambda _claimed: Finished(None)})
    running = job(kind)

    def long(claimed: Claim) -> Finished:
        claimed.tell(10)
        stop(claimed.id)
        with pytest.raises(StoppedError):
            claimed.tell(20)
        raise StoppedError

    assert work_once({kind: long})
    running.refresh_from_db()
    assert (running.state, running.stop_asked, running.progress) == (State.DONE, True, 20)
