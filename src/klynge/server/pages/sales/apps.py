# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class SalesConfig(AppConfig):
    name = "klynge.server.pages.sales"
    label = "pages_sales"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("Quotations", "sales:quotes", Ability.SELL, "document", 20, ("member",)),
        Entry("Enter an order", "sales:enter", Ability.SELL, "edit", 21, ("member",)),
        Entry("Orders", "sales:orders", Ability.READ_ORDERS, "box", 22, ("member",)),
        Entry("Parts", "sales:parts", Ability.SELL, "upload", 23, ("member",)),
    )
    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.sales.duties.waiting",)
    finders: ClassVar[tuple[str, ...]] = ("klynge.server.pages.sales.duties.found",)

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.sales.texts import NORWEGIAN

        texts.add(NORWEGIAN)
