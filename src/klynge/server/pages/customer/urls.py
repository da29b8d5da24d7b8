# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.customer import views_choose as choosing
from klynge.server.pages.customer import views_order as ordering
from klynge.server.pages.customer.views_orders import orders

app_name = "customer"
urlpatterns = [
    path("", choosing.catalogue, name="catalogue"),
    path("code/", choosing.code, name="code"),
    path("configure/<path:product>/", choosing.configure, name="configure"),
    path("choose/<path:product>/", choosing.choose, name="choose"),
    path("complete/<path:product>/", choosing.complete, name="complete"),
    path("days/<path:product>/", choosing.days, name="days"),
    path("compare/<path:product>/", choosing.compare, name="compare"),
    path("offers/<path:product>/", ordering.offers, name="offers"),
    path("hold/<path:product>/", ordering.hold, name="hold"),
    path("orders/", orders, name="orders"),
    path("orders/<uuid:order>/", ordering.order, name="order"),
    path("orders/<uuid:order>/commit/", ordering.commit, name="commit"),
    path("orders/<uuid:order>/withdraw/", ordering.withdraw, name="withdraw"),
]
