# SPDX-License-Identifier: Apache-2.0
"""A member's figures and what changed, as the trustee tells them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.server.web.floor.test_queue import tell, to_do, told
from tests.server.web.test_plan import committed, member

import klynge
from klynge.planning.fold import PlanState, Row, changes_between, fold
from klynge.planning.fold.rows import Snapshot
from klynge.planning.measure import measure
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.roles import Role
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.figures import measured
from klynge.server.trustee.link import ask

ROOT = Path(__file__).parents[4]


def opened() -> PlanState:
    """The small example, planned."""
    cluster = klynge.read(ROOT / "examples" / "small")
    empty = PlanState.opened(cluster.network, cluster.work.supplies)
    first = fold([Row(sequence=1, changes=(Snapshot(state=empty.to_data()),))])
    changes = changes_between(first, cluster.network, cluster.work, klynge.plan(cluster).plan)
    return fold([Row(sequence=2, changes=changes)], first)


def test_the_figures_add_up_to_what_is_measured_of_the_plan() -> None:
    """For each member: value, cost, what is paid and received, contribution and people's hours."""
    state = opened()
    for one in measure(state.network, state.work(), state.as_plan()).members:
        whole = measured(state, one.member)["whole"]
        assert (whole["value_ore"], whole["cost_ore"]) == (one.value_ore, one.costs.total_ore)
        assert (whole["paid_ore"], whole["received_ore"]) == (one.agreement_paid_ore, one.agreement_received_ore)
        assert whole["contribution_ore"] == one.contribution_ore
        assert whole["people_h"] == pytest.approx(one.planned_h, abs=0.01)


def test_each_grouping_adds_up_to_the_whole() -> None:
    """By product, customer and month the same øre are only laid out otherwise."""
    found = measured(opened(), "fjell")
    for group in ("products", "customers", "months"):
        for name in ("orders", "value_ore", "cost_ore", "contribution_ore"):
            assert sum(row[name] for row in found[group]) == found["whole"][name]


def test_of_another_firms_work_only_its_sum_is_told() -> None:
    """The weaver's figures name no product and no customer of the furniture maker."""
    state = opened()
    found = measured(state, "vidda")
    others = {job.customer for job in state.work().jobs if job.owner != "vidda" and job.customer}
    assert others
    assert not others & {row["name"] for row in found["customers"]}
    assert {each["work_centre"] for each in found["work_centres"]} == {"warping", "loom", "sewing"}


def standing(role: Role, code: str = "fjell") -> Standing:
    who = member(role, code)
    found = standing_in(who.user.id, places_of(who.user.id))
    assert found is not None
    return found


@pytest.mark.usefixtures("trustee")
def test_what_changed_is_ones_own() -> None:
    """A new order and a report are told to their firm, not to the other one."""
    since = {"since": (datetime.now(UTC) - timedelta(hours=1)).isoformat()}
    number = committed()
    worker = member(Role.FLOOR)
    assert tell(worker, told(to_do(worker, "saw"), "start")).status_code == 200
    found = ask("changes", standing(Role.MANAGER), since)
    assert number in {each["number"] for each in found["states"]}
    assert "saw" in {each["work_centre"] for each in found["reports"]}
    others = ask("changes", standing(Role.MANAGER, "vidda"), since)
    assert number not in str(others)
    assert "saw" not in {each["work_centre"] for each in others["reports"]}


@pytest.mark.usefixtures("trustee")
@pytest.mark.parametrize("address", ["/manager/", "/manager/figures/", "/manager/figures/?by=months"])
def test_the_pages_open_for_the_manager_alone(address: str) -> None:
    """With figures for one, 403 for the floor."""
    assert member(Role.MANAGER).get(address).status_code == 200
    assert member(Role.FLOOR).get(address).status_code == 403
