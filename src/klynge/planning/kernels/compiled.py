# SPDX-License-Identifier: Apache-2.0
"""How kernels are compiled: cached by the contents of the whole room, in pieces that are not linked into one another.

Numba links everything a function calls into it and optimises it all again, which for a chain of planners means minutes.
`apart` compiles a function once behind a symbol; whoever calls it calls the symbol. Numba also keys its cache by
the one file a function stands in, though code of other files is linked into it; here the cache folder is named after a
digest of all files of this room, so a changed kernel is never mixed with an old one.
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

from . import columns as col
from .view import CHECKED, TablesType

_ROOM = Path(__file__).parent


def _cache_folder() -> Path:
    """Where compiled kernels of exactly these sources are kept; folders of older sources beside it are removed."""
    digest = hashlib.sha256()
    for file in sorted(_ROOM.glob("*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    name = f"kernels-{digest.hexdigest()[:16]}{'-checked' if CHECKED else ''}"
    places = [_ROOM / "__pycache__", Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "klynge"]
    if "KLYNGE_CACHE" in os.environ:
        places.insert(0, Path(os.environ["KLYNGE_CACHE"]))
    for place in places:
        try:
            folder = place / name
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        for other in place.glob("kernels-*"):
            if not other.name.startswith(folder.name.removesuffix("-checked")):
                shutil.rmtree(other, ignore_errors=True)
        return folder
    raise OSError("no folder can be written for compiled kernels: set KLYNGE_CACHE to one that can")


_CACHE = str(_cache_folder())


class _OwnCache:
    """Numba reads the cache folder when a function is decorated; others' functions keep theirs."""

    def __enter__(self) -> None:
        self.before, config.CACHE_DIR = config.CACHE_DIR, _CACHE

    def __exit__(self, *_: object) -> None:
        config.CACHE_DIR = self.before


def kernel(function: Callable[..., Any]) -> Any:
    """Compile when first called; small functions that their callers may inline."""
    with _OwnCache():
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)


RES = TablesType(col.columns_of(col.Resources))
OPS = TablesType(col.columns_of(col.Operations))
ST = TablesType(col.columns_of(col.State))
INT = types.int64
FLAG = types.boolean


def apart(*arguments: Any) -> Callable[[Callable[..., Any]], Any]:
    """Compile now, for these argument types and an int64 result, behind a symbol that other kernels call."""
    signature = types.int64(*arguments)

    def compile_apart(function: Callable[..., Any]) -> Any:
        symbol = f"klynge_{function.__module__.rsplit('.', 1)[-1]}_{function.__name__}"
        with _OwnCache():
            compiled = numba.cfunc(signature, cache=True, error_model="numpy")(function)
        llvm.add_symbol(symbol, compiled.address)
        outside = types.ExternalFunction(symbol, signature)
        outside.keeps = compiled  # the code lives as long as its callers' reference to the symbol
        return outside

    return compile_apart
