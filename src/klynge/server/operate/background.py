# SPDX-License-Identifier: Apache-2.0
"""A backup and the doctor as background jobs: each the command that an operator would type."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from klynge.server.database import data_folder
from klynge.server.jobs.actions import Claim, Finished, Kind, StoppedError

FOLDER = "backups"
LOOK_S = 2.0


class CommandError(RuntimeError):
    """A command that failed, with what it said."""


def backup_folder() -> Path:
    """Where the backups are that were begun here."""
    return data_folder() / FOLDER


def back_up(claim: Claim) -> Finished:
    """Write a new backup beside the data. Raises CommandError."""
    folder = backup_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}-{claim.attempt}.zip"
    code, said, trouble = _run(claim, ["backup", str(file)])
    if code != 0:
        raise CommandError(trouble.strip()[-500:])
    return Finished({"file": file.name, "said": said.strip()})


def examine(claim: Claim) -> Finished:
    """Let the doctor look. Raises CommandError when it cannot."""
    language = "en" if claim.arguments.get("language") == "en" else "nb"
    code, said, trouble = _run(claim, ["doctor", "--json", "--language", language])
    if code not in (0, 1):
        raise CommandError(trouble.strip()[-500:])
    return Finished(json.loads(said))


KINDS: Mapping[str, Kind] = {"backup": back_up, "doctor": examine}


def _run(claim: Claim, arguments: Sequence[str]) -> tuple[int, str, str]:
    """The command's code and what it wrote, told of the lease meanwhile; one that is stopped leaves no process."""
    command = [sys.executable, "-m", "klynge.cli", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while True:
            try:
                said, trouble = process.communicate(timeout=LOOK_S)
            except subprocess.TimeoutExpired:
                try:
                    claim.tell(50)
                except (StoppedError, RuntimeError):
                    process.terminate()
                    raise
                continue
            return process.returncode, said, trouble
