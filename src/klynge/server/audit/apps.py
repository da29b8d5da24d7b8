# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "klynge.server.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
