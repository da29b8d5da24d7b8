# SPDX-License-Identifier: Apache-2.0
"""The isolation matrix: every operation and every page, called by nobody, by every role, and by strangers; the
strangers also with either layer that keeps firms apart switched off."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.server.web.canaries import CHARTER, canaries_in, text_of, unasked
from tests.server.web.firms import neighbour, owner, stranger
from tests.server.web.matrix_api import MATRIX
from tests.server.web.matrix_pages import PAGES
from tests.support.layers import without_filters, without_row_security
from tests.support.people import Person, visitor

from klynge.server.api.access import operations
from klynge.server.api.main import api
from klynge.server.pages.access import abilities_of, pages
from klynge.server.roles import Role, abilities

pytestmark = pytest.mark.usefixtures("planted")
LAYERS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "both": nullcontext, "no row-level security": without_row_security, "no filters": without_filters
}  # fmt: skip
ELSEWHERE = {
    "account/": "who logs in: of a person's own, never of a firm",
    "api/": "the API's operations, and its description",
    "health/": "whether it is up, for anyone; counts for monitoring's token: see test_metrics",
}
"""The addresses that are no pages of ours, and why they are not in the matrix of pages."""


@cache
def guards() -> dict[str, tuple[str, Any]]:
    """Each operation's method and guard."""
    return {f"{method} {path}": (method, guard) for method, path, guard in operations(api)}


@cache
def views() -> dict[str, Any]:
    """Each page's view."""
    return dict(pages())


def called(who: Any, method: str, path: str, body: dict[str, Any] | None) -> Any:
    client = who.client if isinstance(who, Person) else who
    sent = json.dumps(body) if body is not None else ""
    key = {"Idempotency-Key": uuid4().hex}
    return client.generic(method, path, sent, content_type="application/json", headers=key)


def opened(who: Any, address: str, whose: Person) -> Iterator[tuple[str, Any]]:
    """A page about what is `whose`, by each of its methods."""
    call, view = PAGES[address], views()[address]
    client = who.client if isinstance(who, Person) else who
    path = "/" + written(address, dict(call.arguments(whose)) if call.arguments else {}) + call.query
    for method in getattr(view, "methods", ("GET",) if call.post is None else ("POST",)):
        assert method == "GET" or call.post is not None, f"give {address} the fields of its form"
        yield method, client.get(path) if method == "GET" else client.post(path, call.post)


def written(address: str, arguments: dict[str, Any]) -> str:
    """The address with its parameters filled in."""
    for name, value in arguments.items():
        kinds = (f"<{kind}{name}>" for kind in ("", "str:", "uuid:", "int:", "slug:", "path:"))
        address = next((address.replace(kind, str(value)) for kind in kinds if kind in address), address)
    assert "<" not in address, f"give {address} its arguments"
    return address


def may_open(view: Any, role: Role) -> bool:
    """Whether the page is for every role, or for one that this role has an ability for."""
    wanted = abilities_of(view)
    return not wanted or bool(set(wanted) & abilities(role))


def test_the_matrix_is_complete() -> None:
    """An operation or a page without a line fails, and so does a line without one."""
    assert set(guards()) == set(MATRIX)
    assert set(views()) == set(PAGES)


def test_no_address_is_forgotten() -> None:
    """Whatever the server answers at is in the matrix, or is said to be elsewhere."""

    def below(patterns: Any, prefix: str) -> Iterator[str]:
        for each in patterns:
            at = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from below(each.url_patterns, at)
            elif isinstance(each, URLPattern):
                yield at

    found = set(below(get_resolver().url_patterns, ""))
    assert {at for at in found - set(PAGES) if not at.startswith(tuple(ELSEWHERE))} == set()


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_operations_by_nobody_and_each_role(name: str) -> None:
    """Nobody gets 401; a role without the ability 403; one with it never 403."""
    (method, guard), call = guards()[name], MATRIX[name]
    for role in Role:
        path = call.path(owner(role))
        assert called(visitor(), method, path, call.body).status_code == 401
        answer = called(owner(role), method, path, call.body)
        allowed = guard.ability is None or guard.ability in abilities(role)
        assert (answer.status_code == 403) == (not allowed), (role, answer.content)
        assert answer.status_code < 500, answer.content


