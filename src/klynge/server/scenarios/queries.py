# SPDX-License-Identifier: Apache-2.0
"""Scenarios with where their planning stands; pages and API use these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from klynge.server.jobs.models import BackgroundJob
from klynge.server.scenarios.models import Scenario


def scenarios_of(organisation: UUID, most: int = 200) -> list[Scenario]:
    """A firm's scenarios, the newest first."""
    return list(Scenario.objects.filter(tenant=organisation).order_by("-made")[:most])


def scenario_of(organisation: UUID, scenario: UUID) -> Scenario | None:
    """One of them."""
    return Scenario.objects.filter(tenant=organisation, id=scenario).first()


def told(organisation: UUID, scenarios: Iterable[Scenario]) -> list[dict[str, Any]]:
    """Each with its state, how far it is in per cent, and what came out (None: nothing yet).

    A result has "trouble" (lines in "nb" and "en") when it cannot be planned, else "base", "measures", "differences",
    "load" and "orders".
    """
    rows = list(scenarios)
    jobs = {job.id: job for job in BackgroundJob.objects.filter(tenant=organisation, id__in=[row.job for row in rows])}
    return [_told(row, jobs.get(row.job)) for row in rows]


def _told(row: Scenario, job: BackgroundJob | None) -> dict[str, Any]:
    state = "gone" if job is None else "stopped" if job.stop_asked and job.result is None else job.state
    return {
        "scenario": row.id,
        "name": row.name,
        "changes": row.changes,
        "made": row.made,
        "state": "failed" if state == "buried" else state,
        "progress": 0 if job is None else job.progress,
        "result": None if job is None else job.result,
    }
