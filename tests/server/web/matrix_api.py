# SPDX-License-Identifier: Apache-2.0
"""The API's operations, one line each: how each is called with what belongs to a firm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.server.web.canaries import word
from tests.server.web.test_access import order_for
from tests.support.people import Person

from klynge.server.accounts.actions import make_token
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.roles import abilities
from klynge.server.tenancy import Asker, acting_as

SPOILT = {"kind": "scrap", "job": "C-1", "operation": "assembly", "work_centre": "assembly", "quantity": 1}
STOP = {"work_centre": "saw", "start": "2026-01-12T08:00:00+01:00", "end": "2026-01-13T08:00:00+01:00"}


@dataclass(frozen=True)
class Call:
    """How an operation is called with what is `owner`'s; `stranger`: what another firm gets for it. None: whatever it
    would get for something of its own that is like it."""

    path: Callable[[Person], str]
    body: dict[str, Any] | None = None
    stranger: int | None = 404


def order(owner: Person) -> str:
    """An order of the owner's, with canaries in it."""
    return str(order_for(owner.organisation, word("order")).public)


def token(owner: Person) -> str:
    """A token of the owner's."""
    standing = standing_in(owner.user.id, places_of(owner.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        role = next(iter(standing.roles))
        made = make_token(standing, word("token"), role, frozenset(list(abilities(role))[:1]), 1)[0]
    return str(made.id)


MATRIX: dict[str, Call] = {
    "GET /me": Call(lambda _: "/api/me", stranger=200),
    "GET /orders": Call(lambda _: "/api/orders", stranger=200),
    "GET /orders/{uuid:order}": Call(lambda owner: f"/api/orders/{order(owner)}"),
    "GET /orders/{uuid:order}/reasons": Call(lambda owner: f"/api/orders/{order(owner)}/reasons"),
    "POST /orders/{uuid:order}/commit": Call(lambda owner: f"/api/orders/{order(owner)}/commit", {}),
    "POST /orders/{uuid:order}/withdraw": Call(lambda owner: f"/api/orders/{order(owner)}/withdraw", {}),
    "GET /plan": Call(lambda _: "/api/plan?size=500", stranger=200),
    "POST /floor/reports": Call(lambda _: "/api/floor/reports", SPOILT),
    "POST /network/stops": Call(lambda _: "/api/network/stops", STOP),
    "GET /items": Call(lambda _: "/api/items?size=500", stranger=200),
    "POST /promises": Call(lambda _: "/api/promises", {"item": "chair", "quantity": 1, "region": "Oslo"}, None),
    "POST /promises/hold": Call(
        lambda _: "/api/promises/hold", {"item": "chair", "quantity": 1, "region": "Oslo", "customer": "c"}, None
    ),
    "GET /tokens": Call(lambda _: "/api/tokens", stranger=200),
    "POST /tokens": Call(lambda _: "/api/tokens", {"name": "n", "role": "manager", "scopes": ["read-orders"]}, 201),
    "DELETE /tokens/{uuid:token}": Call(lambda owner: f"/api/tokens/{token(owner)}"),
}