def others(role: Role) -> list[tuple[Person, bool]]:
    """Those who are not the owner, in the same role, and whether they are of the same cluster."""
    near = neighbour(role)
    apart = near.organisation != owner(role).organisation  # office and operator a cluster has one of
    return [(stranger(role), False), *([(near, True)] if apart else [])]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_operations_by_strangers(name: str, layer: str) -> None:
    """With the same role in another firm, a firm's identifiers open nothing and no answer holds a word of its."""
    (method, guard), call = guards()[name], MATRIX[name]
    able = [role for role in Role if guard.ability is None or guard.ability in abilities(role)]
    asked = [(role, call.path(owner(role)), *who) for role in able for who in others(role)]
    with LAYERS[layer]():
        answers = [called(other, method, path, call.body) for _, path, other, _ in asked]
    for (role, path, _, near), answer in zip(asked, answers, strict=True):
        expected = {call.stranger, 403} if near else {call.stranger, 403, 404}  # far off nothing is planned
        assert call.stranger is None or answer.status_code in expected, (role, answer.content)
        assert not canaries_in(unasked(text_of(answer), path)) - seen_by(role, near), (role, name)


def seen_by(role: Role, near: bool) -> set[str]:
    """What of a firm's is no secret in its cluster: what can be bought to a customer, the charter to a manager. An
    operator has the users of the whole installation, whose organisations customers are too."""
    if role is Role.OPERATOR:
        return {"customer"}
    return {Role.CUSTOMER: {"item"}, Role.MANAGER: {CHARTER}}.get(role, set()) if near else set()


@pytest.mark.parametrize("address", sorted(PAGES))
def test_pages_by_nobody_and_each_role(address: str) -> None:
    """Nobody is led to the log-in; a role without the ability gets 403; one with it never."""
    view, call = views()[address], PAGES[address]
    for role in Role:
        for _, answer in opened(visitor(), address, owner(role)):
            assert call.open or answer.status_code == 302, answer.content
            assert call.open or "/account/login/" in answer["Location"]
        for method, answer in opened(owner(role), address, owner(role)):
            assert (answer.status_code == 403) == (not may_open(view, role)), (role, method, answer.content)
            assert answer.status_code < 500, answer.content


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("address", sorted(PAGES))
def test_pages_by_strangers(address: str, layer: str) -> None:
    """What is another firm's is not there, and nothing on a page holds a word of its."""
    call, view = PAGES[address], views()[address]
    asked = [(role, *who) for role in Role if may_open(view, role) for who in others(role)]
    owners = {role: owner(role) for role, _, _ in asked}
    with LAYERS[layer]():
        answers = [list(opened(other, address, owners[role])) for role, other, _ in asked]
    for (role, _, near), each in zip(asked, answers, strict=True):
        for method, answer in each:
            assert call.refused is None or answer.status_code == call.refused, (role, method, answer.content)
            assert answer.status_code < 500, answer.content
            text = unasked(text_of(answer), answer.request["PATH_INFO"] + answer.request["QUERY_STRING"])
            assert not canaries_in(text) - seen_by(role, near), (role, method, text)


def test_the_layers_are_really_off() -> None:
    """Without row-level security a query that filters by nothing sees the firm's rows, without filters none does."""
    from klynge.server.orders.models import OrderView

    someone = owner(Role.SALES).organisation.id
    assert OrderView.objects.count() == 0
    with without_row_security():
        assert OrderView.objects.filter(tenant=someone).count() > 0
        assert OrderView.objects.filter(tenant=uuid4()).count() == 0
        with without_filters():
            assert OrderView.objects.filter(tenant=uuid4()).count() > 0
    assert OrderView.objects.filter(tenant=someone).count() == 0
