# SPDX-License-Identifier: Apache-2.0
"""The account that the server runs as: the user's own, or for root an unprivileged one (PostgreSQL refuses root)."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import EmbeddedError

FOR_ROOT = ("klynge", "nobody")
"""The accounts that root starts the server as, the first that exists; a database that is there keeps its own."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the machine; `lowered` when processes have to change to it."""

    uid: int
    gid: int
    name: str
    lowered: bool

    def options(self) -> dict[str, Any]:
        """How `subprocess` starts a process as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lowered else {}

    def give(self, path: Path) -> None:
        """Make a file or folder this account's."""
        if self.lowered:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter a folder or run a program; asked of the system, so that access lists count."""
        if not self.lowered:
            return os.access(path, os.X_OK)
        command = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.options()).returncode == 0


def account_for(folder: Path, data: Path) -> Account:
    """Who runs the server of a folder that exists, and owns its `data`. Raises EmbeddedError for another's folder.

    What root writes lies in folders that root owns, so that the lowered account cannot make root write elsewhere.
    """
    user, owner = os.geteuid(), folder.stat().st_uid
    if owner != user:
        raise EmbeddedError("owner", folder=folder, owner=_name(owner), account=_name(user))
    if user:
        return Account(user, os.getegid(), _name(user), lowered=False)
    known = [data.stat().st_uid] if data.exists() else FOR_ROOT
    for wanted in known:
        try:
            entry = pwd.getpwnam(wanted) if isinstance(wanted, str) else pwd.getpwuid(wanted)
        except KeyError:
            continue
        if entry.pw_uid:
            return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, lowered=True)
    raise EmbeddedError("no_account")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
