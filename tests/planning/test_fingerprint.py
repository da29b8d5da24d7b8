# SPDX-License-Identifier: Apache-2.0
"""A schedule's digest changes when the plan does, and with nothing else."""

from __future__ import annotations

import pytest
from tests.support.builders import job, machine, mode, network, operation
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.planning import compile_problem, construct
from klynge.planning.fingerprint import fingerprint
from klynge.planning.placing import PlacingError
from klynge.planning.placing.single import take_off
from klynge.planning.promise import Book, menu, promise

FIRST = job(operation("a", mode(fixed_s=6 * 3600)), id="first", order="first")
ASKED = job(operation("a", mode(fixed_s=4 * 3600)), id="asked", order="asked")


def test_asking_changes_nothing_and_holding_does() -> None:
    """A promise or a menu leaves it as it is; an order taken in gives another."""
    schedule = construct(compile_problem(network(machine()), Work((FIRST,))))
    before = fingerprint(schedule)
    promise(schedule, [ASKED])
    entry = menu(schedule, [ASKED]).entries[0]
    assert fingerprint(schedule) == before
    book = Book(schedule)
    book.hold(entry)
    assert fingerprint(book.schedule) != before


@pytest.mark.parametrize("seed", range(30))
def test_taking_an_order_off_shows(seed: int) -> None:
    """Of random plans too; an independent copy has the same digest."""
    network_, work = random_case(52_000 + seed, 15)
    schedule = construct(compile_problem(network_, work), "due")
    copy, before = schedule.copy(), fingerprint(schedule)
    assert fingerprint(copy) == before
    placed = [o.order for o in schedule.plan().outcomes.values() if o.delivered is not None]
    begun = {one.order for one in work.jobs for op in one.operations if op.reported}
    for order in [one for one in placed if one not in begun][:1]:
        try:
            take_off(copy, order)
        except PlacingError:  # what is beside it cannot stay without it
            assert fingerprint(copy) == before
        else:
            assert fingerprint(copy) != before
