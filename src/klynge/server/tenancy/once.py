# SPDX-License-Identifier: Apache-2.0
"""Statements that are compiled once: every request begins with a few, and to compile them takes longer than to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.db import connections, models, router

from klynge.server.database import Statement

M = TypeVar("M", bound=models.Model)


class Once(Generic[M]):
    """A query set for one value, which stands in it by itself; at most one related model is read with each."""

    def __init__(self, mark: Any, of: Callable[[Any], models.QuerySet[M]], related: str = "") -> None:
        """`of` makes the query set of a value, `mark` is a value that nothing has."""
        self._mark, self._of, self._related = mark, of, related
        self._compiled: tuple[type[M], str, str, tuple[Any, ...]] | None = None

    def found(self, value: Any) -> list[M]:
        """What there is for a value, as the query set gives it."""
        sql, params = self.statement(value)
        with connections[self._once()[1]].cursor() as cursor:
            cursor.execute(sql, params)
            return self.made(cursor.fetchall())

    def statement(self, value: Any) -> Statement:
        """What to ask the database for a value."""
        _, _, sql, params = self._once()
        return sql, [value if given == self._mark else given for given in params]

    def made(self, rows: Iterable[tuple[Any, ...]]) -> list[M]:
        """The rows that the database answered with, as models."""
        model, using, _, _ = self._once()
        return [self._made(model, using, row) for row in rows]

    def _once(self) -> tuple[type[M], str, str, tuple[Any, ...]]:
        if self._compiled is None:
            found = self._of(self._mark)
            using = found._db or router.db_for_read(found.model)  # type: ignore[attr-defined]
            sql, params = found.query.get_compiler(connection=connections[using]).as_sql()
            self._compiled = found.model, using, sql, tuple(params)
        return self._compiled

    def _made(self, model: type[M], using: str, row: tuple[Any, ...]) -> M:
        names = [field.attname for field in model._meta.concrete_fields]
        made = model.from_db(using, names, row[: len(names)])
        if self._related:
            other: type[models.Model] = model._meta.get_field(self._related).related_model  # type: ignore[assignment]
            others = [field.attname for field in other._meta.concrete_fields]
            setattr(made, self._related, other.from_db(using, others, row[len(names) :]))
        return made
