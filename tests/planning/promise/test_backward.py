# SPDX-License-Identifier: Apache-2.0
"""Just in time: as late as may be, and no later than wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.asked import Asked, asked_case
from tests.support.builders import job, machine, mode, moment, network, operation

from klynge.job import Precedence, Work
from klynge.planning import compile_problem, construct
from klynge.planning.promise import Book, menu
from klynge.planning.promise.backward import in_time, just_in_time
from klynge.planning.promise.front import Front
from klynge.planning.promise.request import request_of

CASES = [(n, case) for n in range(40) if (case := asked_case(50_000 + n)) is not None]


@pytest.mark.parametrize(("n", "case"), CASES)
def test_it_arrives_and_cannot_wait(n: int, case: Asked) -> None:
    """It arrives by the wanted moment; the whole order shifted by any time does not."""
    request = request_of(case.schedule, case.jobs)
    ways = Front(request, 60).search()
    if not ways:
        return
    latest = ways[0].value[0] + n % 5 * 30_000
    least = just_in_time(request, ways[0].choice, latest)
    assert least is not None
    assert in_time(request, ways[0].choice, least, latest)
    for later in (1, 60, 3600, 86_400):
        assert not in_time(request, ways[0].choice, [start + later for start in least], latest)


@pytest.mark.parametrize(("n", "case"), CASES[::3])
def test_it_stands(n: int, case: Asked) -> None:  # noqa: ARG001
    """Entries made just in time are right by every rule when they are held, and begin no earlier than the others."""
    early = menu(case.schedule, case.jobs)
    if not early.entries:
        return
    wanted = early.entries[0].delivered + timedelta(days=2)
    for entry in menu(case.schedule, case.jobs, wanted, just_in_time=True).entries:
        beside = case.schedule.copy()
        Book(beside).hold(entry)
        assert case.findings(beside) == []
        assert not entry.kept or entry.delivered <= wanted


def test_every_step_waits() -> None:
    """Two hours of work with an hour's rest between: on Thursday's last hours, the first just before the second."""
    steps = operation("a", mode(fixed_s=3600)), operation("b", mode(fixed_s=3600))
    asked = job(*steps, links=[Precedence("a", "b", min_lag_s=3600)])
    schedule = construct(compile_problem(network(machine()), Work(())))
    told = menu(schedule, [asked], moment("08T17:00"), just_in_time=True)
    starts = [schedule.plan().at(portion.start) for portion in told.entries[0].portions]
    assert starts == [moment("08T12:00"), moment("08T14:00")]
