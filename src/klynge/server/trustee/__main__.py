# SPDX-License-Identifier: Apache-2.0
"""The trustee process: `python -m klynge.server.trustee`."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from pathlib import Path

import django
import psycopg

gc.disable()  # nothing of what is loaded goes again; it is turned on once all is there
os.environ["KLYNGE_ROLE"] = "trustee"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from django.conf import settings  # noqa: E402

from klynge.server import environment as env  # noqa: E402
from klynge.server.again import Work, again_and_again  # noqa: E402
from klynge.server.connection import addresses, leave  # noqa: E402
from klynge.server.database import TRUSTEE, refuse_unprotected  # noqa: E402
from klynge.server.lasting import lasting  # noqa: E402
from klynge.server.log import Follower  # noqa: E402
from klynge.server.serve.processes import works  # noqa: E402
from klynge.server.tenancy.sql import SHARED  # noqa: E402
from klynge.server.trustee.configuring import warm_products  # noqa: E402
from klynge.server.trustee.desk import Desks  # noqa: E402
from klynge.server.trustee.expiring import expire_until  # noqa: E402
from klynge.server.trustee.opening import open_until, opened  # noqa: E402
from klynge.server.trustee.service import Service  # noqa: E402
from klynge.server.trustee.verbs import verbs  # noqa: E402
from klynge.warm_up import warm_up_promises  # noqa: E402

logger = logging.getLogger("klynge.server.trustee")


def main() -> None:
    """Load every cluster's plan, answer, and stop gracefully at SIGTERM."""
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    conninfo = addresses().conninfo(TRUSTEE)
    with psycopg.connect(conninfo) as connection:
        refuse_unprotected(connection, TRUSTEE, SHARED)
    secret = settings.SECRET_KEY.encode()
    with lasting():
        desks = Desks(opened(conninfo, secret))
    _keep_quick()
    # states are kept by the background process, for which nobody waits
    follower = Follower(conninfo, [desk.plan for desk in desks], keeps=False)
    looking = [
        threading.Thread(target=expire_until, args=(ending, conninfo, desks), name="expirer", daemon=True),
        threading.Thread(
            target=open_until, args=(ending, conninfo, secret, desks, follower), name="opener", daemon=True
        ),
    ]
    for thread in looking:
        thread.start()
    service = Service(env.trustee_socket(Path(settings.DATA)), verbs(desks))
    service.start()
    threading.Thread(target=warm_products, args=(desks,), name="products", daemon=True).start()
    logger.info("answering for %d clusters", len(desks))
    ending.wait()
    service.stop()
    for thread in looking:
        thread.join()
    follower.close()
    desks.close()
    leave()


def trustee() -> Work:
    """To be a trustee, as a parent has it done that has loaded this."""
    warm_up_promises()  # the first who asks does not wait for a compiler
    return Work(main, works(Path(settings.DATA))["trustee"])


def _keep_quick() -> None:
    """A thread that answers should not wait long for one that computes. What a request makes is mostly gone with it: to
    look for the rest after every few hundred objects is a tenth of the work."""
    gc.set_threshold(50_000, 20, 100)
    sys.setswitchinterval(0.001)


if __name__ == "__main__":
    sys.exit(again_and_again(trustee()))
