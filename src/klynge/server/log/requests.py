# SPDX-License-Identifier: Apache-2.0
"""What is asked of the log: a request by its sender's key, what it would change, and what is answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from klynge.planning.fold import Change, Replica
from klynge.server.database import Executes

from .errors import KeyReusedError


@dataclass(frozen=True, slots=True)
class Key:
    """Who asks, the name they gave the request, and a digest of what it says."""

    asker: str
    key: str
    body: bytes

    @classmethod
    def own(cls) -> Key:
        """For what this process asks by itself: a name that nobody else has."""
        return cls("", uuid4().hex, body_hash(None))


def body_hash(body: Any) -> bytes:
    """A digest of plain data, the same whatever the order of its keys."""
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).digest()


Beside = Callable[[Executes], None]
"""Writes rows of other tables in the transaction that appends to the log: they are durable with it, or are not."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Changes that come into force together, none for a refusal, what is answered then (plain data), and what is
    written `beside` the log in the same transaction, also when nothing of the plan changes."""

    changes: tuple[Change, ...]
    answer: dict[str, Any]
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and the row that made it so, or the last one before a refusal.

    `repeated` when it was answered before.
    """

    body: dict[str, Any]
    sequence: int
    repeated: bool = False


Known = dict[tuple[str, str], tuple[bytes, Answer]]
"""What was answered before, by asker and key, with the digest of what was asked then."""


def first_answer(known: Known, key: Key) -> Answer | None:
    """The answer that a key got before. Raises KeyReusedError when it was another request's."""
    found = known.get((key.asker, key.key))
    if found is None:
        return None
    if found[0] != key.body:
        raise KeyReusedError("key_reused", key=key.key)
    return found[1]


@dataclass(frozen=True, slots=True)
class Request:
    """A request: `compute` says what it changes on a plan that is the newest; it asks no clock and changes nothing.

    `ready` is what was computed before, on an older plan, and is taken if it still fits. `may_break` is for what the
    world did, as a breakdown: promises may be late for it. `compute` has a second or so: others wait. What is `brief`
    is decided before the others that wait with it: little time of theirs, and who asks is done.
    """

    compute: Callable[[Replica], Proposed]
    key: Key = field(default_factory=Key.own)
    ready: Proposed | None = None
    may_break: bool = False
    brief: bool = False
