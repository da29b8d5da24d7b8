# SPDX-License-Identifier: Apache-2.0
"""What `explain` says binds an order, one cause at a time, and that its account adds up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.builders import World, at, job, lane, machine, mode, moment, network, operation, portion, world

from klynge.job import Job, Material, Need, Pause, Phase, Precedence, Reported, Supply
from klynge.network import read_folder, work_of
from klynge.network.model import (
    Agreement,
    Departure,
    Item,
    Kind,
    Member,
    Pool,
    PoolKind,
    PoolPart,
    SetupMatrix,
    Site,
    Source,
)
from klynge.planning import compile_problem, construct
from klynge.planning.explain import Cause, Explainer, Explanation, explain
from klynge.planning.measure import Reading
from klynge.planning.plan import Lot, Outcome, Peg, PoolUse, Portion

HOUR = 3600


def explained(case: World, order: str = "O") -> Explanation:
    """The explanation, after making sure that its account adds up."""
    found = explain(case.network, case.work, case.plan, order)
    if found.delivered is not None:
        assert sum(fact.seconds for fact in found.facts) == found.delivered - found.release
    return found


def hours(found: Explanation) -> dict[str, float]:
    return {str(cause): seconds / HOUR for cause, seconds in found.seconds_by_cause().items()}


def one(*rows: Portion, work: Job | None = None, others: Iterable[Job] = (), **more: Any) -> World:
    """Order O, released on Monday at seven, and what else is on the machine."""
    own = work or job(operation("a"), release=moment("05T07:00"))
    centres = more.pop("centres", [machine()])
    return world(network(*centres, **more), [own, *others], rows)


def other(name: str, **more: Any) -> Job:
    return job(operation("a"), id=name, order=name, **more)


def on_machine(order: str, start: str, end: str, **more: Any) -> Portion:
    return portion("a", start, end, order=order, job=order, **more)


def test_nothing_waits() -> None:
    """Run and transport make the whole account."""
    assert hours(explained(one(portion("a", "05T07:00", "05T08:00")))) == {"run": 1, "transport": 1}


def test_busy_with_another_order() -> None:
    """The facts name whose order occupied the machine and how long."""
    case = one(
        on_machine("P", "05T07:00", "05T10:00"), portion("a", "05T10:00", "05T11:00"), others=[other("P", owner="N")]
    )
    busy = next(fact for fact in explained(case).facts if fact.cause is Cause.BUSY)
    assert (busy.order, busy.owner, busy.seconds, busy.work_centre) == ("P", "N", 3 * HOUR, "cut")
    assert (busy.first, busy.last) == (at("05T07:00"), at("05T10:00"))


def test_closed_is_told_apart_from_busy() -> None:
    """Busy until the shift's end, then the night, then it starts."""
    case = one(on_machine("P", "05T07:00", "05T15:00"), portion("a", "06T07:00", "06T08:00"), others=[other("P")])
    assert hours(explained(case)) == {"closed": 16, "busy": 8, "run": 1, "transport": 1}


def test_a_pause_is_closed_time() -> None:
    """A run over the night: two hours of work, sixteen closed."""
    long = job(operation("a", mode(fixed_s=2 * HOUR)), release=moment("05T14:00"))
    assert hours(explained(one(portion("a", "05T14:00", "06T08:00"), work=long))) == {
        "closed": 16,
        "run": 2,
        "transport": 1,
    }


def test_set_up() -> None:
    """Set-up after the release counts as set-up."""
    matrix = SetupMatrix("x", ("red", "blue"), {}, {}, default_s=HOUR)
    blue = job(operation("a", mode(family="blue")), release=moment("05T07:00"))
    row = portion("a", "05T08:00", "05T09:00", setup="05T07:00", family="blue")
    case = one(row, work=blue, centres=[machine(setup_matrix="x", states=("red",))], setup_matrices=[matrix])
    assert hours(explained(case)) == {"setup": 1, "run": 1, "transport": 1}


def test_a_gap_that_is_too_short() -> None:
    """Free for an hour before another order, but two are needed."""
    long = job(operation("a", mode(fixed_s=2 * HOUR)), release=moment("05T07:00"))
    rows = [on_machine("P", "05T08:00", "05T09:00"), portion("a", "05T09:00", "05T11:00")]
    assert hours(explained(one(*rows, work=long, others=[other("P")]))) == {
        "run": 2,
        "too_short": 1,
        "busy": 1,
        "transport": 1,
    }


def test_too_little_left_of_the_shift() -> None:
    """Two hours that may not pause wait for the next morning when one is left."""
    whole = job(operation("a", mode(fixed_s=2 * HOUR, pause=Pause.WHOLE)), release=moment("05T14:00"))
    assert hours(explained(one(portion("a", "06T07:00", "06T09:00"), work=whole))) == {
        "closed": 16,
        "run": 2,
        "shift": 1,
        "transport": 1,
    }


