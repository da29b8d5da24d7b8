# SPDX-License-Identifier: Apache-2.0
"""A spreadsheet's cell as the text a planner meant, whatever type the spreadsheet made of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from klynge.network.problem import UnfitError, shown


def cell_text(cell: Any) -> str:
    """The text of an openpyxl cell. Raises UnfitError for formulas and for a spreadsheet's error values."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or not isinstance(value, (str, bool, int, float, date, time, timedelta)):
        text = value if isinstance(value, str) else str(getattr(value, "text", "") or "=…")
        raise UnfitError(f"{shown(text)} is a formula", "copy the cell and paste its value only")
    if cell.data_type == "e":
        raise UnfitError(f"{shown(str(value))} is an error of the spreadsheet", "write the value that is meant")
    return value_text(value)


def value_text(value: str | bool | int | float | date | time | timedelta) -> str:
    """A value as text: numbers without exponents, days as 2026-03-02, moments as 2026-03-02T14:00."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    if value in (float("inf"), float("-inf")) or value != value:
        raise UnfitError("this is not a number", "write the value that is meant")
    # Twelve digits drop the noise of sums such as 0.1 + 0.2 and keep all that a planner writes.
    return format(Decimal(f"{value:.12g}"), "f")


def _moment(value: datetime) -> str:
    # Spreadsheets count days in floating point, so a full minute may come out a few microseconds short.
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if value.time() == time(0):
        return value.date().isoformat()
    return value.replace(tzinfo=None).isoformat("T", "seconds" if value.second else "minutes")
