# SPDX-License-Identifier: Apache-2.0
"""A turn at a cluster's log, in the database: the lock, what is new, and the rows and answers of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

import psycopg

from klynge.planning.fold import PlanState, Row
from klynge.server.database import Executes, Trip, UnderWay

from .deciding import Decided
from .frames import without_frames
from .line import Line
from .requests import Answer, Key, Known
from .store import append, remember, take_lock, take_turn, tell

Record = Callable[[Executes, PlanState, Sequence[Row], Sequence[Answer]], None]
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
            self._write(cursor, made)
            connection.commit()

    def send(self, made: Decided) -> UnderWay:
        """Take the turn and write, all in one trip, what was decided before it came: rows, and an answer to every
        request. `written_ahead` waits for it, in any thread; until then nothing else may be done here."""
        trip = Trip()
        take_lock(trip, self._cluster)
        self._write(trip, made)
        return trip.sent(self._line.connection())

    def written_ahead(self, under_way: UnderWay) -> bool:
        """Whether what was sent is durable. Nothing of it is when others were first or a key was known: then the row or
        the answer is there already."""
        try:
            under_way.back()
        except psycopg.errors.UniqueViolation as error:
            without_frames(error)
            return False
        return True

    def _write(self, cursor: Executes, made: Decided) -> None:
        if made.rows:
            append(cursor, self._cluster, [(row.sequence, text) for row, text in made.rows])
        if made.answers:
            remember(cursor, self._cluster, made.answers)
        if made.rows and self._record is not None:
            rows, answers = [row for row, _ in made.rows], [answer for _, answer in made.answers]
            self._record(cursor, made.state, rows, answers)
        for write in made.beside:
            write(cursor)
        if made.rows:
            tell(cursor, self._cluster, made.rows[-1][0].sequence)

    def leave(self) -> None:
        """End the turn with nothing written."""
        self._line.connection().rollback()

    def give_up(self) -> None:
        """End the turn and the connection, whatever became of it."""
        self._line.hang_up()
