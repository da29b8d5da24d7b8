# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class OfficeConfig(AppConfig):
    name = "klynge.server.pages.office"
    label = "pages_office"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("The cluster", "office:charter", Ability.READ_RELEASES, "handshake", 60, ("office", "member")),
    )
    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.office.duties.waiting",)

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.office.texts import NORWEGIAN

        texts.add(NORWEGIAN)
