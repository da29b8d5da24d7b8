# SPDX-License-Identifier: Apache-2.0
"""The examples' scenarios: what they lead to is what planning their clusters whole gives, and their plans are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge import check, compare, measure, read, read_scenario
from klynge import scenario as planned_scenario
from klynge.api import Cluster, Planned
from klynge.planning import compile_problem, construct

EXAMPLES = Path(__file__).parents[2] / "examples"


def planned(name: str) -> Planned:
    cluster: Cluster = read(EXAMPLES / name)
    schedule = construct(compile_problem(cluster.network, cluster.work), "due")
    return Planned(cluster, schedule.plan(), schedule)


def files(name: str) -> list[Path]:
    return sorted((EXAMPLES / name / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="module")
def elverum() -> Planned:
    return planned("elverum")


def test_elverum(elverum: Planned) -> None:
    """Moulding in two shifts brings orders in time, lost ovens make them late, dear energy moves nothing."""
    found = {o.scenario.id: o for o in compare(elverum, files("elverum")).outcomes}
    assert found["second-shift"].differences["weighted_lateness_s"] < 0
    assert found["lost-oven"].differences["on_time"] < 0
    assert found["dear-energy"].changes == ()
    assert found["dear-energy"].differences["machine_ore"] > 0
    assert found["more-volume"].differences["value_ore"] > 0
    assert found["new-cnc"].invested_ore > 0
    assert found["faster-set-up"].differences["on_time"] >= 0


@pytest.mark.parametrize("path", files("elverum"), ids=lambda path: path.stem)
def test_elverum_is_what_its_cluster_gives(elverum: Planned, path: Path) -> None:
    """The cluster of the scenario, planned whole, measures the same, and its plan breaks no rule."""
    quick = compare(elverum, [path]).outcomes[0].figures
    whole = planned_scenario(elverum, path)
    right = measure(whole)
    assert (quick.service, quick.costs, quick.carbon) == (right.service, right.costs, right.carbon)
    assert check(whole) == []


def test_roros() -> None:
    """Without their laser agreements two firms are later; where nothing changes for an order it comes as before."""
    found = {o.scenario.id: o for o in compare(planned("roros"), files("roros")).outcomes}
    assert len(found) == len(files("roros"))
    moved = {change.order.rsplit("-", 1)[0] for change in found["no-laser-sharing"].changes}
    assert moved <= {"roros-produkter", "roroshetta"}
    assert found["no-laser-sharing"].differences["on_time"] <= 0
    assert found["second-shift"].differences["on_time"] > 0


def test_a_scenario_says_which_rule_it_is_planned_by(elverum: Planned) -> None:
    """The rule of the plan given, so that the difference is the scenario's alone."""
    found = planned_scenario(elverum, read_scenario(files("elverum")[0]))
    assert found.schedule is not None
    assert found.schedule.rule == "due"
