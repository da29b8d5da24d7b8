# SPDX-License-Identifier: Apache-2.0
"""Holds that run out while clients go on, sooner than the hour that is the least they can be held."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from klynge.server.postgres import Embedded
from klynge.server.postgres.folder import SUPERUSER

SOME = """select number from klynge_order_view where state = 'held' group by number order by random() limit %s"""
RUN_OUT = """update klynge_order_view set held_until = clock_timestamp()
where state = 'held' and number = any(%s) and held_until > clock_timestamp()"""
STILL_HELD = "select count(*) from klynge_order_view where state = 'held' and held_until <= clock_timestamp()"


@contextmanager
def running_out(database: Embedded, most: int = 3, every_s: float = 0.5) -> Iterator[dict[str, float]]:
    """Meanwhile, some holds run out now and then: when, by the order's number."""
    ended, when = threading.Event(), dict[str, float]()

    def run() -> None:
        while not ended.wait(every_s):
            try:
                with psycopg.connect(database.conninfo(SUPERUSER)) as connection:
                    chosen = [number for (number,) in connection.execute(SOME, [most]).fetchall()]
                    for number in chosen:  # noted first: when the connection breaks it may have been done all the same
                        when.setdefault(number, time.monotonic())
                    connection.execute(RUN_OUT, [chosen])
            except psycopg.OperationalError:
                continue

    thread = threading.Thread(target=run, name="time", daemon=True)
    thread.start()
    try:
        yield when
    finally:
        ended.set()
        thread.join()


def overdue(database: Embedded) -> int:
    """Rows of holds that have run out and still stand."""
    with psycopg.connect(database.conninfo(SUPERUSER)) as connection:
        ((number,),) = connection.execute(STILL_HELD).fetchall()
    return int(number)
