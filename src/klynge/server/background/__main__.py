# SPDX-License-Identifier: Apache-2.0
"""The background process: `python -m klynge.server.background`."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import django
import psycopg

gc.disable()  # nothing of what is loaded goes again; it is turned on once all is there
os.environ["KLYNGE_ROLE"] = "trustee"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
django.setup()

from django.conf import settings  # noqa: E402

from klynge.server.again import Work, again_and_again  # noqa: E402
from klynge.server.background.improving import Improver  # noqa: E402
from klynge.server.background.jobs import kinds, work_until  # noqa: E402
from klynge.server.background.lines import work_through  # noqa: E402
from klynge.server.connection import addresses, leave  # noqa: E402
from klynge.server.database import TRUSTEE, refuse_unprotected  # noqa: E402
from klynge.server.lasting import lasting  # noqa: E402
from klynge.server.log import Follower  # noqa: E402
from klynge.server.mails.actions import send_once  # noqa: E402
from klynge.server.pages.customer.new_days import Telling  # noqa: E402
from klynge.server.pages.sales.reminding import remind_now_and_then  # noqa: E402
from klynge.server.serve.processes import works  # noqa: E402
from klynge.server.tenancy.sql import SHARED  # noqa: E402
from klynge.server.trustee.clock import planning_moment  # noqa: E402
from klynge.server.trustee.desk import Desks, now  # noqa: E402
from klynge.server.trustee.opening import open_until, opened  # noqa: E402
from klynge.server.trustee.tracking import tracked  # noqa: E402

logger = logging.getLogger("klynge.server.background")
NICE = 10
REST_S = 1.0
"""Seconds of rest after a slice that found something, and the longest after those that did not."""
LONGEST_REST_S = 20.0


def main() -> None:
    """Improve, do jobs and send mails until SIGTERM."""
    conninfo = addresses().conninfo(TRUSTEE)
    with psycopg.connect(conninfo) as connection:
        refuse_unprotected(connection, TRUSTEE, SHARED)
    secret = settings.SECRET_KEY.encode()
    with lasting():
        desks = Desks(opened(conninfo, secret))
    follower = Follower(conninfo, [desk.plan for desk in desks], pause=0.5, settle=False)
    ending = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ending.set())
    beside = [
        threading.Thread(target=work, args=(ending, desks), name="jobs", daemon=True),
        threading.Thread(target=mail, args=(ending, desks), name="mails", daemon=True),
        threading.Thread(
            target=open_until, args=(ending, conninfo, secret, desks, follower), name="opener", daemon=True
        ),
    ]
    for thread in beside:
        thread.start()
    give_way()
    logger.info("improving %d clusters", len(desks))
    improve_until(ending, desks)
    for thread in beside:
        thread.join()
    follower.close()
    desks.close()
    leave()


def background() -> Work:
    """To work in the background, as a parent has it done that has loaded this: better one that is no trustee."""
    return Work(main, works(Path(settings.DATA))["background"], spares=True)


def give_way() -> None:
    """Let this thread, and those it starts, run when nobody else wants to. The writers' threads do not: they hold the
    lock of a cluster's log while they land what was found, and promises wait for it. (On Linux each thread has a
    niceness of its own; elsewhere it is the process's.)"""
    if sys.platform == "linux":
        os.nice(NICE)


def work(ending: threading.Event, desks: Desks) -> None:
    """Do jobs until the end, and give way meanwhile."""
    give_way()
    work_until(ending, kinds(desks))


def mail(ending: threading.Event, desks: Desks) -> None:
    """Send mails until the end, and look for reminders and new days in between."""
    remind, telling = remind_now_and_then(), Telling(why_of(desks), named_by(desks))

    def once() -> bool:
        remind()
        telling.now_and_then()
        return send_once()

    work_through(ending, once, "mails could not be sent", tick_s=1.0)


def why_of(desks: Desks) -> Callable[[UUID, UUID], str | None]:
    """Why an order is late, by the plan of its cluster; None when it is not known here, or not yet."""

    def why(cluster: UUID, public: UUID) -> str | None:
        desk = desks.get(cluster)
        name = None if desk is None else desk.named(public)
        if desk is None or name is None:
            return None
        state = desk.plan.state
        reason: str | None = tracked(state, name, planning_moment(state.network, now()), "nb")["reason"]
        return reason

    return why


def named_by(desks: Desks) -> Callable[[UUID, str, str], str]:
    """What an item is called in its cluster; its identifier where the cluster is not known here yet."""

    def named(cluster: UUID, item: str, language: str) -> str:
        desk = desks.get(cluster)
        return item if desk is None else desk.plan.state.network.item_name(item, language)

    return named


def improve_until(ending: threading.Event, desks: Desks) -> None:
    """A slice for each cluster in turn, with rests that grow while nothing is found."""
    improvers: dict[UUID, Improver] = {}
    rest = REST_S
    while not ending.wait(rest):
        moved = 0
        for desk in desks:
            if ending.is_set():
                return
            try:
                moved += improvers.setdefault(desk.cluster, Improver(desk)).once()
            except Exception:
                logger.exception("a plan could not be improved")
        rest = REST_S if moved else min(2 * rest, LONGEST_REST_S)


if __name__ == "__main__":
    sys.exit(again_and_again(background()))
