# SPDX-License-Identifier: Apache-2.0
"""What explanations tell about the surroundings: who stands in front, what binds, which like unit was free."""

from __future__ import annotations

from tests.support.builders import START, at, job, machine, moment, network, operation, portion
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.planning import compile_problem, construct
from klynge.planning.explain import Cause, Explainer, Explanation, explain
from klynge.planning.explain.binding import IN_FRONT
from klynge.planning.measure import Reading
from klynge.planning.plan import Outcome, Plan


def queued(units: int) -> Explanation:
    """Order O waits an hour behind order P on the first unit of a machine."""
    work = Work((job(operation("a")), job(operation("b"), id="K", order="P")))
    ahead = portion("b", "05T07:00", "05T08:00", order="P", job="K")
    outcomes = {"O": Outcome("O", at("05T10:00")), "P": Outcome("P", at("05T09:00"))}
    portions = (portion("a", "05T08:00", "05T09:00"), ahead)
    plan = Plan(START, 0, at("19T00:00"), portions, (), outcomes)
    return explain(network(machine(units=units), end=moment("19T00:00")), work, plan, "O")


def test_who_stands_in_front() -> None:
    """The blocker with its owner and the work centre, and the work centre as what binds; an hour brings an hour."""
    told = queued(1)
    assert [(one.order, one.owner, one.seconds, one.work_centres) for one in told.blockers] == [
        ("P", "M", 3600, ("cut",))
    ]
    first = next(one for one in told.bindings if one.kind == "work_centre")
    assert (first.name, first.owner, first.seconds, first.hour_brings_s) == ("cut", "M", 3600, 3600)


def test_a_like_unit_that_was_free_is_the_cause() -> None:
    """Nobody stands in front of an order that another unit could have taken, and both languages say so."""
    told = queued(2)
    assert told.blockers == ()
    assert [(fact.cause, fact.subject) for fact in told.facts if fact.cause is Cause.UNIT_FREE] == [
        (Cause.UNIT_FREE, "2")
    ]
    assert "annen enhet" in told.words("nb")
    assert "another unit" in told.words("en")


def test_blockers_add_up() -> None:
    """On random networks all that stands in front is told of someone, with an owner."""
    for seed in range(30):
        found, work = random_case(seed, 20)
        plan = construct(compile_problem(found, work)).plan()
        explainer = Explainer(Reading(found, work, plan))
        for order in plan.outcomes:
            told = explainer.explain(order)
            spent = sum(fact.seconds for fact in told.facts if fact.cause in IN_FRONT)
            assert sum(one.seconds for one in told.blockers) == spent
            owners = [*(one.owner for one in told.blockers), *(one.owner for one in told.bindings)]
            assert all(owners)
