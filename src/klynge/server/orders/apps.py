# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "klynge.server.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
