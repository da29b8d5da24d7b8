# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "klynge.server.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
