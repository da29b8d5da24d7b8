# SPDX-License-Identifier: Apache-2.0
"""How to get at pages whose address has arguments, one line a page: the address as it is written in urls.py, and what
gives one that the role can open, or None when there is none for it.

`see.api("/orders")` is the API's answer for the role, `see.role` the role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class See:
    """What a role can see, to find the arguments of addresses in."""

    page: Page
    role: str

    def api(self, path: str) -> Any:
        """What the API answers to the role; None when it refuses."""
        answer = self.page.request.get(f"/api{path}")
        return answer.json() if answer.ok else None

    def first(self, path: str, key: str) -> str | None:
        """The key of the first item of a list; None when there is none."""
        found = self.api(path)
        items = found["items"] if isinstance(found, dict) else found
        return str(items[0][key]) if items else None


def centre(see: See) -> str | None:
    """A work centre of one's own."""
    found = see.api("/plan?size=1")
    return str(found["work_centres"][0]["work_centre"]) if found and found["work_centres"] else None


def product(see: See) -> str | None:
    """A product that can be configured."""
    found = see.api("/products")
    return str(found["products"][0]["product"]) if found and found["products"] else None


def decided(see: See) -> str | None:
    """A product with all that can be chosen decided, as many pieces and where to, as an address has it."""
    found = product(see)
    if found is None:
        return None
    onward = see.page.request.get(f"/buy/complete/{found}/?quantity=4&to=Oslo")
    return f"{found}/?{onward.url.partition('?')[2]}" if onward.ok else None


def job(see: See) -> str | None:
    """A job of one's own that stands in the plan."""
    found = see.api("/plan?size=100")
    return next((str(each["job"]) for each in found["items"] if each["own"]), None) if found else None


def at(pattern: str, ask: Callable[[See], str | None]) -> Callable[[See], str | None]:
    """The address with what is found in it, when something is."""

    def filled(see: See) -> str | None:
        found = ask(see)
        return None if found is None else pattern.format(found)

    return filled


def order(see: See) -> str | None:
    """An order that one sees."""
    return see.first("/orders?size=1", "id")


def sold(see: See) -> str | None:
    """An order that one's firm sells."""
    found = see.api("/orders?size=100")
    return next((str(each["id"]) for each in found["items"] if each["side"] == "seller"), None) if found else None


def agreement(see: See) -> str | None:
    """An agreement on showing things, that one sees."""
    found = see.api("/cluster/agreements")
    return str(found["disclosure"][0]["id"]) if found and found["disclosure"] else None


def brought_in(see: See) -> str | None:
    """A file that was brought in, when there is one."""
    found = see.first("/imports?size=1", "id")
    return None if found is None else f"/manager/import/{found}/"


def part(see: See) -> None:
    """A part of another page, seen there."""


ADDRESSES: dict[str, Callable[[See], str | None]] = {
    "search/": lambda _: "/search/?q=a",
    # customer
    "buy/code/": part,
    "buy/choose/<path:product>/": part,
    "buy/configure/<path:product>/": at("/buy/configure/{}/", product),
    "buy/complete/<path:product>/": part,
    "buy/days/<path:product>/": part,
    "buy/compare/<path:product>/": at("/buy/compare/{}/", product),
    "buy/offers/<path:product>/": at("/buy/offers/{}", decided),
    "buy/orders/<uuid:order>/": at("/buy/orders/{}/", order),
    # floor
    "floor/at/<path:centre>/": at("/floor/at/{}/", centre),
    "floor/find/": part,
    "floor/suggestions/<uuid:suggestion>/photo": part,
    "floor/paper/week/<path:centre>/": at("/floor/paper/week/{}/", centre),
    "floor/paper/order/": at("/floor/paper/order/?job={}", job),
    # manager
    "manager/import/<uuid:file>/": brought_in,
    "manager/suggestions/<uuid:suggestion>/": part,
    # sales
    "sales/quotes/<uuid:quote>/": part,
    "sales/quotes/<uuid:quote>/change/": part,
    "quotation/<str:secret>/": part,
    "quotation/<str:secret>/quotation.pdf": part,
    "sales/enter/days/": part,
    "sales/enter/things/": part,
    "sales/orders/<uuid:order>/": at("/sales/orders/{}/", sold),
    "sales/parts/<uuid:part>/file": part,
    # office
    "office/agreements/<uuid:agreement>/": at("/office/agreements/{}/", agreement),
    "office/agreements/<uuid:agreement>/sign/": part,
    "office/agreements/<uuid:agreement>/end/": part,
    "office/members/<uuid:member>/sign/": part,
    "office/members/<uuid:member>/leave/": part,
    # planner
    "planner/inspect": part,
    "planner/found": part,
    "planner/lists": part,
    "planner/drafts/part": part,
    "planner/repairs/<uuid:order>": part,
    "planner/scenarios/compare": part,
    "planner/drafts/<uuid:draft>/": part,
    "planner/scenarios/<uuid:scenario>": part,
}
"""What is None is not opened by itself."""
