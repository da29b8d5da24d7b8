# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class CustomerConfig(AppConfig):
    name = "klynge.server.pages.customer"
    label = "pages_customer"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("Products", "customer:catalogue", Ability.ASK, "cart", 10, ("customer", "member")),
        Entry("My orders", "customer:orders", Ability.READ_ORDERS, "box", 11, ("customer",)),
    )
    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.customer.duties.waiting",)
    finders: ClassVar[tuple[str, ...]] = ("klynge.server.pages.customer.duties.found",)

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.customer.texts import NORWEGIAN

        texts.add(NORWEGIAN)
