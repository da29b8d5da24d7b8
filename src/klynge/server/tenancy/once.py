# SPDX-License-Identifier: Apache-2.0
"""Statements that are compiled once: every request begins with a few, and to compile them takes longer than to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections, models, router

M = TypeVar("M", bound=models.Model)


class Once(Generic[M]):
    """A query set for one value, which stands in it by itself; at most one related model is read with each."""

    def __init__(self, mark: Any, of: Callable[[Any], models.QuerySet[M]], related: str = "") -> None:
        """`of` makes the query set of a value, `mark` is a value that nothing has."""
        self._mark, self._of, self._related = mark, of, related
        self._statement: tuple[str, tuple[Any, ...]] | None = None

    def found(self, value: Any) -> list[M]:
        """What there is for a value, as the query set gives it."""
        found = self._of(self._mark)
        using = found._db or router.db_for_read(found.model)  # type: ignore[attr-defined]
        connection = connections[using]
        if self._statement is None:
            sql, params = found.query.get_compiler(connection=connection).as_sql()
            self._statement = sql, params
        sql, params = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if given == self._mark else given for given in params])
            rows = cursor.fetchall()
        return [self._made(found.model, using, row) for row in rows]

    def _made(self, model: type[M], using: str, row: tuple[Any, ...]) -> M:
        names = [field.attname for field in model._meta.concrete_fields]
        made = model.from_db(using, names, row[: len(names)])
        if self._related:
            other: type[models.Model] = model._meta.get_field(self._related).related_model  # type: ignore[assignment]
            others = [field.attname for field in other._meta.concrete_fields]
            setattr(made, self._related, other.from_db(using, others, row[len(names) :]))
        return made
