# SPDX-License-Identifier: Apache-2.0
"""Whatever is killed: the database serves again as long as it has users, ends when it has none, and loses nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import psutil
import psycopg
import pytest
from tests.support.embedded import answers, eventually, gone, keeping, says, user_of

from klynge.server.postgres import Embedded
from klynge.server.postgres.keeper import alive, clear_sockets, postmaster, servers
from klynge.server.postgres.locks import is_free


def keeper_of(folder: Path) -> psutil.Process:
    """The process that keeps a folder's server: the server's parent, unless another keeper was killed before."""
    found = keeping(folder)
    assert found is not None
    return found


def test_a_killed_user_leaves_no_server(folder: Path) -> None:
    """kill -9 of the only user, which cannot clean up, ends the server."""
    with user_of(folder) as user:
        assert says(user) == "serves"
        assert not gone(folder)
        user.kill()
    assert eventually(lambda: gone(folder))
    with Embedded(folder) as database:
        assert answers(database)


def test_a_killed_server_is_started_again(folder: Path) -> None:
    """kill -9 of the server: what was committed is there, and nobody had to ask."""
    with Embedded(folder) as database:
        address = database.conninfo("klynge_owner")
        with psycopg.connect(address) as connection:
            connection.execute("create table kept as select 42 as answer")
        for _ in range(7):
            server = postmaster(folder / "data")
            assert server is not None
            server.kill()
            server.wait()
            assert eventually(lambda: answers(database))
        with psycopg.connect(address) as connection:
            assert connection.execute("select answer from kept").fetchone() == (42,)
    assert gone(folder)


def test_a_killed_child_of_the_server_is_no_matter(folder: Path) -> None:
    """kill -9 of one of the server's own processes: the server recovers."""
    with Embedded(folder) as database:
        server = postmaster(folder / "data")
        assert server is not None
        next(child for child in servers(folder / "data") if child.pid != server.pid).kill()
        assert eventually(lambda: answers(database))


def test_a_killed_keeper_is_replaced_by_the_next_start(folder: Path) -> None:
    """kill -9 of the keeper: the server goes on, and the next start, in any process, keeps it again."""
    with Embedded(folder) as database:
        server = postmaster(folder / "data")
        keeper_of(folder).kill()
        assert answers(database)
        database.start()
        assert postmaster(folder / "data") == server
        assert answers(database)
    assert eventually(lambda: gone(folder))


def test_everything_killed_at_once(folder: Path) -> None:
    """kill -9 of user, keeper and server: the next start serves."""
    with user_of(folder) as user:
        assert says(user) == "serves"
        keeper_of(folder).kill()
        for process in servers(folder / "data"):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    with Embedded(folder) as database:
        assert answers(database)
    assert gone(folder)


def test_a_dead_servers_socket_is_cleared_away(tmp_path: Path) -> None:
    """The lock beside it may name a process that lives; nothing else in its folder is touched."""
    sockets = tmp_path / "place"
    sockets.mkdir()
    (tmp_path / "socket").write_text(f"{sockets}\n")
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock", "other"):
        (sockets / name).write_text(f"{os.getpid()}\n")
    clear_sockets(tmp_path)
    assert [left.name for left in sockets.iterdir()] == ["other"]
    clear_sockets(tmp_path / "nowhere")


def test_a_user_may_come_while_the_server_stops(folder: Path) -> None:
    """Starting and stopping in turn, in two processes, always ends in a server that answers."""
    for _ in range(3):
        with user_of(folder) as user:
            assert says(user) == "serves"
            user.kill()
            with Embedded(folder) as database:
                assert answers(database)
    assert eventually(lambda: gone(folder))


@pytest.mark.parametrize(
    "text",
    ["", "12", "not a number\n", f"{os.getpid()}\n/elsewhere\n", "999999999\n", "-1\n"],
    ids=["empty", "cut", "garbage", "reused", "dead", "negative"],
)
def test_no_pid_file_keeps_a_database_from_starting(folder: Path, text: str) -> None:
    """A pid file that is cut, stale, or names a process that is something else now is removed."""
    (folder / "data" / "postmaster.pid").write_text(text)
    with Embedded(folder) as database:
        assert answers(database)


def test_a_dead_server_that_nobody_asked_after_is_dead(folder: Path) -> None:
    """A zombie counts as ended."""
    child = os.fork()
    if not child:
        os._exit(0)
    try:
        assert eventually(lambda: psutil.Process(child).status() == psutil.STATUS_ZOMBIE)
        (folder / "data" / "postmaster.pid").write_text(f"{child}\n{folder / 'data'}\n")
        with Embedded(folder) as database:
            assert answers(database)
    finally:
        os.waitpid(child, 0)


def test_a_keeper_that_is_told_stops_the_server(folder: Path) -> None:
    """SIGTERM, as a machine sends when it shuts down, ends the server in order."""
    with Embedded(folder):
        keeper_of(folder).send_signal(signal.SIGTERM)
        assert eventually(lambda: gone(folder))
    said = "".join(path.read_text() for path in (folder / "data" / "log").glob("*.log"))
    assert "database system is shut down" in said


def test_a_user_that_looks_keeps_the_keeper(folder: Path) -> None:
    """kill -9 of the keeper alone, and then of it and the server: who looks brings back what is missing."""
    with Embedded(folder) as database:
        assert not database.keep()
        for also_server in (False, True):
            server, keeper = postmaster(folder / "data"), keeper_of(folder)
            assert server is not None
            for process in (keeper, server)[: 1 + also_server]:
                process.kill()
                assert eventually(lambda process=process: not alive(process))  # type: ignore[misc]
            assert eventually(database.keep)
            assert not database.keep()
            assert answers(database)
            assert keeper_of(folder) != keeper
    assert eventually(lambda: gone(folder))


def test_looking_for_a_keeper_keeps_none_from_starting(folder: Path) -> None:
    """Many who look at the lock all the time, and one who starts and stops: it always starts."""
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            is_free(folder / "keeper.lock")
            time.sleep(0.001)

    looking = [threading.Thread(target=look, daemon=True) for _ in range(2)]
    for thread in looking:
        thread.start()
    try:
        for _ in range(3):
            with Embedded(folder) as database:
                assert answers(database)
    finally:
        ended.set()
        for thread in looking:
            thread.join()
