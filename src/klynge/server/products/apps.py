# SPDX-License-Identifier: Apache-2.0
"""The app as Django sees it."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "klynge.server.products"
    label = "products"
    default_auto_field = "django.db.models.BigAutoField"
