# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "klynge.server.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
