# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it, and its entries of the navigation."""

from typing import ClassVar

from django.apps import AppConfig

from klynge.server import texts
from klynge.server.pages.navigation import Entry


class FrameConfig(AppConfig):
    name = "klynge.server.pages.frame"
    label = "pages_frame"
    entries: ClassVar[tuple[Entry, ...]] = ()
    today: ClassVar[tuple[str, ...]] = ("klynge.server.pages.frame.everyone.wrong",)
    finders: ClassVar[tuple[str, ...]] = (
        "klynge.server.pages.frame.everyone.orders",
        "klynge.server.pages.frame.everyone.work_centres",
    )

    def ready(self) -> None:
        """Add the words of these pages."""
        from klynge.server.pages.frame.texts import NORWEGIAN

        texts.add(NORWEGIAN)
