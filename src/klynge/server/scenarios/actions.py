# SPDX-License-Identifier: Apache-2.0
"""Keeping a scenario and having it planned; each in the caller's transaction on behalf of who asks."""

from __future__ import annotations

from uuid import UUID, uuid5

from klynge.exchange.scenario_file import parse_scenario
from klynge.planning.scenario import to_data
from klynge.server.jobs.actions import enqueue, stop
from klynge.server.jobs.models import BackgroundJob, State
from klynge.server.scenarios.models import Scenario
from klynge.server.scenarios.planning import KIND
from klynge.server.tenancy.middleware import Standing

LARGEST = 200_000
"""Characters of a scenario's text."""


def add_scenario(standing: Standing, name: str, text: str, key: str) -> Scenario:
    """Keep a scenario (YAML or JSON) and put its planning in line; the same key again gives the same one.

    Raises ScenarioError with all that is wrong with its shape.
    """
    identifier = uuid5(standing.organisation, f"scenario {key}")
    known = Scenario.objects.filter(tenant=standing.organisation, id=identifier).first()
    if known is not None:
        return known
    found = parse_scenario(text.encode(), name, "scenario")
    job = enqueue(standing.organisation, KIND, {"scenario": str(identifier)})
    return Scenario.objects.create(
        id=identifier,
        tenant=standing.organisation,
        cluster=standing.cluster,
        name=name or found.title("nb"),
        changes=to_data(found),
        job=job,
        made_by=standing.user,
    )


def stop_scenario(standing: Standing, scenario: Scenario) -> None:
    """Plan it no further."""
    if BackgroundJob.objects.filter(tenant=standing.organisation, id=scenario.job).exists():
        stop(scenario.job)


def plan_again(standing: Standing, scenario: Scenario) -> Scenario:
    """Plan it once more, on the plan as it is now; while it is being planned nothing is changed."""
    job = BackgroundJob.objects.filter(tenant=standing.organisation, id=scenario.job).first()
    if job is None or job.state not in (State.READY, State.RUNNING):
        scenario.job = enqueue(standing.organisation, KIND, {"scenario": str(scenario.id)})
        scenario.save(update_fields=["job"])
    return scenario


def forget_scenario(standing: Standing, scenario: UUID) -> bool:
    """Keep it no longer; whether there was one."""
    return bool(Scenario.objects.filter(tenant=standing.organisation, id=scenario).delete()[0])
