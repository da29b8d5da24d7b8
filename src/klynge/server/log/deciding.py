# SPDX-License-Identifier: Apache-2.0
"""What becomes of waiting requests at the head of the log: what still fits is taken, the rest is computed again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from klynge.planning import PlanningError
from klynge.planning.fold import FoldError, PlanState, Replica, Row, apply, read_again, to_json

from .errors import BrokenPromiseError
from .frames import without_frames
from .live import Step
from .requests import Answer, Beside, Key, Known, Proposed, Request, first_answer
from .wall import newly_late

SPENT = 1.0
"""Seconds of computing after which a batch is closed: others wait for the lock, and an idle transaction is ended."""

Outcome = Answer | Exception


@dataclass(slots=True)
class Decided:
    """The rows to append and the answers to keep, what the first requests are told, and the plan after it all."""

    rows: list[tuple[Row, str]]  # each with its JSON
    steps: list[Step]  # what the plan for asking is to take in
    answers: list[tuple[Key, Answer]]
    outcomes: list[Outcome]
    beside: list[Beside] = field(default_factory=list)
    state: PlanState = field(init=False)  # after it all


def decide(
    requests: Sequence[Request], replica: Replica, known: Known, enough: Callable[[], bool] = lambda: False
) -> Decided:
    """Decide the first of some requests, as many as there is time for, until there are `enough`, and at least one.
    `known` and the replica, which is in step with the log, are the caller's to give away: the replica goes ahead of the
    log until the rows are in it.
    """
    made, began = Decided([], [], [], []), time.monotonic()
    for request in requests:
        try:
            outcome: Outcome | None = first_answer(known, request.key)
            if outcome is None:
                outcome = _taken_in(request, replica, made)
                made.answers.append((request.key, outcome))
                known[request.key.asker, request.key.key] = request.key.body, replace(outcome, repeated=True)
        except Exception as error:
            outcome = without_frames(error)  # they have the whole plan
        made.outcomes.append(outcome)
        if enough() or time.monotonic() - began > SPENT:
            break
    made.state = replica.state
    return made


def _taken_in(request: Request, replica: Replica, made: Decided) -> Answer:
    """The answer to a request that is new, with its row made and in the plan if it changes something."""
    if request.ready is not None:
        try:
            return _row_of(request.ready, request, replica, made)
        except (FoldError, PlanningError, BrokenPromiseError):
            pass  # it no longer fits
    try:
        return _row_of(request.compute(replica), request, replica, made)
    except BaseException:
        replica.forget()
        raise


def _row_of(proposed: Proposed, request: Request, replica: Replica, made: Decided) -> Answer:
    answer = _appended(proposed, request, replica, made)
    if proposed.beside is not None:
        made.beside.append(proposed.beside)
    return answer


def _appended(proposed: Proposed, request: Request, replica: Replica, made: Decided) -> Answer:
    if not proposed.changes:
        return Answer(proposed.answer, replica.state.sequence)
    row = Row(sequence=replica.state.sequence + 1, changes=proposed.changes, at=datetime.now(UTC))
    text = to_json(row)
    row = read_again(row, text)  # so that all replicas take in the same
    after = apply(replica.state, row)
    late = [] if request.may_break else newly_late(replica.state, after, row.changes)
    if late:
        raise BrokenPromiseError("broken", orders=", ".join(late))
    made.steps.append(advanced(replica, row, after))
    made.rows.append((row, text))
    return Answer(proposed.answer, row.sequence)


def advanced(replica: Replica, row: Row, after: PlanState | None = None) -> Step:
    """Let a replica take in a row; what a plan for asking is told of it."""
    in_place = replica.advance(row, after)
    return Step(row, replica.state, None if in_place else replica.copy())
