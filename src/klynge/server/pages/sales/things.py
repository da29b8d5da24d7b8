# SPDX-License-Identifier: Apache-2.0
"""What a seller can sell, as it is typed: an item by its identifier or name, a configuration by its code or name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from django.db.models import Q

from klynge.server.pages.customer.places import Names, called, region_of
from klynge.server.pages.frame import formats
from klynge.server.products.models import Configuration
from klynge.server.quotes.queries import customers_of
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.trustee.link import ask

MOST = 50
Stretches = list[list[str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """An item, or a product with choices; `typed` is what stands for it in a field."""

    item: str
    name_nb: str
    name_en: str
    product: str = ""
    choices: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if formats.language() == "en" else self.name_nb

    @property
    def typed(self) -> str:
        """The item, or the code of a configuration."""
        return self.item.rsplit("/", 1)[-1] if self.product else self.item

    def asked(self) -> dict[str, Any]:
        """What the trustee is asked with."""
        return {"product": self.product, "choices": self.choices} if self.product else {"item": self.item}


Finding = Callable[[str], list[Thing]]
"""Of a text, the things that have all its words in their names or codes; what is called just that among the first."""


@dataclass(frozen=True)
class Desk:
    """What a seller types from: things, regions and postcodes, and the names of customers."""

    find: Finding
    regions: list[str]
    postcodes: Stretches
    customers: list[str]
    region_names: Names = field(default_factory=dict)

    def thing(self, typed: str) -> Thing | None:
        """What was typed: by identifier or code, else by a name that only one has."""
        word, found = typed.strip().casefold(), self.like(typed)
        by_code = [one for one in found if word in (one.item.casefold(), one.typed.casefold())]
        by_name = [one for one in found if word in (one.name_nb.casefold(), one.name_en.casefold())]
        return by_code[0] if by_code else by_name[0] if len(by_name) == 1 else None

    def like(self, typed: str) -> list[Thing]:
        """What may be meant by what was typed."""
        word = typed.strip().casefold()
        return self.find(word) if word else []

    def region(self, typed: str) -> str | None:
        """The region that was typed, or that the postcode lies in."""
        return region_of(typed, self.regions, self.postcodes, self.region_names)

    @property
    def places(self) -> list[str]:
        """What the regions are called in the reader's language."""
        return called(self.regions, self.region_names)


def desk_of(standing: Standing) -> Desk:
    """What who asks can sell, where to and to whom it was sold before."""
    offered = ask("products", standing, {})
    with acting_for(standing):
        customers = customers_of(standing.organisation)
    find = cache(partial(things_like, standing))  # a message names what was looked for before, and lines repeat things
    return Desk(find, offered["regions"], offered["postcodes"], customers, offered["region_names"])


def things_like(standing: Standing, typed: str, most: int = MOST) -> list[Thing]:
    """What one's firm sells that has all words of a text in its names or code: items, and configurations it saved."""
    with acting_for(standing):
        made = Configuration.objects.filter(tenant=standing.organisation, cluster=standing.cluster)
        for word in typed.split():
            made = made.filter(Q(name_nb__icontains=word) | Q(name_en__icontains=word) | Q(item__icontains=word))
        saved = list(made.order_by("-made")[:most])
    things = [Thing(one.item, one.name_nb, one.name_en, one.product, one.choices) for one in saved]
    items = ask("items", standing, {"search": typed[:200], "size": most})["items"]
    known = {one["item"] for one in items}
    return [Thing(one["item"], one["name_nb"], one["name_en"]) for one in items] + [
        one for one in things if one.item not in known
    ]
