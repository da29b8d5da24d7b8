# SPDX-License-Identifier: Apache-2.0
"""Tables as a workbook, every cell a text: what looks like a formula stays a text."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from klynge.exchange.product_sheet import HEADER, PRODUCTS
from klynge.exchange.workbook_out import write_sheet


def workbook_of(tables: Mapping[str, list[list[str]]], products: Mapping[str, str]) -> bytes:
    """The workbook of some tables by name, and of product files by name."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for name, rows in tables.items():
        write_sheet(workbook, name, rows)
    if products:
        lines = [[name, line] for name, text in sorted(products.items()) for line in text.splitlines()]
        write_sheet(workbook, PRODUCTS, [HEADER, *lines])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
