# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig

from klynge.server import texts


class QuotesConfig(AppConfig):
    name = "klynge.server.quotes"
    label = "quotes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add its words."""
        from klynge.server.quotes.texts import NORWEGIAN

        texts.add(NORWEGIAN)
