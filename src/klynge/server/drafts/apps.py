# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "klynge.server.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
