# SPDX-License-Identifier: Apache-2.0
"""The tables keep the log's rules by themselves, whoever writes."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, IntegrityConstraintViolation, RestrictViolation, UniqueViolation
from tests.support.embedded import Database
from tests.support.logs import new_cluster

from klynge.server.database import OWNER, TRUSTEE, WEB, refuse_unprotected
from klynge.server.log import Answer, Key, body_hash, forget
from klynge.server.log.store import CHANNEL, MOST, append, remember, take_turn, tell, told_of

ROW = '{"sequence":2,"changes":[{"kind":"published"}],"at":null,"version":1}'


@pytest.fixture
def cluster(log: Database) -> UUID:
    """A cluster with the row that opens it."""
    return new_cluster(log)


@pytest.mark.parametrize("statement", ["update log_row set row = ''", "delete from log_row", "truncate log_row"])
@pytest.mark.usefixtures("cluster")
def test_rows_stay(log: Database, statement: str) -> None:
    """No role changes or removes a row: the trustee may not, and the owner and the superuser are refused."""
    with pytest.raises(InsufficientPrivilege):
        log.run(TRUSTEE, statement)
    for role in (OWNER, "klynge_superuser"):
        with pytest.raises(RestrictViolation, match="append-only"):
            log.run(role, statement)


@pytest.mark.parametrize(("number", "error"), [(1, IntegrityConstraintViolation), (3, IntegrityConstraintViolation)])
def test_numbers_follow_without_gap(log: Database, cluster: UUID, number: int, error: type[psycopg.Error]) -> None:
    """A number again, or one too far, is refused."""
    with log.connect(TRUSTEE) as connection, pytest.raises(error, match="stands at 1"):
        append(connection.cursor(), cluster, [(number, ROW)])


def test_two_without_the_lock_are_not_both_taken(log: Database, cluster: UUID) -> None:
    """The unique number is the last wall: of two who append the same one, the second fails."""
    with log.connect(TRUSTEE) as one, log.connect(TRUSTEE) as other:
        append(one.cursor(), cluster, [(2, ROW)])
        other.execute("set lock_timeout = '10s'")
        one.commit()
        with pytest.raises((UniqueViolation, IntegrityConstraintViolation)):
            append(other.cursor(), cluster, [(2, ROW)])


def test_the_web_sees_nothing_of_it(log: Database) -> None:
    """Pages are served without the log; and the tables are protected as the start-up check wants."""
    for table in ("cluster", "log_row", "log_answer", "log_snapshot"):
        with pytest.raises(InsufficientPrivilege):
            log.run(WEB, f"select from {table}")
    for role in (WEB, TRUSTEE):
        with log.connect(role) as connection:
            refuse_unprotected(connection, role)


def test_answers_are_kept_for_thirty_days(log: Database, cluster: UUID) -> None:
    """An answer is remembered, with nothing of it lost, until it is forgotten."""
    young, old = (Key("æ", key, body_hash(key)) for key in ("young", "old"))
    answer = Answer({"text": "Ås \"'\\ {}", "number": 2**60}, 1)
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        remember(cursor, cluster, [(young, answer), (old, answer)])
        _, known = take_turn(connection, cluster, 1, [young, old])
        assert {told.body["text"] for _, told in known.values()} == {"Ås \"'\\ {}"}
    age = "update log_answer set at = at - interval '29 days 23 hours'"
    log.run("klynge_superuser", age, age + " where key = 'old'")
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        assert forget(cursor) == 1
        assert list(take_turn(connection, cluster, 1, [young, old])[1]) == [("æ", "young")]


def test_a_wake_tells_of_the_last_row(log: Database, cluster: UUID) -> None:
    """Whoever listens hears which cluster and which row; a wake without a number, of an older Klynge, tells of all."""
    with log.connect(TRUSTEE) as teller, log.connect(TRUSTEE) as listening:
        teller.autocommit = listening.autocommit = True
        listening.execute(f"listen {CHANNEL}")
        tell(teller.cursor(), cluster, 7)
        (heard,) = listening.notifies(timeout=5, stop_after=1)
        assert told_of(heard.payload) == (str(cluster), 7)
        assert told_of(str(cluster)) == (str(cluster), MOST)
