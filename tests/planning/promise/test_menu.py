# SPDX-License-Identifier: Apache-2.0
"""The menu tells ways that none beats, each as it can be kept and for what it costs."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.support.asked import Asked, asked_case
from tests.support.builders import job, lane, machine, mode, moment, network, operation

from klynge.job import Job, Work
from klynge.network.model import Network, Site
from klynge.planning import PlanningError, compile_problem, construct
from klynge.planning.promise import Book, menu, promise
from klynge.planning.promise.front import Front, dominates
from klynge.planning.promise.request import request_of

CASES = [case for seed in range(36) if (case := asked_case(20_000 + seed)) is not None]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_every_entry_stands_and_costs_what_it_says(case: Asked) -> None:
    """Each entry placed beside the plan is right by every rule, and adds the money and CO2 that measures count."""
    before, base = case.schedule.plan(), case.measures(case.schedule)
    told = menu(case.schedule, case.jobs)
    assert case.schedule.plan() == before
    for entry in told.entries:
        beside = case.schedule.copy()
        Book(beside).hold(entry)
        assert case.findings(beside) == []
        after = case.measures(beside)
        assert after.objective[2] - base.objective[2] == entry.cost_ore
        assert after.carbon.total_g - base.carbon.total_g == entry.co2_g
        told_at = beside.plan().at(beside.plan().outcomes[entry.order].delivered or 0)
        assert told_at == entry.delivered


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.network.name)
def test_no_entry_beats_another(case: Asked) -> None:
    """The front has no dominated entry, the same question gets the same menu, never later than the promise."""
    told = menu(case.schedule, case.jobs)
    values = [(int(e.delivered.timestamp()), e.cost_ore, e.co2_g) for e in told.entries]
    assert not any(dominates(a, b) for a, b in permutations(values, 2))
    assert told == menu(case.schedule, case.jobs)
    for name in ("earliest", "cheapest", "greenest") if told.entries else ():
        assert menu(case.schedule, case.jobs, only=name).entries == (told.named(name),)
    day = promise(case.schedule, case.jobs).delivered
    assert day is None or told.named("earliest").delivered <= day


@pytest.mark.parametrize("case", CASES[::2], ids=lambda case: case.network.name)
def test_ways_tried_together_come_out_as_alone(case: Asked) -> None:
    """What neighbouring ways have in common is placed once; each comes out as if it were tried alone."""
    request = request_of(case.schedule, case.jobs)
    front = Front(request, 200)
    front.search()
    choices = np.array(sorted(front.seen), np.int64)
    alone = [request.tried(choices[row : row + 1])[0] for row in range(len(choices))]
    assert np.array_equal(request.tried(choices)[:, :4], np.array(alone)[:, :4])


def two_sites() -> tuple[Network, Job]:
    """A dear quick machine at S, a cheap slow one at T, and from each a dear quick lane and a cheap slow one."""
    centres = machine("quick"), machine("slow", site="T")
    lanes = [
        replace(lane(site, "Oslo", hours * 3600), id=f"{site}-{name}", cost_ore=ore, co2_g_kg=grams)
        for site in "ST"
        for name, hours, ore, grams in (("express", 1, 90_000, 200), ("train", 30, 20_000, 10))
    ]
    places = network(*centres, sites=[Site("S", "M", "S"), Site("T", "M", "T")], lanes=lanes)
    ways = mode("quick", 3600, cost_ore=80_000), mode("slow", 7200, site="T", cost_ore=30_000)
    return places, job(operation("a", *ways), weight_g=10_000)


def test_modes_and_lanes_are_chosen_together() -> None:
    """The earliest is quick and by express, the cheapest slow and by train, and a dear lane with a cheap machine lies
    between."""
    places, asked = two_sites()
    told = menu(construct(compile_problem(places, Work(()))), [asked])
    ways = [(entry.work_centres, entry.ways, entry.cost_ore) for entry in told.entries]
    assert ways == [
        (("quick",), ("S-express",), 170_000),
        (("slow",), ("T-express",), 120_000),
        (("quick",), ("S-train",), 100_000),
        (("slow",), ("T-train",), 50_000),
    ]
    assert told.named("earliest") == told.entries[0]
    assert told.named("cheapest") == told.entries[-1]
    assert told.entries[0].extra_ore == 120_000


def test_wanted_day() -> None:
    """Entries say whether they keep the wanted moment, and so does the menu."""
    places, asked = two_sites()
    schedule = construct(compile_problem(places, Work(())))
    told = menu(schedule, [asked], moment("05T10:00"))
    assert [entry.kept for entry in told.entries] == [True, True, False, False]
    assert told.kept
    assert not menu(schedule, [asked], moment("05T08:00")).kept


def test_just_in_time_the_cheapest_that_arrives() -> None:
    """With a wanted day made just in time, only what is cheaper or greener among what arrives by then is told."""
    places, asked = two_sites()
    told = menu(construct(compile_problem(places, Work(()))), [asked], moment("08T00:00"), just_in_time=True)
    assert [(entry.ways, entry.kept) for entry in told.entries] == [(("T-train",), True)]
    assert told.entries[0].portions[0].end == (moment("06T15:00") - moment("05T00:00")).total_seconds()


def test_what_cannot_be_says_why() -> None:
    """No entry: the reason and the operation, as the promise says them."""
    places, asked = two_sites()
    schedule = construct(compile_problem(places, Work(())))
    told = menu(schedule, [replace(asked, operations=(operation("a", mode("quick", 10**6)),))])
    assert (told.entries, told.reason, told.operation) == ((), "no_time", "J a")


def test_an_order_begun_is_no_question() -> None:
    """Jobs of several orders, or none, are refused."""
    places, asked = two_sites()
    schedule = construct(compile_problem(places, Work(())))
    with pytest.raises(PlanningError, match="exactly one order"):
        menu(schedule, [asked, replace(asked, id="K", order="other")])
