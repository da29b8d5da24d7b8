# SPDX-License-Identifier: Apache-2.0
"""The addresses that a mail's link opens, for who is no user."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.sales import views_link

app_name = "quotation"
urlpatterns = [
    path("<str:secret>/", views_link.linked, name="open"),
    path("<str:secret>/quotation.pdf", views_link.linked_pdf, name="pdf"),
]
