# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL's own programs that copy a database out and in, fed and read as streams."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from klynge.server.postgres.binaries import find_binaries

from .errors import OperateError

CHUNK = 1 << 20


def dump(conninfo: str, snapshot: str, take: Callable[[bytes], object]) -> None:
    """Give a whole database, as it is in a snapshot that a transaction exported, to `take`. Raises OperateError."""
    options = ["--format=custom", "--no-password", f"--snapshot={snapshot}", "--lock-wait-timeout=60s"]
    with tempfile.TemporaryFile() as trouble:
        process = _started("pg_dump", options, conninfo, trouble, stdout=subprocess.PIPE)
        with process:
            assert process.stdout is not None
            try:
                while part := process.stdout.read(CHUNK):
                    take(part)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise OperateError("not_dumped", said=_said(trouble))


def listed(parts: Iterable[bytes]) -> str:
    """What a dump says it holds, an entry a line. Raises OperateError for what is no dump."""
    return _fed(["--list"], parts, whole=False)


def read_through(parts: Iterable[bytes]) -> None:
    """Read a dump to its end, as a restore would, and drop what it says. Raises OperateError when it cannot be."""
    _fed(["--file=/dev/null"], parts)


def load(conninfo: str, parts: Iterable[bytes], *options: str) -> None:
    """Read a dump into an empty database, all of it or nothing. Raises OperateError."""
    _fed(["--single-transaction", "--exit-on-error", "--no-password", *options], parts, conninfo)


def _fed(options: Sequence[str], parts: Iterable[bytes], conninfo: str = "", whole: bool = True) -> str:
    with tempfile.TemporaryFile() as trouble, tempfile.TemporaryFile() as out:
        process = _started("pg_restore", options, conninfo, trouble, stdin=subprocess.PIPE, stdout=out)
        with process:
            assert process.stdin is not None
            try:
                with suppress(BrokenPipeError):  # it ended: of a list's reader that is right, else its status says why
                    for part in parts:
                        process.stdin.write(part)
                with suppress(BrokenPipeError):
                    process.stdin.close()
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise OperateError("not_loaded" if whole else "no_dump", said=_said(trouble))
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def _started(
    program: str, options: Sequence[str], conninfo: str, trouble: IO[bytes], **streams: int | IO[bytes]
) -> subprocess.Popen[bytes]:
    # the password goes by the environment: a command line is everyone's to read
    address = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    password = address.pop("password", "")
    environment = os.environ | {"LC_ALL": "C"} | ({"PGPASSWORD": password} if password else {})
    command = [str(find_binaries().bin / program), *options]
    if address:
        command.append("--dbname=" + make_conninfo(**address))
    try:
        return subprocess.Popen(command, env=environment, cwd="/", stderr=trouble, **streams)  # type: ignore[call-overload,no-any-return]
    except OSError as error:
        raise OperateError("no_program", program=command[0], problem=error.strerror or error) from None


def _said(trouble: IO[bytes]) -> str:
    trouble.seek(0)
    return " ".join(trouble.read().decode("utf-8", "replace").split())[-600:]
