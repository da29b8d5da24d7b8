# SPDX-License-Identifier: Apache-2.0
"""The clusters of a trustee as they come: those that are there at the start, and those loaded while it answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from uuid import UUID

import psycopg
from django.db import DatabaseError, connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from klynge.server.accounts.models import Cluster, Organisation
from klynge.server.log import Follower
from klynge.server.log.store import take_lock
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.projection import Organisations, views, write

logger = logging.getLogger("klynge.server.trustee")
TICK_S = 2.0
HAS_LOG = RawSQL("exists (select from log_row where cluster = klynge_cluster.id)", (), BooleanField())
AWAY = (DatabaseError, psycopg.OperationalError)


def opened(conninfo: str, secret: bytes) -> Iterator[Desk]:
    """The desk of every cluster that has a log."""
    for cluster, has_log in clusters(()):
        if has_log:
            yield _opened(conninfo, secret, cluster)


def clusters(known: Iterable[UUID]) -> list[tuple[UUID, bool]]:
    """The clusters that are not known, each with whether it has a log."""
    found = Cluster.objects.exclude(id__in=list(known)).annotate(has_log=HAS_LOG)
    return list(found.order_by("slug").values_list("id", "has_log"))


def _opened(conninfo: str, secret: bytes, cluster: UUID) -> Desk:
    return Desk.open(conninfo, cluster, organisations_of(cluster), secret)


def organisations_of(cluster: UUID, using: str | None = None) -> dict[tuple[str, str], UUID]:
    """The tenants of a cluster by kind and code; `using` names a connection other than the process's."""
    found = Organisation.objects.using(using).filter(cluster=cluster)
    return {(each.kind, each.code): each.id for each in found}


def open_until(ended: threading.Event, conninfo: str, secret: bytes, desks: Desks, follower: Follower) -> None:
    """Look for clusters and organisations that are new, until told to end."""
    told: set[UUID] = set()
    while not ended.wait(TICK_S):
        try:
            for cluster, has_log in clusters(desk.cluster for desk in desks):
                if has_log:
                    desk = _opened(conninfo, secret, cluster)
                    follower.add(desk.plan)
                    desks.add(desk)
                    logger.info("answering for one more cluster, %s", cluster)
                elif cluster not in told:
                    told.add(cluster)
                    logger.warning("cluster %s has no log yet", cluster)
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
