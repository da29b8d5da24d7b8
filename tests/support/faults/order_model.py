# SPDX-License-Identifier: Apache-2.0
"""What an order may be, one request at a time: where its promise stands, and what each key was answered.

The object is all that one hold led to: there is no order before it, and keys are used for one order only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.faults.linear import Operation

NEW, HELD, COMMITTED, WITHDRAWN, EXPIRED = "new", "held", "committed", "withdrawn", "expired"
FORGOTTEN = frozenset({"later", "would-break", "no-offer"})
"""Refusals of a hold after which the key may still be new: the plan was full just then."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: what it does, its key, and whatever else it says, as one text."""

    does: str  # "hold", "commit", "withdraw", "read", "expire"
    key: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: HTTP status, the problem's kind or the order's state, and all of it as one text."""

    status: int
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The object's state. `answers`: by key, what was asked under it and told, UNKNOWN text when nobody heard it."""

    state: str = NEW
    answers: frozenset[tuple[str, Asked, Told]] = frozenset()

    def told(self, key: str) -> tuple[Asked, Told] | None:
        """What a key was used for and answered."""
        return next(((asked, told) for known, asked, told in self.answers if known == key), None)

    def after(self, state: str, asked: Asked, told: Told) -> Standing:
        """The state behind a request that was answered for the first time, or is heard for the first time."""
        others = frozenset(entry for entry in self.answers if entry[0] != asked.key)
        return Standing(state, others | {(asked.key, asked, told)})


def step(standing: Standing, operation: Operation) -> Iterator[Standing]:
    """In which states a request may leave an order; see `linear.Step`."""
    asked: Asked = operation.asked
    heard: Told | None = operation.told if operation.answered else None
    if asked.does == "read":
        if heard is None or (heard.status == 200 and heard.what == standing.state):
            yield standing
    elif asked.does == "expire":
        yield Standing(EXPIRED, standing.answers) if standing.state == HELD else standing
    elif known := standing.told(asked.key):
        yield from _again(standing, asked, heard, *known)
    else:
        yield from _first(standing, asked, heard)


def _again(standing: Standing, asked: Asked, heard: Told | None, before: Asked, told: Told) -> Iterator[Standing]:
    """A key that was used before: the same answer, or a refusal when it is another request; nothing changes."""
    if heard is None:
        yield standing
    elif asked != before:
        if (heard.status, heard.what) == (422, "key-reused"):
            yield standing
    elif told.text == UNKNOWN and (heard.status, heard.what) == (told.status, told.what):
        yield standing.after(standing.state, asked, heard)
    elif heard == told:
        yield standing


def _first(standing: Standing, asked: Asked, heard: Told | None) -> Iterator[Standing]:
    """A new key: what the order's state makes of it."""
    for state, status, what in _outcomes(standing.state, asked.does):
        if heard is None:
            yield standing.after(state, asked, Told(status, what, UNKNOWN))
        elif (heard.status, heard.what) == (status, what):
            yield standing.after(state, asked, heard)
    if asked.does == "hold" and standing.state == NEW and heard is not None and heard.what in FORGOTTEN:
        yield standing


def _outcomes(state: str, does: str) -> list[tuple[str, int, str]]:
    """State afterwards, HTTP status and what is told."""
    if does == "hold":
        return [(HELD, 201, HELD), *((NEW, 409, kind) for kind in sorted(FORGOTTEN))] if state == NEW else []
    if state == NEW:
        return [(NEW, 404, "not-found")]
    if does == "commit":
        return [(COMMITTED, 200, COMMITTED)] if state == HELD else [(state, 409, "not-held")]
    if state in (WITHDRAWN, EXPIRED):
        return [(state, 200, state)]
    return [(WITHDRAWN, 200, WITHDRAWN)]


def text_of(answer: Any) -> str:
    """An answer as one text, in which the order of fields says nothing."""
    return repr(sorted(answer.items())) if isinstance(answer, dict) else repr(answer)
