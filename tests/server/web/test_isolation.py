# SPDX-License-Identifier: Apache-2.0
"""The isolation matrix: every operation, called by nobody, by every role, and by a stranger."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.server.web.test_access import order_for
from tests.support.people import Person, person, visitor

from klynge.server.accounts.actions import make_token
from klynge.server.accounts.models import Token
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.api.access import operations
from klynge.server.api.main import api
from klynge.server.imports.models import Import
from klynge.server.roles import Role, abilities
from klynge.server.tenancy import Asker, acting_as

pytestmark = pytest.mark.usefixtures("trustee")
CANARY = "canary-c0ffee"
SPOILT = {"kind": "scrap", "job": "C-1", "operation": "assembly", "work_centre": "assembly", "quantity": 1}
TABLE = {"product": "fjell/table", "choices": {}}
STOP = {"work_centre": "saw", "start": "2026-01-12T08:00:00+01:00", "end": "2026-01-13T08:00:00+01:00"}


@dataclass(frozen=True)
class Call:
    """How an operation is called with what belongs to `owner`; `other` is what a stranger gets for it."""

    path: Callable[[Person], str]
    body: dict[str, Any] | None = None
    stranger: int = 404


def _token(owner: Person) -> Token:
    standing = standing_in(owner.user.id, places_of(owner.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        role = next(iter(standing.roles))
        return make_token(standing, CANARY, role, frozenset(list(abilities(role))[:1]), 1)[0]


def _file(owner: Person) -> UUID:
    with acting_as(Asker(tenant=owner.organisation.id, user=owner.user.id)):
        made = Import.objects.create(
            tenant=owner.organisation.id, cluster=owner.organisation.cluster_id, user=owner.user.id, name=CANARY,
            size=1, digest="", content=b"x",
        )  # fmt: skip
    return made.id


MATRIX: dict[str, Call] = {
    "GET /me": Call(lambda _: "/api/me", stranger=200),
    "GET /orders": Call(lambda _: "/api/orders", stranger=200),
    "GET /orders/{uuid:order}": Call(lambda owner: f"/api/orders/{order_for(owner.organisation, CANARY).public}"),
    "GET /orders/{uuid:order}/reasons": Call(
        lambda owner: f"/api/orders/{order_for(owner.organisation, CANARY).public}/reasons"
    ),
    "GET /plan": Call(lambda _: "/api/plan"),
    "POST /floor/reports": Call(lambda _: "/api/floor/reports", SPOILT),
    "POST /network/stops": Call(lambda _: "/api/network/stops", STOP),
    "GET /items": Call(lambda _: "/api/items"),
    "POST /promises": Call(lambda _: "/api/promises", {"item": "chair", "quantity": 1, "region": "Oslo"}),
    "POST /promises/hold": Call(
        lambda _: "/api/promises/hold", {"item": "chair", "quantity": 1, "region": "Oslo", "customer": "c"}
    ),
    "POST /orders/{uuid:order}/commit": Call(
        lambda owner: f"/api/orders/{order_for(owner.organisation, CANARY).public}/commit", {}
    ),
    "POST /orders/{uuid:order}/withdraw": Call(
        lambda owner: f"/api/orders/{order_for(owner.organisation, CANARY).public}/withdraw", {}
    ),
    "GET /products": Call(lambda _: "/api/products"),
    "POST /configurations": Call(lambda _: "/api/configurations", TABLE),
    "POST /configurations/days": Call(lambda _: "/api/configurations/days", TABLE | {"region": "Oslo"}),
    "POST /configurations/change": Call(
        lambda _: "/api/configurations/change", TABLE | {"variable": "length", "value": 900}
    ),
    "POST /configurations/complete": Call(lambda _: "/api/configurations/complete", TABLE),
    "POST /configurations/save": Call(lambda _: "/api/configurations/save", TABLE),
    "POST /configurations/compare": Call(lambda _: "/api/configurations/compare", {"left": TABLE, "right": TABLE}),
    "GET /codes/{code}": Call(lambda _: "/api/codes/0000-0000-0000"),
    "GET /imports": Call(lambda _: "/api/imports", stranger=200),
    "POST /imports": Call(lambda _: "/api/imports", stranger=422),
    "GET /imports/{uuid:file}": Call(lambda owner: f"/api/imports/{_file(owner)}"),
    "POST /imports/{uuid:file}/check": Call(lambda owner: f"/api/imports/{_file(owner)}/check", {}),
    "POST /imports/{uuid:file}/apply": Call(lambda owner: f"/api/imports/{_file(owner)}/apply", {}),
    "GET /export/workbook": Call(lambda _: "/api/export/workbook"),
    "GET /tokens": Call(lambda _: "/api/tokens", stranger=200),
    "POST /tokens": Call(
        lambda _: "/api/tokens", {"name": "n", "role": "manager", "scopes": ["read-orders"]}, stranger=201
    ),
    "DELETE /tokens/{uuid:token}": Call(lambda owner: f"/api/tokens/{_token(owner).id}"),
}


def call(who: Any, method: str, path: str, body: dict[str, Any] | None) -> Any:
    client = who.client if isinstance(who, Person) else who
    return client.generic(
        method,
        path,
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers={"Idempotency-Key": uuid4().hex},
    )


def test_the_matrix_is_complete() -> None:
    """A new operation without a row here fails."""
    assert {f"{method} {path}" for method, path, _ in operations(api)} == set(MATRIX)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_and_each_role(name: str) -> None:
    """Nobody gets 401; a role without the ability 403; one with it never 403."""
    method, guard = next((m, g) for m, p, g in operations(api) if f"{m} {p}" == name)
    assert guard is not None
    assert call(visitor(), method, f"/api/{uuid4()}", None).status_code == 404
    for role in Role:
        who = person(role)
        path = MATRIX[name].path(who)
        assert call(visitor(), method, path, MATRIX[name].body).status_code == 401
        answer = call(who, method, path, MATRIX[name].body)
        allowed = guard.ability is None or guard.ability in abilities(role)
        assert (answer.status_code == 403) == (not allowed), (role, answer.content)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_a_stranger_finds_nothing(name: str) -> None:
    """With every role, the identifiers of another firm open nothing and no answer holds a word of theirs."""
    method, guard = next((m, g) for m, p, g in operations(api) if f"{m} {p}" == name)
    assert guard is not None
    for role in Role:
        if guard.ability is not None and guard.ability not in abilities(role):
            continue
        path = MATRIX[name].path(person(role))
        answer = call(person(role), method, path, MATRIX[name].body)
        assert answer.status_code == MATRIX[name].stranger or answer.status_code == 403, (role, answer.content)
        assert CANARY not in answer.content.decode()
