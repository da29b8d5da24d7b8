# SPDX-License-Identifier: Apache-2.0
"""Tables as files: nothing in them runs, and everything comes back as it was."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.frame.export import Cell, csv_of, neutral, xlsx_of

EVIL = ["=1+1", "+47 22", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "=cmd|' /C calc'!A0"]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize("text", EVIL)
def test_no_text_is_run(text: str) -> None:
    """A text that a spreadsheet takes for a formula is a text in CSV and in XLSX."""
    rows = list(csv.reader(io.StringIO(csv_of(["a"], [[text]], "nb").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][0].startswith("'")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of("t", ["a"], [[text]]))).active
    assert sheet is not None
    assert sheet["A2"].data_type in ("s", "inlineStr", "n")
    assert sheet["A2"].data_type != "f"


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5), st.sampled_from(["nb", "en"]))
def test_csv_comes_back(rows: list[list[str]], language: str) -> None:
    """Separators, quotes and line breaks in a text do not move a cell."""
    text = csv_of(["a", "b"], rows, language).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language == "nb" else ","))
    assert back[1:] == [[neutral(cell) for cell in row] for row in rows]


@given(st.lists(TEXTS, max_size=5))
def test_a_workbook_is_never_broken(texts: list[str]) -> None:
    """Whatever a text holds, the file can be opened and has no formula."""
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of("[a]/b:c", texts or ["x"], [texts, texts]))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_each_language_has_its_own_csv() -> None:
    """Norwegian Excel splits at semicolons and reads decimal commas; both want the mark of UTF-8."""
    row: list[Cell] = [Decimal("12.50"), datetime(2026, 2, 12, 23, 30, tzinfo=UTC), date(2026, 2, 13), None, True]
    heads = ["pris", "når", "dag", "–", "ja"]
    norwegian, english = csv_of(heads, [row], "nb"), csv_of(heads, [row], "en")
    assert norwegian.startswith(b"\xef\xbb\xbf")
    assert "12,50;2026-02-13 00:30;2026-02-13;;1" in norwegian.decode()
    assert "12.50,2026-02-13 00:30,2026-02-13,,1" in english.decode()


def test_a_workbook_has_days_and_numbers() -> None:
    """What can be reckoned with is no text."""
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of("t", ["a", "b"], [[Decimal("12.5"), date(2026, 2, 13)]]))).active
    assert sheet is not None
    assert sheet["A2"].value == 12.5
    assert sheet["B2"].is_date
    assert sheet.freeze_panes == "A2"
