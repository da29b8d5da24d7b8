# SPDX-License-Identifier: Apache-2.0
"""The plan log: all that changes a cluster's plan, in one order, for ever, in the database; replicas that follow it.

A `Writer` appends for one cluster in a process; any number of processes may. A `LivePlan` is the fold of the log, kept
in step by the writer and by a `Follower`. Requests carry their sender's key, and a repeated one gets the first answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klynge.later import later

from .errors import BrokenPromiseError, KeyReusedError, LogError, UnavailableError
from .schema import create_tables

if TYPE_CHECKING:
    from .follower import Follower
    from .live import LivePlan
    from .requests import Answer, Beside, Key, Proposed, Request, body_hash
    from .store import forget, open_cluster
    from .writer import Writer

__all__ = [
    "Answer",
    "Beside",
    "BrokenPromiseError",
    "Follower",
    "Key",
    "KeyReusedError",
    "LivePlan",
    "LogError",
    "Proposed",
    "Request",
    "UnavailableError",
    "Writer",
    "body_hash",
    "create_tables",
    "forget",
    "open_cluster",
]
__getattr__ = later(
    __name__,
    {
        "Answer": "requests",
        "Beside": "requests",
        "Key": "requests",
        "Proposed": "requests",
        "Request": "requests",
        "body_hash": "requests",
        "Follower": "follower",
        "LivePlan": "live",
        "Writer": "writer",
        "forget": "store",
        "open_cluster": "store",
    },
)
