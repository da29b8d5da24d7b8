# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "klynge.server.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the words along."""
        from allauth.account.signals import password_reset

        from klynge.server import texts
        from klynge.server.accounts.texts import NORWEGIAN
        from klynge.server.accounts.verifying import password_chosen

        texts.add(NORWEGIAN)
        password_reset.connect(password_chosen, dispatch_uid="verified by a link")
