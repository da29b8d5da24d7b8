# SPDX-License-Identifier: Apache-2.0
"""A trustee's connection that a thread closed serves the next one; one that was lost meanwhile serves nobody."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from klynge.server.backend.base import close_resting


@pytest.fixture(autouse=True)
def none_rests() -> Iterator[None]:
    """Nothing of other tests."""
    connections["trustee"].close()
    close_resting()
    yield
    close_resting()


def asked(statement: str) -> int:
    """What a thread that comes and goes is told by the database."""

    def ask() -> int:
        connection = connections["trustee"]
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return int(cursor.fetchone()[0])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def test_the_next_thread_has_the_connection() -> None:
    """The same backend, as it was."""
    assert len({asked("select pg_backend_pid()") for _ in range(3)}) == 1


def test_one_that_was_lost_is_made_anew() -> None:
    """Who asks after it was cut notices nothing."""
    first = asked("select pg_backend_pid()")
    with connections["trustee"].cursor() as cursor:  # this thread's takes the one that rests, so let another rest
        cursor.execute("select pg_backend_pid()")
        assert cursor.fetchone()[0] == first
        second = asked("select pg_backend_pid()")
        cursor.execute("select pg_terminate_backend(%s, 5000)", [second])
    assert asked("select pg_backend_pid()") not in (first, second)
    connections["trustee"].close()
