# SPDX-License-Identifier: Apache-2.0
"""The Røros folder: nine founders with orders, and every feature of the model in use."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from klynge.job import Work
from klynge.network import Network, work_of
from klynge.reading import read_network

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "roros"


@cache
def roros() -> Network:
    return read_network(FOLDER)


@cache
def work() -> Work:
    return work_of(roros())


def test_work_has_the_expected_size() -> None:
    """About four thousand orders: a job each, and more for each cabin's windows, doors and hood."""
    cabins = {order.id for order in roros().orders.values() if order.item.startswith("roroshytta/cabin/")}
    inside = Counter(job.order for job in work().jobs if job.order in cabins)
    assert len(roros().orders) == 3992
    assert len(work().jobs) == 3992 + sum(inside.values()) - len(cabins)
    assert set(inside.values()) <= {
        3,
        4,
        5,
    }  # the cabin, its windows and front door; with or without terrace door and hood
    assert 20_000 < sum(len(job.operations) for job in work().jobs) < 26_000


def test_every_founder_has_orders_and_capacity() -> None:
    """Each of the nine members takes orders and has six to twelve work centres."""
    orders = Counter(order.member for order in roros().orders.values())
    centres = Counter(roros().sites[centre.site].member for centre in roros().work_centres.values())
    assert len(roros().members) == 9
    assert set(orders) == set(centres) == set(roros().members)
    assert all(6 <= count <= 12 for count in centres.values())


def test_says_that_it_is_invented() -> None:
    """The folder says so itself, and claims no organisation number for a real firm."""
    assert "invented" in roros().synthetic
    assert not any(member.organisation_number for member in roros().members.values())


def test_people_are_anonymous() -> None:
    """A person is a site, a role and a number; a customer a class and a number."""
    assert all(person.split("-")[-1].isdigit() for person in roros().people)
    assert all(order.customer.split("-")[-1].isdigit() for order in roros().orders.values())


def test_cabin_takes_parts_from_other_members() -> None:
    """A cabin's order holds jobs of the joinery and of the hood maker, over lanes that exist."""
    owners = {job.owner for job in work().jobs if roros().orders[job.order].member == "roroshytta"}
    assert owners == {"roroshytta", "rdv", "roroshetta"}
    assert {"rdv-roros-hytta-gjosvika", "hetta-roros-hytta-gjosvika"} <= set(roros().lanes)


def test_tags_are_asked_for_in_the_campaign() -> None:
    """Most ear tags fall due from December to March."""
    due = [order.due.month for order in roros().orders.values() if order.member == "os-id"]
    assert sum(month in (12, 1, 2, 3) for month in due) > 0.7 * len(due)


def test_agreements_go_both_ways() -> None:
    """Laser and powder coating are lent by either sheet-metal firm to the other, as alternatives in routings."""
    pairs = {(agreement.giver, agreement.taker) for agreement in roros().agreements.values()}
    assert pairs == {("roroshetta", "roros-produkter"), ("roros-produkter", "roroshetta")}
    steps = [step for routing in roros().routings.values() for step in routing.steps]
    assert {way.agreement for step in steps for way in step.alternatives} == {None, *roros().agreements}
