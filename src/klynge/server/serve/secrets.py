# SPDX-License-Identifier: Apache-2.0
"""The installation's key: made once, kept in the data folder for our own user alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key_in(folder: Path) -> str:
    """The key of an installation; made when there is none."""
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
