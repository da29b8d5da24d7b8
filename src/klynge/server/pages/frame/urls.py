# SPDX-License-Identifier: Apache-2.0
"""The addresses of the frame."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.frame import offline, views, views_saved
from klynge.server.pages.frame.account import account
from klynge.server.pages.frame.design import design
from klynge.server.pages.frame.example import become, people, tour
from klynge.server.pages.frame.search import search

urlpatterns = [
    path("", views.front, name="front"),
    path("organisation/", views.choose_organisation, name="organisation"),
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
    path("search/", search, name="search"),
    path("views/", views_saved.keep, name="keep_view"),
    path("views/<uuid:view>/remove/", views_saved.drop, name="drop_view"),
    path("design/", design, name="design"),
    path("favicon.ico", views.icon, name="icon"),
    path("offline/", offline.offline, name="offline"),
    path("worker.js", offline.worker, name="worker"),
    path("you/", account, name="account"),
    path("demo/", people, name="people"),
    path("demo/be/<uuid:user>/", become, name="become"),
    path("demo/tour/", tour, name="tour"),
]