def test_waiting_for_people() -> None:
    """The one operator is at another machine."""
    crew = Pool("crew", "S", PoolKind.PEOPLE, (PoolPart("day", 1000),))
    need, use = (Need(Phase.RUN, ("crew",), 1000),), (PoolUse(0, "crew", 1000),)
    own = job(operation("a", mode(needs=need)), release=moment("05T07:00"))
    saw = job(operation("a", mode("saw", needs=need)), id="P", order="P")
    rows = [
        portion("a", "05T07:00", "05T08:00", order="P", job="P", work_centre="saw", pools=use),
        portion("a", "05T08:00", "05T09:00", pools=use),
    ]
    case = one(*rows, work=own, others=[saw], centres=[machine(), machine("saw")], pools=[crew])
    waiting = next(fact for fact in explained(case).facts if fact.cause is Cause.POOL)
    assert (waiting.subject, waiting.seconds) == ("crew", HOUR)


def test_waiting_for_the_batch() -> None:
    """A batch starts when its last portion is ready."""
    oven = machine("oven", kind=Kind.BATCH, capacity=10)
    bake = mode("oven", load_per_unit=1)
    jobs = [
        job(operation("a", bake), id=n, order=n, release=moment(f"05T{h}:00")) for n, h in (("O", "07"), ("P", "09"))
    ]
    rows = [portion("a", "05T09:00", "05T10:00", order=n, job=n, work_centre="oven", batch="1") for n in "OP"]
    case = world(network(oven), jobs, rows)
    mate = next(fact for fact in explained(case).facts if fact.cause is Cause.BATCH)
    assert (mate.order, mate.seconds) == ("P", 2 * HOUR)


def test_the_chain_follows_the_operation_before() -> None:
    """Lag between operations, and the wait of the first one."""
    chain = job(
        operation("a"),
        operation("b", mode("saw")),
        links=[Precedence("a", "b", min_lag_s=1800)],
        release=moment("05T07:00"),
    )
    rows = [portion("a", "05T07:00", "05T08:00"), portion("b", "05T08:30", "05T09:30", work_centre="saw")]
    found = explained(one(*rows, work=chain, centres=[machine(), machine("saw")]))
    assert [(fact.operation, str(fact.cause)) for fact in found.facts] == [
        ("a", "run"),
        ("b", "lag"),
        ("b", "run"),
        ("", "transport"),
    ]


def test_departures_between_sites() -> None:
    """Ready at eight, the lorry leaves at noon, an hour on the road."""
    lanes = [lane("S", "T", departures=(Departure(0, time(12)),)), lane("T", "Oslo")]
    sites = [Site("S", "M", "Site"), Site("T", "M", "Other site")]
    chain = job(
        operation("a"), operation("b", mode("saw", site="T")), links=[Precedence("a", "b")], release=moment("05T07:00")
    )
    rows = [portion("a", "05T07:00", "05T08:00"), portion("b", "05T13:00", "05T14:00", work_centre="saw")]
    case = one(*rows, work=chain, centres=[machine(), machine("saw", site="T")], lanes=lanes, sites=sites)
    assert hours(explained(case)) == {"departure": 4, "run": 2, "transport": 2}


def test_overlap_is_accounted_once() -> None:
    """The second operation begins when the first tenth is handed over."""
    links = [Precedence("a", "b", transfer_quantity=1)]
    ways = [mode(fixed_s=0, unit_ms=360_000), mode("saw", fixed_s=0, unit_ms=360_000)]
    chain = job(
        operation("a", ways[0], quantity=10),
        operation("b", ways[1], quantity=10),
        links=links,
        release=moment("05T07:00"),
    )
    rows = [
        portion("a", "05T07:00", "05T08:00", quantity=10),
        portion("b", "05T07:06", "05T08:06", work_centre="saw", quantity=10),
    ]
    assert hours(explained(one(*rows, work=chain, centres=[machine(), machine("saw")]))) == {"run": 1.1, "transport": 1}


def test_bought_material() -> None:
    """Waiting for a purchase is lead time from the release on."""
    made = operation("a", materials=(Material("glue", 1),))
    items = [Item("glue", "M", "Glue", "g", Source.BUY, lead_time_s=2 * HOUR)]
    peg = Peg("glue", 1, "purchase", "", at("05T09:00"))
    case = one(
        portion("a", "05T09:00", "05T10:00", pegs=(peg,)), work=job(made, release=moment("05T07:00")), items=items
    )
    bought = explained(case).facts[0]
    assert (bought.cause, bought.subject, bought.seconds) == (Cause.PURCHASE, "glue", 2 * HOUR)


