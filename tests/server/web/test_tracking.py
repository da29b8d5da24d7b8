# SPDX-License-Identifier: Apache-2.0
"""What a buyer hears of an order on its way, and of how sure a seller's days are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import klynge
from klynge.job import Job, Status
from klynge.planning.fold import PlanState, Row, changes_between, fold
from klynge.planning.fold.rows import Snapshot
from klynge.server.trustee.sureness import FEWEST, kept_percent
from klynge.server.trustee.tracking import tracked

NAME = "T-1"


def planned() -> PlanState:
    """The small example with one more order: a table, on which another member's runner lies."""
    cluster = klynge.read("examples/small")
    assert cluster.desk is not None
    table: dict[str, str | int] = {"length": 1800, "leaves": 0, "material": "oak", "cushion": "no", "runner": "yes"}
    made = cluster.desk.configuration("fjell/table", table)
    plan = klynge.plan(cluster)
    offered = klynge.menu(plan, item=made, quantity=2, region="Oslo", order=NAME)
    held = klynge.hold(plan, offered.entries[0])
    opened = PlanState.opened(cluster.network, cluster.work.supplies)
    state = fold([Row(sequence=1, changes=(Snapshot(state=opened.to_data()),))])
    changes = changes_between(state, cluster.network, held.cluster.work, held.plan)
    return fold([Row(sequence=2, changes=changes)], state)


STATE = planned()


def test_steps_are_in_the_order_of_their_days_and_name_no_other_firm() -> None:
    """From the first work to the customer's door; a partner's part is a step without a name."""
    name = NAME
    told = tracked(STATE, name, STATE.network.start, "en")
    kinds = [step["kind"] for step in told["steps"]]
    assert "part" in kinds
    assert kinds[-2:] == ["shipped", "arrives"]
    assert all(step["first_day"] <= step["last_day"] for step in told["steps"])
    assert told["steps"][-1]["last_day"] == told["expected"]
    makers = {job.owner for job in STATE.orders[name].jobs[1:]}
    others = [STATE.network.members[maker].name for maker in makers] + list(STATE.network.work_centres)
    assert all(word not in str(told) for word in others)


def test_steps_are_called_in_the_readers_language() -> None:
    """A Norwegian reads what an English reader reads in English."""
    titles = [
        [step["title"] for step in tracked(STATE, NAME, STATE.network.start, each)["steps"] if step["title"]]
        for each in ("nb", "en")
    ]
    assert titles[0][0] == "Kapp"
    assert titles[1][0] == "Saw to length"
    assert len(titles[0]) == len(titles[1])


def test_an_order_that_comes_later_says_why_and_one_in_time_does_not() -> None:
    """The reason is one of a few words, and only when the agreed day is passed."""
    name = NAME
    order = STATE.orders[name]
    delivered = STATE.outcomes[name].delivered
    assert delivered is not None
    for days, late in ((1, False), (-1, True)):
        agreed = STATE.network.epoch + timedelta(seconds=delivered, days=days)
        moved = replace(STATE, orders={**STATE.orders, name: replace(order, latest_promised=agreed)})
        assert (tracked(moved, name, STATE.network.start, "en")["reason"] in ("part", "work", "way")) == late


def test_what_is_over_has_no_steps_and_what_has_begun_is_not_changed() -> None:
    """A withdrawn order goes nowhere; only a held or ordered one can be changed, until its work begins."""
    name = NAME
    order = STATE.orders[name]

    def at(status: Status, moment: datetime = STATE.network.start) -> dict[str, object]:
        state = replace(STATE, orders={**STATE.orders, name: replace(order, status=status)})
        return tracked(state, name, moment, "en")

    assert at(Status.COMMITTED, STATE.network.end)["changeable_until"] is None  # that was to have begun long ago
    assert at(Status.WITHDRAWN)["steps"] == []
    assert at(Status.STARTED)["changeable_until"] is None
    assert at(Status.COMMITTED)["changeable_until"] is not None


def test_sureness_is_told_of_many_alone() -> None:
    """Of few orders nothing is said; of many the share that is kept."""
    name, order = next(iter(STATE.orders.items()))
    job: Job = next(job for job in order.jobs if job.region)
    outcome = STATE.outcomes[name]
    assert outcome.delivered is not None
    agreed = STATE.network.epoch + timedelta(seconds=outcome.delivered)

    def of(number: int, late: int) -> int | None:
        orders, outcomes = {}, {}
        for at in range(number):
            promised = agreed - timedelta(days=1) if at < late else agreed
            orders[f"o{at}"] = replace(order, status=Status.COMMITTED, latest_promised=promised)
            outcomes[f"o{at}"] = outcome
        return kept_percent(replace(STATE, orders=orders, outcomes=outcomes), job.owner)

    assert of(FEWEST - 1, 0) is None
    assert (of(FEWEST, 0), of(FEWEST, 5), of(FEWEST, FEWEST)) == (100, 75, 0)
