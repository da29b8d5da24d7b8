# SPDX-License-Identifier: Apache-2.0
"""The sheets of a workbook that stand for YAML files: `cluster` and `calendars`.

`cluster` has one setting a row. `calendars` has one row for each calendar and one for each of its exceptions (`first`
is given); their shifts are one cell, `mon-fri 07:00-15:00|sat 08:00-12:00`. Everything is text on both sides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from klynge.network.outline import Outline, read_outline
from klynge.network.problem import Findings, UnfitError, nearest, shown
from klynge.network.settings import CALENDARS, CLUSTER

CLUSTER_HEADER = ["setting", "value"]
CALENDARS_HEADER = ["calendar", "first", "last", "shifts", "adds", "holidays", "note"]
_SHIFT = re.compile(r"(?:(\S+) +)?([0-9]{1,2}:[0-9]{2}) *- *([0-9]{1,2}:[0-9]{2})")


@dataclass(slots=True)
class Lines:
    """The lines of a YAML file and the row of the sheet that each came from."""

    text: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def add(self, line: str, row: int) -> None:
        """Add a line that comes from a row."""
        self.text.append(line)
        self.rows.append(row)

    def row_of(self, line: int) -> int:
        """The row of the sheet that a line (from 1) came from."""
        return self.rows[line - 1] if 0 < line <= len(self.rows) else 0


def cluster_rows(folder: Path) -> list[list[str]]:
    """The sheet `cluster` of a folder that was read without problems."""
    outline = read_outline(folder / CLUSTER, Findings())
    assert outline is not None, "the folder was read before"
    rows = [CLUSTER_HEADER]
    for name, value in outline.fields().items():
        listed = isinstance(value.node, yaml.SequenceNode)
        rows.append([name, "|".join(_text(item) for item in value.items()) if listed else _text(value)])
    return rows


def calendar_rows(folder: Path) -> list[list[str]]:
    """The sheet `calendars` of a folder that was read without problems."""
    outline = read_outline(folder / CALENDARS, Findings())
    assert outline is not None, "the folder was read before"
    rows = [CALENDARS_HEADER]
    for name, calendar in outline.fields().items():
        fields = calendar.fields()
        rows.append([name, "", "", _shifts(fields), "", _of(fields, "holidays"), ""])
        for exception in fields["exceptions"].items() if "exceptions" in fields else ():
            part = exception.fields()
            rows.append(
                [
                    name,
                    *(_of(part, key) for key in ("first", "last")),
                    _shifts(part),
                    _of(part, "adds"),
                    "",
                    _of(part, "note"),
                ]
            )
    return rows


def _of(fields: dict[str, Outline], key: str) -> str:
    return _text(fields[key]) if key in fields else ""


def _text(outline: Outline) -> str:
    return str(outline.node.value).strip()


def _shifts(fields: dict[str, Outline]) -> str:
    return "|".join(_shift(shift.fields()) for shift in fields["shifts"].items()) if "shifts" in fields else ""


def _shift(fields: dict[str, Outline]) -> str:
    span = f"{_text(fields['from'])}-{_text(fields['to'])}"
    if "days" not in fields:
        return span
    days = fields["days"]
    listed = isinstance(days.node, yaml.SequenceNode)
    words = ",".join(_text(day) for day in days.items()) if listed else _text(days)
    return f"{words.replace(' ', '')} {span}"


def cluster_lines(rows: Iterable[tuple[int, list[str]]]) -> Lines:
    """cluster.yaml from the rows below the header of its sheet."""
    lines = Lines()
    for number, (name, value, *_) in ((number, [*cells, "", ""]) for number, cells in rows):
        if name == "regions":
            lines.add(
                f"regions: [{', '.join(_quoted(part.strip()) for part in value.split('|') if part.strip())}]", number
            )
        elif name or value:
            lines.add(f"{_quoted(name)}: {_quoted(value)}", number)
    return lines


def calendar_lines(sheet: str, rows: Iterable[tuple[int, list[str]]], findings: Findings) -> Lines:
    """calendars.yaml from the rows below the header of its sheet; `findings` gets what is no shift."""
    weekly: dict[str, list[tuple[int, list[str]]]] = {}
    exceptions: dict[str, list[tuple[int, list[str]]]] = {}
    for number, cells in rows:
        row = (cells + [""] * len(CALENDARS_HEADER))[: len(CALENDARS_HEADER)]
        if not any(row):
            continue
        name, first = row[0], row[1]
        if not name:
            findings.add(sheet, number, "calendar", "the cell is empty", "name the calendar on every row")
        (exceptions if first else weekly).setdefault(name, []).append((number, row))
    lines = Lines()
    for name in dict.fromkeys([*weekly, *exceptions]):
        for number, row in weekly.get(name) or [(exceptions[name][0][0], [name, *[""] * 6])]:
            _calendar(lines, sheet, number, row, exceptions.pop(name, []), findings)
    return lines


def _calendar(
    lines: Lines, sheet: str, number: int, row: list[str], exceptions: list[tuple[int, list[str]]], findings: Findings
) -> None:
    name, _, _, shifts, adds, holidays, note = row
    for key, value in (("last", row[2]), ("adds", adds), ("note", note)):
        if value:
            findings.add(
                sheet,
                number,
                key,
                f"{shown(value)} belongs to an exception",
                "give the first day too, or leave it empty",
            )
    lines.add(f"{_quoted(name)}:{'' if shifts or holidays or exceptions else ' {}'}", number)
    if holidays:
        lines.add(f"  holidays: {_quoted(holidays)}", number)
    if shifts:
        lines.add(f"  shifts: {_written(sheet, number, shifts, findings)}", number)
    if exceptions:
        lines.add("  exceptions:", number)
    for place, (_, first, last, extra, added, also, remark) in exceptions:
        if also:
            findings.add(
                sheet, place, "holidays", "an exception has no holidays", "write them on the calendar's own row"
            )
        parts = [f"first: {_quoted(first)}"]
        parts += [
            f"{key}: {_quoted(value)}" for key, value in (("last", last), ("adds", added), ("note", remark)) if value
        ]
        if extra:
            parts.append(f"shifts: {_written(sheet, place, extra, findings)}")
        lines.add(f"    - {{{', '.join(parts)}}}", place)


def _written(sheet: str, number: int, cell: str, findings: Findings) -> str:
    shifts = []
    for piece in cell.split("|"):
        match = _SHIFT.fullmatch(piece.strip())
        if match is None:
            findings.add(
                sheet, number, "shifts", f"{shown(piece)} is not a shift", "write for example mon-fri 07:00-15:00"
            )
            continue
        days = f"days: {_quoted(match[1])}, " if match[1] else ""
        shifts.append(f"{{{days}from: {_quoted(match[2])}, to: {_quoted(match[3])}}}")
    return f"[{', '.join(shifts)}]"


def _quoted(text: str) -> str:
    """The text as YAML reads it on one line: plain when nothing else can be meant, else as a JSON string."""
    plain = re.fullmatch(r"[A-Za-zÆØÅæøå][\wÆØÅæøå./-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]*", text)
    return (
        text
        if plain and text.lower() not in ("no", "yes", "on", "off", "true", "false", "null", "y", "n")
        else json.dumps(text, ensure_ascii=False)
    )


def check_header(sheet: str, cells: list[str], header: list[str], findings: Findings) -> None:
    """Note a header of one of these sheets that is not as it should be; raises UnfitError then."""
    wrong = [name for name in cells if name not in header]
    if cells != header:
        what = f"the column {shown(wrong[0])} is unknown" if wrong else "the columns are not as they should be"
        findings.add(sheet, 1, wrong[0] if wrong else "", what, f"write in this order: {', '.join(header)}")
        raise UnfitError(what, nearest("", header))
