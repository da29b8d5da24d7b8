# SPDX-License-Identifier: Apache-2.0
"""Scenarios of one firm: planned in the background, told in its own measures, about its own alone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from tests.support.people import Person
from tests.support.planned import In

from klynge.server.accounts.models import Kind
from klynge.server.background.jobs import kinds
from klynge.server.connection import addresses
from klynge.server.database import TRUSTEE
from klynge.server.jobs.actions import work_once
from klynge.server.roles import Role
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.opening import organisations_of

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("improved")
MORE_PAINT = "{format: klynge-scenario/1, id: more, changes: [{change: units, work_centre: paint, units: 1}]}"
OTHERS = "{format: klynge-scenario/1, id: others, changes: [{change: units, work_centre: sewing, units: 1}]}"


def tried(who: Person, text: str, key: str = "") -> Any:
    headers = {"Idempotency-Key": key or uuid4().hex}
    return who.post("/api/scenarios", {"name": "what if", "scenario": text}, headers=headers)


@pytest.fixture
def background() -> Iterator[ThreadPoolExecutor]:
    """A thread that does all jobs in line, as the background process does."""
    conninfo, cluster = addresses().conninfo(TRUSTEE), HERE.at(Kind.MEMBER, "fjell").cluster_id
    desk = Desk.open(conninfo, cluster, organisations_of(cluster, "trustee"), settings.SECRET_KEY.encode())

    def become() -> None:
        connections["default"] = connections["trustee"]

    with ThreadPoolExecutor(1, initializer=become) as pool:
        pool.work = lambda: pool.submit(_work, Desks([desk])).result()  # type: ignore[attr-defined]
        yield pool
        pool.submit(_close).result()
    desk.close()


def _work(desks: Desks) -> None:
    while work_once(kinds(desks)):
        pass


def _close() -> None:
    for connection in connections.all():
        connection.close()


def test_a_scenario_is_told_in_ones_own_measures(background: Any) -> None:
    """One more paint line: planned beside the plan as it is; the firm's orders, money and load, and nobody else's."""
    planner = HERE.member(Role.PLANNER)
    made = tried(planner, MORE_PAINT)
    assert made.status_code == 201, made.content
    background.work()
    found = planner.get(f"/api/scenarios/{made.json()['scenario']}").json()
    assert (found["state"], found["progress"]) == ("done", 100)
    result = found["result"]
    assert result["differences"].keys() == result["measures"].keys() == result["base"].keys()
    assert "paint" in {use["work_centre"] for use in result["load"]}
    assert not {use["work_centre"] for use in result["load"]} & {"sewing", "loom", "warping"}
    side = planner.get(f"/api/scenarios/compare?scenario={found['scenario']}&scenario={found['scenario']}").json()
    assert [each["scenario"] for each in side] == [found["scenario"]] * 2


def test_anothers_capacity_is_not_tried_out(background: Any) -> None:
    """A scenario with more units of another firm is not planned, and says what to leave out."""
    planner = HERE.member(Role.PLANNER)
    made = tried(planner, OTHERS).json()
    background.work()
    trouble = planner.get(f"/api/scenarios/{made['scenario']}").json()["result"]["trouble"]
    assert "sewing" in trouble["nb"][0]
    assert planner.get("/api/scenarios").json()[0]["result"]["measures"] is None
    assert HERE.member(Role.PLANNER, "vidda").get(f"/api/scenarios/{made['scenario']}").status_code == 404


def test_a_scenario_with_the_wrong_shape_says_where() -> None:
    """What is no scenario is refused with all that is wrong; the same key again is the same scenario."""
    planner, key = HERE.member(Role.PLANNER), uuid4().hex
    wrong = tried(planner, "{format: klynge-scenario/1, changes: [{change: units, units: x}]}")
    assert wrong.status_code == 422
    assert len(wrong.json()["errors"]) > 1
    assert tried(planner, MORE_PAINT, key).json() == tried(planner, MORE_PAINT, key).json()


def test_a_scenario_that_is_stopped_is_not_planned(background: Any) -> None:
    """Stopped before it began, it has no result; planned again, it has one."""
    planner = HERE.member(Role.PLANNER)
    made = tried(planner, MORE_PAINT).json()["scenario"]
    assert planner.post(f"/api/scenarios/{made}/stop").json()["state"] == "stopped"
    background.work()
    assert planner.get(f"/api/scenarios/{made}").json()["result"] is None
    assert planner.post(f"/api/scenarios/{made}/plan").json()["state"] == "ready"
    background.work()
    assert planner.get(f"/api/scenarios/{made}").json()["result"]["measures"]
