# SPDX-License-Identifier: Apache-2.0
"""Putting a job in line, and doing what is in line."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from klynge.server.jobs.models import BackgroundJob, State

LEASE = timedelta(seconds=30)
MOST_FAILURES, MOST_ATTEMPTS = 3, 10  # an error repeats itself sooner than a kill does


class LostError(RuntimeError):
    """The lease ran out and another worker has the job: what this one did is dropped."""


class StoppedError(RuntimeError):
    """Someone asked the job to stop."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker has, and until when; `tell` says how far it is."""

    id: UUID
    tenant: UUID
    kind: str
    arguments: dict[str, Any]
    attempt: int

    def tell(self, percent: int) -> None:
        """Say how far it is, and keep the lease. Raises LostError or StoppedError."""
        mine = BackgroundJob.objects.filter(id=self.id, attempt=self.attempt, state=State.RUNNING)
        if not mine.update(progress=percent, lease_until=timezone.now() + LEASE):
            raise LostError(f"job {self.id} was taken over")
        if mine.filter(stop_asked=True).exists():
            raise StoppedError(f"job {self.id} was stopped")


@dataclass(frozen=True, slots=True)
class Finished:
    """What came out, and what is to be done to the database in the transaction that ends the job."""

    result: Any
    effect: Callable[[], None] = lambda: None


Kind = Callable[[Claim], Finished]


def enqueue(organisation: UUID, kind: str, arguments: Mapping[str, Any]) -> UUID:
    """Put a job in line, in the caller's transaction: without it there is no job."""
    return BackgroundJob.objects.create(tenant=organisation, kind=kind, arguments=dict(arguments)).id


def stop(job: UUID) -> None:
    """Ask a job to stop; one not begun never begins."""
    now = timezone.now()
    if not BackgroundJob.objects.filter(id=job, state=State.READY).update(state=State.DONE, ended=now, stop_asked=True):
        BackgroundJob.objects.filter(id=job, state=State.RUNNING).update(stop_asked=True)


def claim(kinds: Mapping[str, Kind]) -> Claim | None:
    """The next job that is ready, or whose worker lost its lease; None when there is none."""
    now = timezone.now()
    free = Q(kind__in=list(kinds)) & (Q(state=State.READY) | Q(state=State.RUNNING, lease_until__lt=now))
    me = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    for job in BackgroundJob.objects.filter(free).order_by("made", "id")[:5]:
        if job.attempt >= MOST_ATTEMPTS:
            _bury(job.id, job.attempt, f"its worker died {job.attempt} times")
            continue
        taken = BackgroundJob.objects.filter(free, id=job.id, attempt=job.attempt).update(
            state=State.RUNNING, attempt=F("attempt") + 1, lease_until=now + LEASE, worker=me
        )
        if taken:
            return Claim(job.id, job.tenant, job.kind, job.arguments, job.attempt + 1)
    return None


def work_once(kinds: Mapping[str, Kind]) -> bool:
    """Do one job; False when none was in line. The effect and the end of the job are one transaction."""
    claimed = claim(kinds)
    if claimed is None:
        return False
    try:
        finished = kinds[claimed.kind](claimed)
        with transaction.atomic():
            done = BackgroundJob.objects.filter(id=claimed.id, attempt=claimed.attempt, state=State.RUNNING).update(
                state=State.DONE, result=finished.result, progress=100, ended=timezone.now(), lease_until=None
            )
            if not done:
                raise LostError(f"job {claimed.id} was taken over")
            finished.effect()
    except LostError:
        pass  # another worker has it; nothing was done here
    except StoppedError:
        mine = BackgroundJob.objects.filter(id=claimed.id, attempt=claimed.attempt)
        mine.update(state=State.DONE, ended=timezone.now(), lease_until=None)
    except Exception as error:
        _failed(claimed, error)
    return True


def _failed(claimed: Claim, error: Exception) -> None:
    mine = BackgroundJob.objects.filter(id=claimed.id, attempt=claimed.attempt, state=State.RUNNING)
    trouble = f"{type(error).__name__}: {error}"
    mine.update(failures=F("failures") + 1, state=State.READY, lease_until=None, trouble=trouble)
    if BackgroundJob.objects.filter(id=claimed.id, failures__gte=MOST_FAILURES).exists():
        _bury(claimed.id, claimed.attempt, f"{type(error).__name__}: {error}")


def _bury(job: UUID, attempt: int, trouble: str) -> None:
    BackgroundJob.objects.filter(id=job, attempt=attempt).update(
        state=State.BURIED, trouble=trouble, ended=timezone.now(), lease_until=None
    )
