# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.floor import paper, reports, suggestions, views

app_name = "floor"
urlpatterns = [
    path("", views.home, name="home"),
    path("at/<path:centre>/", views.centre, name="centre"),
    path("find/", views.find, name="find"),
    path("worker.js", views.worker, name="worker"),
    path("reports/", reports.report, name="report"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<uuid:suggestion>/photo", suggestions.photo, name="photo"),
    path("paper/week/<path:centre>/", paper.week_list, name="week_list"),
    path("paper/order/", paper.work_order, name="work_order"),
]
