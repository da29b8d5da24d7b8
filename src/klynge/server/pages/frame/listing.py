# SPDX-License-Identifier: Apache-2.0
"""One list for all pages: found, filtered, sorted, cut into pages, exported and saved as a view, all by its address.

`listed(request, "orders", COLUMNS, rows)` reads what it needs at once, so that it can be called within `acting_for`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from klynge.server.pages.frame import formats
from klynge.server.pages.frame.export import Cell, table_response
from klynge.server.pages.frame.models import SavedView
from klynge.server.pages.frame.saved import views_of
from klynge.server.pages.frame.states import STATES
from klynge.server.pages.frame.wording import worded
from klynge.server.tenancy.middleware import standing_of

Kind = Literal["text", "day", "moment", "money", "number", "hours", "share", "state", "chip"]
Rows = QuerySet[Any] | Sequence[Any]
Found = Callable[[Any, str], Any]
SIZES = (25, 50, 100, 250)
MOST_EXPORTED = 100_000
NUMERIC = {"money", "number", "hours", "share"}
_WRITTEN: dict[str, Callable[[Any], str]] = {"hours": formats.hours, "share": formats.share}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (an attribute, a key of a dict, or with `value` any name) and its English text.

    `sort`: the field that SQL sorts by when it is another than the key; False: not sorted by. A `chip`'s value is a
    text and a tone. `hidden`: in exports alone; `spare`: left out where it has nothing to say of any row.
    """

    key: str
    text: str
    kind: Kind = "text"
    value: Callable[[Any], Any] | None = None
    link: Callable[[Any], str] | None = None
    sort: str | bool = True
    hidden: bool = False
    spare: bool = False
    decimals: int = 0

    def of(self, row: Any) -> Any:
        """What stands there."""
        if self.value is not None:
            return self.value(row)
        return row.get(self.key) if isinstance(row, Mapping) else getattr(row, self.key)

    @property
    def numeric(self) -> bool:
        """Whether it stands to the right."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by one of some values: its key in the address, its English text, and the values with theirs."""

    key: str
    text: str
    options: Sequence[tuple[str, str]]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as the template shows it."""

    text: str
    kind: str
    tone: str = ""
    href: str = ""
    value: Any = None


@dataclass
class Listing:
    """A page of a list. `response` is the file when one was asked for, else None."""

    name: str
    columns: list[Column]
    rows: list[list[Written]]
    total: int
    page: int
    size: int
    search: bool
    query: QueryDict
    filters: list[Choice] = field(default_factory=list)
    sort: str = ""
    views: list[SavedView] = field(default_factory=list)
    response: HttpResponse | None = None
    tones: list[str] = field(default_factory=list)
    user: UUID | None = None

    @property
    def toned(self) -> list[tuple[list[Written], str]]:
        """Each row with its mark."""
        return list(zip(self.rows, self.tones, strict=True))

    @property
    def own_views(self) -> list[SavedView]:
        """The views that one may remove."""
        return [view for view in self.views if view.owner == self.user]

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.total // self.size), 1)

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.page * self.size, self.total)

    @property
    def filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.query.get("q") or any(choice.chosen for choice in self.filters))

    @property
    def any(self) -> bool:
        """Whether there is anything to search among."""
        return bool(self.total or self.filtered)

    def at(self, **changed: object) -> str:
        """The address of the same list with something changed; None takes it away."""
        found = self.query.copy()
        found.pop("as", None)
        for key, value in changed.items():
            found.pop(key, None)
            if value not in (None, "", 1 if key == "page" else None):
                found[key] = str(value)
        return "?" + found.urlencode()


def listed(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column],
    rows: Rows,
    *,
    filters: Sequence[Choice] = (),
    search: bool = False,
    found: Found | None = None,
    filtered: Callable[[Any, str, str], Any] | None = None,
    tone: Callable[[Any], str] | None = None,
    coming: Callable[[Sequence[Any]], None] | None = None,
    size: int = 50,
) -> Listing:
    """The part of a list that the address asks for.

    A QuerySet is searched by `found(rows, text)` and sorted in SQL; a sequence is searched in its texts when no `found`
    is given. A filter keeps rows whose attribute of that name has the value, or what `filtered(rows, key, value)`
    gives. `tone(row)` marks a row (bad, warn, quiet). `coming(rows)` is told which rows are shown before any is.
    """
    query = request.GET
    chosen = [Choice(c.key, c.text, c.options, _among(query.get(c.key, ""), c.options)) for c in filters]
    for choice in chosen:
        if choice.chosen:
            rows = (filtered or _keep)(rows, choice.key, choice.chosen)
    text = looked_for(query, "q")
    if search and text:
        rows = found(rows, text) if found is not None else _holding(rows, columns, text)
    rows, sort = _sorted(rows, columns, query.get("sort", ""))
    form = query.get("as")
    if form in ("csv", "xlsx"):
        rows = list(rows[:MOST_EXPORTED])
        if coming is not None:
            coming(rows)
        response = table_response(
            name,
            [worded(column.text) for column in columns],
            [[exported(column, row) for column in columns] for row in rows],
            "csv" if form == "csv" else "xlsx",
        )
        return Listing(name, list(columns), [], 0, 1, size, search, query, response=response)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    size = _whole(query.get("size", ""), size, SIZES[-1])
    page = min(_whole(query.get("page", ""), 1, 1_000_000), max(-(-total // size), 1))
    part = list(rows[(page - 1) * size : page * size])
    if coming is not None:
        coming(part)
    shown = [_rounded(column, part) for column in columns if _told(column, part)]
    standing = standing_of(request)
    return Listing(
        name,
        shown,
        [[_written(column, row) for column in shown] for row in part],
        total,
        page,
        size,
        search,
        query,
        chosen,
        sort,
        [] if standing is None else views_of(standing, request.path),
        tones=[tone(row) if tone else "" for row in part],
        user=None if standing is None else standing.user,
    )


def exported(column: Column, row: Any) -> Cell:
    """A value as a spreadsheet should have it: kroner, hours, days and words."""
    value = column.of(row)
    if value is None:
        return None
    if column.kind == "money":
        return Decimal(value) / 100
    if column.kind == "hours":
        return round(float(value) / 3600, 2)
    if column.kind == "day" and isinstance(value, datetime):
        return formats.on_day(value)
    if column.kind == "chip":
        return worded(value[0])
    if column.kind == "state":
        return worded(STATES[value].text)
    kept: Cell = value if isinstance(value, int | float | Decimal | date) else str(value)
    return kept


def looked_for(query: QueryDict, name: str) -> str:
    """A text of the address to look for, without the character that no name holds and the database refuses."""
    return query.get(name, "").replace("\0", "").strip()[:200]


def _told(column: Column, rows: Sequence[Any]) -> bool:
    """Whether a column is shown above these rows."""
    return not column.hidden and not (column.spare and rows and all(column.of(row) in (None, "") for row in rows))


def _rounded(column: Column, rows: Sequence[Any]) -> Column:
    """Of amounts that are all whole kroner, the øre are not written; else of none, so that they stand in line."""
    if column.kind != "money" or all((column.of(row) or 0) % 100 == 0 for row in rows):
        return column
    return replace(column, decimals=2)


def _written(column: Column, row: Any) -> Written:
    value = column.of(row)
    href = column.link(row) if column.link else ""
    if column.kind == "chip" and value is not None:
        return Written(value[0], "chip", value[1], href)
    if column.kind in ("state", "day", "moment"):
        return Written("", column.kind, href=href, value=value)
    if column.kind == "number":
        return Written(formats.number(value, column.decimals), "number", href=href)
    if column.kind == "money":
        return Written(formats.money(value, column.decimals), "money", href=href)
    written = _WRITTEN.get(column.kind, lambda v: formats.NONE if v in (None, "") else str(v))
    return Written(written(value), column.kind, href=href)


def _sorted(rows: Rows, columns: Sequence[Column], asked: str) -> tuple[Rows, str]:
    key, falling = asked.removeprefix("-"), asked.startswith("-")
    column = next((c for c in columns if c.key == key and c.sort), None)
    if column is None:
        return rows, ""
    if isinstance(rows, QuerySet):
        by = F(column.sort if isinstance(column.sort, str) else column.key)
        order = by.desc(nulls_last=True) if falling else by.asc(nulls_last=True)
        return rows.order_by(order, "pk"), asked
    known = [row for row in rows if column.of(row) is not None]
    known.sort(key=lambda row: _order(column.of(row)), reverse=falling)
    return [*known, *(row for row in rows if column.of(row) is None)], asked


def _order(value: Any) -> Any:
    if isinstance(value, tuple):
        value = value[0]
    return value.casefold() if isinstance(value, str) else value


def _holding(rows: Rows, columns: Sequence[Column], text: str) -> Rows:
    word = text.casefold()
    return [row for row in rows if any(word in str(column.of(row) or "").casefold() for column in columns)]


def _keep(rows: Rows, key: str, value: str) -> Rows:
    if isinstance(rows, QuerySet):
        return rows.filter(**{key: value})
    return [row for row in rows if str(row.get(key) if isinstance(row, Mapping) else getattr(row, key)) == value]


def _among(value: str, options: Sequence[tuple[str, str]]) -> str:
    return value if any(value == option for option, _ in options) else ""


def _whole(text: str, default: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else default
