# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry
from klynge.server.roles import Ability


class PlannerConfig(AppConfig):
    name = "klynge.server.pages.planner"
    label = "pages_planner"
    entries: ClassVar[tuple[Entry, ...]] = (
        Entry("Plan board", "planner:board", Ability.READ_PLAN, "board", 30, ("member",)),
        Entry("Breakdowns and people", "planner:changes", Ability.CHANGE_NETWORK, "wrench", 31, ("member",)),
        Entry("Scenarios", "planner:scenarios", Ability.PLAN, "flask", 32, ("member",)),
    )

    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.planner.duties.waiting",)
    finders: ClassVar[tuple[str, ...]] = ("klynge.server.pages.planner.duties.found",)

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.planner.texts import NORWEGIAN

        texts.add(NORWEGIAN)
