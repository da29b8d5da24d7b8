# SPDX-License-Identifier: Apache-2.0
"""Write the tables of examples/roros and examples/elverum, beside (or with a copy of) what is written by hand there."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from . import elverum, roros

EXAMPLES = Path(__file__).resolve().parent.parent
CLUSTERS = {"roros": roros.tables, "elverum": elverum.tables}
BY_HAND = ("cluster.yaml", "calendars.yaml", "README.md")


def main() -> None:
    """Read the command line and write both folders."""
    parser = argparse.ArgumentParser(prog="python -m examples.generate", description=__doc__)
    parser.add_argument("--out", type=Path, default=EXAMPLES, help="folder to write the cluster folders into")
    parser.add_argument("--seed", type=int, default=2026, help="another seed draws other orders (default 2026)")
    parser.add_argument("--scale", type=int, default=1, help="so many times the orders, and the capacity to match")
    chosen = parser.parse_args()
    if chosen.scale < 1:
        parser.error("--scale must be 1 or more")
    for name, tables in CLUSTERS.items():
        folder: Path = chosen.out / name
        tables(chosen.seed, chosen.scale).write(folder)
        for written in BY_HAND:
            if folder.resolve() != EXAMPLES / name:
                shutil.copyfile(EXAMPLES / name / written, folder / written)
        if folder.resolve() != EXAMPLES / name:
            shutil.copytree(EXAMPLES / name / "products", folder / "products", dirs_exist_ok=True)


if __name__ == "__main__":
    main()
