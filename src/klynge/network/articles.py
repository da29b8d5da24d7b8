# SPDX-License-Identifier: Apache-2.0
"""Made items whose rows are not written in the tables but follow from something else, such as a configuration.

A folder declares them in configurations.csv. Who reads it gives an `Expander`, which makes of each declaration the rows
that could have stood in items, routings, links and materials; they are checked as if they did, and what is wrong with
them is told at the declaration, with the place in the product that they are from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from klynge.job import Status
from klynge.network.problem import Findings, Problem, shown
from klynge.network.reading import Reading
from klynge.network.schema import Configurations, Items, Links, Materials, Orders, Routings
from klynge.network.table import Column, Row, Spec, Taking

TABLES: tuple[Spec, ...] = (Items.table, Routings.table, Links.table, Materials.table)
_CODE = re.compile(r"(?:/[0-9A-Z]{4}(?:-[0-9A-Z]{4})+)")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row: the cells after the item's, in the order of the table's columns, and the place that it is from.

    Articles that have the same row may share it.
    """

    cells: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Article:
    """One made item as rows of the tables, by table name: items (one), routings, links, materials."""

    item: str
    rows: Mapping[str, tuple[ArticleRow, ...]]


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """An article and the made articles that go into it, itself first."""

    articles: tuple[Article, ...]

    @property
    def item(self) -> str:
        """The article's own item."""
        return self.articles[0].item

    @property
    def work(self) -> Hashable:
        """What the work hangs on: articles of one quantity that have the same are made alike, under whatever name."""
        own = self.articles[0].rows
        weight = own[Items.table.name][0].cells[Items.weight.at - 1]
        rows = (tuple(row.cells for row in own[spec.name]) for spec in TABLES if spec is not Items.table)
        return (weight, *rows)

    def cells(self, table: str) -> list[tuple[str, ...]]:
        """The rows of a table, "items", "routings", "links" or "materials", as texts in the order of its columns."""
        return [(article.item, *row.cells) for article in self.articles for row in article.rows.get(table, ())]


@dataclass(frozen=True, slots=True)
class Declared:
    """A row of configurations.csv, and the orders of its item that were not given up, with their quantities."""

    row: int
    item: str
    product: str
    version: str
    choices: str
    orders: tuple[tuple[str, int], ...] = ()

    def problem(
        self, column: Column[Any] | None, message: str, remedy: str, norwegian: tuple[str, str] | None = None
    ) -> Problem:
        """A problem of this row; `norwegian` has message and remedy when they are not of this room."""
        name = column.name if column else ""
        return Problem(Configurations.table.file, self.row, name, message, remedy, norwegian=norwegian)


class Expander(Protocol):
    """Makes rows of declarations: those that cannot be made are left out, and noted in the findings.

    `day` is the day on which planning begins, `folder` where the products are.
    """

    def __call__(
        self, folder: Path, day: date, declared: Sequence[Declared], findings: Findings
    ) -> Iterable[tuple[Declared, ArticleRows]]: ...


Note = Callable[[str, str, str], None]


@dataclass(slots=True)
class MadeRow(Row):
    """A row that is in no file: its problems are told by `note` (place, message, remedy)."""

    place: str = field(kw_only=True)
    note: Note = field(kw_only=True)

    def problem(self, column: Column[Any] | None, message: str, remedy: str) -> None:
        """Note a problem of this row where it is from."""
        self.note(f"{self.place} ({column.name})" if column else self.place, message, remedy)


class Known:
    """The values of rows that were read before, by table: articles share many of theirs."""

    def __init__(self) -> None:
        # By identity, which is quicker than comparing twenty cells; the row is kept, so its identity stays its own.
        self.values: dict[str, dict[int, tuple[ArticleRow, list[Any]]]] = {spec.name: {} for spec in TABLES}
        self.taking = {spec.name: Taking(spec, after_first=True) for spec in TABLES}


