# SPDX-License-Identifier: Apache-2.0
"""What can be had when: /api/items, /api/promises, and holding one of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field, model_validator

from klynge.server.api.access import asker, needs
from klynge.server.api.products import Choices, PriceLine
from klynge.server.api.types import Day, HoldHours, KeyHeader, Name, Ore, Page, PageSize, Quantity, Text
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["promises"])


class Item(Schema):
    """Something that can be ordered."""

    item: str
    name: str
    unit: str
    seller: str


class Items(Schema):
    """A page of the catalogue, and the regions that are delivered to; their names by language ("nb", "en")."""

    items: list[Item]
    total: int
    page: int
    pages: int
    regions: list[str]
    region_names: dict[str, dict[str, str]]


class AskIn(Schema):
    """So much of an item, or of a product with choices, to a region; `wanted` is the day to keep, if that can be."""

    item: Name | None = None
    product: Name | None = None
    choices: Choices = Field(default_factory=dict)
    quantity: Quantity
    region: Name
    wanted: Day | None = None
    just_in_time: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> AskIn:
        if (self.item is None) == (self.product is None):
            raise ValueError("give an item, or a product with its choices")
        return self


class Offer(Schema):
    """A way to have it. Cost and work centres are told only to a member that makes all of it itself."""

    names: list[str]
    day: date
    delivered: datetime
    later_s: int
    co2_g: int
    kept: bool | None
    cost_ore: int | None = None
    work_centres: list[str] | None = None


class PriceOut(Schema):
    """What an order of a configuration comes to at the customer's; tax is null where a region's country is unknown."""

    lines: list[PriceLine]
    piece_ore: int
    goods_ore: int
    freight_ore: int
    net_ore: int
    vat_percent: int | None
    vat_ore: int | None
    total_ore: int | None


class Offers(Schema):
    """The menu: no offer beats another in day, cost and CO2. `kept`: whether any keeps the wanted day; `kept_percent`:
    of the days that the seller has agreed on, how many the plan keeps as it stands (null: too few to say)."""

    offers: list[Offer]
    kept: bool | None
    price: PriceOut | None = None
    kept_percent: int | None = None


class HoldIn(AskIn):
    """Which offer to hold, and for how many hours; `day` is the day that was shown: a later one is not held. A hold
    ends no later than work on the order must begin, and no sooner than an hour after it was made. `price_ore` is what a
    seller agreed for all of it, with freight and without tax."""

    which: Literal["earliest", "cheapest", "greenest"] = "earliest"
    day: Day | None = None
    customer: Name | None = None
    reference: Text = ""
    hours: HoldHours = 48
    price_ore: Ore | None = None


class Held(Schema):
    """An order that is held: nothing and nobody takes its day until then."""

    id: UUID
    order: str
    state: str
    day: date
    delivered: datetime
    held_until: datetime
    item: str
    price_ore: int | None


@router.get("items", response=Items, summary="What can be ordered", auth=needs(Ability.ASK))
def list_items(request: HttpRequest, search: Text = "", page: Page = 1, size: PageSize = 50) -> Any:
    """The catalogue: for a member its own items, for a customer everyone's. `search` are words of a name or an
    identifier; what is called just that comes first."""
    return ask("items", asker(request), {"search": search, "page": page, "size": size})


@router.post("promises", response=Offers, summary="When can I have it? Nothing is reserved", auth=needs(Ability.ASK))
def list_offers(request: HttpRequest, wanted: AskIn) -> Any:
    """The promise menu on the plan as it is now."""
    return ask("menu", asker(request), _told(wanted))


@router.post("promises/hold", response={201: Held}, summary="Hold an offer", auth=needs(Ability.ORDER))
def hold_offer(request: HttpRequest, wanted: HoldIn, idempotency_key: KeyHeader) -> Status[Any]:
    """Reserve the day. The same request with the same key gets the same answer, once."""
    told = _told(wanted) | {"day": _day(wanted.day) or ""}
    return Status(201, ask("hold", asker(request), told, idempotency_key))


def _told(wanted: AskIn) -> dict[str, Any]:
    what = {"item": wanted.item or "", "product": wanted.product or ""}
    return wanted.dict() | what | {"wanted": _day(wanted.wanted)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
