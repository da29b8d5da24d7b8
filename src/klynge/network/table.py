# SPDX-License-Identifier: Apache-2.0
"""A CSV table as rows of values: cell by cell, every error noted, references checked in one place.

A row with an error is left out of `Table.rows`, but its key stays in `Table.keys`, so that what refers to it is not
blamed too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Generic, TypeVar

from klynge.network.problem import Findings, UnfitError, nearest, shown

T = TypeVar("T")
D = TypeVar("D")

_LARGEST_FILE = 512 * 1024 * 1024
_LONGEST_CELL = 32_000  # a spreadsheet's cell holds 32 767


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: how a cell is read, what an empty one means, and what the value must be the name of."""

    name: str
    at: int
    parse: Callable[[str], T]
    required: bool
    default: T | None
    refers: tuple[str, ...] = ()


class Spec:
    """The columns of one table, in the order in which they are written."""

    def __init__(self, name: str, *, needed: bool = False) -> None:
        """Begin a table without columns; `needed` if a cluster cannot be without it."""
        self.name = name
        self.file = f"{name}.csv"
        self.needed = needed
        self.columns: list[Column[Any]] = []
        self.key: tuple[str, ...] = ()

    def required(self, name: str, parse: Callable[[str], T], *, refers: tuple[str, ...] = ()) -> Column[T]:
        """Add a column in which every row has a value."""
        column = Column(name, len(self.columns), parse, True, None, refers)
        self.columns.append(column)
        return column

    def optional(
        self, name: str, parse: Callable[[str], T], default: D, *, refers: tuple[str, ...] = ()
    ) -> Column[T | D]:
        """Add a column in which an empty cell means `default`."""
        column: Column[T | D] = Column(name, len(self.columns), parse, False, default, refers)
        self.columns.append(column)
        return column

    def unique(self, *names: str) -> None:
        """Say which columns together tell the rows apart."""
        self.key = names


@dataclass(slots=True)
class Row:
    """The values of one row; `row[Orders.due]`."""

    table: Table
    number: int
    values: list[Any] = field(default_factory=list)
    source: Hashable = None  # of a row in no file: what it is made from

    def __getitem__(self, column: Column[T]) -> T:
        """The value of a column."""
        value: T = self.values[column.at]
        return value

    def problem(self, column: Column[Any] | None, message: str, remedy: str) -> None:
        """Note a problem of this row."""
        self.table.findings.add(self.table.spec.file, self.number, column.name if column else "", message, remedy)


@dataclass(slots=True)
class Table:
    """The rows without errors and the keys of all; `sound` tells whether every row is here."""

    spec: Spec
    findings: Findings
    rows: list[Row] = field(default_factory=list)
    keys: dict[Any, int] = field(default_factory=dict)  # key: the row that has it
    there: bool = False
    sound: bool = True
    cut: bool = False  # rows are missing that could not be read at all
    broken: list[Row] = field(default_factory=list)


def read_cells(path: Path, findings: Findings) -> Iterator[list[str]] | None:
    """The rows of a CSV file as texts, or None when it cannot be read as text at all.

    Reading on raises UnfitError, its problem noted, at a row that cannot be told from the next.
    """
    if path.stat().st_size > _LARGEST_FILE:
        findings.add(
            path.name, 0, "", "the file is larger than 512 MB", "split the cluster or take out what is not needed"
        )
        return None
    content = path.read_bytes()
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message, remedy = f"the file is not UTF-8; it looks like {likely_encoding(content)}", "save it as CSV UTF-8"
        findings.add(path.name, row, "", message, remedy)
        return None
    if "\0" in decoded:
        row = decoded.count("\n", 0, decoded.index("\0")) + 1
        kind = (
            "the file looks like UTF-16" if decoded.count("\0") > len(decoded) // 3 else "there is a NUL character here"
        )
        findings.add(path.name, row, "", kind, "save it as CSV UTF-8 without such characters")
        return None
    header = decoded[: decoded.find("\n")] if "\n" in decoded else decoded
    delimiter = ";" if header.count(";") > header.count(",") else ","
    return _records(path.name, decoded, delimiter, findings)


