# SPDX-License-Identifier: Apache-2.0
"""Who gets in, as what, and that a stranger sees nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.support.people import PASSWORD, cluster, organisation, person, visitor

from klynge.server.accounts.models import Organisation, Place, Token
from klynge.server.api.access import undeclared
from klynge.server.api.main import api
from klynge.server.orders.models import OrderView, Side
from klynge.server.pages.access import undeclared_pages
from klynge.server.roles import Role


def order_for(owner: Organisation, customer: str = "Kari Nordmann") -> OrderView:
    return OrderView.objects.using("trustee").create(
        tenant=owner.id, cluster=owner.cluster_id, public=uuid4(), number=f"n{uuid4().hex[:6]}", side=Side.SELLER,
        customer=customer, item="chair", quantity=3, state="committed", sequence=1,
        promised=timezone.now(), expected=timezone.now() + timedelta(days=2), price_ore=120_000,
    )  # fmt: skip


def test_every_operation_declares_what_it_needs() -> None:
    """Deny by default: an operation without an ability does not start, and no page is without one."""
    assert undeclared(api) == []
    assert undeclared_pages() == []


def test_nobody_is_told_to_log_in() -> None:
    """Without a session or token: 401 with what to do, and no hint of what there is."""
    answer = visitor().get("/api/orders")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert "remedy" in answer.json()


def test_one_sees_ones_own_orders_and_no_others() -> None:
    """Alice's order is in her list and at its address; for Charlie there is no such thing."""
    alice, charlie = person(Role.SALES), person(Role.SALES)
    order = order_for(alice.organisation)
    assert [o["number"] for o in alice.get("/api/orders").json()["items"]] == [order.number]
    assert alice.get("/api/orders?late=true").json()["total"] == 1
    assert charlie.get("/api/orders").json()["total"] == 0
    assert charlie.get(f"/api/orders/{order.public}").status_code == 404


def test_the_database_alone_keeps_firms_apart() -> None:
    """A query that forgets the tenant finds nothing outside a tenant's transaction, and one's own within it."""
    from klynge.server.tenancy import Asker, acting_as

    alice = person(Role.SALES)
    order_for(alice.organisation)
    assert OrderView.objects.count() == 0
    with acting_as(Asker(tenant=alice.organisation.id)):
        assert OrderView.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from klynge_order_view")
        assert cursor.fetchone() == (0,)


def test_a_role_without_the_ability_is_refused() -> None:
    """The floor does not read orders."""
    answer = person(Role.FLOOR).get("/api/orders")
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("not-allowed")


def test_a_token_does_what_its_scopes_say_until_it_is_revoked() -> None:
    """Made once, shown once; another organisation's manager cannot end it."""
    boss, stranger = person(Role.MANAGER), person(Role.MANAGER)
    made = boss.post("/api/tokens", {"name": "erp", "role": "manager", "scopes": ["read-orders"]})
    assert made.status_code == 201, made.content
    bearer = {"Authorization": f"Bearer {made.json()['secret']}"}
    assert visitor().get("/api/orders", headers=bearer).status_code == 200
    assert visitor().get("/api/tokens", headers=bearer).status_code == 403
    assert stranger.client.delete(f"/api/tokens/{made.json()['id']}").status_code == 404
    assert boss.client.delete(f"/api/tokens/{made.json()['id']}").status_code == 204
    assert visitor().get("/api/orders", headers=bearer).status_code == 401
    assert made.json()["secret"] not in str(list(Token.objects.using("trustee").values()))


def test_a_token_can_do_no_more_than_its_role() -> None:
    """A scope beyond the role, and a role that one does not have, are refused."""
    boss = person(Role.MANAGER)
    beyond = boss.post("/api/tokens", {"name": "x", "role": "manager", "scopes": ["order"]})
    assert beyond.status_code == 422
    other = boss.post("/api/tokens", {"name": "x", "role": "planner", "scopes": ["plan"]})
    assert other.status_code == 403


def test_who_loses_the_place_loses_the_token() -> None:
    """A token lives no longer than the role it stands on."""
    boss = person(Role.MANAGER)
    made = boss.post("/api/tokens", {"name": "erp", "role": "manager", "scopes": ["read-orders"]}).json()
    Place.objects.using("trustee").filter(user_id=boss.user.id).delete()
    assert visitor().get("/api/orders", headers={"Authorization": f"Bearer {made['secret']}"}).status_code == 401


def test_one_works_for_one_organisation_at_a_time() -> None:
    """With places in two firms one sees the chosen one's orders, and cannot choose a third."""
    within = cluster()
    first, second, third = (organisation(within) for _ in range(3))
    alice = person(Role.SALES, first)
    Place.objects.using("trustee").create(organisation=second, user_id=alice.user.id, role=Role.SALES)
    order = order_for(second)
    assert alice.get("/api/orders").json()["total"] == 0
    alice.client.post("/organisation/", {"organisation": str(second.id)})
    assert [o["number"] for o in alice.get("/api/orders").json()["items"]] == [order.number]
    alice.client.post("/organisation/", {"organisation": str(third.id)})
    assert alice.get("/api/me").json()["name"] == second.name


def test_logging_in_with_a_password() -> None:
    """The page logs in; a wrong password says the same for a known and an unknown address."""
    alice = person(Role.SALES, password=PASSWORD)
    fresh = visitor()
    assert fresh.get("/account/login/").status_code == 200
    assert fresh.post("/account/login/", {"login": alice.user.email, "password": PASSWORD}).status_code == 302
    assert fresh.get("/api/me").status_code == 200
    wrong = [visitor().post("/account/login/", {"login": name, "password": "wrong horse"}).content.decode()
             for name in (alice.user.email, "nobody@example.no")]  # fmt: skip
    assert wrong[0].count("errorlist") == wrong[1].count("errorlist") == 1
    assert visitor().post("/account/signup/", {"email": "x@example.no"}).status_code == 200


def test_bad_input_names_every_field() -> None:
    """One answer with all that is wrong, and where."""
    answer = person(Role.MANAGER).post("/api/tokens", {"name": "a\u0000b", "role": "king", "scopes": [], "days": 1e30})
    assert answer.status_code == 422
    assert {e["where"].split(".")[-1] for e in answer.json()["errors"]} >= {"name", "role", "scopes", "days"}


def test_pages_are_strict() -> None:
    """No inline script, no framing, no sniffing."""
    answer = visitor().get("/account/login/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_table_is_unprotected() -> None:
    """What the server checks before it serves: nothing is reachable past row-level security."""
    from django.db import connections

    from klynge.server.database import unprotected
    from klynge.server.tenancy.sql import SHARED

    connections["owner"].ensure_connection()
    assert unprotected(connections["owner"].connection, SHARED) == []


def test_another_site_cannot_write_with_ones_session() -> None:
    """A session's cookie alone is not enough to write; a token needs no page."""
    boss = person(Role.MANAGER)
    wanted = {"name": "erp", "role": "manager", "scopes": ["read-orders"]}
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    strict.cookies = boss.client.cookies
    assert strict.post("/api/tokens", wanted, content_type="application/json").status_code == 403
    strict.get("/")
    headers = {"X-CSRFToken": strict.cookies["csrftoken"].value}
    assert strict.post("/api/tokens", wanted, content_type="application/json", headers=headers).status_code == 201
