# SPDX-License-Identifier: Apache-2.0
"""`klynge backup`: the whole database as it was at one moment, while others go on writing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import IsolationLevel

from klynge.server.database import BACKUP, Addresses

from . import archive, programs
from .archive import Backup, Dump, Manifest
from .contents import contents_of
from .errors import OperateError


def back_up(target: Path, addresses: Addresses, key: str = "") -> Manifest:
    """Write a backup to a new file; with the installation's `key` in it when that is given. What it holds.

    Raises OperateError, and then there is no file.
    """
    conninfo = addresses.conninfo(BACKUP)
    with archive.drafted(target) as draft:
        try:
            with psycopg.connect(conninfo, connect_timeout=10, application_name="klynge backup") as connection:
                connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
                _copy(connection, conninfo, draft, key)
        except psycopg.Error as error:
            raise OperateError("no_database", said=" ".join(str(error).split())[:300]) from None
        return _checked(archive.read(draft)).manifest


def _copy(connection: psycopg.Connection[tuple[object, ...]], conninfo: str, draft: Path, key: str) -> None:
    # one snapshot for the dump and for what is noted of it, so that they agree whatever is written meanwhile
    found = connection.execute("select pg_export_snapshot(), current_setting('server_version')").fetchone()
    assert found is not None
    snapshot, postgres = map(str, found)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    contents = contents_of(connection)

    def finish(dump: Dump) -> Manifest:
        return Manifest(now, version("klynge"), postgres, dump.size, dump.digest, bool(key), contents)

    archive.write(draft, lambda dump: programs.dump(conninfo, snapshot, dump.take), finish, key)


def _checked(backup: Backup) -> Backup:
    """Read it as a restore will. Raises OperateError when that cannot be, or a table is not in it."""
    there = set(re.findall(r"TABLE DATA public (\S+)", programs.listed(backup.dump())))
    missing = sorted(set(backup.manifest.contents.tables) - there)
    if missing:
        raise OperateError("tables_missing", tables=", ".join(missing))
    programs.read_through(backup.dump())
    return backup


def key_of(data: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The installation's key: KLYNGE_SECRET_KEY, or its file, or that of the data folder; "" when there is none."""
    if value := environment.get("KLYNGE_SECRET_KEY", "").strip():
        return value
    named = environment.get("KLYNGE_SECRET_KEY_FILE", "").strip()
    path = Path(named) if named else data / archive.KEY
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise OperateError("not_read", file=path, problem=error) from None
