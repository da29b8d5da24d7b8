# SPDX-License-Identifier: Apache-2.0
"""A workbook as a cluster folder: read cell by cell, checked as a whole, and only then put in place."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klynge.exchange.product_sheet import PRODUCTS, line_text, write_products
from klynge.exchange.sheets import (
    CALENDARS_HEADER,
    CLUSTER_HEADER,
    Lines,
    calendar_lines,
    check_header,
    cluster_lines,
)
from klynge.network.articles import Expander
from klynge.network.cell_text import cell_text
from klynge.network.folder import read_folder
from klynge.network.problem import Findings, FolderError, Problem, UnfitError
from klynge.network.schema import TABLES
from klynge.network.settings import CALENDARS, CLUSTER

if TYPE_CHECKING:
    from openpyxl import Workbook

_LARGEST_UNPACKED = 2_000_000_000
_NAMES = ("cluster", "calendars", PRODUCTS, *(spec.name for spec in TABLES))
_FILES = (CLUSTER, CALENDARS, *(spec.file for spec in TABLES))

Rows = list[tuple[int, list[str]]]


def read_workbook(
    book: Path | str, folder: Path | str, *, replace_folder: bool = False, configure: Expander | None = None
) -> None:
    """Write the cluster of a workbook as a folder.

    `configure` makes rows of its configurations, as in `klynge.network.read_folder`.
    Days and numbers that a spreadsheet made of texts become texts again. With `replace_folder` the tables of a cluster
    folder are replaced and its other files kept. Raises FolderError with every problem; nothing is written then.
    """
    book, folder = Path(book), Path(folder).resolve()
    _check_place(folder, replace_folder)
    findings = Findings()
    sheets = _sheets(book, findings)
    if findings.problems:
        raise FolderError(findings.problems)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        lines = _write_folder(draft, book, sheets)
        lines |= write_products(draft, book, sheets.get(PRODUCTS, []), folder if replace_folder else None)
        try:
            read_folder(draft, configure)
        except FolderError as error:
            raise FolderError(_in_book(book, problem, lines) for problem in error.problems) from None
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_place(folder: Path, replace_folder: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise FolderError([Problem(str(folder), 0, "", "the path is a file, not a folder", "name a folder")])
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not replace_folder:
        raise FolderError(
            [Problem(str(folder), 0, "", "the folder is there already", "name a new one, or use --replace")]
        )
    if not (folder / CLUSTER).is_file():
        message = "the folder is not a cluster folder: it has no cluster.yaml"
        raise FolderError([Problem(str(folder), 0, "", message, "name a cluster folder or a new one")])


def read_tables(book: Path, folder: Path, largest: int = _LARGEST_UNPACKED) -> dict[str, Lines]:
    """Write the tables and product files that a workbook has into an empty folder, unchecked; where its lines are from.

    The sheets of a cluster's settings and calendars are left alone. Raises FolderError for what is no such workbook.
    """
    findings = Findings()
    sheets = _sheets(book, findings, needed=(), largest=largest)
    if findings.problems:
        raise FolderError(findings.problems)
    _write_tables(folder, sheets)
    return write_products(folder, book, sheets.get(PRODUCTS, []), None)


def in_book(book: Path, problem: Problem, lines: dict[str, Lines]) -> Problem:
    """A problem of a folder that was written from a workbook, as one of the workbook."""
    return _in_book(book, problem, lines)


def _sheets(
    book: Path, findings: Findings, needed: tuple[str, ...] = ("cluster", "calendars"), largest: int = _LARGEST_UNPACKED
) -> dict[str, Rows]:
    """The rows of each sheet that stands for a file, as texts with their numbers."""
    workbook = _open(book, findings, largest)
    if workbook is None:
        return {}
    found: dict[str, Rows] = {}
    try:
        for name in workbook.sheetnames:
            if name in _NAMES:
                text = line_text if name == PRODUCTS else cell_text
                found[name] = _trimmed(_rows(workbook[name], f"{book.name}, sheet {name}", findings, text))
            elif close := get_close_matches(name, _NAMES, n=1, cutoff=0.8):
                findings.add(
                    f"{book.name}, sheet {name}"[:100], 0, "", "the sheet is unknown", f"did you mean “{close[0]}”?"
                )
    except Exception:  # whatever openpyxl stumbles over in a damaged file
        findings.add(book.name, 0, "", "the workbook is damaged", "open it in a spreadsheet and save it anew as .xlsx")
    finally:
        workbook.close()
    for name in needed:
        if not found.get(name) and not findings.problems:
            findings.add(
                f"{book.name}, sheet {name}", 0, "", "the sheet is missing", "add it; export a folder to see its form"
            )
    return found


def _open(book: Path, findings: Findings, largest: int) -> Workbook | None:
    from openpyxl import load_workbook  # loading it takes longer than most commands

    if not book.is_file():
        findings.add(str(book), 0, "", "there is no such workbook", "name an .xlsx file")
        return None
    try:
        with zipfile.ZipFile(book) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > largest:
            megabytes = largest // 1_000_000
            what = f"the workbook unpacks to more than {megabytes} MB"
            findings.add(book.name, 0, "", what, "take out what is not needed")
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features of the workbook that do not matter here
            return load_workbook(book, read_only=True, data_only=False)
    except OSError:
        raise
    except Exception:  # whatever openpyxl stumbles over in a file that is no workbook
        findings.add(book.name, 0, "", "this is not a workbook", "save it as .xlsx")
        return None


def _rows(sheet: Any, place: str, findings: Findings, text_of: Callable[[Any], str]) -> Iterator[tuple[int, list[str]]]:
    if not hasattr(sheet, "reset_dimensions"):
        findings.add(place, 0, "", "this is a chart, not a sheet of cells", "give the table a sheet of cells")
        return
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    names: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts: list[str] = []
        for at, cell in enumerate(cells):
            try:
                texts.append(text_of(cell))
            except UnfitError as error:
                column = names[at] if at < len(names) else ""
                findings.add(place, number, column, error.message, error.remedy)
                texts.append("")
        while texts and not texts[-1]:
            texts.pop()
        if number == 1:
            names = texts
        yield number, texts


def _trimmed(rows: Iterator[tuple[int, list[str]]]) -> Rows:
    """The rows up to the last that has something in it."""
    kept: Rows = []
    blank: Rows = []
    for row in rows:
        blank.append(row)
        if row[1]:
            kept += blank
            blank = []
    return kept


def _write_folder(draft: Path, book: Path, sheets: dict[str, Rows]) -> dict[str, Lines]:
    findings = Findings()
    lines: dict[str, Lines] = {}
    for name, header in (("cluster", CLUSTER_HEADER), ("calendars", CALENDARS_HEADER)):
        place = f"{book.name}, sheet {name}"
        number_and_header, *rows = sheets[name]
        try:
            check_header(place, number_and_header[1], header, findings)
        except UnfitError:
            continue
        made = cluster_lines(rows) if name == "cluster" else calendar_lines(place, rows, findings)
        lines[f"{name}.yaml"] = made
        (draft / f"{name}.yaml").write_text("\n".join(made.text) + "\n", encoding="utf-8", newline="\n")
    if findings.problems:
        raise FolderError(findings.problems)
    _write_tables(draft, sheets)
    return lines


def _write_tables(draft: Path, sheets: dict[str, Rows]) -> None:
    for spec in TABLES:
        rows = sheets.get(spec.name, [])
        # The header alone of a table that need not be there says nothing.
        if len(rows) > 1 or (rows and spec.needed):
            with (draft / spec.file).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(_squared(rows))


def _squared(rows: Rows) -> Iterator[list[str]]:
    width = len(rows[0][1])
    for _, cells in rows:
        yield cells + [""] * (width - len(cells)) if cells else []


def _in_book(book: Path, problem: Problem, lines: dict[str, Lines]) -> Problem:
    """The problem as one of the workbook: its rows are those of the sheets."""
    row = lines[problem.file].row_of(problem.row) if problem.file in lines else problem.row
    if problem.file.startswith(f"{PRODUCTS}/"):
        return replace(problem, file=f"{book.name}, sheet {PRODUCTS} ({Path(problem.file).name})", row=row)
    message = "the sheet is missing" if problem.message == "the file is missing" else problem.message
    return replace(problem, file=f"{book.name}, sheet {Path(problem.file).stem}", row=row, message=message)


def _put_in_place(draft: Path, folder: Path) -> None:
    """Make the draft the folder, in one step as far as the tables go; other files of an old folder move along."""
    os.chmod(draft, 0o755)
    if not folder.exists():
        os.rename(draft, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent)) / folder.name
    try:
        os.chmod(draft, folder.stat().st_mode & 0o777)
        os.rename(folder, old)
        try:
            os.rename(draft, folder)
        except OSError:
            os.rename(old, folder)
            raise
        for entry in old.iterdir():
            if entry.name not in _FILES and not (folder / entry.name).exists():
                os.rename(entry, folder / entry.name)
    finally:
        if folder.exists():
            shutil.rmtree(old.parent, ignore_errors=True)
