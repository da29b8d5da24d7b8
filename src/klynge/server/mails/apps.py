# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class MailsConfig(AppConfig):
    name = "klynge.server.mails"
    label = "mails"
    default_auto_field = "django.db.models.BigAutoField"
