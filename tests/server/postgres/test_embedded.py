# SPDX-License-Identifier: Apache-2.0
"""A folder becomes a running database for its users, whatever its name, and nobody else's."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from string import Formatter

import psycopg
import pytest
from tests.support.embedded import answers, eventually, gone, says, user_of

from klynge.server.postgres import Embedded, EmbeddedError
from klynge.server.postgres.keeper import postmaster
from klynge.server.postgres.roles import ROLES
from klynge.server.postgres.texts import TEXTS


def test_a_new_folder_serves_and_stops(places: Path) -> None:
    """From nothing to answers, and no process is left after the last user."""
    database = Embedded(places / "new" / "below")
    with database:
        assert answers(database)
    assert gone(database.path)
    with pytest.raises(EmbeddedError, match="not started"):
        database.parameters("klynge_web")


@pytest.mark.parametrize("name", ["two words", 'it\'s "$HOME" `x`', "Røros, plan=1; æøå", "-D", "long" * 45])
def test_any_path_will_do(folder: Path, name: str) -> None:
    """Blanks, quotes, dollar signs, commas and long names are only names."""
    folder = folder.rename(folder.parent / name)
    with Embedded(folder) as database:
        assert answers(database)
    assert gone(folder)


def test_what_is_written_stays(folder: Path) -> None:
    """A stopped database has everything when it is started again."""
    with Embedded(folder) as database, psycopg.connect(database.conninfo("klynge_owner")) as connection:
        connection.execute("create table kept as select 42 as answer")
    with Embedded(folder) as database, psycopg.connect(database.conninfo("klynge_owner")) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)


def test_the_server_runs_until_the_last_user_stops(folder: Path) -> None:
    """Two processes share one server, whichever began."""
    with user_of(folder) as other:
        assert says(other) == "serves"
        with Embedded(folder) as database:
            other.communicate()
            assert other.returncode == 0
            assert answers(database)
            server = postmaster(folder / "data")
        assert server is not None
        assert gone(folder)


def test_many_may_begin_at_once(places: Path) -> None:
    """Processes that find no database at the same time make one."""
    folder = places / "at-once"
    with user_of(folder) as first, user_of(folder) as second, user_of(folder) as third:
        users = (first, second, third)
        assert [says(user) for user in users] == ["serves"] * 3
        for user in users:
            user.communicate()
    assert gone(folder)


def test_nothing_is_open_to_others(folder: Path) -> None:
    """Passwords, data and socket are for the owner; wrong modes are mended, the folder above is left alone."""
    above = folder.parent.stat()
    (folder / "data").chmod(0o755)
    (folder / "passwords.json").chmod(0o644)
    with Embedded(folder) as database:
        socket = Path(database.parameters("klynge_web")["host"])
        for path, mode in ((folder / "data", 0o700), (folder / "passwords.json", 0o600), (socket, 0o700)):
            assert stat.S_IMODE(path.stat().st_mode) == mode
        server = postmaster(folder / "data")
        assert server is not None
        assert server.uids().effective == (folder / "data").stat().st_uid != 0
    assert folder.parent.stat() == above
    assert not socket.exists()


def test_an_ordinary_account_may_too(places: Path) -> None:
    """Who is not root runs the server as oneself, and root's folder is refused."""
    if os.geteuid() != 0:
        pytest.skip("every other test here shows it")
    if subprocess.run(["/bin/sh", "-c", 'test -x "$1"', "sh", sys.executable], user="nobody", cwd="/").returncode:
        pytest.skip("this Python is closed to other accounts")
    own = places / "nobody"
    own.mkdir()
    os.chown(own, 65534, -1)
    with user_of(own / "database", "nobody") as user:
        assert says(user) == "serves"
    assert eventually(lambda: gone(own / "database"))
    with pytest.raises(EmbeddedError, match="belongs to the account"):
        Embedded(own / "database").start()


def test_every_role_needs_its_password(folder: Path) -> None:
    """No role is a superuser, and none is let in without its password."""
    with Embedded(folder) as database:
        for role in ROLES:
            right = database.conninfo(role)
            with psycopg.connect(right) as connection:
                found = connection.execute(
                    "select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user"
                ).fetchone()
            assert found == (False, False, role == "klynge_backup")
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(right, password="guess")


def test_every_error_has_words_in_both_languages() -> None:
    """Each trouble names the same facts in Norwegian and English."""
    for kind, texts in TEXTS.items():
        names = {name for text in texts.values() for _, name, *_ in Formatter().parse(text) if name}
        facts = dict.fromkeys(names, "⟨fact⟩")
        english, norwegian = (EmbeddedError(kind, **facts).words(language) for language in ("en", "nb"))
        assert english.count("⟨fact⟩") == norwegian.count("⟨fact⟩"), kind
        assert set(texts) == {"en", "nb"}
