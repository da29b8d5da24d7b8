# SPDX-License-Identifier: Apache-2.0
"""Which database, as whom: `DATABASE_URL` and its kin name a real installation's, else the embedded one is used.

A process connects as one role: "web" and "trustee" serve, "owner" migrates, "backup" copies.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from klynge.server import environment as env
from klynge.server.postgres import Embedded

URLS = {
    "web": "DATABASE_URL",
    "trustee": "KLYNGE_TRUSTEE_DATABASE_URL",
    "owner": "KLYNGE_OWNER_DATABASE_URL",
    "backup": "KLYNGE_BACKUP_DATABASE_URL",
}
_REMEDY = "write postgresql://user:password@host:5432/name"

_embedded: dict[Path, Embedded] = {}  # while this process lives it is a user of the embedded database


def connect_parameters(role: str, data: Path) -> dict[str, Any]:
    """How `role` connects, as psycopg's parameters. Starts the embedded database when no URL is set."""
    if role not in URLS:
        raise env.SettingError("KLYNGE_ROLE", f"there is no role “{role}”", f"use one of: {', '.join(URLS)}")
    if url := env.secret(URLS[role]):
        return _from_url(URLS[role], url)
    if env.secret("DATABASE_URL"):
        raise env.SettingError(URLS[role], "it is not set, and DATABASE_URL is", "name the database for this role too")
    if data not in _embedded:
        embedded = Embedded(data / "database")
        embedded.start()
        _embedded[data] = embedded
    return dict(_embedded[data].parameters(f"klynge_{role}"))


def _from_url(name: str, url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise env.SettingError(name, "it is no address", _REMEDY) from None
    if parts.scheme not in ("postgres", "postgresql"):
        raise env.SettingError(name, f"“{parts.scheme}” is no database we can use", _REMEDY)
    if not parts.path.strip("/") or not parts.username:
        raise env.SettingError(name, "it names no database or no user", _REMEDY)
    return {
        "host": unquote(parts.hostname or ""),
        "dbname": unquote(parts.path.strip("/")),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        **({"port": port} if port else {}),
    }
