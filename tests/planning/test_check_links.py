# SPDX-License-Identifier: Apache-2.0
"""What `check` says of the order of work: precedence, max_lag, overlap, site, delivery, lanes."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from tests.support.builders import World, at, job, lane, machine, mode, moment, network, operation, portion, world

from klynge.job import Precedence, Reported
from klynge.network.model import Departure, Lane, Site
from klynge.planning.check.lanes import Transport
from klynge.planning.plan import Outcome, Portion

SITES = [Site("S", "M", "Site"), Site("T", "M", "Other site")]


def on_saw(name: str, start: str, end: str, **more: Any) -> Portion:
    return portion(name, start, end, work_centre="saw", **more)


def chain(second: Portion, link: Precedence, *lanes: Lane, site: str = "S", **more: Any) -> World:
    """a on the machine from 07 to 08, then b on the saw, an hour each."""
    centres = [machine(), machine("saw", site=site)]
    cluster = network(*centres, sites=SITES, lanes=[lane("S", "Oslo"), lane("T", "Oslo"), *lanes])
    operations = [operation("a"), operation("b", mode("saw", site=site))]
    return world(cluster, job(*operations, links=[link], **more), [portion("a", "05T07:00", "05T08:00"), second])


def test_precedence() -> None:
    """No portion of what follows starts before the end and the lag."""
    link = Precedence("a", "b", min_lag_s=600)
    assert chain(on_saw("b", "05T08:10", "05T09:10"), link).rules() == set()
    assert chain(on_saw("b", "05T08:09", "05T09:09"), link).rules() == {"precedence"}


def test_precedence_waits_for_the_last_portion() -> None:
    """All lots of what comes before are needed."""
    operations = [operation("a", quantity=2, max_lots=2), operation("b", mode("saw"), quantity=2, max_lots=2)]
    lots = [portion("a", "05T07:00", "05T08:00"), portion("a", "05T08:00", "05T09:00")]
    after = [on_saw("b", "05T09:00", "05T10:00"), on_saw("b", "05T10:00", "05T11:00")]
    right = world(network(machine(), machine("saw")), job(*operations, links=[Precedence("a", "b")]), lots + after)
    assert right.rules() == set()
    assert right.moved(2, -3600).rules() == {"precedence"}


def test_precedence_between_jobs_of_an_order() -> None:
    """A job waits for the part that another job of its order makes."""
    part = job(operation("a"), id="part", region="")
    chair = job(operation("a"), links=[Precedence("a", "a", before_job="part")])
    made = portion("a", "05T07:00", "05T08:00", job="part")
    right = world(network(machine()), [part, chair], [made, portion("a", "05T08:00", "05T09:00")])
    assert right.rules() == set()
    swapped = world(
        network(machine()), [part, chair], [portion("a", "05T07:00", "05T08:00"), made], delivered="05T09:00"
    )
    assert swapped.moved(1, 3600).rules() == {"precedence"}


def test_transport_between_sites() -> None:
    """What goes to another site arrives by the fastest lane, and not at all without one."""
    link = Precedence("a", "b", min_lag_s=600)
    lanes = (lane("S", "T", 7200), Lane("fast", "S", "T", 3600))
    assert chain(on_saw("b", "05T09:10", "05T10:10"), link, *lanes, site="T").rules() == set()
    assert chain(on_saw("b", "05T09:09", "05T10:09"), link, *lanes, site="T").rules() == {"precedence"}
    assert chain(on_saw("b", "05T14:00", "05T15:00"), link, site="T").rules() == {"precedence"}


@pytest.mark.parametrize(
    ("departs", "start", "end"),
    [
        (time(8), "05T10:00", "05T11:00"),
        (time(9), "05T11:00", "05T12:00"),
        (time(7, 59), "06T09:59", "06T10:59"),
        (time(12, 59), "05T14:59", "06T07:59"),
    ],
)
def test_departures(departs: time, start: str, end: str) -> None:
    """With departures goods leave by the first one at or after they are ready."""
    daily = lane("S", "T", 7200, departures=tuple(Departure(day, departs) for day in (0, 1)))
    right = chain(on_saw("b", start, end), Precedence("a", "b"), daily, site="T")
    assert right.rules() == set()
    earlier = right.moved(1, -60).having(outcomes={"O": Outcome("O", at(end) - 60 + 3600)})
    assert "precedence" in earlier.rules()


def test_weekly_departure_missed_by_a_minute() -> None:
    """A departure just missed is a week away."""
    weekly = lane("S", "T", 3600, departures=(Departure(0, time(7, 59)),))
    assert chain(on_saw("b", "12T08:59", "12T09:59"), Precedence("a", "b"), weekly, site="T").rules() == set()
    assert chain(on_saw("b", "12T08:58", "12T09:58"), Precedence("a", "b"), weekly, site="T").rules() == {"precedence"}


def test_departures_keep_the_local_clock() -> None:
    """Over the spring clock change a week of departures is an hour short."""
    weekly = lane("S", "T", 3600, departures=(Departure(0, time(8)),))
    spring = network(machine(), sites=SITES, lanes=[weekly], start=moment("2026-03-23T08:00"))
    assert [Transport(spring).arrive("S", "T", ready) for ready in (0, 1)] == [3600, 7 * 86_400]


def test_max_lag() -> None:
    """The latest start after is within the maximum lag of the earliest end before."""
    link = Precedence("a", "b", max_lag_s=1800)
    assert chain(on_saw("b", "05T08:30", "05T09:30"), link).rules() == set()
    assert chain(on_saw("b", "05T08:31", "05T09:31"), link).rules() == {"max_lag"}


def test_max_lag_is_asked_across_lots() -> None:
    """With lots the first lot before and the last lot after count."""
    operations = [operation("a", quantity=2, max_lots=2), operation("b", mode("saw"))]
    lots = [portion("a", "05T07:00", "05T08:00"), portion("a", "05T08:00", "05T09:00")]
    links = [Precedence("a", "b", max_lag_s=3600)]
    right = world(
        network(machine(), machine("saw")), job(*operations, links=links), [*lots, on_saw("b", "05T09:00", "05T10:00")]
    )
    assert right.rules() == set()
    assert right.moved(0, -60).rules() >= {"max_lag"}


def overlapping(before_ms: int, after_ms: int, start: str, end: str, transfer: int = 2, **more: Any) -> World:
    """Ten pieces of a from seven, then of b, handed over in twos."""
    operations = [
        operation("a", mode(fixed_s=600, unit_ms=before_ms), quantity=10),
        operation("b", mode("saw", fixed_s=0, unit_ms=after_ms), quantity=10),
    ]
    links = [Precedence("a", "b", transfer_quantity=transfer, **more)]
    first = portion("a", "05T07:00", "05T07:10", quantity=10)
    right = world(
        network(machine(), machine("saw")), job(*operations, links=links), [first, on_saw("b", start, end, quantity=10)]
    )
    right = right.but(0, end=at("05T07:10") + before_ms // 100)
    last = max(each.end for each in right.plan.portions)
    return right.having(outcomes={"O": Outcome("O", last + 3600)})


def test_overlap_of_a_fast_after() -> None:
    """The last step decides when what follows is faster: it takes its last two when they are there."""
    # a hands over two every 20 minutes from 07:30, the last at 08:50; b begins its last two 40 minutes after its start.
    assert overlapping(600_000, 300_000, "05T08:10", "05T09:00").rules() == set()
    assert overlapping(600_000, 300_000, "05T08:09", "05T08:59").rules() == {"overlap"}


def test_overlap_of_a_slow_after() -> None:
    """The first step decides when what follows is slower."""
    assert overlapping(300_000, 600_000, "05T07:20", "05T09:00").rules() == set()
    assert overlapping(300_000, 600_000, "05T07:19", "05T08:59").rules() == {"overlap"}


def test_overlap_waits_for_the_lag() -> None:
    """Every step waits for its lag."""
    assert overlapping(300_000, 600_000, "05T07:25", "05T09:05", min_lag_s=300).rules() == set()
    assert overlapping(300_000, 600_000, "05T07:24", "05T09:04", min_lag_s=300).rules() == {"overlap"}


def test_overlap_in_one_step() -> None:
    """A transfer quantity of everything is plain precedence."""
    assert overlapping(300_000, 600_000, "05T08:00", "05T09:40", transfer=10).rules() == set()
    assert overlapping(300_000, 600_000, "05T07:59", "05T09:39", transfer=10).rules() == {"overlap"}


def test_overlap_of_lots() -> None:
    """Lots hand over at their ends, and are taken at their starts in that order."""
    pieces = [
        operation("a", mode(fixed_s=0, unit_ms=1_800_000), quantity=4, max_lots=2),
        operation("b", mode("saw", fixed_s=0, unit_ms=900_000), quantity=4, max_lots=2),
    ]
    lots = [
        portion("a", "05T07:00", "05T08:00", quantity=2),
        portion("a", "05T08:00", "05T09:00", quantity=2),
        on_saw("b", "05T08:00", "05T08:30", quantity=2),
        on_saw("b", "05T09:00", "05T09:30", quantity=2),
    ]
    links = [Precedence("a", "b", transfer_quantity=1)]
    right = world(network(machine(), machine("saw")), job(*pieces, links=links), lots)
    assert right.rules() == set()
    assert right.moved(2, -60).rules() == {"overlap"}
    assert right.moved(3, -60).having(outcomes={"O": Outcome("O", at("05T10:29"))}).rules() == {"overlap"}


def test_overlap_with_another_quantity() -> None:
    """Steps are counted in the quantity of each operation: 10 blanks make 5 frames."""
    operations = [
        operation("a", mode(fixed_s=0, unit_ms=600_000), quantity=10),
        operation("b", mode("saw", fixed_s=0, unit_ms=600_000), quantity=5),
    ]
    links = [Precedence("a", "b", transfer_quantity=4)]
    plan = [portion("a", "05T07:00", "05T08:40", quantity=10), on_saw("b", "05T08:00", "05T08:50", quantity=5)]
    right = world(network(machine(), machine("saw")), job(*operations, links=links), plan)
    # Steps of b: 2 at 08:00 (4 blanks: 07:40), 2 at 08:20 (8 blanks: 08:20), 1 at 08:40 (10 blanks: 08:40).
    assert right.rules() == set()
    assert right.moved(1, -60).having(outcomes={"O": Outcome("O", at("05T09:49"))}).rules() == {"overlap"}


def test_reported_work_hands_over_at_its_end() -> None:
    """What was reported before delivers at its end; what was reported after is not asked."""
    told = Reported("cut", 0, 2, moment("05T07:00"), moment("05T09:00"), "started")
    operations = [
        operation("a", mode(fixed_s=7200), quantity=2, reported=(told,)),
        operation("b", mode("saw"), quantity=2),
    ]
    links = [Precedence("a", "b", transfer_quantity=1)]
    plan = [
        portion("a", "05T07:00", "05T09:00", quantity=2, frozen=True),
        on_saw("b", "05T09:00", "05T10:00", quantity=2),
    ]
    right = world(network(machine(), machine("saw")), job(*operations, links=links), plan)
    assert right.rules() == set()
    assert right.moved(1, -60).having(outcomes={"O": Outcome("O", at("05T10:59"))}).rules() == {"overlap"}


def test_site() -> None:
    """Operations of a same-site group are at one site."""
    second, link = on_saw("b", "05T09:00", "05T10:00"), Precedence("a", "b")
    assert chain(second, link, lane("S", "T"), site="T").rules() == set()
    assert chain(second, link, lane("S", "T"), site="T", same_site=(("a", "b"),)).rules() == {"site"}
    assert chain(second, link, same_site=(("a", "b"),)).rules() == set()


def test_site_is_not_asked_of_facts_alone() -> None:
    """What was reported at two sites stands; nothing more is planned beside it."""
    told = [Reported("cut", 0, 1, moment("05T07:00"), moment("05T08:00"), "finished")]
    also = [Reported("saw", 0, 1, moment("05T09:00"), moment("05T10:00"), "finished")]
    centres = [machine(), machine("saw", site="T")]
    operations = [
        operation("a", reported=tuple(told)),
        operation("b", mode("saw", site="T"), reported=tuple(also)),
        operation("c"),
    ]
    facts = [
        portion("a", "05T07:00", "05T08:00", frozen=True),
        on_saw("b", "05T09:00", "05T10:00", frozen=True),
    ]
    more = [*facts, portion("c", "05T09:00", "05T10:00")]
    cluster = network(*centres, sites=SITES, lanes=[lane("S", "Oslo"), lane("T", "Oslo")])
    together = job(*operations, same_site=(("a", "b", "c"),))
    left_out = world(cluster, together, facts).having(outcomes={"O": Outcome("O", None, "no_mode")})
    assert left_out.rules() == set()
    assert world(cluster, together, more).rules() == {"site"}


def test_delivery() -> None:
    """An order arrives when its last goods arrive; without a lane it cannot."""
    right = chain(on_saw("b", "05T08:00", "05T09:00"), Precedence("a", "b"))
    assert right.having(outcomes={"O": Outcome("O", at("05T10:01"))}).rules() == {"delivery"}
    assert right.where(lanes={}).rules() == {"delivery"}


def test_delivery_of_parallel_ends() -> None:
    """Every operation that nothing follows is delivered."""
    both = [portion("a", "05T07:00", "05T08:00"), on_saw("b", "05T07:00", "05T08:00")]
    cluster = network(machine(), machine("saw"))
    side_by_side = job(operation("a"), operation("b", mode("saw", fixed_s=7200)))
    right = world(cluster, side_by_side, [both[0], on_saw("b", "05T07:00", "05T09:00")])
    assert right.rules() == set()
    assert right.having(outcomes={"O": Outcome("O", at("05T09:00"))}).rules() == {"delivery"}