class Joining:
    """Adds articles' rows to tables, each article once."""

    def __init__(self, reading: Reading, known: Known | None = None) -> None:
        """Take the tables, and what is known of rows that were read before."""
        self._tables = reading.tables
        self._known = Known() if known is None else known
        self._number = 0
        self.joined: set[str] = set()

    def join(self, rows: ArticleRows, note: Note, origin: int = 0) -> None:
        """Add the rows of the articles that are not there yet; `origin` is the row that declares them."""
        for article in rows.articles:
            if article.item not in self.joined:
                self.joined.add(article.item)
                for name, some in article.rows.items():
                    for row in some:
                        self._add(article.item, name, row, note)
                self._tables[Items.table.name].keys.setdefault(article.item, origin)

    def _add(self, item: str, name: str, row: ArticleRow, note: Note) -> None:
        table, known = self._tables[name], self._known.values[name]
        self._number -= 1  # rows of files count from 1
        made = MadeRow(table, self._number, [item], place=row.place, note=note, source=row)
        read = known.get(id(row))
        if read is None:
            if not self._known.taking[name].fill(made, row.cells):
                table.broken.append(made)
                return
            known[id(row)] = row, made.values[1:]
        else:
            made.values += read[1]
        table.rows.append(made)


def declared_in(reading: Reading) -> list[Declared]:
    """The rows of configurations.csv."""
    orders: dict[str, list[tuple[str, int]]] = {}
    for row in reading.rows(Orders.table):
        if row[Orders.status] in (Status.EXPIRED, Status.WITHDRAWN):
            continue
        orders.setdefault(row[Orders.item], []).append((row[Orders.order], row[Orders.quantity]))
    return [
        Declared(
            row.number,
            row[Configurations.item],
            row[Configurations.product],
            row[Configurations.version],
            row[Configurations.choices],
            tuple(orders.get(row[Configurations.item], ())),
        )
        for row in reading.rows(Configurations.table)
    ]


def join_configurations(reading: Reading, folder: Path, configure: Expander | None) -> None:
    """Add what the folder's configurations are made of to its tables.

    Who makes rows of them is asked even when there are none, so that what is wrong with the products is told too.
    """
    declared = declared_in(reading)
    if configure is None:
        if not declared:
            return
        message = "the folder has configured items, and what makes rows of them was not given"
        reading.findings.add(Configurations.table.file, 0, "", message, "read it with klynge.read")
        return
    before, joining = len(reading.findings.problems), Joining(reading)
    day = reading.settings.start.astimezone(ZoneInfo(reading.settings.time_zone)).date()
    for one, rows in configure(folder, day, declared, reading.findings):
        joining.join(rows, _AtRow(reading.findings, one.row).note, one.row)
    _check_rows_by_hand(reading, joining.joined)
    if len(reading.findings.problems) > before:
        for spec in TABLES:
            reading.tables[spec.name].sound = False


@dataclass(frozen=True, slots=True)
class _AtRow:
    """Tells what is wrong with an article at the row that declares it."""

    findings: Findings
    row: int

    def note(self, place: str, message: str, remedy: str) -> None:
        self.findings.add(Configurations.table.file, self.row, place, message, remedy)


def _check_rows_by_hand(reading: Reading, made: set[str]) -> None:
    """Take rows of files away that are about articles, and note them."""
    for spec, column in zip(TABLES, (Items.item, Routings.item, Links.item, Materials.item), strict=True):
        table = reading.tables[spec.name]
        by_hand = [row for row in table.rows if row.number > 0 and row[column] in made]
        for row in by_hand:
            message = f"{shown(row[column])} is configured, and its work follows from its product"
            row.problem(column, message, "take this row away, or change the product")
        if by_hand:
            gone = {row.number for row in by_hand}
            table.rows = [row for row in table.rows if row.number not in gone]


def each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those that one place of a product makes in many configurations told at the first of them."""
    told: set[tuple[str, str]] = set()
    columns = {"", *(column.name for column in Configurations.table.columns)}
    for problem in sorted(problems):
        if problem.file == Configurations.table.file and problem.column not in columns:
            key = (problem.column, _CODE.sub("", problem.message))
            if key in told:
                continue
            told.add(key)
        yield problem
