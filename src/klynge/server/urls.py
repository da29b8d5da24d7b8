# SPDX-License-Identifier: Apache-2.0
"""All addresses of the server."""

from django.urls import include, path

from klynge.server.api.main import api
from klynge.server.health import live, metrics, ready

handler500 = "klynge.server.api.problem.failed"
urlpatterns = [
    path("api/", api.urls),  # first: a program asks often, and each page before would be compared with
    path("", include("klynge.server.pages.frame.urls")),
    path("buy/", include("klynge.server.pages.customer.urls")),
    path("sales/", include("klynge.server.pages.sales.urls")),
    path("quotation/", include("klynge.server.pages.sales.urls_link")),
    path("planner/", include("klynge.server.pages.planner.urls")),
    path("floor/", include("klynge.server.pages.floor.urls")),
    path("manager/", include("klynge.server.pages.manager.urls")),
    path("office/", include("klynge.server.pages.office.urls")),
    path("operation/", include("klynge.server.pages.operation.urls")),
    path("account/", include("allauth.urls")),
    path("health/live", live),
    path("health/ready", ready),
    path("health/metrics", metrics),
]
