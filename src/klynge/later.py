# SPDX-License-Identifier: Apache-2.0
"""Names of a package whose modules are loaded when they are first asked for.

Loading the compiled engine takes a second of processor and much memory: a process that shows pages or brings a
database up needs the plain data of the same packages alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's `__getattr__`: `modules` says in which of its modules a name is.

    No name may be that of the package's own module: once that is imported, the name is the module.
    """

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return load
