# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig

from klynge.server import texts


class BarrierConfig(AppConfig):
    name = "klynge.server.barrier"
    label = "barrier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add what the actions say."""
        from klynge.server.barrier.texts import NORWEGIAN

        texts.add(NORWEGIAN)
