# SPDX-License-Identifier: Apache-2.0
"""A folder as a workbook and back, and what a spreadsheet may do to it in between."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner, Result

from klynge.cli_check import register
from klynge.exchange import read_workbook, write_workbook
from klynge.network import FolderError, read_folder
from klynge.network.model import Item, Name, Pool, Site, Step, WorkCentre
from klynge.network.schema import TABLES
from klynge.reading import expander, read_network

Change = Callable[[Workbook], object]


@pytest.fixture(scope="session")
def exported(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the small example."""
    book = tmp_path_factory.mktemp("book") / "small.xlsx"
    write_workbook(small, book)
    return book


def command(*words: object) -> Result:
    """Run a command."""
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(word) for word in words])


def changed(exported: Path, tmp_path: Path, change: Change) -> Path:
    """A copy of the workbook with a change made in a spreadsheet."""
    book = load_workbook(exported)
    change(book)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def cells(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(sheet: str, place: str, value: Any) -> Change:
    """Write a value into a cell, as a spreadsheet would hold it."""

    def change(book: Workbook) -> None:
        cell = book[sheet][place]
        cell.number_format = "General"
        cell.value = value

    return change


@pytest.mark.parametrize("cluster", ["small", "elverum"])
def test_there_and_back_loses_nothing(small: Path, tmp_path: Path, cluster: str) -> None:
    """Every cell has the same text again, and the network is the same."""
    folder = small.parent / cluster
    write_workbook(folder, tmp_path / "book.xlsx", configure=expander())
    read_workbook(tmp_path / "book.xlsx", tmp_path / "again", configure=expander())
    for spec in TABLES:
        if (folder / spec.file).is_file():
            assert cells(tmp_path / "again", spec.name) == cells(folder, spec.name)
    assert read_network(tmp_path / "again") == read_network(folder)


def test_names_in_both_languages_go_there_and_back(exported: Path, tmp_path: Path) -> None:
    """Of items, work centres, pools, sites, steps and regions; one that is changed in the workbook is another name."""
    read_workbook(changed(exported, tmp_path, write("names", "D4", "Abroad")), tmp_path / "again")
    network = read_folder(tmp_path / "again")
    steps = {step.id: step for step in network.routings["frame"].steps}
    found: list[Item | WorkCentre | Pool | Site | Step | Name] = [
        network.items["chair"], network.work_centres["saw"], network.pools["jig"], network.sites["fjell-nord"],
        steps["saw"], network.names["region/Export"],
    ]  # fmt: skip
    assert [(each.name, each.name_en) for each in found] == [
        ("Stol", "Chair"), ("Sag", "Saw"), ("Limjigg", "Gluing jig"), ("Fjellheim nord", "Fjellheim North"),
        ("Kapp", "Saw to length"), ("Eksport", "Abroad"),
    ]  # fmt: skip


def test_a_spreadsheets_own_types_are_understood(exported: Path, small: Path, tmp_path: Path) -> None:
    """Days, moments and numbers that a spreadsheet made of texts mean the same."""

    def change(book: Workbook) -> None:
        write("orders", "H3", datetime(2026, 1, 5))(book)
        write("orders", "I3", date(2026, 2, 6))(book)
        write("orders", "H4", datetime(2026, 1, 12, 7, 59, 59, 999_600))(book)
        write("orders", "F3", 16.0)(book)
        write("orders", "G3", 38400)(book)
        write("pools", "E3", 12.499999999999998)(book)
        write("members", "C2", 100000024)(book)
        write("cluster", "B5", 12)(book)
        write("calendars", "B3", datetime(2026, 2, 16))(book)
        write("calendars", "E5", True)(book)

    read_workbook(changed(exported, tmp_path, change), tmp_path / "again")
    assert read_folder(tmp_path / "again") == read_folder(small)


def test_texts_stay_texts(exported: Path) -> None:
    """No cell of an exported workbook is a number, a date or a formula."""
    book = load_workbook(exported)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert book["orders"]["F3"].number_format == "@"


def without_sheet(name: str) -> Change:
    return lambda book: book.remove(book[name])


def renamed(sheet: str, name: str) -> Change:
    return lambda book: setattr(book[sheet], "title", name)


BROKEN: dict[str, tuple[Change, str, str]] = {
    "formula": (write("orders", "F3", "=8+8"), "orders 3 quantity", "“=8+8” is a formula"),
    "formula in an unused row": (write("orders", "C30", "=A1"), "orders 30 customer", "is a formula"),
    "error value": (write("orders", "F3", "#REF!"), "orders 3 quantity", "an error of the spreadsheet"),
    "bad number": (write("orders", "F3", "sixteen"), "orders 3 quantity", "is not a number"),
    "fraction": (write("orders", "F3", 1.5), "orders 3 quantity", "too many decimals"),
    "day for a number": (write("orders", "F3", date(2026, 1, 2)), "orders 3 quantity", "“2026-01-02” is not a number"),
    "unknown item": (write("orders", "E3", "chiar"), "orders 3 item", "“chiar” is not in items.csv"),
    "unknown column": (write("orders", "F1", "qty"), "orders 1 qty", "the column “qty” is unknown"),
    "duplicate": (write("orders", "A3", "C-1"), "orders 3 order", "already in row 2"),
    "no sheet of members": (without_sheet("members"), "members 0", "the sheet is missing"),
    "no sheet of settings": (without_sheet("cluster"), "cluster 0", "the sheet is missing"),
    "misspelt sheet": (renamed("orders", "order"), "order 0", "the sheet is unknown"),
    "bad setting": (write("cluster", "A5", "week"), "cluster 5 week", "“week” is unknown"),
    "bad zone": (write("cluster", "B3", "Oslo"), "cluster 3 time_zone", "is not a time zone"),
    "bad calendar header": (write("calendars", "D1", "hours"), "calendars 1 hours", "the column “hours” is unknown"),
    "bad shift": (write("calendars", "D2", "mon-fri 7 to 15"), "calendars 2 shifts", "is not a shift"),
    "shift of no length": (write("calendars", "D2", "mon-fri 07:00-07:00"), "calendars 2 to", "has no length"),
    "exception backwards": (write("calendars", "C3", "2026-02-01"), "calendars 3 last", "ends before it begins"),
    "note without a day": (write("calendars", "G2", "hm"), "calendars 2 note", "belongs to an exception"),
    "cell in no column": (write("orders", "Z3", "oops"), "orders 3", "a cell is in no column"),
    "long cell": (write("orders", "C3", "x" * 32_000), "orders 3 customer", "32000 characters long"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_one_mistake_gives_one_clear_message(exported: Path, tmp_path: Path, kind: str) -> None:
    """Sheet, row and column as the planner sees them; exit code 1, and nothing is written."""
    change, place, said = BROKEN[kind]
    book = changed(exported, tmp_path, change)
    with pytest.raises(FolderError) as caught:
        read_workbook(book, tmp_path / "again")
    (problem,) = caught.value.problems
    assert f"{problem.file} {problem.row} {problem.column}".strip() == f"book.xlsx, sheet {place}"
    assert said in problem.message
    result = command("import", book, tmp_path / "again")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04" + b"\0" * 100, b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_workbook_is_a_problem(tmp_path: Path, content: bytes) -> None:
    """Empty, text, a torn zip and an empty zip."""
    book = tmp_path / "book.xlsx"
    book.write_bytes(content)
    result = command("import", book, tmp_path / "again")
    assert result.exit_code == 1
    assert "this is not a workbook" in result.output
    assert list(tmp_path.iterdir()) == [book]


def test_a_folder_that_is_there_is_not_touched(exported: Path, small: Path, tmp_path: Path) -> None:
    """Without --replace nothing is replaced, and with it only a cluster folder is."""
    folder = Path(shutil.copytree(small, tmp_path / "small"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert command("import", exported, folder).exit_code == 1
    assert command("import", exported, other, "--replace").exit_code == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_replacing_keeps_other_files(exported: Path, small: Path, tmp_path: Path) -> None:
    """The tables come from the workbook; a table it lacks goes, a letter stays."""
    folder = Path(shutil.copytree(small, tmp_path / "small"))
    (folder / "letter.txt").write_text("dear")
    book = changed(exported, tmp_path, without_sheet("progress"))
    result = command("import", book, folder, "--replace")
    assert result.exit_code == 0, result.output
    assert (folder / "letter.txt").read_text() == "dear"
    assert not (folder / "progress.csv").exists()
    assert read_folder(folder).orders == read_folder(small).orders
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "small"]


def test_a_broken_folder_is_not_exported(small: Path, tmp_path: Path) -> None:
    """The problems are told, and an older workbook of that name stays as it was."""
    folder = Path(shutil.copytree(small, tmp_path / "small"))
    (folder / "members.csv").unlink()
    book = tmp_path / "book.xlsx"
    book.write_text("older")
    result = command("export", folder, book)
    assert result.exit_code == 1
    assert "members.csv" in result.output
    assert book.read_text() == "older"


def test_problems_are_a_table_in_both_languages(small: Path, tmp_path: Path) -> None:
    """People get a table, with headings in their language."""
    folder = Path(shutil.copytree(small, tmp_path / "small"))
    (folder / "members.csv").unlink()
    assert "Mend it" in command("check", folder, "--language", "en").output
    assert "Rett den" in command("check", folder, "--language", "nb").output
