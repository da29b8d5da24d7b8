# SPDX-License-Identifier: Apache-2.0
"""Files that are written whole or not at all: nothing half written is ever found under the name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """A text file beside `path` that takes its name when all went well, and vanishes otherwise.

    Makes the folder when it is missing; what is no plain file (a device, a pipe) is written as it is. Raises OSError as
    `open` does.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as out:
            yield out
        os.chmod(draft, 0o666 & ~_umask())  # mkstemp makes it private
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
