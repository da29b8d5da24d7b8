# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "klynge.server.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the words along."""
        from klynge.server import texts
        from klynge.server.accounts.texts import NORWEGIAN

        texts.add(NORWEGIAN)
