# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class OperationConfig(AppConfig):
    name = "klynge.server.pages.operation"
    label = "pages_operation"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("Health", "operation:home", Ability.OPERATE, "shield", 70),
        Entry("Jobs", "operation:jobs", Ability.OPERATE, "layers", 71),
        Entry("Backups", "operation:backups", Ability.OPERATE, "save", 72),
        Entry("Users", "operation:users", Ability.OPERATE, "people", 73),
    )

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.operation.texts import NORWEGIAN

        texts.add(NORWEGIAN)
