# SPDX-License-Identifier: Apache-2.0
"""What is asked for while a plan is under way."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.server.web.test_tracking import STATE

from klynge.planning.fold import Replica
from klynge.server.roles import Role
from klynge.server.trustee.asking import Asked, inquired, offers
from klynge.server.trustee.clock import released_at
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
