# SPDX-License-Identifier: Apache-2.0
"""Lists the benchmarks of this folder, each with the first line of its docstring."""

from __future__ import annotations

import ast
from pathlib import Path


def benchmarks(folder: Path) -> dict[str, str]:
    """What each module that can be run measures, by the name that `make bench-NAME` takes."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if '__name__ == "__main__"' in text and path.name != Path(__file__).name:
            found[path.stem] = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    return found


if __name__ == "__main__":
    for name, purpose in benchmarks(Path(__file__).parent).items():
        print(f"make bench-{name:<20} {purpose}")
