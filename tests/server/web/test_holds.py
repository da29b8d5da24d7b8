# SPDX-License-Identifier: Apache-2.0
"""A hold stands until its end, whatever else is written of its order meanwhile."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from tests.server.web.test_promises import act, buyer, hold

from klynge.server.connection import addresses
from klynge.server.database import TRUSTEE
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.opening import organisations_of

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
