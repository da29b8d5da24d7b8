# SPDX-License-Identifier: Apache-2.0
"""The logs, folded anew from their first row: whole, and what snapshots and the trustee's replicas say of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg

from klynge.planning.fold import FoldError, PlanState, from_json
from klynge.planning.fold import apply as apply_row
from klynge.server.operate.contents import rows_of_logs

from .findings import Finding, found

Connection = psycopg.Connection[Any]
Replicas = dict[str, tuple[int, str]]
"""By cluster, up to which row a trustee's plan goes, and its digest."""

PATIENCE_S = 10.0
"""Seconds after which a replica has heard of every row: it looks each five."""

HEADS = "select cluster::text, count(*), min(seq), max(seq) from log_row group by cluster order by cluster"


def heads_of(connection: Connection) -> dict[str, int]:
    """The number of each log's last row."""
    return {cluster: last for cluster, _, _, last in connection.execute(HEADS).fetchall()}


def logs(connection: Connection, marks: dict[str, dict[int, str]]) -> Iterator[Finding]:
    """Gaps, logs that are missing, rows that cannot be folded. At the numbers in `marks` the digest of each cluster's
    fold is noted there, where there was "" before."""
    whole = set()
    for cluster, rows, first, last in connection.execute(HEADS).fetchall():
        if (first, last) != (1, rows):
            yield found("gap", cluster=cluster, rows=rows, last=last)
        else:
            whole.add(cluster)
    wanted = connection.execute("select id::text from klynge_cluster order by 1").fetchall()
    heads = heads_of(connection)
    if not wanted and not heads:
        yield found("no_cluster")
    for (cluster,) in wanted:
        if cluster not in heads:
            yield found("no_log", cluster=cluster)
    with connection.transaction():
        for cluster, several in groupby(rows_of_logs(connection), lambda row: row[0]):
            if cluster in whole:
                yield from _folded(cluster, several, marks.get(cluster, {}))


def _folded(cluster: str, rows: Iterator[tuple[str, int, str]], marks: dict[int, str]) -> Iterator[Finding]:
    state: PlanState | None = None
    for _, sequence, text in rows:
        try:
            state = apply_row(state, from_json(text))
        except (FoldError, ValueError) as error:
            said = error.words("en") if isinstance(error, FoldError) else f"row {sequence}: {type(error).__name__}"
            yield found("not_folded", cluster=cluster, said=said)
            return
        if sequence in marks:
            marks[sequence] = state.digest()


def snapshots_of(connection: Connection) -> list[tuple[str, int, str]]:
    """Cluster, number and digest of the states that are kept."""
    query = "select cluster::text, seq, digest from log_snapshot order by cluster, seq"
    return [(cluster, sequence, digest) for cluster, sequence, digest in connection.execute(query).fetchall()]


def snapshots(kept: list[tuple[str, int, str]], marks: dict[str, dict[int, str]]) -> Iterator[Finding]:
    """States kept that are not what the log folds to."""
    for cluster, sequence, digest in kept:
        folded = marks.get(cluster, {}).get(sequence)
        if folded and folded != digest:
            yield found("snapshot_differs", cluster=cluster, sequence=sequence)


def replicas(
    said: Replicas, heads: dict[str, int], now: dict[str, int], marks: dict[str, dict[int, str]]
) -> Iterator[Finding]:
    """The trustee's plans beside the fold; `heads` were the logs' before the trustee was asked, `now` after."""
    for cluster, last in now.items():
        if cluster not in said:
            yield found("replica_missing", cluster=cluster)
            continue
        sequence, digest = said[cluster]
        folded = marks.get(cluster, {}).get(sequence)
        if sequence > last:
            yield found("replica_ahead", cluster=cluster, sequence=sequence, last=last)
        elif sequence < heads.get(cluster, 0):
            yield found("replica_behind", cluster=cluster, sequence=sequence, last=heads[cluster])
        elif folded and folded != digest:
            yield found("replica_differs", cluster=cluster, sequence=sequence)


def asked(ask: Callable[[], Any], heads: dict[str, int], patience_s: float = PATIENCE_S) -> Replicas:
    """What the trustee says of its plans, once they have come to `heads` or have had time enough to."""
    until = time.monotonic() + patience_s
    while True:
        answer = ask()["replicas"]
        said = {str(UUID(each["cluster"])): (int(each["sequence"]), str(each["digest"])) for each in answer}
        late = any(said[cluster][0] < last for cluster, last in heads.items() if cluster in said)
        if not late or time.monotonic() > until:
            return said
        time.sleep(0.5)
