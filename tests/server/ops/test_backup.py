# SPDX-License-Identifier: Apache-2.0
"""A backup is the whole database at one moment, and a restore of it is the same, or nothing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from tests.support.embedded import Database, eventually, gone
from tests.support.installation import Installation, django, kinds
from tests.support.logs import new_cluster, told, worker

from klynge.planning.fold import fold
from klynge.server.database import BACKUP, OWNER, TRUSTEE
from klynge.server.log.store import rows_after
from klynge.server.operate import OperateError, back_up, examine, restore
from klynge.server.operate.archive import Dump, Manifest, read, write
from klynge.server.operate.contents import Contents, contents_of
from klynge.server.postgres import DATABASE
from klynge.server.postgres.locks import is_free

FIRMS = ("klynge_order_view", "klynge_place")
"""Tables in which each firm has rows of its own."""


def taken(installation: Installation, key: str = "") -> tuple[Path, Manifest]:
    """A backup of an installation, in its folder."""
    file = installation.folder / "backup.zip"
    with installation.database() as database:
        return file, back_up(file, database, key)


def contents(installation: Installation) -> Contents:
    with installation.database() as database, psycopg.connect(database.conninfo(BACKUP)) as connection:
        return contents_of(connection)


def test_restored_elsewhere_it_is_the_same(installation: Installation, new_folder: Path) -> None:
    """Every firm's rows, the log to the byte, roles, protection and key; and nothing is wrong with it."""
    file, manifest = taken(installation, "a key for tests alone")
    assert restore(file, new_folder) == manifest
    assert contents(Installation(new_folder)) == contents(installation) == manifest.contents
    assert all(len(manifest.contents.tables[name]) > 1 for name in FIRMS)
    assert (new_folder / "secret-key").read_text() == "a key for tests alone"
    assert stat.S_IMODE((new_folder / "secret-key").stat().st_mode) == 0o600
    assert kinds(each for each in examine(Installation(new_folder).named).findings if each.fault) == {"no_trustee"}


def test_taken_while_others_write(installation: Installation, new_folder: Path) -> None:
    """Eight clients go on promising: what is restored is the log up to one row, and the plan that it folds to."""
    with installation.database() as server:
        database = Database(server, DATABASE)
        cluster = new_cluster(database)
        with worker(database, cluster, "A", 8, 25) as process:
            told(process, 20)
            file, manifest = taken(installation)
            answers = told(process)
        log = manifest.contents.logs[str(cluster)]
        assert len(answers) > 0
        assert log.sequence >= 21
        restore(file, new_folder)
        with database.connect(TRUSTEE) as connection, connection.cursor() as cursor:
            rows = rows_after(cursor, cluster, 0)
    restored = Installation(new_folder).database()
    with restored, psycopg.connect(restored.conninfo(TRUSTEE)) as connection, connection.cursor() as cursor:
        copied = rows_after(cursor, cluster, 0)
    assert len(copied) == log.sequence < len(rows)
    assert copied == rows[: log.sequence]
    assert fold(copied).digest() == fold(rows[: log.sequence]).digest()


def test_the_key_comes_only_when_asked(installation: Installation, new_folder: Path) -> None:
    """Without it the file has none, and neither has the folder; the file is for its owner alone."""
    file, manifest = taken(installation)
    assert not manifest.key
    assert b"a key for tests alone" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restore(file, new_folder)
    assert sorted(os.listdir(new_folder)) == ["database"]


def test_no_file_is_written_over_and_none_is_half(installation: Installation) -> None:
    """A name that is taken is refused, and a backup that fails leaves nothing."""
    file, _ = taken(installation)
    before = file.read_bytes()
    with pytest.raises(OperateError, match="is there already"):
        taken(installation)
    assert file.read_bytes() == before
    file.unlink()
    with installation.database() as database:
        installation.run("klynge_superuser", "alter role klynge_backup nobypassrls")
        with pytest.raises(OperateError, match="row-level security"):
            back_up(file, database)
    assert not [name for name in os.listdir(installation.folder) if "backup" in name]


def test_a_folder_with_anything_in_it_is_refused(installation: Installation, new_folder: Path) -> None:
    """Nothing is written over, whatever is there."""
    file, _ = taken(installation)
    with pytest.raises(OperateError, match="not empty"):
        restore(file, installation.folder)
    new_folder.mkdir()
    (new_folder / "note").write_text("mine")
    with pytest.raises(OperateError, match="not empty"):
        restore(file, new_folder)
    assert os.listdir(new_folder) == ["note"]


def test_what_differs_from_what_was_noted_is_not_kept(installation: Installation, new_folder: Path) -> None:
    """A whole file whose dump is another's is refused by the firm and table that differ, and leaves no folder."""
    file, manifest = taken(installation)
    tables = manifest.contents.tables
    name = next(name for name, groups in tables.items() if "" not in groups and groups and name != "log_row")
    who, (rows, total) = next(iter(tables[name].items()))
    forged = Contents(tables | {name: tables[name] | {who: (rows + 1, total)}}, manifest.contents.logs, [])
    other = rewritten(file, manifest, forged)
    with pytest.raises(OperateError, match=f"{name} of {who}"):
        restore(other, new_folder)
    assert not new_folder.exists()


def rewritten(file: Path, manifest: Manifest, contents: Contents) -> Path:
    """The same dump with other contents noted."""
    other = file.with_name("other.zip")

    def fill(dump: Dump) -> None:
        for part in read(file).dump():
            dump.take(part)

    write(other, fill, lambda _: replace(manifest, contents=contents))
    return other


def test_a_backup_of_a_later_release_is_refused(installation: Installation, new_folder: Path) -> None:
    """Its tables would be unknown here; the release that made it is named."""
    installation.run(OWNER, "insert into django_migrations (app, name, applied) values ('orders', '9999_x', now())")
    file, _ = taken(installation)
    with pytest.raises(OperateError, match=r"newer than this one \(it has orders.9999_x\)"):
        restore(file, new_folder)
    assert not new_folder.exists()


def test_a_backup_of_an_earlier_release_is_brought_up(installation: Installation, new_folder: Path) -> None:
    """Restored with the tables of then, migrated as klynge serve does, and every firm's rows are still there."""
    django(installation, "migrate", "orders", "0003_feed")
    file, manifest = taken(installation, "a key for tests alone")
    assert "log_row" not in manifest.contents.tables
    restore(file, new_folder)
    restored = Installation(new_folder)
    assert "pending" in kinds(examine(restored.named).checks["migrations"])
    django(restored, "migrate")
    after = contents(restored)
    assert "log_row" in after.tables
    assert {name: after.tables[name] for name in FIRMS} == {name: manifest.contents.tables[name] for name in FIRMS}
    assert examine(restored.named).checks["migrations"] == ()


def test_a_restore_that_is_killed_gives_no_database(installation: Installation, new_folder: Path) -> None:
    """kill -9 amid it: nothing that a server would take for the data, and the next restore says what to remove."""
    file, manifest = taken(installation)
    command = [sys.executable, "-m", "klynge.cli", "restore", str(file), "--into", str(new_folder)]
    half = new_folder / "database.restoring"
    with subprocess.Popen(command, env=installation.environment, stdout=subprocess.DEVNULL) as process:
        assert eventually(half.exists)
        process.kill()
    assert not (new_folder / "database").exists()
    with pytest.raises(OperateError, match=f"remove {half}"):
        restore(file, new_folder)
    assert eventually(lambda: gone(half) and is_free(half / "keeper.lock"))
    shutil.rmtree(half)
    assert restore(file, new_folder) == manifest
