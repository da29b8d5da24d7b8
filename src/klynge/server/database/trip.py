# SPDX-License-Identifier: Apache-2.0
"""Several statements in one trip to the database and in one transaction, straight through libpq.

What every request begins with, and what is written for every promise: through psycopg's cursors the same takes three
times the processor time (0.22 ms against 0.08 for four short reads), all of it with the interpreter to itself. Values
and rows are psycopg's all the same.
"""

from __future__ import annotations

import re
import select
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import psycopg
from psycopg import abc
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Values = Sequence[Any] | Mapping[str, Any]
Statement = tuple[str, Values]
_Sent = tuple[bytes, Sequence[Any], Sequence[int]]
_Known = dict[tuple[str, tuple[int, ...]], bytes]

_numbers = count()
_prepared: WeakKeyDictionary[psycopg.Connection[Any], _Known] = WeakKeyDictionary()
"""By connection, the names under which the server knows statements with values of these types."""
_VALUE = re.compile(r"%(?:%|s|\((\w+)\)s)")


class Executes(Protocol):
    """What takes statements whose answers nobody reads: a cursor of psycopg's, or a trip."""

    def execute(self, statement: Any, values: Any = (), /) -> Any:
        """One statement more."""


class Trip:
    """Statements for one trip, gathered as a cursor executes them."""

    def __init__(self) -> None:
        self._gathered: list[Statement] = []

    def execute(self, statement: str, values: Values = (), /) -> None:
        """One statement more, its values by place (%s) or by name (%(name)s)."""
        self._gathered.append((statement, values))

    def go(self, connection: psycopg.Connection[Any]) -> list[list[tuple[Any, ...]]]:
        """Execute all, in a transaction of their own that is durable when this returns; the rows of each.

        Raises psycopg.Error, and then nothing was done; RuntimeError within another transaction.
        """
        return self.sent(connection).back()

    def sent(self, connection: psycopg.Connection[Any]) -> UnderWay:
        """Send all, and do not wait. Until it is back nothing else may be asked of the connection. Raises as `go`."""
        pgconn = connection.pgconn
        if pgconn.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN):
            raise RuntimeError("a transaction is under way in this connection")
        under_way = UnderWay(connection)
        known, new = _prepared.setdefault(connection, {}), under_way.new
        sending = [self._dumped(*each, under_way.transformer, known, new) for each in self._gathered]
        pgconn.enter_pipeline_mode()
        for (statement, types), name in new.items():
            pgconn.send_prepare(name, _positional(statement)[0], types)
        for name, values, formats in sending:
            pgconn.send_query_prepared(name, values, formats)
        pgconn.pipeline_sync()  # the end of the transaction
        under_way.left = bool(pgconn.flush())
        return under_way

    def _dumped(
        self, statement: str, values: Values, transformer: abc.Transformer, known: _Known, new: _Known
    ) -> _Sent:
        """A statement by the name that the server knows it by, or is to know it by, with its values."""
        names = _positional(statement)[1]
        given = [values[name] for name in names] if isinstance(values, Mapping) else values
        dumped = transformer.dump_sequence(given, [PyFormat.AUTO] * len(given))
        key = statement, tuple(transformer.types or ())
        name = known.get(key) or new.get(key)
        if name is None:
            name = new[key] = b"klynge_%d" % next(_numbers)
        return name, dumped, list(transformer.formats or ())


class UnderWay:
    """A trip that was sent. Another thread than the one that sent it may wait for it, once."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.transformer: abc.Transformer = Transformer(connection)
        self.new = _Known()
        self.left = False
        """Whether there is something yet to be sent."""
        self._connection = connection

    def back(self) -> list[list[tuple[Any, ...]]]:
        """The rows of each statement, once all is durable. Raises psycopg.Error, and then nothing was done, unless the
        connection is lost: then nobody knows."""
        results = self._results(self._connection.pgconn)
        failed = next((result for result in results if result.status == ExecStatus.FATAL_ERROR), None)
        if failed is not None:
            raise error_from_result(failed, self._connection.info.encoding)
        _prepared.setdefault(self._connection, {}).update(self.new)
        return [self._rows(result) for result in results[len(self.new) : -1]]

    def _results(self, pgconn: PGconn) -> list[PGresult]:
        """A result of each statement, and the end of the transaction."""
        found = list[PGresult]()
        while not found or found[-1].status != ExecStatus.PIPELINE_SYNC:
            while self.left or pgconn.is_busy():
                _wait(pgconn, select.POLLIN | (select.POLLOUT if self.left else 0))
                pgconn.consume_input()
                self.left = bool(pgconn.flush())
            if (result := pgconn.get_result()) is not None:  # none between the results of two statements
                found.append(result)
        pgconn.exit_pipeline_mode()
        return found

    def _rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        self.transformer.set_pgresult(result)
        found: list[tuple[Any, ...]] = self.transformer.load_rows(0, result.ntuples, tuple) if result.ntuples else []
        return found


@cache
def _positional(statement: str) -> tuple[bytes, list[str]]:
    """The statement with $1, $2, ... as values, and their names where they have some."""
    names, numbers = list[str](), count(1)

    def number(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if (name := found[1]) is None:
            return f"${next(numbers)}"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _VALUE.sub(number, statement).encode(), names


def _wait(pgconn: PGconn, events: int) -> None:
    poll = select.poll()
    poll.register(pgconn.socket, events)
    poll.poll()
