# SPDX-License-Identifier: Apache-2.0
"""What each side of an order may read of it."""

from __future__ import annotations

from uuid import uuid4

from tests.support.builders import job, machine, moment, network, operation, portion

from klynge.job import Status
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Outcome
from klynge.server.trustee.projection import views


def test_a_maker_reads_its_own_part_alone() -> None:
    """Who makes a part sees when the part is done, not where it goes, to whom, for how much or what was agreed."""
    seller, maker, buyer = uuid4(), uuid4(), uuid4()
    whole = job(operation(), id="O", customer="Kari", value_ore=900)
    part = job(operation(), id="O/part", owner="N", region="")
    order = OrderState((part, whole), Status.COMMITTED, moment("09T12:00"), moment("09T12:00"))
    made = (portion("a", "05T07:00", "05T08:00", job="O/part"), portion("a", "05T08:00", "05T09:00", job="O"))
    state = PlanState(network(machine()), (), {"O": order}, {"O": made}, {}, {"O": Outcome("O", made[1].end + 3600)})
    tenants = {("member", "M"): seller, ("member", "N"): maker, ("customer", "Kari"): buyer}
    rows = {row["side"]: row for row in views(uuid4(), b"secret", tenants, state, ["O"], {})}
    assert {side: row["tenant"] for side, row in rows.items()} == {
        "seller": str(seller), "buyer": str(buyer), "maker": str(maker)
    }  # fmt: skip
    hidden = ("customer", "region", "reference", "price_ore", "first_promised", "promised", "held_until")
    assert not any(rows["maker"][name] for name in hidden)
    assert rows["maker"]["expected"] < rows["buyer"]["expected"] == rows["seller"]["expected"]
