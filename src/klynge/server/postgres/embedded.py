# SPDX-License-Identifier: Apache-2.0
"""Using an embedded database: being one of its users, and where to connect."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.conninfo import make_conninfo

from . import keeper
from .account import Account, account_for
from .binaries import Binaries, find_binaries
from .errors import EmbeddedError
from .folder import (
    SUPERUSER,
    Folder,
    check_version,
    environment,
    make_database,
    make_private,
    open_folder,
    reachable_binaries,
    read_passwords,
    socket_folder,
)
from .locks import alone, is_free, open_lock
from .roles import ROLES, open_schema, prepare
from .settings import write_settings

DATABASE = "klynge"
LOOKS = 5


class Embedded:
    """PostgreSQL in `folder`, which is this database's alone and is made when it is missing.

    `patience` is how many seconds a start may take: recovering after a crash can need some. Raises EmbeddedError on a
    system without flock.
    """

    def __init__(self, folder: Path, patience: float = 60.0) -> None:
        if os.name != "posix":
            raise EmbeddedError("platform")
        self.path, self.patience = folder.absolute(), patience
        self._users: int | None = None
        self._passwords: dict[str, str] = {}
        self._socket: Path | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Become a user of the folder, and have its server running and answering; again, when it no longer is.

        Raises EmbeddedError, which says what is wrong, where, and how to mend it.
        """
        folder = open_folder(self.path)
        account = account_for(folder.path, folder.data)
        make_private(folder, account)
        with alone(folder.path / "start.lock"):
            joined = self._users is None
            if self._users is None:
                self._users = open_lock(folder.path / "users.lock")
            try:
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._run(folder, account)
            except BaseException:
                if joined:
                    self.stop()
                raise

    def keep(self) -> bool:
        """See that the server has its keeper; whether one was missing and is there again. Raises EmbeddedError."""
        if self._users is None or not is_free(Folder(self.path).path / "keeper.lock"):
            return False
        self.start()
        return True

    def stop(self) -> None:
        """Be a user no longer. The last one waits until the server has stopped."""
        if self._users is None:
            return
        self._leave()
        folder = Folder(self.path)
        until = time.monotonic() + keeper.PATIENCE + 10
        while not is_free(folder.path / "keeper.lock") and time.monotonic() < until:
            # held, and not by the keeper alone: there are other users
            if not is_free(folder.path / "users.lock") and is_free(folder.path / "users.lock", shared=True):
                return
            time.sleep(0.02)

    def parameters(self, role: str, database: str = DATABASE) -> dict[str, str]:
        """How `role` connects, as psycopg's and Django's parameters. Raises EmbeddedError when not started."""
        if self._socket is None or self._users is None:
            raise EmbeddedError("not_running", folder=self.path)
        if role not in self._passwords:
            raise EmbeddedError("no_role", role=role, roles=", ".join(ROLES))
        return {"host": str(self._socket), "dbname": database, "user": role, "password": self._passwords[role]}

    def conninfo(self, role: str, database: str = DATABASE) -> str:
        """How `role` connects, in one string as libpq takes it. Raises EmbeddedError when not started."""
        return make_conninfo(**self.parameters(role, database))

    def _leave(self) -> None:
        if self._users is not None:
            os.close(self._users)
            self._users = None

    def _run(self, folder: Folder, account: Account) -> None:
        self._passwords = read_passwords(folder)
        binaries = find_binaries()
        if not folder.data.exists():
            binaries = reachable_binaries(folder, binaries, account)
            make_database(folder, binaries, account, self._passwords[SUPERUSER])
        check_version(folder, binaries)
        binaries = reachable_binaries(folder, binaries, account)
        self._socket = socket_folder(folder, account)
        if not _is_kept(folder):
            write_settings(folder.path, self._socket)
            _start_keeper(folder, binaries, account)
        self._prepare(folder)

    def _prepare(self, folder: Folder) -> None:
        """Wait until the server answers, then see to its roles and database."""
        until = time.monotonic() + self.patience
        while True:
            kept = _is_kept(folder)
            try:
                with self._superuser("postgres") as connection:
                    prepare(connection, self._passwords, DATABASE)
                with self._superuser(DATABASE) as connection:
                    open_schema(connection)
                return
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise EmbeddedError("refused", folder=folder.path, file=folder.passwords_file) from None
            if not kept:
                raise folder.trouble("not_started", said=folder.said(), log=folder.log)
            if time.monotonic() > until:
                raise folder.trouble("slow", said=folder.said(), log=folder.log, seconds=round(self.patience))
            time.sleep(0.03)

    def _superuser(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self._socket), dbname=database, user=SUPERUSER, password=self._passwords[SUPERUSER],
            autocommit=True, connect_timeout=10,
        )  # fmt: skip


def _is_kept(folder: Folder) -> bool:
    """Whether the server has a keeper. Others look too, and who looks holds the lock for a moment: so several times."""
    for _ in range(LOOKS):
        if is_free(folder.path / "keeper.lock"):
            return False
        time.sleep(0.002)
    return True


def _start_keeper(folder: Folder, binaries: Binaries, account: Account) -> None:
    owner = [str(account.uid), str(account.gid)] if account.lowered else []
    # -P: its neighbours are no top-level modules
    command = [sys.executable, "-P", keeper.__file__, str(folder.path), str(binaries.bin / "postgres"), *owner]
    with open(folder.path / "keeper.log", "wb") as log:
        started = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=environment(),
            start_new_session=True,
        )  # fmt: skip
    if started.returncode not in (0, keeper.OTHER_KEEPER):
        said = (folder.path / "keeper.log").read_text("utf-8", "replace")
        raise folder.trouble("not_started", said=said.strip()[-300:], log=folder.path / "keeper.log")
