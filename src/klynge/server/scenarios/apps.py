# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    name = "klynge.server.scenarios"
    label = "scenarios"
    default_auto_field = "django.db.models.BigAutoField"
