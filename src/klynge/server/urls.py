# SPDX-License-Identifier: Apache-2.0
"""All addresses of the server."""

from django.urls import include, path

from klynge.server.api.main import api
from klynge.server.health import live, metrics, ready
from klynge.server.pages import choose_organisation, front

urlpatterns = [
    path("", front, name="front"),
    path("organisation/", choose_organisation, name="organisation"),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("health/live", live),
    path("health/ready", ready),
    path("health/metrics", metrics),
]
