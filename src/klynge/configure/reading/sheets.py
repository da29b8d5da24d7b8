# SPDX-License-Identifier: Apache-2.0
"""The files of a product's tables, CSV or a workbook's sheets, as rows of texts; each is read once."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from klynge.configure.model import Place
from klynge.configure.reading.problem import Report
from klynge.configure.reading.tree import Entry
from klynge.network.cell_text import cell_text
from klynge.network.problem import Findings, Problem, UnfitError
from klynge.network.table import read_cells

LARGEST_FILE = 64_000_000
LARGEST_UNPACKED = 400_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1000

Rows = list[tuple[int, list[str]]]  # the number of each row (header: 1) and its cells; empty rows are left out


@dataclass(slots=True)
class Sheets:
    """The tables' files of a folder. `prefix` is put before their names in messages."""

    folder: Path
    prefix: str
    report: Report
    read: dict[tuple[str, str], Rows | None] = field(default_factory=dict)

    def rows(self, entry: Entry, name: str, sheet: str) -> Rows | None:
        """The rows of a file (and sheet), header first, or None with the problem noted at `entry` or in the file."""
        if Path(name).name != name or name.startswith("."):
            entry.say("file_elsewhere", name=name)
            return None
        key = (name, sheet)
        if key not in self.read:
            self.read[key] = self._read(entry, name, sheet)
        return self.read[key]

    def label(self, name: str, sheet: str) -> str:
        """The file's name in messages."""
        return f"{self.prefix}{name}{f' {sheet}' if sheet else ''}"

    def _read(self, entry: Entry, name: str, sheet: str) -> Rows | None:
        path = self.folder / name
        if not path.is_file():
            entry.say("no_table_file", name=name)
            return None
        if path.stat().st_size > LARGEST_FILE:
            self.report.say(Place(self.label(name, "")), "large_file", megabytes=LARGEST_FILE // 1_000_000)
            return None
        before = len(self.report.problems)
        if path.suffix.lower() == ".csv":
            if sheet:
                entry.say("sheet_of_csv")
            rows = self._gathered(name, "", self._csv(path))
        elif path.suffix.lower() == ".xlsx":
            rows = self._workbook(entry, path, sheet)
        else:
            entry.say("odd_file", name=name)
        if len(self.report.problems) > before:
            return None
        if not rows:
            self.report.say(Place(self.label(name, sheet)), "empty_table")
            return None
        return rows

    def _csv(self, path: Path) -> Iterator[list[str]]:
        findings = Findings()
        with suppress(UnfitError):  # noted where it was found
            yield from read_cells(path, findings) or ()
        for found in findings.problems:
            label = self.label(path.name, "")
            self.report.problems.append(Problem(label, found.row, found.column, found.message, found.remedy))

    def _gathered(self, name: str, sheet: str, cells: Iterable[list[str]]) -> Rows:
        rows: Rows = []
        for number, row in enumerate(cells, 1):
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                self.report.say(Place(self.label(name, sheet), number), "many_columns", most=MOST_COLUMNS)
                break
            if len(rows) > MOST_ROWS or number > 2 * MOST_ROWS:
                self.report.say(Place(self.label(name, sheet)), "many_rows", most=MOST_ROWS)
                break
            if any(row):
                rows.append((number, row))
        return rows

    def _workbook(self, entry: Entry, path: Path, sheet: str) -> Rows:
        from openpyxl import load_workbook  # loading it takes longer than reading a model

        label = Place(self.label(path.name, sheet))
        try:
            if fault := _archive_fault(path):
                self.report.say(label, fault, megabytes=LARGEST_UNPACKED // 1_000_000)
                return []
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of features of the workbook that do not matter here
                book = load_workbook(path, read_only=True, data_only=False)
        except OSError:
            raise
        except Exception:  # whatever openpyxl stumbles over in a file that is no workbook
            self.report.say(label, "no_workbook")
            return []
        try:
            names = book.sheetnames
            if not sheet and len(names) > 1:
                entry.say("which_sheet", names=", ".join(names))
            elif sheet and sheet not in names:
                entry.say("no_sheet", sheet=sheet, names=", ".join(names))
            else:
                return self._gathered(path.name, sheet, self._cells(book[sheet or names[0]], label.file))
        except Exception:  # whatever openpyxl stumbles over in a damaged file
            self.report.say(label, "damaged_workbook")
        finally:
            book.close()
        return []

    def _cells(self, sheet: Any, label: str) -> Iterator[list[str]]:
        if not hasattr(sheet, "reset_dimensions"):
            self.report.say(Place(label), "chart")
            return
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        for number, cells in enumerate(sheet.iter_rows(), 1):
            texts: list[str] = []
            for cell in cells:
                try:
                    texts.append(cell_text(cell))
                except UnfitError as error:
                    self.report.unfit(Place(label, number), error)
                    texts.append("")
            yield texts


def _archive_fault(path: Path) -> str:
    """Why a workbook is not unpacked: it would grow too large, or defines entities, which may unfold without end."""
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            return "large_workbook"
        for entry in archive.infolist():
            with archive.open(entry) as part:
                if b"<!DOCTYPE" in part.read(4096).upper():
                    return "no_workbook"
    return ""
