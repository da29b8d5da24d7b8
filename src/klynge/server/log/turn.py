# SPDX-License-Identifier: Apache-2.0
"""A turn at a cluster's log, in the database: the lock, what is new, and the rows and answers of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import psycopg

from klynge.planning.fold import PlanState, Row

from .deciding import Decided
from .frames import without_frames
from .line import Line
from .requests import Answer, Key, Known
from .store import append, remember, take_lock, take_turn

Record = Callable[[psycopg.Cursor[Any], PlanState, Sequence[Row], Sequence[Answer]], None]
"""Told within the transaction of a batch: the state after it, its rows and its answers; what it writes is durable with
them, or is not."""


class Turn:
    """One turn after the other, for one thread at a time. Each method may raise psycopg.Error; then `give_up` it."""

    def __init__(self, conninfo: str, cluster: UUID, record: Record | None) -> None:
        self._line, self._cluster, self._record = Line(conninfo, "klynge writer"), cluster, record

    def take(self, sequence: int, keys: Iterable[Key]) -> tuple[list[Row], Known]:
        """Wait for the lock; the rows behind a number, and what was answered before to any of the keys."""
        return take_turn(self._line.connection(), self._cluster, sequence, keys)

    def write(self, made: Decided) -> None:
        """Make what was decided durable, in one trip, and end the turn. Raises what recording or writing raises."""
        connection = self._line.connection()
        with connection.pipeline(), connection.cursor() as cursor:
            self._write(connection, cursor, made)

    def write_ahead(self, made: Decided) -> bool:
        """Take the turn and write, all in one trip, what was decided before it came: rows, and an answer to every
        request. False, with nothing written, when others were first or a key was known: then the row or the answer is
        there already."""
        connection = self._line.connection()
        try:
            with connection.pipeline(), connection.cursor() as cursor:
                take_lock(cursor, self._cluster)
                self._write(connection, cursor, made)
        except psycopg.errors.UniqueViolation as error:
            without_frames(error)  # psycopg's own have it
            connection.rollback()
            return False
        return True

    def _write(self, connection: psycopg.Connection[Any], cursor: psycopg.Cursor[Any], made: Decided) -> None:
        if made.rows:
            append(cursor, self._cluster, [(row.sequence, text) for row, text in made.rows])
        if made.answers:
            remember(cursor, self._cluster, made.answers)
        if made.rows and self._record is not None:
            rows, answers = [row for row, _ in made.rows], [answer for _, answer in made.answers]
            self._record(cursor, made.state, rows, answers)
        for write in made.beside:
            write(cursor)
        connection.commit()

    def leave(self) -> None:
        """End the turn with nothing written."""
        self._line.connection().rollback()

    def give_up(self) -> None:
        """End the turn and the connection, whatever became of it."""
        self._line.hang_up()
