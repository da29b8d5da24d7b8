# SPDX-License-Identifier: Apache-2.0
"""The products of the tests, and a cluster folder in which they are ordered."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from klynge.configure.model import ProductModel
from klynge.configure.reading import read_products
from klynge.configure.work import Configuration, Desk

SMALL = Path(__file__).parents[3] / "examples" / "small"
DAY = date(2026, 1, 5)
OAK: Mapping[str, str | int] = {"length": 1200, "leaves": 0, "material": "oak"}
PAINTED: Mapping[str, str | int] = {"length": 2200, "leaves": 2, "material": "painted", "colour": "black"}

Models = Callable[..., dict[str, ProductModel]]
Ordered = tuple[Configuration, str, int]
"""A configuration, and an order of so many of it."""


@pytest.fixture(scope="session")
def products() -> dict[str, ProductModel]:
    """A table of Fjellheim's and a runner of Vidda's, which may go with it."""
    return read_products(SMALL)


@pytest.fixture(scope="session")
def desk(products: dict[str, ProductModel]) -> Desk:
    """The products on the day on which the small example begins."""
    return Desk(products, DAY, "en")


@pytest.fixture
def changed(tmp_path: Path) -> Models:
    """Makes the products with texts of table.yaml replaced: (old, new) pairs."""

    def made(*changes: tuple[str, str]) -> dict[str, ProductModel]:
        place = Path(shutil.copytree(SMALL / "products", tmp_path / "changed" / "products", dirs_exist_ok=True))
        text = (SMALL / "products" / "table.yaml").read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (place / "table.yaml").write_text(text, "utf-8")
        return read_products(place.parent)

    return made


@pytest.fixture
def folder(tmp_path: Path, small: Path) -> Callable[..., Path]:
    """Makes the small example with these configurations ordered."""

    def made(*ordered: Ordered) -> Path:
        folder = Path(shutil.copytree(small, tmp_path / "cluster"))
        rows = {c.item: [c.item, c.product, c.version, c.text] for c, _, _ in ordered}
        write(folder, "configurations", [["item", "product", "version", "choices"], *rows.values()])
        orders = [
            [name, c.product.split("/")[0], "Skolen", "Oslo", c.item, str(quantity), "", "2026-01-05", "2026-02-27"]
            for c, name, quantity in ordered
        ]
        before = [row for row in rows_of(folder, "orders") if "/" not in row[4]]
        write(folder, "orders", before + [[*row, *[""] * (len(before[0]) - len(row))] for row in orders])
        return folder

    return made


def rows_of(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder: Path, table: str, rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
