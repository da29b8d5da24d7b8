# SPDX-License-Identifier: Apache-2.0
"""Values as the texts that a cluster's tables hold."""

from __future__ import annotations

from klynge.network.articles import ArticleRow
from klynge.network.table import Spec


def row(spec: Spec, place: str, **cells: str) -> ArticleRow:
    """A row of a table, without the item's column; columns that are not named are empty."""
    return ArticleRow(tuple([cells.get(column.name, "") for column in spec.columns[1:]]), place)


def kroner(ore: int) -> str:
    """Øre as kroner; nothing for none."""
    whole, rest = divmod(ore, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole) if whole else ""


def time_ms(milliseconds: int) -> str:
    """A duration; nothing for none."""
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole}.{rest:03d}s" if rest else f"{whole}s" if whole else ""


def share(permille: int) -> str:
    """Thousandths as a part of one; nothing for all of it."""
    return "" if permille == 1000 else f"{permille / 1000:g}"


def one_line(text: str) -> str:
    """A text that a cell may hold: on one line, and not so long."""
    return " ".join(text.split())[:1000]
