# SPDX-License-Identifier: Apache-2.0
"""A backup as one file: a ZIP, so that any machine can look into it, with the dump, what it holds, and maybe the key.

The file is written under another name, checked, brought to disk and then renamed: under its own name it is whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from .contents import Contents
from .errors import OperateError

FORMAT = "klynge-backup/1"
MANIFEST, DUMP, KEY = "manifest.json", "database.dump", "secret-key"
CHUNK = 1 << 20
NOT_WHOLE = (BadZipFile, EOFError, KeyError, TypeError, ValueError, AttributeError, RuntimeError,
             OverflowError, OSError, struct.error, zlib.error)  # fmt: skip
"""What reading a ZIP with wrong bytes in it may raise."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `made` is a moment in UTC."""

    made: str
    klynge: str
    postgres: str
    size: int
    digest: str
    key: bool
    contents: Contents

    def to_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        own = {name: getattr(self, name) for name in ("made", "klynge", "postgres", "size", "digest", "key")}
        return {"format": FORMAT, **own, **self.contents.to_data()}


class Dump:
    """Takes a dump's parts into a file, and counts and sums them."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into, self._sum, self.size = into, sha256(), 0

    def take(self, part: bytes) -> None:
        """Write a part."""
        self._into.write(part)
        self._sum.update(part)
        self.size += len(part)

    @property
    def digest(self) -> str:
        """SHA-256 of all parts."""
        return self._sum.hexdigest()


class Backup:
    """A backup's file that was read; `manifest` is what it says."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest

    def dump(self) -> Iterator[bytes]:
        """The dump in parts."""
        with ZipFile(self.path) as file, file.open(DUMP) as parts:
            while part := parts.read(CHUNK):
                yield part

    def key(self) -> str:
        """The installation's key; "" when it was left out."""
        if not self.manifest.key:
            return ""
        with ZipFile(self.path) as file:
            return file.read(KEY).decode()


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """A file to write to, private, that gets the target's name when all went well, and is gone when not.

    Raises OperateError when there is a file of that name, or another backup is being written to it.
    """
    draft = target.with_name(f".{target.name}.partial")
    _refuse_taken(target)
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OperateError("not_written", file=target, problem=error.strerror or error) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperateError("being_written", file=target) from None
        try:
            os.ftruncate(descriptor, 0)  # what one that was killed left
            yield draft
            os.fsync(descriptor)
            _refuse_taken(target)
            draft.rename(target)
        except BaseException as error:
            draft.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise OperateError("not_written", file=target, problem=error.strerror or error) from None
            raise
        _sync_folder(target.parent)
    finally:
        os.close(descriptor)


def write(draft: Path, fill: Callable[[Dump], None], finish: Callable[[Dump], Manifest], key: str = "") -> None:
    """Write a backup: `fill` is given where the dump goes, `finish` says what it holds then."""
    with ZipFile(draft, "w", ZIP_STORED) as file:
        with file.open(DUMP, "w", force_zip64=True) as into:
            dump = Dump(into)
            fill(dump)
        if key:
            file.writestr(KEY, key)
        file.writestr(MANIFEST, json.dumps(finish(dump).to_data(), indent=1, ensure_ascii=False))


def read(path: Path) -> Backup:
    """A backup, read through: its dump and key are what was written. Raises OperateError when anything is not."""
    try:
        with open(path, "rb") as file:
            first = file.read(4)
    except OSError as error:
        raise OperateError("not_read", file=path, problem=error.strerror or error) from None
    if first[:2] != b"PK":
        raise OperateError("no_backup", file=path)
    try:
        with ZipFile(path) as file:
            data = json.loads(file.read(MANIFEST))
            if data["format"] != FORMAT:
                raise OperateError("other_format", file=path, found=str(data["format"])[:40], wanted=FORMAT)
            fields = {name: data[name] for name in ("made", "klynge", "postgres", "size", "digest", "key")}
            backup = Backup(path, Manifest(**fields, contents=Contents.from_data(data)))
            if backup.manifest.key != (KEY in file.namelist()):
                raise OperateError("damaged", file=path, part=KEY)
        backup.key()
        total = sha256()
        for part in backup.dump():
            total.update(part)
    except OperateError:
        raise
    except NOT_WHOLE as error:
        raise OperateError("damaged", file=path, part=type(error).__name__) from None
    if total.hexdigest() != backup.manifest.digest:
        raise OperateError("damaged", file=path, part=DUMP)
    return backup


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise OperateError("taken", file=target)


def _sync_folder(folder: Path) -> None:
    """Bring a rename to disk, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
