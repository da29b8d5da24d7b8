# SPDX-License-Identifier: Apache-2.0
"""The canary crawl: a firm's secrets are words of their own, and nobody else finds one anywhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from tests.server.web.canaries import CHARTER, REGISTER, canaries_in, tenant_models, text_of, unasked, word
from tests.server.web.firms import neighbour, owner, stranger
from tests.server.web.matrix_api import MATRIX
from tests.server.web.matrix_pages import PAGES
from tests.server.web.test_isolation import LAYERS, called, guards, may_open, others, seen_by, views, written
from tests.support.people import Person, visitor

from klynge.server.jobs.actions import enqueue, stop
from klynge.server.jobs.models import BackgroundJob, State
from klynge.server.live.feed import Feeds
from klynge.server.orders.models import OrderView
from klynge.server.roles import Role, abilities
from klynge.server.tenancy import Asker, acting_as

pytestmark = pytest.mark.usefixtures("planted")
MOST = 150  # pages that one reader opens
LINK = re.compile(r'(?:href|src|action|hx-get|data-url|data-src)="(/[^"]*)"')
OUTSIDE = ("/static/", "/account/logout/")


def starts(role: Role, whose: Person) -> Iterator[str]:
    """Every page and list that the role may ask for, with what is another's where the address names something."""
    for address, call in PAGES.items():
        if may_open(views()[address], role) and "GET" in getattr(views()[address], "methods", ("GET",)):
            arguments = dict(call.arguments(whose)) if call.arguments else {}
            yield "/" + written(address, arguments) + call.query
    for name, (method, guard) in guards().items():
        if method == "GET" and (guard.ability is None or guard.ability in abilities(role)):
            yield MATRIX[name].path(whose)
    yield "/account/email/"
    if may_open(views()["floor/paper/order/"], role):  # the page links to it by a relative address
        yield "/floor/paper/order/?job=C-1:frame&as=pdf"


def crawled(who: Person, role: Role, whose: Person) -> Iterator[tuple[str, str]]:
    """Every address that the reader comes to, by guess or by link, and what stands there."""
    waiting, seen = list(starts(role, whose)), set[str]()
    while waiting and len(seen) < MOST:
        at = waiting.pop(0)
        if at in seen or at.startswith(OUTSIDE):
            continue
        seen.add(at)
        answer: Any = who.client.get(at)
        text = text_of(answer)
        yield at, unasked(text + str(answer.headers), at)
        waiting += [unescape(link).partition("#")[0] for link in LINK.findall(text)]


@pytest.mark.parametrize("role", Role)
def test_nobody_else_finds_a_secret(role: Role) -> None:
    """Whoever it is, whatever is opened: not one word of the firm's that is not for everyone."""
    for other, near in others(role):
        own = ordered_by(other)
        for at, text in crawled(other, role, owner(role)):
            allowed = {"step"} if own & set(at.split("/")) else set()  # who waits for an order is told of its steps
            assert not canaries_in(text) - seen_by(role, near) - allowed, at


def ordered_by(who: Person) -> set[str]:
    """What the reader has ordered itself, as the tests of the matrix do."""
    own = OrderView.objects.using("trustee").filter(tenant=who.organisation.id)
    return set(map(str, own.values_list("public", flat=True)))


def test_the_firm_finds_its_own() -> None:
    """The crawl can fail: the firm comes upon its secrets in orders, at its work centres and among its tokens."""
    found: dict[str, set[str]] = {}
    for role in (Role.SALES, Role.PLANNER, Role.MANAGER):
        for at, text in crawled(owner(role), role, owner(role)):
            found[at] = canaries_in(text)
    assert {"row", "customer", "order", "centre", "step", "token"} <= set().union(*found.values())
    assert sum(bool(kinds) for kinds in found.values()) >= 5
    assert "quote" in set().union(*(kinds for at, kinds in found.items() if at.partition("?")[0].endswith(".pdf")))
    assert found["/floor/paper/order/?job=C-1:frame&as=pdf"] & {"step", "centre", "item"}


