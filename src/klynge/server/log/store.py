# SPDX-License-Identifier: Apache-2.0
"""The log in the database: rows, answers by key, snapshots; each function in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pydantic_core
from psycopg.types.json import Jsonb

from klynge.cached import PACKAGE
from klynge.job import Supply
from klynge.network.model import Network
from klynge.planning.fold import PlanState, Row, Snapshot, from_json, to_json
from klynge.server.database import Executes

from .requests import Answer, Key, Known

Cursor = psycopg.Cursor[Any]

REMEMBERED = timedelta(days=30)
CHANNEL: LiteralString = "klynge_log"
KEPT_BY = "kept_by"
MOST = 2**63 - 1
_ROWS: LiteralString = "select row from log_row where cluster = %s and seq > %s order by seq"


def open_cluster(cursor: Cursor, network: Network, supplies: tuple[Supply, ...] = ()) -> UUID:
    """A new cluster, with the row that opens its log."""
    cursor.execute("insert into cluster (name) values (%s) returning id", [network.name])
    found = cursor.fetchone()
    assert found is not None
    cluster: UUID = found[0]
    take_lock(cursor, cluster)
    first = Row(sequence=1, changes=(Snapshot(state=PlanState.opened(network, supplies).to_data()),))
    append(cursor, cluster, [(first.sequence, to_json(first))])
    return cluster


def take_lock(cursor: Executes, cluster: UUID) -> None:
    """Be the only one who appends to a cluster's log, until the transaction ends; wait for it."""
    cursor.execute("select pg_advisory_xact_lock(%s)", [lock_of(cluster)])


def lock_of(cluster: UUID) -> int:
    """The number of a cluster's lock: half of its random identifier, as a signed 64-bit integer."""
    return int.from_bytes(cluster.bytes[:8], "big", signed=True)


def rows_after(cursor: Cursor, cluster: UUID, sequence: int) -> list[Row]:
    """The rows of the log behind a number, in order."""
    cursor.execute(_ROWS, [cluster, sequence])
    return [from_json(text) for (text,) in cursor.fetchall()]


def append(cursor: Executes, cluster: UUID, rows: Iterable[tuple[int, str]]) -> None:
    """Append rows, by number, as JSON; the caller holds the lock and has read all that is there."""
    for number, text in rows:
        cursor.execute("insert into log_row (cluster, seq, row) values (%s, %s, %s)", [cluster, number, text])


def tell(cursor: Executes, cluster: UUID, sequence: int) -> None:
    """Wake those who follow the log once the transaction is durable, with the number of its last row; no more than
    that, since every role may listen. Commits that wake anyone are one after the other, of all clusters; but those of a
    cluster are anyhow, and a transaction of its own for it would be as much work again as what it tells of."""
    cursor.execute("select pg_notify(%s, %s)", [CHANNEL, f"{cluster} {sequence}"])


def told_of(payload: str) -> tuple[str, int]:
    """The cluster of a wake, and the last row that it tells of."""
    cluster, _, sequence = payload.partition(" ")
    return cluster, int(sequence) if sequence.isdecimal() else MOST


def take_turn(
    connection: psycopg.Connection[Any], cluster: UUID, sequence: int, keys: Iterable[Key]
) -> tuple[list[Row], Known]:
    """Take the lock, and read what others appended behind a number and what was answered before to any of the keys,
    with the digest of what was asked then: all in one trip, each statement after the one before."""
    asked = [(key.asker, key.key) for key in keys]
    with connection.pipeline():
        take_lock(connection.cursor(), cluster)
        rows = connection.execute(_ROWS, [cluster, sequence])
        told = connection.execute(
            "select asker, key, body, answer, seq from log_answer"
            " join unnest(%s::text[], %s::text[]) as asked(asker, key) using (asker, key) where cluster = %s",
            [[asker for asker, _ in asked], [key for _, key in asked], cluster],
        )
    known = {(asker, key): (body, Answer(answer, seq, True)) for asker, key, body, answer, seq in told.fetchall()}
    return [from_json(text) for (text,) in rows.fetchall()], known


def remember(cursor: Executes, cluster: UUID, answers: Iterable[tuple[Key, Answer]]) -> None:
    """Keep what was answered."""
    for key, told in answers:
        cursor.execute(
            "insert into log_answer (cluster, asker, key, body, answer, seq) values (%s, %s, %s, %s, %s, %s)",
            [cluster, key.asker, key.key, key.body, Jsonb(told.body), told.sequence],
        )


def forget(cursor: Cursor) -> int:
    """Forget answers that are older than is promised; how many."""
    cursor.execute("delete from log_answer where at < clock_timestamp() - %s", [REMEMBERED])
    return cursor.rowcount


def save_snapshot(cursor: Cursor, cluster: UUID, state: PlanState) -> None:
    """Keep a state, and those of before no longer."""
    data = state.to_data()
    digest = state.digest(data)
    text = json.dumps(data | {KEPT_BY: own_sources()}, ensure_ascii=False, separators=(",", ":")).encode()
    cursor.execute(
        "insert into log_snapshot (cluster, seq, digest, state) values (%s, %s, %s, %s) on conflict do nothing",
        [cluster, state.sequence, digest, zlib.compress(text, 6)],
    )
    cursor.execute("delete from log_snapshot where cluster = %s and seq < %s", [cluster, state.sequence])


def snapshot_sequence(cursor: Cursor, cluster: UUID) -> int:
    """The last row of the newest state that is kept; 0 when none is."""
    cursor.execute("select coalesce(max(seq), 0) from log_snapshot where cluster = %s", [cluster])
    found = cursor.fetchone()
    return 0 if found is None else int(found[0])


def last_snapshot(cursor: Cursor, cluster: UUID) -> PlanState | None:
    """The newest state that was kept; None when there is none that can be read: the log has it all."""
    mine = own_sources()  # now, when a process starts: another release may take the place of its files later
    cursor.execute("select state, digest from log_snapshot where cluster = %s order by seq desc limit 1", [cluster])
    found = cursor.fetchone()
    if found is None:
        return None
    try:
        data = pydantic_core.from_json(zlib.decompress(found[0]))  # a sum in it tells whether a byte has changed
        state = PlanState.from_data(data)
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    # who has other sources may read it otherwise than it was meant, and to tell takes a third of the time
    return state if data.get(KEPT_BY) == mine or state.digest() == found[1] else None


@cache
def own_sources() -> str:
    """What states are read and written by: a digest of the sources, but for those of the server."""
    digest = hashlib.sha256()
    for source in sorted(PACKAGE.rglob("*.py")):
        if source.relative_to(PACKAGE).parts[0] != "server":
            digest.update(source.read_bytes())
    return digest.hexdigest()
