# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.operation import views

app_name = "operation"
urlpatterns = [
    path("", views.home, name="home"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<uuid:job>/", views.job, name="job"),
    path("backups/", views.backups, name="backups"),
    path("users/", views.users, name="users"),
]
