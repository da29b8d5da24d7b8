# SPDX-License-Identifier: Apache-2.0
"""A cluster folder as one workbook, every cell as the text it is in the folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from klynge.exchange.product_sheet import PRODUCTS, product_rows
from klynge.exchange.sheets import calendar_rows, cluster_rows
from klynge.network.articles import Expander
from klynge.network.folder import read_folder
from klynge.network.problem import Findings
from klynge.network.schema import TABLES
from klynge.network.table import Spec, read_cells

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell

_WIDEST = 40


def write_workbook(folder: Path | str, book: Path | str, configure: Expander | None = None) -> None:
    """Write the cluster of a folder as a workbook: a sheet for each table, `cluster` and `calendars`, and the
    lines of its products' files as `products`.

    `configure` makes rows of its configurations, as in `klynge.network.read_folder`.
    Tables that are not in the folder become sheets with a header only. Raises FolderError when the folder has problems
    and OSError when the workbook cannot be written; an older workbook of that name is then untouched.
    """
    from openpyxl import Workbook  # loading it takes longer than most commands

    folder, book = Path(folder), Path(book)
    read_folder(folder, configure)
    workbook = Workbook(write_only=True)
    write_sheet(workbook, "cluster", cluster_rows(folder))
    write_sheet(workbook, "calendars", calendar_rows(folder))
    for spec in TABLES:
        write_sheet(workbook, spec.name, _table_rows(folder, spec))
    if products := product_rows(folder):
        write_sheet(workbook, PRODUCTS, products)
    book.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(prefix=f".{book.name}.", suffix=".xlsx", dir=book.parent)
    os.close(number)
    try:
        workbook.save(draft)
        os.chmod(draft, 0o644)
        os.replace(draft, book)
    except BaseException:
        os.unlink(draft)
        raise


def _table_rows(folder: Path, spec: Spec) -> list[list[str]]:
    path = folder / spec.file
    records = read_cells(path, Findings()) if path.is_file() else None
    return list(records) if records is not None else [[column.name for column in spec.columns]]


def write_sheet(workbook: Workbook, name: str, rows: list[list[str]]) -> None:
    """Add a sheet of texts with a header; a text that looks like a formula stays one."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    columns = max(map(len, rows))
    for place in range(columns):
        column = sheet.column_dimensions[get_column_letter(place + 1)]
        column.width = 2 + min(_WIDEST, max(len(row[place]) for row in islice(rows, 200) if place < len(row)))
        column.number_format = "@"
    # One cell a column is enough: a row is written out when it is appended.
    cells = [WriteOnlyCell(sheet) for _ in range(columns)]
    heads = [WriteOnlyCell(sheet) for _ in range(columns)]
    for cell in (*cells, *heads):
        cell.number_format = "@"
    for head in heads:
        head.font = Font(bold=True)
    for number, row in enumerate(rows):
        sheet.append(_filled(cells if number else heads, row))


def _filled(cells: list[Cell], row: Iterable[str]) -> list[Cell | None]:
    filled: list[Cell | None] = []
    for cell, text in zip(cells, row, strict=False):
        if text:
            cell.value = text
            cell.data_type = "s"  # a text that looks like a formula stays a text
        filled.append(cell if text else None)
    return filled
