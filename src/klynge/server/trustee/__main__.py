# SPDX-License-Identifier: Apache-2.0
"""The trustee process: `python -m klynge.server.trustee`."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import django
import psycopg

os.environ["KLYNGE_ROLE"] = "trustee"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from django.conf import settings  # noqa: E402

from klynge.server import environment as env  # noqa: E402
from klynge.server.accounts.models import Cluster, Organisation  # noqa: E402
from klynge.server.connection import addresses  # noqa: E402
from klynge.server.database import TRUSTEE, refuse_unprotected  # noqa: E402
from klynge.server.log import Follower, LogError  # noqa: E402
from klynge.server.tenancy.sql import SHARED  # noqa: E402
from klynge.server.trustee.desk import Desk, Desks  # noqa: E402
from klynge.server.trustee.expiring import expire_until  # noqa: E402
from klynge.server.trustee.service import Service  # noqa: E402
from klynge.server.trustee.verbs import verbs  # noqa: E402

logger = logging.getLogger("klynge.server.trustee")


def main() -> None:
    """Load every cluster's plan, answer, and stop gracefully at SIGTERM."""
    conninfo = addresses().conninfo(TRUSTEE)
    with psycopg.connect(conninfo) as connection:
        refuse_unprotected(connection, TRUSTEE, SHARED)
    secret = settings.SECRET_KEY.encode()
    desks = Desks(opened(conninfo, secret))
    follower = Follower(conninfo, [desk.plan for desk in desks])
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    expirer = threading.Thread(target=expire_until, args=(ending, conninfo, desks), name="expirer", daemon=True)
    expirer.start()
    path = Path(env.text("KLYNGE_TRUSTEE", str(Path(settings.DATA) / "run" / "trustee.sock")))
    service = Service(path, verbs(desks))
    service.start()
    logger.info("answering for %d clusters", len(desks))
    ending.wait()
    service.stop()
    expirer.join()
    follower.close()
    desks.close()


def opened(conninfo: str, secret: bytes) -> Iterator[Desk]:
    """The desk of every cluster that has a log."""
    for cluster in Cluster.objects.order_by("slug"):
        try:
            yield Desk.open(conninfo, cluster.id, organisations_of(cluster), secret)
        except LogError:
            logger.warning("cluster %s has no log yet", cluster.id)


def organisations_of(cluster: Cluster) -> dict[tuple[str, str], UUID]:
    """The tenants of a cluster by kind and code."""
    return {(each.kind, each.code): each.id for each in Organisation.objects.filter(cluster=cluster)}


if __name__ == "__main__":
    main()
