# SPDX-License-Identifier: Apache-2.0
"""Lists a page at a time."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema

T = TypeVar("T")


class Paged(Schema, Generic[T]):
    """A page of a list, and how many there are in all."""

    items: list[T]
    total: int
    page: int
    pages: int


def page_of(rows: QuerySet[Any], page: int, size: int) -> dict[str, Any]:
    """The rows of a page; a page beyond the last is empty."""
    total = rows.count()
    first = (page - 1) * size
    return {"items": list(rows[first : first + size]), "total": total, "page": page, "pages": max(-(-total // size), 1)}
