# SPDX-License-Identifier: Apache-2.0
"""What lies in the database's folder, and bringing it about: private folders, passwords, the socket's place."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .binaries import Binaries
from .errors import EmbeddedError
from .roles import ROLES

SUPERUSER = "klynge_superuser"
LONGEST_SOCKET = 80
"""Characters of a socket's folder: the whole name fits the 104 to 108 bytes that systems allow."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The database's folder: data/, passwords.json, locks, logs."""

    path: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.path / "data"

    @property
    def passwords_file(self) -> Path:
        """The roles' passwords, for the owner's eyes only."""
        return self.path / "passwords.json"

    @property
    def log(self) -> Path:
        """What the server said while starting; later it writes to data/log."""
        return self.path / "start.log"

    def said(self) -> str:
        """What the server said last of its trouble, on one line."""
        began = self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else []
        if any("FATAL" in line for line in began):
            return " ".join(_message(line) for line in began if line.strip())
        logs = sorted((self.data / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)[-1:]
        later = [line for path in logs for line in path.read_text("utf-8", "replace").splitlines()]
        telling = [line for line in later if re.search("FATAL|PANIC|No space", line) and "starting up" not in line]
        return _message((telling or later or began or [""])[-1])

    def trouble(self, kind: str, **facts: object) -> EmbeddedError:
        """An error of that kind, or that the disk is full, if that is what the server said."""
        said = str(facts.get("said", ""))
        if "No space left" in said or "could not extend" in said:
            return EmbeddedError("full", folder=self.path, said=said)
        return EmbeddedError(kind, folder=self.path, **facts)


def _message(line: str) -> str:
    """A line of the log without its time and process."""
    return re.sub(r"^.*?(?=(?:FATAL|PANIC|ERROR|LOG|HINT|DETAIL):)", "", line)


def open_folder(path: Path) -> Folder:
    """The folder, made private where it is missing. Raises EmbeddedError when it holds other things."""
    folder = Folder(path)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = sorted(os.listdir(path))
    except OSError as error:
        raise EmbeddedError("no_folder", folder=path, problem=error.strerror or error) from None
    if found and "start.lock" not in found:
        raise EmbeddedError("foreign", folder=path, found=", ".join(found[:3]))
    return folder


def make_private(folder: Folder, account: Account) -> None:
    """Close the folder to others; the lowered account passes through it. What is above is not touched.

    Raises EmbeddedError, also when the account cannot reach the folder.
    """
    try:
        folder.path.chmod(0o711 if account.lowered else 0o700)
        if folder.data.exists():
            folder.data.chmod(0o700)
    except OSError as error:
        raise EmbeddedError("no_folder", folder=folder.path, problem=error.strerror or error) from None
    if not account.reaches(folder.path):
        raise EmbeddedError("unreachable", folder=folder.path, account=account.name)


def read_passwords(folder: Folder) -> dict[str, str]:
    """The roles' passwords, drawn when there are none yet. Raises EmbeddedError when a database is there without."""
    path = folder.passwords_file
    if not path.exists() and not folder.data.exists():
        drawn = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)}
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(drawn, out)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
    try:
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            path.chmod(0o600)
        found = json.loads(path.read_text("utf-8"))
        return {role: str(found[role]) for role in (SUPERUSER, *ROLES)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise EmbeddedError("passwords", file=path, problem=problem) from None


def make_database(folder: Folder, binaries: Binaries, account: Account, password: str) -> None:
    """Make data/ whole or not at all (initdb). Raises EmbeddedError."""
    draft, secret = folder.path / "data.new", folder.path / "superuser.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    account.give(draft)
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(password + "\n")
    account.give(secret)
    command = [
        str(binaries.bin / "initdb"), "-D", str(draft), "-U", SUPERUSER, f"--pwfile={secret}", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
    ]  # fmt: skip
    try:
        made = subprocess.run(command, cwd="/", env=environment(), capture_output=True, text=True, **account.options())
    finally:
        secret.unlink(missing_ok=True)
    if made.returncode:
        said = " ".join(line for line in made.stderr.splitlines() if "error" in line or "FATAL" in line)
        shutil.rmtree(draft, ignore_errors=True)
        raise folder.trouble("not_made", said=said or made.stderr[-300:])
    draft.rename(folder.data)


def check_version(folder: Folder, binaries: Binaries) -> None:
    """Raises EmbeddedError when the database was made by another major version."""
    try:
        found = (folder.data / "PG_VERSION").read_text("ascii").strip()
    except OSError:
        raise EmbeddedError("damaged", folder=folder.path, missing="data/PG_VERSION") from None
    if found != str(binaries.major):
        raise EmbeddedError("other_version", folder=folder.path, found=found, wanted=binaries.major)


def reachable_binaries(folder: Folder, binaries: Binaries, account: Account) -> Binaries:
    """The programs where the account reaches them: copied into the folder if they lie where only root comes."""
    if account.reaches(binaries.bin / "postgres"):
        return binaries
    copy = folder.path / f"programs-{binaries.major}"
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(binaries.root, draft, ignore=shutil.ignore_patterns("include"))
        draft.chmod(0o755)
        draft.rename(copy)
    return Binaries(copy / binaries.bin.name, binaries.major)


def socket_folder(folder: Folder, account: Account) -> Path:
    """A private folder with a short, plain name for the socket: the one used before, or a new one."""
    told, mark = folder.path / "socket", str(folder.path.stat().st_ino)
    if told.exists():
        known, _, of = told.read_text("utf-8").partition("\n")
        path = Path(known)
        # a copy of a folder does not take the original's
        if of == mark and path.is_dir() and not path.is_symlink():
            there = path.stat()
            if there.st_uid == account.uid and stat.S_IMODE(there.st_mode) == 0o700:
                return path
    base = tempfile.gettempdir()
    if len(base) + len("/klynge-12345678") > LONGEST_SOCKET or re.search(r"[^\w/.-]", base):
        base = "/tmp"
    path = Path(tempfile.mkdtemp(prefix="klynge-", dir=base))
    account.give(path)
    told.write_text(f"{path}\n{mark}", encoding="utf-8")
    return path


def environment() -> dict[str, str]:
    """The environment of PostgreSQL's programs: nothing of the caller's changes what they do."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
