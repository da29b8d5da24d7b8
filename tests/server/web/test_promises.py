# SPDX-License-Identifier: Apache-2.0
"""From asking to a committed order, over HTTP, with the real log and trustee."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind, Organisation
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
CHAIRS = {"item": "chair", "quantity": 2, "region": "Oslo"}


def at(kind: Kind, code: str) -> Organisation:
    return Organisation.objects.using("trustee").get(cluster__slug="small", kind=kind, code=code)


def buyer() -> Person:
    customer = Organisation.objects.using("trustee").filter(cluster__slug="small", kind=Kind.CUSTOMER).earliest("code")
    return person(Role.CUSTOMER, customer)


def hold(who: Person, key: str = "", **changes: Any) -> Any:
    headers = {"Idempotency-Key": key or uuid4().hex}
    return who.post("/api/promises/hold", CHAIRS | changes, headers=headers)


def act(who: Person, order: str, verb: str) -> Any:
    return who.post(f"/api/orders/{order}/{verb}", headers={"Idempotency-Key": uuid4().hex})


def test_from_asking_to_a_committed_order() -> None:
    """Asking reserves nothing; the day that was shown is held, then promised, and both sides see it."""
    customer = buyer()
    before = customer.get("/api/orders?state=held").json()["total"]
    day = customer.post("/api/promises", CHAIRS).json()["offers"][0]["day"]
    assert customer.get("/api/orders?state=held").json()["total"] == before
    held = hold(customer, day=day)
    assert held.status_code == 201, held.content
    assert held.json()["day"] == day
    order = held.json()["id"]
    assert act(customer, order, "commit").json() == {"id": order, "state": "committed"}
    seller = person(Role.SALES, at(Kind.MEMBER, held.json()["order"].split("-")[0]))
    assert seller.get(f"/api/orders/{order}").json()["state"] == "committed"
    assert act(customer, order, "withdraw").json()["state"] == "withdrawn"
    assert act(customer, order, "commit").status_code == 409


def test_the_same_key_gets_the_same_answer_once() -> None:
    """Sent again, five at a time: one order; with another body: refused."""
    customer, key = buyer(), uuid4().hex

    def again(_: int) -> Any:
        try:
            return hold(customer, key).json()
        finally:
            for connection in connections.all():
                connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(again, range(5)))
    assert all(answer == answers[0] for answer in answers)
    assert customer.get(f"/api/orders?search={answers[0]['order']}").json()["total"] == 1
    assert hold(customer, key, quantity=3).status_code == 422


def test_a_stranger_can_do_nothing_with_an_order() -> None:
    """Another customer and another member find no such order, whatever they try."""
    order = hold(buyer()).json()["id"]
    other = Organisation.objects.using("trustee").filter(cluster__slug="small", kind=Kind.CUSTOMER).latest("code")
    weaver = at(Kind.MEMBER, "vidda")
    for stranger in (person(Role.CUSTOMER, other), person(Role.SALES, weaver)):
        assert act(stranger, order, "commit").status_code == 404
        assert act(stranger, order, "withdraw").status_code == 404


def test_a_member_sells_what_it_makes_and_nothing_else() -> None:
    """The weaver has no chairs; its own offer shows its cost, the customer's does not."""
    weaver = person(Role.SALES, at(Kind.MEMBER, "vidda"))
    assert weaver.post("/api/promises", CHAIRS).status_code == 404
    own = weaver.post("/api/promises", CHAIRS | {"item": "blanket"}).json()["offers"][0]
    bought = buyer().post("/api/promises", CHAIRS | {"item": "blanket"}).json()["offers"][0]
    assert own["cost_ore"] > 0
    assert (bought["cost_ore"], bought["work_centres"]) == (None, None)


def test_what_a_seller_agreed_is_the_price_of_the_order() -> None:
    """Of a thing without a price, and of a configuration that has one; a customer sets none."""
    seller = person(Role.SALES, at(Kind.MEMBER, "fjell"))
    table = {"product": "fjell/table", "choices": {"length": 900, "leaves": 0, "material": "oak", "cushion": "no",
             "runner": "no"}, "quantity": 2, "region": "Oslo"}  # fmt: skip
    for what, agreed in ((CHAIRS, 123_45), (table, 777_00)):
        asked = what | {"customer": "office-1", "price_ore": agreed}
        held = seller.post("/api/promises/hold", asked, headers={"Idempotency-Key": uuid4().hex}).json()
        assert held["price_ore"] == agreed
        assert seller.get(f"/api/orders/{held['id']}").json()["price_ore"] == agreed
        act(seller, held["id"], "withdraw")
    answer = hold(buyer(), price_ore=1)
    assert answer.status_code == 422
    assert "Prisen settes av selgeren" in answer.json()["title"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"item": "unicorn"}, 404), ({"region": "Atlantis"}, 404), ({"quantity": 0}, 422), ({"quantity": 10**9}, 422),
     ({"day": "2020-01-01"}, 409), ({"hours": 100_000}, 422)],
)  # fmt: skip
def test_what_cannot_be_held_says_why(changes: dict[str, Any], status: int) -> None:
    """Each with what is wrong and how to mend it, and nothing is held."""
    answer = hold(buyer(), **changes)
    assert answer.status_code == status, answer.content
    assert answer.json()["title"]


def test_a_write_needs_a_key() -> None:
    """Without one it is refused, and says which field is missing."""
    answer = buyer().post("/api/promises/hold", CHAIRS)
    assert answer.status_code == 422
    assert "idempotency" in str(answer.json()["errors"]).lower()
