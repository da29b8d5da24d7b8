# SPDX-License-Identifier: Apache-2.0
"""The Python way to configure: sessions of a cluster's products, and price and day beside their options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from klynge.api import Cluster, Planned, moment, schedule_for
from klynge.configure import Session
from klynge.configure.work import Desk
from klynge.inquiry import UnknownNameError
from klynge.offers import Quoter


def desk_of(cluster: Cluster) -> Desk:
    """What answers for a cluster's products: none of them for a folder without products."""
    network = cluster.network
    start = network.start.astimezone(ZoneInfo(network.time_zone)).date()
    return cluster.desk if cluster.desk is not None else Desk({}, start)


def session(
    cluster: Cluster, product: str, choices: Mapping[str, str | int] | None = None, *, quantity: int = 1
) -> Session:
    """A session with a product of the cluster, on the day on which planning begins, some choices made in their order.

    Raises UnknownNameError for a product that the cluster does not have, klynge.configure.ChoiceError for choices that
    are none of its or do not go together.
    """
    desk = desk_of(cluster)
    if product not in desk.products:
        raise UnknownNameError("product", product, desk.products)
    return desk.work(product).completing.compiled.session(choices, quantity=quantity)


def quoter(planned: Planned, *, released: date | datetime | None = None) -> Quoter:
    """What tells price and day beside the options of sessions, on this plan.

    `released` (default: where planning begins) is when work may begin. The day beside an option is the one that
    `klynge.promise` answers for the completion told with it.
    """
    zone = ZoneInfo(planned.cluster.network.time_zone)
    begins = None if released is None else moment(released, zone)
    return Quoter(schedule_for(planned), desk_of(planned.cluster), begins)
