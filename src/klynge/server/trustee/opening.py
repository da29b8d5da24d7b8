# SPDX-License-Identifier: Apache-2.0
"""The clusters of a trustee as they come: those that are there at the start, and those loaded while it answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from uuid import UUID

import psycopg
from django.db import DatabaseError, connection

from klynge.server.accounts.models import Cluster, Organisation
from klynge.server.log import Follower, LogError
from klynge.server.log.store import take_lock
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.projection import Organisations, views, write

logger = logging.getLogger("klynge.server.trustee")
TICK_S = 2.0
AWAY = (DatabaseError, psycopg.OperationalError)


def opened(conninfo: str, secret: bytes, known: Desks | None = None) -> Iterator[Desk]:
    """The desk of every cluster that has a log and is not known yet."""
    for cluster in Cluster.objects.order_by("slug"):
        if known is not None and known.get(cluster.id) is not None:
            continue
        try:
            yield Desk.open(conninfo, cluster.id, organisations_of(cluster.id), secret)
        except LogError:
            logger.warning("cluster %s has no log yet", cluster.id)


def organisations_of(cluster: UUID, using: str | None = None) -> dict[tuple[str, str], UUID]:
    """The tenants of a cluster by kind and code; `using` names a connection other than the process's."""
    found = Organisation.objects.using(using).filter(cluster=cluster)
    return {(each.kind, each.code): each.id for each in found}


def open_until(ended: threading.Event, conninfo: str, secret: bytes, desks: Desks, follower: Follower) -> None:
    """Look for clusters and organisations that are new, until told to end."""
    while not ended.wait(TICK_S):
        try:
            for desk in opened(conninfo, secret, desks):
                follower.add(desk.plan)
                desks.add(desk)
                logger.info("answering for one more cluster, %s", desk.cluster)
            for desk in desks:
                found = organisations_of(desk.cluster)
                if new := {code: tenant for code, tenant in found.items() if code not in desk.organisations}:
                    _welcome(conninfo, desk, new)
                desk.organisations = found
        except AWAY:
            pass  # the next look finds them
        except Exception:
            logger.exception("a cluster could not be opened")
        finally:
            connection.close()


def _welcome(conninfo: str, desk: Desk, new: Organisations) -> None:
    """Write what new organisations may read of the orders that are there; what comes after, the writer writes."""
    desk.organisations = {**desk.organisations, **new}
    with psycopg.connect(conninfo) as link, link.cursor() as cursor:
        take_lock(cursor, desk.cluster)
        desk.plan.follow(cursor)
        state = desk.plan.state
        write(cursor, views(desk.cluster, desk.secret, new, state, state.orders, {}))
