# SPDX-License-Identifier: Apache-2.0
"""The sheet `products` of a workbook: the product files of a cluster folder and their tables, a row for each line.

Tables that are workbooks themselves are not in it; they stay in the folder that is replaced.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from klynge.exchange.sheets import Lines, check_header
from klynge.network.cell_text import cell_text
from klynge.network.problem import Findings, FolderError, UnfitError, shown

PRODUCTS = "products"
HEADER = ["file", "line"]
_TEXTS = (".yaml", ".yml", ".csv")


def product_rows(folder: Path) -> list[list[str]]:
    """The rows of the sheet, for a folder that was read without problems; none when it has no products."""
    files = [path for path in sorted((folder / PRODUCTS).glob("*")) if path.suffix in _TEXTS and path.is_file()]
    rows = [[path.name, line] for path in files for line in path.read_text("utf-8-sig").splitlines()]
    return [HEADER, *rows] if rows else []


def line_text(cell: Any) -> str:
    """The text of a cell, with the blanks before and after it."""
    return cell.value if isinstance(cell.value, str) and cell.data_type != "f" else cell_text(cell)


def write_products(draft: Path, book: Path, rows: list[tuple[int, list[str]]], old: Path | None) -> dict[str, Lines]:
    """Write the files of the sheet into a folder; what is not in it is taken from the folder that is replaced.

    Returns where the lines of each file came from. Raises FolderError for a sheet that names no such files.
    """
    before = old / PRODUCTS if old is not None else None
    if before is not None and before.is_dir():
        kept = shutil.ignore_patterns(*(f"*{ending}" for ending in _TEXTS)) if rows else None
        shutil.copytree(before, draft / PRODUCTS, ignore=kept)
    if not rows:
        return {}
    findings, place = Findings(), f"{book.name}, sheet {PRODUCTS}"
    lines: dict[str, Lines] = {}
    try:
        check_header(place, rows[0][1], HEADER, findings)
    except UnfitError:  # noted where it was found
        raise FolderError(findings.problems) from None
    for number, cells in rows[1:]:
        name, line = [*cells, "", ""][:2]
        name = name.strip()
        if not name.endswith(_TEXTS) or Path(name).name != name or name.startswith("."):
            message = f"{shown(name)} is no name of a product's file"
            findings.add(place, number, "file", message, "write the name of a .yaml or .csv file")
        else:
            lines.setdefault(f"{PRODUCTS}/{name}", Lines()).add(line, number)
    if findings.problems:
        raise FolderError(findings.problems)
    (draft / PRODUCTS).mkdir(exist_ok=True)
    for file, found in lines.items():
        (draft / file).write_text("\n".join(found.text) + "\n", encoding="utf-8", newline="\n")
    return lines