def test_the_office_finds_none_of_a_firm() -> None:
    """The cluster's office and its operator see no firm's secrets."""
    for role in (Role.OFFICE, Role.OPERATOR):
        for at, text in crawled(owner(role), role, owner(Role.MANAGER)):
            assert not canaries_in(text) - KEEPERS[role], at


KEEPERS = {Role.OPERATOR: {"customer", "view"}, Role.OFFICE: {CHARTER, REGISTER, "item", "view"}}
"""What they keep: the operator the users, whose organisations customers are too; the office charter, register and the
products that several make; both the views that they saved in the tests of the matrix."""


def test_everything_of_a_tenant_is_planted(planted: int) -> None:
    """No table of tenants is forgotten."""
    assert planted >= 2 * (len(tenant_models()) - 1)


@pytest.mark.parametrize("layer", ["both", "no row-level security"])
@pytest.mark.parametrize("role", [Role.SALES, Role.CUSTOMER, Role.OFFICE])
def test_a_stream_tells_ones_own_alone(role: Role, layer: str) -> None:
    """The firm's stream names what is its own from the first entry on; another's none of that; nobody's is refused."""
    status, own = streamed(owner(Role.MANAGER))
    about = set(re.findall(r'"about": "([^"]+)"', own))
    assert (status, bool(about)) == (200, True)
    for other in (neighbour(role), stranger(role)):
        with LAYERS[layer]():
            status, text = streamed(other)
        assert status == 200
        assert not (about - ordered_by(other)) & set(re.findall(r'"about": "([^"]+)"', text))
        assert not canaries_in(text)
    assert streamed(None)[0] == 401


def streamed(who: Person | None) -> tuple[int, str]:
    """What a reader of live updates hears from the first entry of the feed until it goes quiet."""
    from klynge.server.live import app

    app.feeds = Feeds()  # of this loop
    client = visitor() if who is None else who.client
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"cookie", cookie.encode()), (b"last-event-id", b"0")]
    scope = {"type": "http", "path": "/live", "method": "GET", "headers": headers}
    told: list[dict[str, Any]] = []

    async def listen() -> None:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(1.0)
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        task = asyncio.create_task(app.application(scope, receive, send))
        await asyncio.wait([task], timeout=1.5)
        task.cancel()
        if app.feeds._connection is not None:
            await app.feeds._connection.close()

    asyncio.run(listen())
    return told[0]["status"], b"".join(message.get("body", b"") for message in told).decode()


def test_a_stream_that_forgets_whose_it_is_reads_ones_own() -> None:
    """The feed asked for without a condition gives the rows of the tenant that it is read for, and no others."""

    async def all_for(tenant: UUID) -> list[Any]:
        feeds = Feeds()
        rows = await feeds._for(tenant, "select tenant from klynge_feed", [])
        assert feeds._connection is not None
        await feeds._connection.close()
        return rows

    firm, other = owner(Role.MANAGER).organisation.id, neighbour(Role.MANAGER).organisation.id
    assert {tenant for (tenant,) in asyncio.run(all_for(firm))} == {firm}
    assert {tenant for (tenant,) in asyncio.run(all_for(other))} <= {other}


def test_a_background_job_is_ones_own() -> None:
    """Nobody puts one in line for another, sees another's, or stops it."""
    firm, other = owner(Role.MANAGER).organisation.id, neighbour(Role.MANAGER).organisation.id
    with acting_as(Asker(tenant=firm)):
        job = enqueue(firm, "kind", {"text": word("row")})
    with acting_as(Asker(tenant=other)):
        stop(job)
        assert not BackgroundJob.objects.filter(id=job).exists()
        assert not [each for each in BackgroundJob.objects.all() if each.tenant != other]
    assert BackgroundJob.objects.using("trustee").get(id=job).state == State.READY
    with pytest.raises(DatabaseError), acting_as(Asker(tenant=other)):
        enqueue(firm, "kind", {})
    BackgroundJob.objects.using("trustee").filter(id=job).delete()


def test_words_are_their_own() -> None:
    """A canary is known again wherever it stands."""
    assert canaries_in(f"<b>{word('step')}</b> {word('work-centre')}-saw") == {"step", "work-centre"}
    assert called(visitor(), "GET", "/api/orders", None).status_code == 401
