# SPDX-License-Identifier: Apache-2.0
"""Products over HTTP: choices, why not, prices and days, and an order of exactly what was chosen."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.server.web.test_promises import act, at, buyer
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
TABLE = {"length": 1800, "leaves": 2, "material": "painted", "colour": "black", "cushion": "no", "runner": "yes"}


def choose(who: Person, choices: dict[str, Any], product: str = "fjell/table", **more: Any) -> Any:
    return who.post("/api/configurations", {"product": product, "choices": choices, **more})


def variable(screen: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in screen["variables"] if one["id"] == name)
    return found


def test_a_customer_sees_all_products_and_a_member_its_own() -> None:
    """The weaver offers what it weaves, and nobody else's products."""
    mine = person(Role.SALES, at(Kind.MEMBER, "vidda")).get("/api/products").json()["products"]
    every = buyer().get("/api/products").json()
    assert {one["product"] for one in mine} < {one["product"] for one in every["products"]}
    assert all(one["product"].startswith("vidda/") for one in mine)
    assert every["regions"] == ["Oslo", "Trondheim", "Export"]
    assert choose(person(Role.SALES, at(Kind.MEMBER, "vidda")), {}).status_code == 404


def test_what_does_not_fit_is_told_with_why_and_the_least_to_change() -> None:
    """Three leaves exclude a long table, by the rule's own words; changing for it gives up the leaves alone."""
    customer = buyer()
    answer = choose(customer, {"material": "oak", "leaves": 3, "length": 2200})
    assert answer.status_code == 200, answer.content
    aside = answer.json()["set_aside"][0]
    assert (aside["variable"], [one["variable"] for one in aside["give_up"]]) == ("length", ["leaves"])
    assert "bord" in aside["sentence"].lower()
    wanted = {"product": "fjell/table", "choices": {"material": "oak", "leaves": 3}, "variable": "length"}
    changed = customer.post("/api/configurations/change", wanted | {"value": "2200"}).json()
    assert changed["choices"] == {"material": "oak", "length": 2200}
    assert choose(customer, changed["choices"]).json()["set_aside"] == []


def test_an_option_that_does_not_fit_has_its_repair_beside_it() -> None:
    """An impossible option is never silent: it says why, and what to give up."""
    screen = choose(buyer(), {"padded": "no"}, "fjell/bench").json()
    told = [option for one in screen["variables"] for option in one["options"] if not option["possible"]]
    assert all(option["why"] for option in told if option["give_up"] is not None)


def test_the_price_beside_an_option_is_what_it_costs_when_chosen() -> None:
    """Choosing an option changes the price by the difference that stood beside it."""
    customer = buyer()
    screen = choose(customer, {"length": 1800, "material": "painted"}).json()
    for option in variable(screen, "colour")["options"]:
        if option["possible"]:
            after = choose(customer, screen["choices"] | {"colour": option["id"]}).json()
            assert after["price_ore"] == screen["price_ore"] + option["difference_ore"] == option["price_ore"]


def test_the_day_beside_an_option_is_the_one_that_is_held() -> None:
    """The completion that a day was told for is held on that day, at the price told, and both sides see it."""
    customer = buyer()
    asked = {"product": "fjell/table", "choices": {"length": 1800}, "quantity": 2, "region": "Oslo"}
    days = customer.post("/api/configurations/days", asked)
    assert days.status_code == 200, days.content
    present = days.json()["present"]
    order = asked | {"choices": present["choices"]}
    menu = customer.post("/api/promises", order).json()
    assert menu["offers"][0]["day"] == present["day"]
    assert menu["price"]["goods_ore"] == present["price_ore"]
    headers = {"Idempotency-Key": uuid4().hex}
    held = customer.post("/api/promises/hold", order | {"day": present["day"]}, headers=headers)
    assert held.status_code == 201, held.content
    assert (held.json()["day"], held.json()["price_ore"]) == (present["day"], menu["price"]["net_ore"])
    seller = person(Role.SALES, at(Kind.MEMBER, "fjell"))
    for who in (customer, seller):
        seen = who.get(f"/api/orders/{held.json()['id']}").json()
        assert (seen["item"], seen["price_ore"]) == (held.json()["item"], menu["price"]["net_ore"])
        opened = who.get(f"/api/codes/{seen['item'].rpartition('/')[2]}").json()
        assert (opened["product"], opened["same"]) == ("fjell/table", True)
    assert act(customer, held.json()["id"], "withdraw").status_code == 200


def test_choices_that_are_not_whole_are_not_offered() -> None:
    """The problem names what is still to be chosen."""
    answer = buyer().post("/api/promises", {"product": "fjell/table", "choices": {}, "quantity": 1, "region": "Oslo"})
    assert answer.status_code == 422
    assert "length" in answer.json()["detail"] or "engde" in answer.json()["detail"]


def test_a_saved_configuration_opens_for_its_own_organisation_alone() -> None:
    """A code is no key to what others saved."""
    customer = buyer()
    saved = customer.post("/api/configurations/save", {"product": "fjell/table", "choices": TABLE})
    assert saved.status_code == 200, saved.content
    code = saved.json()["code"]
    assert customer.get(f"/api/codes/{code}").json()["choices"]["length"] == 1800
    assert person(Role.SALES, at(Kind.MEMBER, "vidda")).get(f"/api/codes/{code}").status_code == 404


def test_completing_decides_all_and_keeps_what_was_chosen() -> None:
    """What comes out is a whole configuration with the choices as they were."""
    customer = buyer()
    asked = {"product": "fjell/table", "choices": {"length": 900}}
    done = customer.post("/api/configurations/complete", asked).json()
    screen = choose(customer, done["choices"]).json()
    assert (screen["complete"], screen["choices"]["length"], screen["price_ore"]) == (True, 900, done["price_ore"])
    assert screen["made"]["total_ore"] == screen["price_ore"]


def test_comparing_shows_what_differs() -> None:
    """Of two tables, the rows that differ are those that were chosen otherwise."""
    sides = {"left": {"product": "fjell/table", "choices": TABLE},
             "right": {"product": "fjell/table", "choices": TABLE | {"length": 2000}}}  # fmt: skip
    told = buyer().post("/api/configurations/compare", sides).json()
    assert [row["variable"] for row in told["rows"] if row["differs"]] == ["length"]
    assert told["sides"][0]["price_ore"] < told["sides"][1]["price_ore"]
    assert [side["completion"]["length"] for side in told["sides"]] == [TABLE["length"], 2000]
