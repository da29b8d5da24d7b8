# SPDX-License-Identifier: Apache-2.0
"""A demonstration that is looked at late in its week has been worked to until then."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import klynge
from klynge.job import Status
from klynge.planning.check import check
from klynge.planning.fold import PlanState, Row, Snapshot, changes_between, fold
from klynge.server.serve.this_week import in_this_week
from klynge.server.serve.worked import rows_of_work

EXAMPLE = Path("examples/elverum")
MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def planned() -> PlanState:
    """The plan of an example as it begins on a Monday."""
    with in_this_week([EXAMPLE], MONDAY) as (folder,):
        cluster = klynge.read(folder)
    opened = PlanState.opened(cluster.network, cluster.work.supplies)
    opened = fold([Row(sequence=1, changes=(Snapshot(state=opened.to_data()),))])
    changes = changes_between(opened, cluster.network, cluster.work, klynge.plan(cluster).plan)
    return fold([Row(sequence=2, changes=changes)], opened)


@pytest.mark.parametrize("days", [0, 1, 3, 6])
def test_all_that_was_to_begin_is_reported(planned: PlanState, days: int) -> None:
    """As it was planned: work is done or under way, what has arrived is delivered, and the plan breaks no rule."""
    clock = planned.network.start + timedelta(days=days, hours=14)
    rows = rows_of_work(planned, clock)
    state = fold([row for row, _ in rows], planned)
    assert state == rows[-1][1]
    now_s = round((clock - state.network.epoch).total_seconds())
    assert all(one.frozen for made in state.placements.values() for one in made if one.start < now_s)
    reports = [
        report
        for order in state.orders.values()
        for job in order.jobs
        for op in job.operations
        for report in op.reported
    ]
    assert any(report.state == "finished" for report in reports)
    assert all(report.state == "frozen" or (report.state == "finished") == (report.end <= clock) for report in reports)
    assert check(state.network, state.work(), state.as_plan()) == []
    delivered = {name for name, order in state.orders.items() if order.status is Status.DELIVERED}
    assert all((state.outcomes[name].delivered or now_s) <= now_s for name in delivered)
    assert delivered or days < 6


def test_a_plan_of_another_time_is_as_it_was(planned: PlanState) -> None:
    """Before it begins and after its end nothing is reported."""
    for clock in (planned.network.start, planned.network.end + timedelta(days=1)):
        assert rows_of_work(planned, clock) == []
