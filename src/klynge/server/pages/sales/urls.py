# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.sales import views_enter, views_orders, views_parts, views_quotes

app_name = "sales"
urlpatterns = [
    path("", views_quotes.quotes, name="quotes"),
    path("inquiry/", views_quotes.inquiry, name="inquiry"),
    path("quotes/<uuid:quote>/", views_quotes.quote, name="quote"),
    path("quotes/<uuid:quote>/change/", views_quotes.change, name="change"),
    path("quotes/<uuid:quote>/step/", views_quotes.step, name="step"),
    path("quotes/<uuid:quote>/quotation.pdf", views_quotes.pdf, name="pdf"),
    path("enter/", views_enter.enter, name="enter"),
    path("enter/days/", views_enter.days, name="days"),
    path("enter/things/", views_enter.things, name="things"),
    path("enter/lines/", views_enter.lines, name="lines"),
    path("orders/", views_orders.orders, name="orders"),
    path("orders/<uuid:order>/", views_orders.order, name="order"),
    path("orders/<uuid:order>/act/", views_orders.act, name="act"),
    path("parts/", views_parts.parts, name="parts"),
    path("parts/<uuid:part>/file", views_parts.file, name="file"),
    path("parts/<uuid:part>/remove/", views_parts.remove, name="remove"),
]
