# SPDX-License-Identifier: Apache-2.0
"""The machine and the data folder: room on the disk, what a killed restore left, the key's file."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from klynge.server.operate.archive import KEY
from klynge.server.operate.restore import HALF

from .findings import Finding, found

MIB = 1 << 20
LEAST_MIB, ROOM_MIB = 256, 2048
"""Free below which the database may stop at any moment; and below which a day's growth or a backup may fill it."""


def disk(folder: Path) -> Iterator[Finding]:
    """Room on the disk of the data folder."""
    free = shutil.disk_usage(folder).free // MIB
    if free < LEAST_MIB:
        yield found("disk_full", folder=folder, free=free, least=LEAST_MIB)
    elif free < ROOM_MIB:
        yield found("disk_low", folder=folder, free=free, least=ROOM_MIB)


def data(folder: Path) -> Iterator[Finding]:
    """What lies in the data folder and should not."""
    if (folder / HALF).exists():
        yield found("half_restored", half=folder / HALF)
    key = folder / KEY
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield found("open_key", file=key)
