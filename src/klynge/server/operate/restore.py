# SPDX-License-Identifier: Apache-2.0
"""`klynge restore`: a backup into a data folder or a database of its own, whole and compared, or nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

from klynge.server.database import BACKUP, OWNER, Addresses
from klynge.server.postgres import DATABASE, Embedded
from klynge.server.postgres.folder import SUPERUSER

from . import archive, programs
from .archive import Backup, Manifest
from .contents import contents_of
from .errors import OperateError
from .releases import later

HALF = "database.restoring"
"""The database until it is whole: a restore that was killed leaves it, and nothing uses it."""


TABLES = "select tablename::text from pg_tables where schemaname = 'public' order by 1"
FUNCTIONS = "select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace"


def restore(source: Path, folder: Path) -> Manifest:
    """Restore a backup into a new or empty data folder; what it holds. The key comes with it when it is in the file.

    Raises OperateError (or the embedded database's), and then the folder is as it was.
    """
    backup = archive.read(source)
    if newer := later(backup.manifest.contents.migrations):
        raise OperateError("newer", file=source, klynge=backup.manifest.klynge, first=newer[0])
    made = _prepare(folder)
    half = folder / HALF
    try:
        with Embedded(half) as database:
            _load(database, backup)
        if backup.manifest.key:
            _write_key(folder / archive.KEY, backup.key())
        half.rename(folder / "database")
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        (folder / archive.KEY).unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise
    return backup.manifest


def restore_into(source: Path, addresses: Addresses) -> Manifest:
    """Restore a backup into an empty database of one's own, as its owner; what it holds. The key is left in the file.

    Raises OperateError, and then the database is empty as it was.
    """
    backup = archive.read(source)
    if newer := later(backup.manifest.contents.migrations):
        raise OperateError("newer", file=source, klynge=backup.manifest.klynge, first=newer[0])
    owner = addresses.conninfo(OWNER)
    try:
        with psycopg.connect(owner, autocommit=True, connect_timeout=10) as connection:
            if there := connection.execute(TABLES).fetchall():
                raise OperateError("not_empty_database", found=", ".join(str(name) for (name,) in there[:3]))
            programs.load(owner, backup.dump(), "--no-comments")
            try:
                connection.execute("analyze")
                _compare(addresses.conninfo(BACKUP), backup)
            except BaseException:
                _empty(connection)
                raise
    except psycopg.Error as error:
        raise OperateError("not_loaded", said=" ".join(str(error).split())[:300]) from None
    return backup.manifest


def _empty(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Drop all that a restore has made."""
    for (name,) in connection.execute(TABLES).fetchall():
        connection.execute(sql.SQL("drop table {} cascade").format(sql.Identifier(str(name))))
    for (name,) in connection.execute(FUNCTIONS).fetchall():
        connection.execute(sql.SQL("drop function {} cascade").format(sql.SQL(str(name))))


def _prepare(folder: Path) -> bool:
    """Make the folder, when it is missing. Raises OperateError when it holds anything."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = sorted(os.listdir(folder))
    except OSError as error:
        raise OperateError("not_written", file=folder, problem=error.strerror or error) from None
    if HALF in found:
        raise OperateError("half_restored", folder=folder, half=folder / HALF)
    if found:
        raise OperateError("not_empty", folder=folder, found=", ".join(found[:3]))
    return made


def _load(database: Embedded, backup: Backup) -> None:
    try:
        with psycopg.connect(database.conninfo(SUPERUSER), autocommit=True) as connection:
            programs.load(database.conninfo(SUPERUSER, DATABASE), backup.dump())
            connection.execute("analyze")
        _compare(database.conninfo(BACKUP), backup)
    except psycopg.Error as error:
        raise OperateError("not_loaded", said=" ".join(str(error).split())[:300]) from None


def _compare(conninfo: str, backup: Backup) -> None:
    """Raises OperateError when a database does not hold what was noted when the backup was taken."""
    with psycopg.connect(conninfo) as connection:
        differing = backup.manifest.contents.differing(contents_of(connection))
    if differing:
        raise OperateError("differs", file=backup.path, where=", ".join(differing[:10]), number=len(differing))


def _write_key(path: Path, key: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
