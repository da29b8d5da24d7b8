# SPDX-License-Identifier: Apache-2.0
"""A finished configuration added to a configurations.csv, whole or not at all; orders.csv can then name its item."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from klynge.configure.work import Configuration
from klynge.exchange.write_whole import write_whole

COLUMNS = ("item", "product", "version", "choices")


class NoTableError(OSError):
    """A file that is there and is no table of configurations."""


def saved(path: Path, configuration: Configuration) -> tuple[str, bool]:
    """Add it to the file unless it is there; its item, and whether it is new.

    What is in the file stays as it is, columns of one's own too. Raises OSError as `open` does, or for a file that is
    no table of configurations.
    """
    before = path.read_text("utf-8-sig") if path.exists() else ""
    rows = list(csv.reader(io.StringIO(before)))
    header = [name.strip() for name in rows[0]] if rows else list(COLUMNS)
    if not set(COLUMNS) <= set(header):
        raise NoTableError(0, f"its first line must name {', '.join(COLUMNS)}", str(path))
    at = header.index("item")
    if any(len(row) > at and row[at].strip() == configuration.item for row in rows[1:]):
        return configuration.item, False
    cells = dict(
        zip(
            COLUMNS,
            (configuration.item, configuration.product, configuration.version, configuration.text),
            strict=True,
        )
    )
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    if not rows:
        table.writerow(COLUMNS)
    table.writerow([cells.get(name, "") for name in header])
    with write_whole(path) as file:
        file.write(before + ("\n" if before and not before.endswith("\n") else "") + out.getvalue())
    return configuration.item, True
