# SPDX-License-Identifier: Apache-2.0
"""Tables out, changed, in again: what is wrong is told with its place, what would change is shown, it comes in once."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.support.browsing import tab_to

Open = Callable[..., Page]
WORDS = {
    "nb": ("Se på den", "Ta den inn", "{n} ting er galt", "Kommer fram", "Tatt inn"),
    "en": ("Look at it", "Take it in", "{n} things are wrong", "Arrives", "Taken in"),
}


def changed(page: Page, folder: Path, number: str, **cells: object) -> Path:
    """The firm's own tables with one order more, some of its cells otherwise."""
    book = load_workbook(io.BytesIO(page.request.get("/manager/export/klynge.xlsx").body()))
    sheet = book["orders"]
    names = [cell.value for cell in sheet[1]]
    due = (date.today() + timedelta(days=60)).isoformat()
    row: dict[str, object] = {str(name): cell.value for name, cell in zip(names, sheet[2], strict=True)}
    row |= {"order": number, "promised": None, "status": "new", "due": due} | cells
    sheet.append([row[str(name)] for name in names])
    path = folder / f"{number}.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_table_is_mended_and_comes_in_once(
    open_as: Open, axe: Callable[[Page], None], tmp_path: Path, language: str
) -> None:
    """Two errors with row and column; mended, the order is shown with its day, taken in, and is there afterwards."""
    look, take, wrong, arrives, taken = WORDS[language]
    page, number = open_as("manager", language=language), f"I-{uuid4().hex[:6]}"
    page.goto("/manager/import/")
    page.set_input_files("#id_file", changed(page, tmp_path, number, region="Atlantis", quantity="many"))
    page.get_by_role("button", name=look).click()
    expect(page.locator(".notice.bad")).to_contain_text(wrong.format(n=2))
    assert [row.locator("td").nth(2).inner_text() for row in page.locator("tbody tr").all()] == ["quantity", "region"]
    axe(page)
    page.set_input_files("#again", changed(page, tmp_path, number))
    page.get_by_role("button", name=look).click()
    expect(page.get_by_role("columnheader", name=arrives)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=number).locator("time")).to_have_count(1)
    axe(page)
    page.get_by_role("button", name=take).click()
    expect(page.locator(".lead")).to_contain_text(taken)
    expect(page.get_by_role("button", name=take)).to_have_count(0)
    page.goto("/manager/import/?state=applied")
    expect(page.get_by_role("row").filter(has_text=f"{number}.xlsx")).to_have_count(1)


def test_by_keyboard_and_without_an_error_nothing_changes(open_as: Open, tmp_path: Path) -> None:
    """What was taken out comes in again: nothing would change, and nothing can be taken in."""
    page = open_as("manager", language="en")
    page.goto("/manager/import/")
    path = tmp_path / "mine.xlsx"
    path.write_bytes(page.request.get("/manager/export/klynge.xlsx").body())
    with page.expect_file_chooser() as choosing:
        tab_to(page, "Workbook or folder")
        page.keyboard.press("Enter")
    choosing.value.set_files(path)
    tab_to(page, "Look at it")
    page.keyboard.press("Enter")
    expect(page.locator(".notice").first).to_contain_text("would change nothing")
    expect(page.get_by_role("button", name="Take it in")).to_be_disabled()


def test_another_file_is_refused_beside_the_field(open_as: Open, people: object, tmp_path: Path) -> None:
    """What is neither a workbook nor a folder says so, and how to mend it."""
    people.allowed.append("422")  # type: ignore[attr-defined]
    page = open_as("manager", language="en")
    page.goto("/manager/import/")
    other = tmp_path / "orders.pdf"
    other.write_bytes(b"%PDF-1.4")
    page.set_input_files("#id_file", other)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#id_file-error")).to_contain_text("save the tables as .xlsx")
