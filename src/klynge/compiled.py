# SPDX-License-Identifier: Apache-2.0
"""How kernels are compiled: cached by the contents of their whole room, in pieces that are not linked into one another.

Numba links everything a function calls into it and optimises it all again, which for a chain of planners means minutes.
`apart` compiles a function once behind a symbol; whoever calls it calls the symbol. Numba also keys its cache by
the one file a function stands in, though code of other files is linked into it; here the cache folder is named after a
digest of all files of the room and of the rooms below it, so a changed kernel is never mixed with an old one, and a
change in an upper room does not compile the lower ones anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba
from numba import types
from numba.core import config

from klynge.cached import places

CACHES: list[str] = []
"""The folders of compiled kernels of this process's rooms."""
CHECKED = os.environ.get("KLYNGE_BOUNDS") == "1"


class Room:
    """The kernels of one folder of modules, which may call those of the rooms `below`.

    A room's `compiled.py` makes it, `Room(__file__, BELOW, ...)`, and its modules decorate with `kernel` and `apart`.
    """

    def __init__(self, file: str, *below: Room) -> None:
        self.folder = Path(file).parent
        digest = hashlib.sha256()
        for room in below:
            digest.update(room.digest.encode())
        for source in sorted(self.folder.glob("*.py")):
            digest.update(source.name.encode() + source.read_bytes())
        self.digest: str = digest.hexdigest()[:16]
        package = Path(__file__).parent
        self.name = "-".join(self.folder.relative_to(package).parts)
        self.cache = str(self._cache_folder())
        CACHES.append(self.cache)

    def _cache_folder(self) -> Path:
        """Where compiled kernels of exactly these sources are kept; folders of older sources beside it are removed."""
        name = f"{self.name}-{self.digest}"
        for place in places(self.folder):
            try:
                folder = place / (name + ("-checked" if CHECKED else ""))
                folder.mkdir(parents=True, exist_ok=True)
            except OSError:
                continue
            for other in place.glob(f"{self.name}-*"):
                if not other.name.startswith(name):
                    shutil.rmtree(other, ignore_errors=True)
            return folder
        raise OSError("no folder can be written for compiled kernels: set KLYNGE_CACHE to one that can")

    def kernel(self, function: Callable[..., Any]) -> Any:
        """Compile when first called; small functions that their callers may inline."""
        with _CacheIn(self.cache):
            return numba.njit(cache=True, nogil=True, error_model="numpy")(function)

    def apart(self, *arguments: Any) -> Callable[[Callable[..., Any]], Any]:
        """Compile now, for these argument types and an int64 result, behind a symbol that other kernels call."""
        signature = types.int64(*arguments)

        def compile_apart(function: Callable[..., Any]) -> Any:
            symbol = f"{function.__module__}.{function.__name__}".replace(".", "_")
            with _CacheIn(self.cache):
                compiled = numba.cfunc(signature, cache=True, error_model="numpy")(function)
            llvm.add_symbol(symbol, compiled.address)
            outside = types.ExternalFunction(symbol, signature)
            outside.keeps = compiled  # the code lives as long as its callers' reference to the symbol
            return outside

        return compile_apart


class _CacheIn:
    """Numba reads the cache folder when a function is decorated; others' functions keep theirs."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        self.before, config.CACHE_DIR = config.CACHE_DIR, self.folder

    def __exit__(self, *_: object) -> None:
        config.CACHE_DIR = self.before