def _records(file: str, decoded: str, delimiter: str, findings: Findings) -> Iterator[list[str]]:
    number = 0
    reader = csv.reader(StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            number += 1
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        long = "field larger" in str(error)
        message = "a cell is longer than 131072 characters" if long else "the quotes of a cell do not match"
        remedy = "shorten it" if long else 'write a quote inside a quoted cell twice: ""'
        findings.add(file, number + 1, "", message, remedy)
        raise UnfitError(message, remedy) from error


def likely_encoding(content: bytes) -> str:
    """The encoding that bytes which are not UTF-8 most likely have."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    if content[:4] == b"PK\x03\x04":
        return "a workbook or another zip file"
    nordic_mac, nordic_windows = (
        sum(content.count(bytes([b])) for b in letters)
        for letters in (b"\xbe\xbf\x8c\xae\xaf\x81", b"\xe6\xf8\xe5\xc6\xd8\xc5")
    )
    return "Mac Roman" if nordic_mac > nordic_windows else "Windows-1252"


def read_table(folder: Path, spec: Spec, findings: Findings) -> Table:
    """Read and check a table, all but its references."""
    table = Table(spec, findings)
    path = folder / spec.file
    before = len(findings.problems)
    table.there = path.is_file()
    if table.there:
        try:
            _read_rows(table, read_cells(path, findings))
        except UnfitError:  # noted where it was found
            table.cut = True
    elif spec.needed:
        remedy = "add it; the columns are in the reference of the cluster folder"
        findings.add(spec.file, 0, "", "the file is missing", remedy)
        table.cut = True
    table.sound = len(findings.problems) == before
    return table


def _read_rows(table: Table, records: Iterator[list[str]] | None) -> None:
    header = next(records, []) if records is not None else None
    layout = _layout(table, header) if header is not None else None
    if records is None or layout is None:
        table.cut = True
        return
    taking = Taking(table.spec, layout)
    for number, cells in enumerate(records, 2):
        if any(cells):
            row = Row(table, number)
            right = taking.fill(row, cells)
            if table.spec.key and not _is_new(table, row):
                right = False
            (table.rows if right else table.broken).append(row)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a row each column of the table is (-1: nowhere), and which cells belong to no column."""

    places: list[int]
    width: int
    nameless: list[int]


def _layout(table: Table, header: list[str]) -> Layout | None:
    """Where the columns are, or None when the header is wrong."""
    spec, before = table.spec, len(table.findings.problems)
    if not any(header):
        columns = ", ".join(column.name for column in spec.columns)
        table.findings.add(spec.file, 0, "", "the file is empty", f"begin with the columns {columns}")
        return None
    names = [column.name for column in spec.columns]
    for place, name in enumerate(header):
        if name and name not in names:
            table.findings.add(spec.file, 1, name[:60], f"the column {shown(name)} is unknown", nearest(name, names))
        elif name and name in header[:place]:
            table.findings.add(spec.file, 1, name, f"the column {shown(name)} is there twice", "keep one of them")
    # A wrongly spelled required column is one error, not two.
    if len(table.findings.problems) == before:
        for column in spec.columns:
            if column.required and column.name not in header:
                table.findings.add(spec.file, 1, column.name, f"the column {shown(column.name)} is missing", "add it")
    if len(table.findings.problems) > before:
        return None
    places = [header.index(name) if name in header else -1 for name in names]
    return Layout(places, len(header), [place for place, name in enumerate(header) if not name])


class Taking:
    """Takes the cells of a table's rows as values; the same texts come again and again, and each is read once."""

    def __init__(self, spec: Spec, layout: Layout | None = None, after_first: bool = False) -> None:
        """Take the table's columns and where they are (None: in the order of the table, and no others).

        With `after_first` the values come after that of the first column, which has no cell.
        """
        columns = spec.columns[1:] if after_first else spec.columns
        layout = layout or Layout(list(range(len(columns))), len(columns), [])
        self._columns: list[tuple[Column[Any], int, dict[str, Any]]] = [
            (column, place, {}) for column, place in zip(columns, layout.places, strict=True)
        ]
        self._layout = layout

    def fill(self, row: Row, cells: Sequence[str]) -> bool:
        """Give a row its values; whether all cells are right, else the problems are noted."""
        values, right, there = row.values, True, len(cells)
        for column, place, known in self._columns:
            cell = cells[place] if 0 <= place < there else ""
            if not cell:
                if column.required:
                    row.problem(column, "the cell is empty", "fill it in")
                    right = False
                values.append(column.default)
                continue
            if cell in known:
                values.append(known[cell])
                continue
            try:
                value = _parsed(column, cell)
            except UnfitError as error:
                row.problem(column, error.message, error.remedy)
                values.append(None)
                right = False
                continue
            if len(known) < 100_000 and len(cell) <= 200:
                known[cell] = value
            values.append(value)
        layout = self._layout
        if any(cells[layout.width :]) or any(cells[place] for place in layout.nameless if place < there):
            row.problem(None, "a cell is in no column", "quote cells that contain the separator")
            right = False
        return right


def _parsed(column: Column[Any], cell: str) -> Any:
    if cell[0] == "=":
        raise UnfitError(f"{shown(cell)} is a formula", "put its value instead")
    if len(cell) > _LONGEST_CELL:
        raise UnfitError(f"the cell is {len(cell)} characters long", f"shorten it to at most {_LONGEST_CELL}")
    return column.parse(cell)


def _is_new(table: Table, row: Row) -> bool:
    """Whether no row before had the key of this one, which is then kept; a problem is noted of one that had."""
    columns = [column for column in table.spec.columns if column.name in table.spec.key]
    key = row[columns[0]] if len(columns) == 1 else tuple(row[column] for column in columns)
    if key is None or (len(columns) > 1 and None in key):
        return True
    if key in table.keys:
        what = " and ".join(shown(str(row[column])) for column in columns)
        row.problem(columns[0], f"{what} is already in row {table.keys[key]}", "keep one of the two or rename one")
        return False
    table.keys[key] = row.number
    return True
