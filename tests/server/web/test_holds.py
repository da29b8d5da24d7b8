# SPDX-License-Identifier: Apache-2.0
"""A hold stands until its end, whatever is written of its order meanwhile, and ends while its day can be kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from tests.server.web.test_promises import act, buyer, hold

import klynge
from klynge.planning.promise import Entry
from klynge.server.connection import addresses
from klynge.server.database import TRUSTEE
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.opening import organisations_of
from klynge.server.trustee.ordering import hold_end

pytestmark = pytest.mark.usefixtures("trustee")


def write_again(cluster: UUID) -> None:
    """The rows of all orders once more, as when other orders' rows move them."""
    conninfo = addresses().conninfo(TRUSTEE)
    desk = Desk.open(conninfo, cluster, organisations_of(cluster, using="trustee"), settings.SECRET_KEY.encode())
    with psycopg.connect(conninfo) as connection, connection.cursor() as cursor:
        assert desk.record_all(cursor) > 0
    desk.close()


def test_a_hold_that_is_moved_keeps_its_end_and_reference() -> None:
    """What a row says of it besides does not take away until when it stands; a commit does."""
    customer = buyer()
    held = hold(customer, item="blanket", reference="A 1").json()
    before = customer.get(f"/api/orders/{held['id']}").json()
    write_again(customer.organisation.cluster_id)
    after = customer.get(f"/api/orders/{held['id']}").json()
    assert after["held_until"] == before["held_until"] is not None
    assert after["reference"] == "A 1"
    act(customer, held["id"], "commit")
    assert customer.get(f"/api/orders/{held['id']}").json()["held_until"] is None


@pytest.fixture(scope="module")
def offered(small: Path) -> tuple[klynge.Planned, Entry, datetime]:
    """The small example planned, an offer, and the moment at which work on it begins."""
    planned = klynge.plan(klynge.read(small))
    entry = klynge.menu(planned, item="stool", quantity=150, region="Trondheim").entries[0]
    network = planned.cluster.network
    return planned, entry, moment_at(network, min(portion.setup_start for portion in entry.portions))


@pytest.mark.parametrize(
    ("before_h", "hours", "ends_h"),
    [(30.0, 24, -6.0), (30.0, 48, 0.0), (30.0, 300, 0.0), (1.0, 48, 0.0), (0.25, 48, 0.75), (-2.0, 1, 3.0)],
)
def test_a_hold_ends_when_work_must_begin(
    offered: tuple[klynge.Planned, Entry, datetime], before_h: float, hours: int, ends_h: float
) -> None:
    """It stands as long as was wished, but not longer than until then, and an hour at least."""
    planned, entry, begins = offered
    clock = begins - timedelta(hours=before_h)
    network = planned.cluster.network
    assert network.start < clock < network.end
    assert hold_end(entry, network, clock, hours) == begins + timedelta(hours=ends_h)


def test_a_plan_of_another_time_says_nothing_of_a_hold(offered: tuple[klynge.Planned, Entry, datetime]) -> None:
    """An example's plan may be of last year: what is held there stands as long as was wished."""
    planned, entry, _ = offered
    clock = planned.cluster.network.end + timedelta(days=100)
    assert hold_end(entry, planned.cluster.network, clock, 48) == clock + timedelta(hours=48)
