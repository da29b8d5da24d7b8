# SPDX-License-Identifier: Apache-2.0
"""The addresses of the frame."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.frame.views import choose_organisation, front

urlpatterns = [
    path("", front, name="front"),
    path("organisation/", choose_organisation, name="organisation"),
]
