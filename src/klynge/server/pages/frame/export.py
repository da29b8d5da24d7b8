# SPDX-License-Identifier: Apache-2.0
"""A table as a file for a spreadsheet: CSV or XLSX, nothing in it taken for a formula.

CSV is what the reader's Excel opens as it is: UTF-8 with a mark, `;` and a decimal comma for Norwegian, `,` and a point
for English. A text that a spreadsheet would run is given an apostrophe in CSV (OWASP, CSV Injection) and stored as text
in XLSX.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from klynge.server.pages.frame.formats import language, local, today

Form = Literal["csv", "xlsx"]
Cell = str | int | float | Decimal | bool | date | datetime | None
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TRIMMED = re.compile(r"[^A-Za-z0-9ÆØÅæøå._-]+")


def table_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], form: Form) -> HttpResponse:
    """The table as a file to be saved, named after `name` and the day."""
    body = csv_of(heads, rows, language()) if form == "csv" else xlsx_of(name, heads, rows)
    file = f"{_TRIMMED.sub('-', name).strip('-') or 'klynge'}-{today().isoformat()}.{form}"
    response = HttpResponse(body, content_type=TYPES[form])
    response.headers["Content-Disposition"] = _disposition(file)
    return response


def neutral(text: str) -> str:
    """A text that no spreadsheet runs."""
    text = _UNPRINTABLE.sub("", text)
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) or text.startswith(_RUNS) else text


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Cell]], tongue: str) -> bytes:
    """The table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if tongue == "nb" else ",", lineterminator="\r\n")
    writer.writerow([neutral(head) for head in heads])
    writer.writerows([[_plain(cell, tongue) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a workbook: heads in bold and held in sight, days and numbers as such."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31] or "Klynge")
    sheet.freeze_panes = "A2"
    for number, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(max(len(head) + 4, 12), 40)
    first = [WriteOnlyCell(sheet, _text(head)) for head in heads]
    for cell in first:
        cell.font = Font(bold=True)
    sheet.append(first)
    for row in rows:
        sheet.append([_typed(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Cell, tongue: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        return text.replace(".", ",") if tongue == "nb" else text
    return neutral(value)


def _typed(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, local(value).replace(tzinfo=None))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _text(value))
    cell.data_type = "s"  # never a formula
    return cell


def _text(value: str) -> str:
    return _UNPRINTABLE.sub("", value)[:32_767]


def _disposition(file: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, file) or "attachment"
