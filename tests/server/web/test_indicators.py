# SPDX-License-Identifier: Apache-2.0
"""What each member puts into a figure of the cluster, counted from a plan by hand."""

from __future__ import annotations

from datetime import date

from tests.support.builders import job, machine, moment, network, operation, portion

from klynge.job import Status
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Outcome
from klynge.server.trustee.indicators import figure

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def state() -> PlanState:
    """Two orders promised for the ninth at noon: one arrives an hour after its work, the other a week late."""
    kept, missed = job(operation(), id="A"), job(operation(), id="B")
    orders = {each.id: OrderState((each,), Status.COMMITTED, moment("09T12:00"), moment("09T12:00"))
              for each in (kept, missed)}  # fmt: skip
    placed = {
        "A": (portion("a", "05T07:00", "05T08:00", job="A"),),
        "B": (portion("a", "05T08:00", "05T10:00", job="B"),),
    }
    end = {name: portions[-1].end for name, portions in placed.items()}
    outcomes = {"A": Outcome("A", end["A"] + 3600), "B": Outcome("B", end["B"] + 7 * 86_400)}
    return PlanState(network(machine()), (), orders, placed, {}, outcomes)


def values(name: str, members: tuple[str, ...] = ("M",), kind: str = "") -> list[tuple[str, str, int]]:
    found = figure(state(), name, kind, FIRST, LAST, members, ())
    return [(part.member, part.period, part.value) for part in found.contributions]


def test_orders_are_counted_by_the_day_agreed() -> None:
    """Two due in January, one of them in time."""
    assert values("orders") == [("M", "2026-01/orders", 2)]
    assert values("kept") == [("M", "2026-01/kept", 1)]
    assert values("missed") == [("M", "2026-01/missed", 1)]


def test_load_is_the_time_that_units_are_taken() -> None:
    """Three hours of a machine, none of an oven."""
    assert values("load") == [("M", "2026-01/machine/load", 3 * 3600)]
    assert values("load", kind="batch") == []


def test_who_is_no_member_is_left_out() -> None:
    """What a firm does that has not signed is in no figure."""
    assert values("orders", members=("N",)) == []