def test_a_supply_lot_is_followed_into_its_making() -> None:
    """The heat was melted from seven to eight; the pour waited for it."""
    melt, pour = operation("melt", mode("furnace")), operation("a", materials=(Material("metal", 1),))
    heat = Supply("metal", "M", "S", 100, (melt,))
    rows = [
        portion("melt", "05T07:00", "05T08:00", order="", job="lot1", work_centre="furnace"),
        portion("a", "05T08:00", "05T09:00", pegs=(Peg("metal", 1, "lot", "lot1", at("05T08:00")),)),
    ]
    lots = [Lot("lot1", 0, "metal", "S", 100, at("05T08:00"), None)]
    items = [Item("metal", "M", "Metal", "kg", Source.LOT, lot=100)]
    cluster = network(machine(), machine("furnace"), items=items)
    case = world(cluster, job(pour, release=moment("05T07:00")), rows, lots=lots, supplies=[heat])
    assert [fact.operation for fact in explained(case).facts] == ["melt", "a", ""]


def test_before_planning_began() -> None:
    """Released two days before the planning start."""
    early = job(operation("a"), release=moment("03T00:00"))
    assert hours(explained(one(portion("a", "05T07:00", "05T08:00"), work=early)))["before_start"] == 48


def test_an_agreement_not_yet_in_force() -> None:
    """The neighbour's machine is free, but only from nine."""
    agreed = Agreement("g", "N", "M", "saw", 900, 36_000, moment("05T09:00"), moment("19T00:00"))
    own = job(operation("a", mode("saw", site="T", agreement="g")), release=moment("05T07:00"))
    tables: dict[str, Any] = {
        "members": [Member("M", ""), Member("N", "")],
        "sites": [Site("S", "M", ""), Site("T", "N", "")],
        "lanes": [lane("T", "Oslo")],
    }
    row = portion("a", "05T09:00", "05T10:00", work_centre="saw")
    case = one(row, work=own, centres=[machine("saw", site="T")], agreements=[agreed], **tables)
    assert hours(explained(case)) == {"agreement": 2, "run": 1, "transport": 1}


def test_reported_work_is_a_fact() -> None:
    """What the shop floor reported is not asked why."""
    done = Reported("cut", 0, 1, moment("05T06:00"), moment("05T08:00"))
    own = job(operation("a", reported=(done,)), release=moment("05T05:00"))
    case = one(portion("a", "05T06:00", "05T08:00", frozen=True), work=own)
    assert hours(explained(case)) == {"reported": 3, "transport": 1}


def test_a_start_that_nothing_prevents_is_said_so() -> None:
    """A later start than needed is not excused."""
    assert hours(explained(one(portion("a", "05T09:00", "05T10:00"))))["could_begin"] == 2


def test_held_back_for_the_next_operation() -> None:
    """The next machine is busy and must follow within no time at all."""
    link = Precedence("a", "b", max_lag_s=0)
    chain = job(operation("a"), operation("b", mode("saw")), links=[link], release=moment("05T07:00"))
    busy = job(operation("a", mode("saw")), id="P", order="P")
    rows = [
        portion("a", "05T09:00", "05T10:00"),
        portion("b", "05T10:00", "05T11:00", work_centre="saw"),
        portion("a", "05T07:00", "05T10:00", order="P", job="P", work_centre="saw"),
    ]
    found = explained(one(*rows, work=chain, others=[busy], centres=[machine(), machine("saw")]))
    assert hours(found)["max_lag"] == 2


def test_an_unplanned_order_has_its_reason() -> None:
    """No account, but the reason and where planning stopped."""
    case = one().having(outcomes={"O": Outcome("O", None, "no_time", "J a")})
    found = explained(case)
    assert (found.facts, found.reason, found.operation) == ((), "no_time", "J a")


def test_no_such_order() -> None:
    """An order that the work lacks is the caller's mistake."""
    with pytest.raises(KeyError):
        explain(*(lambda case: (case.network, case.work, case.plan))(one()), "nobody")


def test_every_account_of_a_real_plan_adds_up(small: Path) -> None:
    """Over the small example, with batches, lots, overlap, agreements and reported work."""
    cluster = read_folder(small)
    work = work_of(cluster)
    reading = Reading(cluster, work, construct(compile_problem(cluster, work), rule="best").plan())
    explainer = Explainer(reading)
    for order in reading.orders:
        found = explainer.explain(order)
        assert found.delivered is not None
        assert sum(fact.seconds for fact in found.facts) == found.delivered - found.release
        assert all(found.release <= fact.first < fact.last <= found.delivered and fact.owner for fact in found.facts)
