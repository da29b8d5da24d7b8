# SPDX-License-Identifier: Apache-2.0
"""`tables`: combinations and look-ups of a file beside the model, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from klynge.configure.model import AnyVariable, Cell, ChoiceVariable, NumberVariable, Place, Row, Table, TableKind
from klynge.configure.reading import common
from klynge.configure.reading.domains import number_cell
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.sheets import Rows, Sheets
from klynge.configure.reading.tokens import Kind, SyntaxProblemError, tokens
from klynge.configure.reading.tree import Entry
from klynge.network import values
from klynge.network.problem import nearest

_KEYS = ("file", "sheet", "kind", "keys", "columns", "texts")


def outline(entry: Entry, identifier: str, scope: Scope) -> Table | None:
    """The table without rows: kind, key variables and value columns. None with the problem noted."""
    before = len(entry.report.problems)
    common.name(entry, identifier)
    fields = entry.fields(_KEYS)
    kind = fields["kind"].value(values.choice(TableKind)) if "kind" in fields else TableKind.ALLOWED
    for needed in ("file", "keys"):
        if needed not in fields:
            entry.lacks(name=needed)
    keys = fields["keys"].fields() if "keys" in fields else {}
    if "keys" in fields and not keys:
        fields["keys"].say("no_fields")
    broken = False
    for variable, header in keys.items():
        if variable in scope.broken:
            broken = True
        elif not isinstance(scope.variables.get(variable), ChoiceVariable | NumberVariable):
            header.say("unknown_variable", name=variable, near=nearest(variable, scope.variables))
    columns = fields["columns"].fields() if "columns" in fields else {}
    for column, header in columns.items():
        common.name(header, column)
    if kind is TableKind.LOOKUP and not columns:
        entry.lacks(name="columns")
    elif kind is not TableKind.LOOKUP and columns:
        fields["columns"].say("columns_of_no_lookup")
    if broken or len(entry.report.problems) > before or kind is None:
        return None
    return Table(identifier, kind, tuple(keys), tuple(columns), (), entry.place)


def rows(entry: Entry, table: Table, variables: Mapping[str, AnyVariable], sheets: Sheets) -> tuple[Row, ...]:
    """The rows of a table's file; every problem is noted."""
    fields = entry.fields()
    file = fields["file"].value(values.text)
    sheet = (fields["sheet"].value(values.text) or "") if "sheet" in fields else ""
    found = sheets.rows(fields["file"], file, sheet) if file else None
    if not file or found is None:
        return ()
    label = sheets.label(file, sheet)
    header = found[0][1]
    columns = _columns(fields, table, variables, header)
    if columns is None:
        return ()
    if len(found) == 1:
        entry.report.say(Place(label), "empty_table")
    return _Reading(entry, table, label, columns).rows(found[1:])


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    at: int
    read: Callable[[str], Cell | Fraction]
    known: dict[str, Cell | Fraction]  # the same texts come again and again down a column


def _columns(
    fields: Mapping[str, Entry], table: Table, variables: Mapping[str, AnyVariable], header: list[str]
) -> list[_Column] | None:
    """Where each key and value is, or None with what is missing noted."""
    found: list[_Column] = []
    named = {**fields["keys"].fields(), **{f"\0{name}": at for name, at in _of(fields, "columns").items()}}
    for name, entry in named.items():
        text = entry.value(values.text)
        if text is None:
            continue
        if text not in header:
            entry.say("no_header", name=text, near=nearest(text, [cell for cell in header if cell]))
        elif header.count(text) > 1:
            entry.say("header_twice", name=text)
        else:
            read = _number if name.startswith("\0") else _cell_of(variables[name])
            found.append(_Column(text, header.index(text), read, {}))
    return found if len(found) == len(table.variables) + len(table.columns) else None


def _of(fields: Mapping[str, Entry], key: str) -> Mapping[str, Entry]:
    return fields[key].fields() if key in fields else {}


def _cell_of(variable: AnyVariable) -> Callable[[str], Cell]:
    if isinstance(variable, NumberVariable):
        return lambda text: None if text in ("", "*") else number_cell(text)
    assert isinstance(variable, ChoiceVariable), "the outline refuses texts"
    known = {option.id for option in variable.options}
    labels = {text: option.id for option in variable.options for text in option.texts.values()}

    def read(text: str) -> Cell:
        if text in ("", "*"):
            return None
        found = frozenset(piece.strip() for piece in text.split("|"))
        for name in found - known:
            if name in labels:
                raise SyntaxProblemError("label_in_table", name=name, option=labels[name])
            raise SyntaxProblemError("unknown_option", variable=variable.id, name=name, near=nearest(name, known))
        return found

    return read


def _number(text: str) -> Fraction:
    if not text:
        raise SyntaxProblemError("empty_cell")
    negative = text.startswith("-")
    if re.fullmatch(r"-?\d+,\d+", text):
        raise SyntaxProblemError("decimal_comma", text=text)
    try:
        first, end = tokens(text.removeprefix("-"))
    except (SyntaxProblemError, ValueError):
        raise SyntaxProblemError("no_number", text=text) from None
    if first.kind is not Kind.NUMBER or end.kind is not Kind.END:
        raise SyntaxProblemError("no_number", text=text)
    return -first.value if negative else first.value


class _Reading:
    """Reads the rows of one table."""

    def __init__(self, entry: Entry, table: Table, label: str, columns: list[_Column]) -> None:
        self.report = entry.report
        self.table = table
        self.label = label
        self.columns = columns

    def rows(self, found: Rows) -> tuple[Row, ...]:
        """The rows that are right."""
        made: list[Row] = []
        first: dict[tuple[Cell, ...], int] = {}
        keys = len(self.table.variables)
        known = [(column.known, column.at) for column in self.columns]
        for number, cells in found:
            try:
                row = [values[cells[at]] for values, at in known]
            except (KeyError, IndexError):  # a text that is new in its column, or a short row
                row = [self._cell(column, cells, number) for column in self.columns]
            key: tuple[Cell, ...] = tuple(row[:keys])  # type: ignore[arg-type]
            if self.table.kind is TableKind.LOOKUP and first.setdefault(key, number) != number:
                self.report.say(Place(self.label, number), "row_twice", row=first[key])
            numbers: tuple[Fraction, ...] = tuple(row[keys:])  # type: ignore[arg-type]
            made.append(Row(key, numbers, Place(self.label, number)))
        return tuple(made)

    def _cell(self, column: _Column, cells: list[str], number: int) -> Cell | Fraction:
        text = cells[column.at] if column.at < len(cells) else ""
        if text in column.known:
            return column.known[text]
        try:
            value = column.read(text)
        except SyntaxProblemError as error:
            self.report.say(Place(self.label, number, column.header), error.code, **error.facts)
            return None
        column.known[text] = value
        return value
