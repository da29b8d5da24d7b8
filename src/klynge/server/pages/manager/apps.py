# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class ManagerConfig(AppConfig):
    name = "klynge.server.pages.manager"
    label = "pages_manager"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("This week", "manager:home", Ability.READ_FIGURES, "chart", 50, ("member",)),
        Entry("Figures", "manager:figures", Ability.READ_FIGURES, "coins", 51, ("member",)),
        Entry("Suggestions", "manager:suggestions", Ability.READ_FIGURES, "bulb", 52, ("member",)),
        Entry("Import and export", "manager:imports", Ability.IMPORT, "upload", 53, ("member",)),
        Entry("People", "manager:people", Ability.ADMINISTER, "people", 54),
        Entry("Tokens", "manager:tokens", Ability.ADMINISTER, "key", 55),
    )
    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.manager.duties.duties",)

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.manager import import_texts
        from klynge.server.pages.manager.texts import NORWEGIAN

        texts.add({**NORWEGIAN, **import_texts.NORWEGIAN})
