# SPDX-License-Identifier: Apache-2.0
"""The pages of the cluster, worked as people work them: forms filled in, refused beside the field, and read again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.server.web.test_cluster import SIGNED, agreed, joined, manager, members, office, send
from tests.support.people import Person

pytestmark = pytest.mark.usefixtures("trustee")
EN = {"Accept-Language": "en"}


def opened(who: Person, path: str = "") -> str:
    answer = who.get(f"/office/{path}", headers=EN)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


def filled(who: Person, path: str, fields: dict[str, Any]) -> Any:
    return who.client.post(f"/office/{path}", fields, headers=EN)


def test_the_office_reviews_two_firms() -> None:
    """What is wrong stands beside its field and what was typed stays; what is right is in the register."""
    joined()
    found = {"one": "fjell", "other": "fjell", "market": "furniture", "relation": "vertical", "since": "2026-02-01",
             "reviewer": "Turid", "reason": "cushions"}  # fmt: skip
    wrong = filled(office(), "register/review/", found)
    assert wrong.status_code == 422
    assert "Name two different members." in wrong.content.decode()
    assert 'value="Turid"' in wrong.content.decode()
    assert filled(office(), "register/review/", found | {"other": "vidda"}).status_code == 302
    assert "cushions" in opened(office(), "register/?q=cushions")
    assert "cushions" in opened(manager("vidda"), "register/")


def test_an_agreement_from_proposal_to_end() -> None:
    """One proposes, the other is told on its home page and signs; then it is in force; either ends it."""
    joined()
    proposal = {"direction": "take", "other": "vidda", "fields_": ["order.state"], "purpose": uuid4().hex,
                "valid_from": "2026-01-01", "valid_to": "2099-01-01", "signatory": "Kari"}  # fmt: skip
    assert filled(manager("fjell"), "agreements/new/", proposal | {"fields_": ["person.wage"]}).status_code == 422
    assert filled(manager("fjell"), "agreements/new/", proposal).status_code == 302
    waiting = manager("vidda").get("/", headers=EN).content.decode()
    assert "agreements to be signed" in waiting
    kept = manager("vidda").get("/api/cluster/agreements").json()["disclosure"]
    one = next(each["id"] for each in kept if each["purpose"] == proposal["purpose"])
    assert "The other side has not signed." in opened(manager("fjell"), f"agreements/{one}/")
    assert filled(manager("vidda"), f"agreements/{one}/sign/", SIGNED).status_code == 302
    assert "in force" in opened(office(), f"agreements/{one}/")
    assert filled(manager("fjell"), f"agreements/{one}/end/", SIGNED).status_code == 302
    assert "withdrawn" in opened(office(), f"agreements/{one}/")


def test_a_figure_that_is_withheld_says_why() -> None:
    """Two firms are too few: the office reads so in its list."""
    asked = {"figure": "kept", "kind": "", "first": "2026-01-01", "last": "2026-01-31", "key": uuid4().hex}
    assert filled(office(), "figures/ask/", asked).status_code == 302
    assert "Too few firms are behind the figure." in opened(office(), "figures/")
    assert "Too few firms" not in opened(manager("fjell"), "figures/")


def test_the_journal_is_read_and_taken_along() -> None:
    """The office sees that the chain is whole and has it as a table; a member has what concerns it."""
    agreement = agreed()
    for order in manager("fjell").get("/api/orders?side=seller&size=500").json()["items"][:8]:
        manager("fjell").get(f"/api/orders/{order['id']}/reasons")
    assert "The chain is whole." in opened(office(), "disclosures/?check=1")
    table = opened(manager("vidda"), "disclosures/journal.csv")
    assert table.startswith("number,at,reader,owner,")
    assert agreement in table
    send(manager("vidda"), f"agreements/{agreement}/end", SIGNED)


def test_a_manager_looks_through_anothers_eyes() -> None:
    """What the other may see of us; of a firm that is no member there is no such page."""
    joined()
    assert "list prices" in opened(manager("vidda"), "sharing/?reader=fjell")
    assert manager("vidda").get("/office/sharing/?reader=nobody").status_code == 404


def test_each_sees_its_own_buttons() -> None:
    """The office invites, a member does not; nobody signs for another."""
    joined()
    assert "Invite a firm" in opened(office())
    assert "Invite a firm" not in opened(manager("fjell"))
    vidda = members(office())["vidda"]["id"]
    assert manager("fjell").get(f"/office/members/{vidda}/sign/").status_code == 404
