# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "manager"
urlpatterns: list[URLPattern] = []
