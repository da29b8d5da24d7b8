# SPDX-License-Identifier: Apache-2.0
"""What if: scenarios of one's own firm, planned in the background: /api/scenarios."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema, Status
from pydantic import Field

from klynge.planning.scenario import ScenarioError
from klynge.server.api.access import asker, needs
from klynge.server.api.problem import ProblemError, not_found
from klynge.server.api.types import KeyHeader, Text
from klynge.server.roles import Ability
from klynge.server.scenarios.actions import LARGEST, add_scenario, forget_scenario, plan_again, stop_scenario
from klynge.server.scenarios.models import Scenario
from klynge.server.scenarios.queries import scenario_of, scenarios_of, told
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

router = Router(tags=["scenarios"])
PLAN = needs(Ability.PLAN)


class ScenarioIn(Schema):
    """A scenario as docs/reference/scenario.schema.json has it, in YAML or JSON."""

    name: Annotated[Text, Field(max_length=120)] = ""
    scenario: Annotated[str, Field(min_length=1, max_length=LARGEST)]


class Moved(Schema):
    """One's own order that arrives at another time, is new or is no more."""

    order: str
    before: datetime | None
    after: datetime | None
    target: datetime
    later_s: int
    new: bool
    gone: bool


class Use(Schema):
    """The use of one's own work centre, of its open hours."""

    work_centre: str
    before: float
    after: float


class Outcome(Schema):
    """What it leads to in one's own measures, or `trouble`: what is wrong with it, in "nb" and "en"."""

    trouble: dict[Literal["nb", "en"], list[str]] | None = None
    sequence: int | None = None
    base: dict[str, int | float] | None = None
    measures: dict[str, int | float] | None = None
    differences: dict[str, int | float] | None = None
    load: list[Use] | None = None
    orders: list[Moved] | None = None


class ScenarioOut(Schema):
    """A scenario, how far its planning is (per cent), and what came out."""

    scenario: UUID
    name: str
    changes: dict[str, Any]
    made: datetime
    state: Literal["ready", "running", "done", "stopped", "failed", "gone"]
    progress: int
    result: Outcome | None


@router.get("", response=list[ScenarioOut], summary="My firm's scenarios", auth=PLAN)
def list_scenarios(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest first."""
    standing = asker(request)
    with acting_for(standing):
        return told(standing.organisation, scenarios_of(standing.organisation))


@router.post("", response={201: ScenarioOut}, summary="Try a scenario", auth=PLAN)
def new_scenario(request: HttpRequest, wanted: ScenarioIn, idempotency_key: KeyHeader) -> Status[Any]:
    """It is planned in the background; the plan is not changed. It may change one's own alone."""
    standing = asker(request)
    try:
        with acting_for(standing):
            made = add_scenario(standing, wanted.name, wanted.scenario, idempotency_key)
            found = told(standing.organisation, [made])[0]
    except ScenarioError as error:
        raise unreadable_scenario(error) from None
    return Status(201, found)


@router.get("compare", response=list[ScenarioOut], summary="Scenarios side by side", auth=PLAN)
def compare_scenarios(
    request: HttpRequest, scenario: Annotated[list[UUID], Query(min_length=1, max_length=8)]
) -> list[dict[str, Any]]:
    """In the order that they are named; another firm's are not found."""
    standing = asker(request)
    with acting_for(standing):
        return told(standing.organisation, [_one(standing, each) for each in scenario])


@router.get("{uuid:scenario}", response=ScenarioOut, summary="One scenario", auth=PLAN)
def one_scenario(request: HttpRequest, scenario: UUID) -> dict[str, Any]:
    """With what came out, once it is planned."""
    standing = asker(request)
    with acting_for(standing):
        return told(standing.organisation, [_one(standing, scenario)])[0]


@router.post("{uuid:scenario}/plan", response=ScenarioOut, summary="Plan it again", auth=PLAN)
def plan_scenario_again(request: HttpRequest, scenario: UUID) -> dict[str, Any]:
    """On the plan as it is now."""
    standing = asker(request)
    with acting_for(standing):
        return told(standing.organisation, [plan_again(standing, _one(standing, scenario))])[0]


@router.post("{uuid:scenario}/stop", response=ScenarioOut, summary="Plan it no further", auth=PLAN)
def stop_planning(request: HttpRequest, scenario: UUID) -> dict[str, Any]:
    """What has come out already stays."""
    standing = asker(request)
    with acting_for(standing):
        found = _one(standing, scenario)
        stop_scenario(standing, found)
        return told(standing.organisation, [found])[0]


@router.delete("{uuid:scenario}", response={204: None}, summary="Forget a scenario", auth=PLAN)
def delete_scenario(request: HttpRequest, scenario: UUID) -> Status[Any]:
    """With what came out of it."""
    standing = asker(request)
    with acting_for(standing):
        if not forget_scenario(standing, scenario):
            raise not_found()
    return Status(204, None)


def unreadable_scenario(error: ScenarioError) -> ProblemError:
    """All that is wrong with the shape of a scenario."""
    language = "en" if get_language() == "en" else "nb"
    wrong = [{"where": "scenario", "what": each.line(language)} for each in error.problems[:50]]
    return ProblemError(
        422,
        "unreadable",
        say("Some of what was sent cannot be used."),
        remedy=say("Mend the fields that are named."),
        errors=wrong,
    )


def _one(standing: Standing, scenario: UUID) -> Scenario:
    found = scenario_of(standing.organisation, scenario)
    if found is None:
        raise not_found()
    return found
