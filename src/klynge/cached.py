# SPDX-License-Identifier: Apache-2.0
"""Where compiled kernels are kept on disk, and a note beside them that says that all of them are there.

Seeing by loading every kernel that nothing is left to compile takes five seconds of processor, reading the note some
milliseconds. A note holds for the sources, the versions and the processor that it was written for, while every file it
names is there: when in doubt, kernels are loaded, or compiled.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent
PARTS = ("engine", "solvers")
"""What is compiled by a process each; each leaves a note."""


def places(folder: Path) -> Iterator[Path]:
    """Where what belongs to a folder of modules may be kept, the best first."""
    if "KLYNGE_CACHE" in os.environ:
        yield Path(os.environ["KLYNGE_CACHE"])
    yield folder / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "klynge"


def warm() -> bool:
    """Whether the notes of all parts hold."""
    name = _name()
    return all(any(_holds(place / name.format(part)) for place in places(PACKAGE)) for part in PARTS)


def note(part: str, folders: Iterable[str]) -> None:
    """Note that a part is compiled, with the files that are in these folders; where nothing can be written, nothing."""
    files = [str(path) for each in folders for path in Path(each).rglob("*.nb[ci]")]
    name = _name().format(part)
    for place in places(PACKAGE):
        try:
            place.mkdir(parents=True, exist_ok=True)
            draft = place / f"{name}.{os.getpid()}"
            draft.write_text(json.dumps(files), encoding="utf-8")
            draft.replace(place / name)
        except OSError:
            continue
        for other in place.glob(f"warm-{part}-*.json"):
            if other.name != name:
                other.unlink(missing_ok=True)
        return


def _holds(path: Path) -> bool:
    try:
        return all(map(os.path.exists, json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError):
        return False


def _name() -> str:
    """A note's name, with {} for the part: a digest of all that decides what compiled code must be like."""
    from llvmlite import binding as llvm

    digest = hashlib.sha256()
    ours = ("NUMBA_", "KLYNGE_BOUNDS", "KLYNGE_CACHE", "XDG_CACHE_HOME")
    settings = sorted((name, value) for name, value in os.environ.items() if name.startswith(ours))
    versions = [version(each) for each in ("numba", "llvmlite", "numpy")]
    machine = [llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()]
    digest.update(repr((platform.python_version(), versions, machine, settings, str(PACKAGE))).encode())
    for source in sorted(PACKAGE.rglob("*.py")):
        if source.relative_to(PACKAGE).parts[0] != "server":
            told = source.stat()  # by which Numba, too, tells whether a source has changed
            digest.update(repr((str(source), told.st_mtime_ns, told.st_size)).encode())
    return "warm-{}-" + digest.hexdigest()[:16] + ".json"
