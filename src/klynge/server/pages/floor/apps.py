# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class FloorConfig(AppConfig):
    name = "klynge.server.pages.floor"
    label = "pages_floor"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("Shop floor", "floor:home", Ability.REPORT, "machine", 40, ("member",)),
        Entry("Suggestions", "floor:suggestions", Ability.REPORT, "bulb", 42, ("member",)),
    )

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.floor.texts import NORWEGIAN

        texts.add(NORWEGIAN)
