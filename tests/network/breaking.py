# SPDX-License-Identifier: Apache-2.0
"""Ways to break a cluster folder."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Break = Callable[[Path], None]


def cell(place: str, text: str) -> Break:
    """Write a text into the cell at "table row column"; rows count as in a spreadsheet."""
    table, number, column = place.split()

    def change(folder: Path) -> None:
        rows = read(folder, table)
        rows[int(number) - 1][rows[0].index(column)] = text
        write(folder, table, rows)

    return change


def added(table: str, **values: str) -> Break:
    """Add a row at the end."""

    def change(folder: Path) -> None:
        rows = read(folder, table)
        write(folder, table, [*rows, [values.get("from_" if name == "from" else name, "") for name in rows[0]]])

    return change


def without(table: str, *rows: int) -> Break:
    """Take rows away."""

    def change(folder: Path) -> None:
        write(folder, table, [row for number, row in enumerate(read(folder, table), 1) if number not in rows])

    return change


def column(table: str, old: str, new: str | None) -> Break:
    """Rename a column, or take it away."""

    def change(folder: Path) -> None:
        rows = read(folder, table)
        at = rows[0].index(old)
        for row in rows:
            row[at : at + 1] = [row[at]] if new is not None else []
        if new is not None:
            rows[0][at] = new
        write(folder, table, rows)

    return change


def missing(file: str) -> Break:
    """Delete a file."""
    return lambda folder: (folder / file).unlink()


def text(file: str, old: str, new: str) -> Break:
    """Replace a text in a file."""

    def change(folder: Path) -> None:
        content = (folder / file).read_text(encoding="utf-8")
        assert old in content
        (folder / file).write_text(content.replace(old, new, 1), encoding="utf-8")

    return change


def raw(file: str, old: bytes, new: bytes, codec: str = "") -> Break:
    """Replace bytes in a file, or encode all of it otherwise."""

    def change(folder: Path) -> None:
        content = (folder / file).read_bytes()
        assert old in content
        content = content.replace(old, new, 1)
        (folder / file).write_bytes(content.decode().encode(codec) if codec else content)

    return change


def renamed(old: str, new: str) -> Break:
    """Rename a file."""

    def change(folder: Path) -> None:
        (folder / old).rename(folder / new)

    return change


def content(file: str, new: bytes) -> Break:
    """Write a whole file anew."""

    def change(folder: Path) -> None:
        (folder / file).write_bytes(new)

    return change


def both(*breaks: Break) -> Break:
    """Several changes that make one mistake."""

    def change(folder: Path) -> None:
        for one in breaks:
            one(folder)

    return change


def read(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder: Path, table: str, rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
