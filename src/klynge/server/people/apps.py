# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it: no tables of its own, but words."""

from django.apps import AppConfig

from klynge.server import texts


class PeopleConfig(AppConfig):
    name = "klynge.server.people"
    label = "people"

    def ready(self) -> None:
        """Add its words."""
        from klynge.server.people.texts import NORWEGIAN

        texts.add(NORWEGIAN)
