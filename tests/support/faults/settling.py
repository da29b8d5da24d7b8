# SPDX-License-Identifier: Apache-2.0
"""When nobody asks any more: what ran out has ended, and each replica has heard of every row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from tests.support.faults.judging import Replicas, log_of
from tests.support.faults.processes import eventually, replicas
from tests.support.faults.running_out import overdue

from klynge.planning.fold import Row
from klynge.server.postgres import Embedded


def settled(database: Embedded, sockets: Sequence[Path]) -> tuple[UUID, list[Row], list[Replicas]]:
    """The cluster, its log and what each trustee's plan adds up to. Raises AssertionError when it takes too long."""
    eventually(lambda: not overdue(database), "the end of the holds that ran out")
    cluster, rows = log_of(database)
    found: list[Replicas] = []
    for path in sockets:
        eventually(lambda path=path: _at(path, cluster) >= rows[-1].sequence, "the replica")  # type: ignore[misc]
        found.append(replicas(path) or {})
    return cluster, rows, found


def _at(path: Path, cluster: UUID) -> int:
    return (replicas(path) or {}).get(str(cluster), (0, ""))[0]
