# SPDX-License-Identifier: Apache-2.0
"""What is asked for while a plan is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.server.web.test_tracking import STATE

from klynge.planning.fold import Replica
from klynge.server.roles import Role
from klynge.server.trustee.asking import Asked, inquired, offers
from klynge.server.trustee.clock import released_at
from klynge.server.trustee.delivering import no_offer
from klynge.server.trustee.protocol import Asker

NETWORK = STATE.network
BUYER = Asker(UUID(int=1), UUID(int=2), UUID(int=3), "customer", "Skolen", frozenset({Role.CUSTOMER}))


@pytest.mark.parametrize("days", [0, 3, 17])
def test_what_is_ordered_now_is_neither_begun_nor_delivered_before(days: int) -> None:
    """In the middle of what is planned no day that has been is offered, nor work on one."""
    clock = NETWORK.start + timedelta(days=days, hours=9, minutes=7)
    asked = Asked(item="chair", quantity=2, region="Oslo")
    wanted = inquired(NETWORK, asked, BUYER, released_at(NETWORK, clock))
    found = offers(Replica.of(STATE), asked, wanted.named("new", "Skolen"))
    assert found.entries
    assert all(entry.delivered > clock for entry in found.entries)
    assert all(job.release >= clock for job in wanted.jobs)


def test_a_plan_of_another_time_is_asked_from_its_start() -> None:
    """An example's may be; and what is ordered within an hour is reckoned alike."""
    assert released_at(NETWORK, NETWORK.end) == NETWORK.start
    within: set[datetime] = {
        released_at(NETWORK, NETWORK.start + timedelta(days=1, minutes=m)) for m in (1, 30, 59, 60)
    }
    assert within == {NETWORK.start + timedelta(days=1, hours=1)}


@pytest.mark.parametrize(
    ("language", "told"), [("nb", "Det leveres til Eksport."), ("en", "It is delivered to Export.")]
)
def test_where_nothing_goes_the_places_are_named_to_which_it_does(language: str, told: str) -> None:
    """In the reader's words; and where lanes go, the reason is another."""
    abroad = {name: lane for name, lane in NETWORK.lanes.items() if lane.destination not in ("Oslo", "Trondheim")}
    asker = replace(BUYER, language=language)
    wanted = inquired(NETWORK, Asked(item="chair", quantity=2, region="Oslo"), asker, NETWORK.start)
    refused = no_offer(replace(NETWORK, lanes=abroad), wanted, "Oslo", asker).body
    assert (refused["kind"], refused["detail"]) == ("not-delivered", told)
    assert no_offer(NETWORK, wanted, "Oslo", asker).body["kind"] == "no-offer"
