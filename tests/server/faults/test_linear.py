# SPDX-License-Identifier: Apache-2.0
"""The checker of histories accepts what could have happened one at a time, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.faults.linear import NEVER, Operation, linearizable
from tests.support.faults.order_model import COMMITTED, HELD, WITHDRAWN, Asked, Standing, Told, step

HOLD, COMMIT, WITHDRAW, READ = Asked("hold", "h"), Asked("commit", "c"), Asked("withdraw", "w"), Asked("read")
YES = {HOLD: Told(201, HELD), COMMIT: Told(200, COMMITTED), WITHDRAW: Told(200, WITHDRAWN)}
NOT_HELD = Told(409, "not-held")
Times = tuple[float, float]


def register(value: int, operation: Operation) -> list[int]:
    """A register: ("write", value) or ("read", None)."""
    does, wanted = operation.asked
    if does == "write":
        return [wanted]
    return [value] if not operation.answered or operation.told == value else []


def possible(history: list[Operation]) -> bool:
    """The definition itself: some order of those that took effect, in step with time, tells what was told."""
    unanswered = [one for one in history if not one.answered]
    for kept in range(1 << len(unanswered)):
        left_out = [one for n, one in enumerate(unanswered) if not kept >> n & 1]
        chosen = [one for one in history if one not in left_out]
        if any(_in_step(order) and _told(order) for order in permutations(chosen)):
            return True
    return False


def _in_step(order: tuple[Operation, ...]) -> bool:
    return all(order[i].called <= order[j].returned for i in range(len(order)) for j in range(i + 1, len(order)))


def _told(order: tuple[Operation, ...]) -> bool:
    value = 0
    for operation in order:
        if not (after := register(value, operation)):
            return False
        value = after[0]
    return True


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Up to six operations on a register at any times, right or wrong, some never answered."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        called = draw(st.integers(0, 12)) + number / 100
        returned = called + draw(st.sampled_from((1, 2, 3, 5, 8, NEVER)))
        asked = ("write", number) if draw(st.booleans()) else ("read", None)
        found.append(Operation(called, returned, asked, draw(st.integers(0, 5))))
    return found


@given(histories())
@settings(max_examples=400)
def test_it_says_what_the_definition_says(history: list[Operation]) -> None:
    """Beside a search through all orders, on small histories."""
    assert linearizable(history, 0, register) == possible(history)


def of_an_order(*operations: tuple[Asked, Told | None, float, float]) -> bool:
    history = [
        Operation(called, NEVER if told is None else returned, asked, told)
        for asked, told, called, returned in operations
    ]
    return linearizable(history, Standing(), step)


RIGHT = [
    [(HOLD, YES[HOLD], 0, 1), (COMMIT, YES[COMMIT], 2, 3), (READ, Told(200, COMMITTED), 4, 5)],
    [(HOLD, YES[HOLD], 0, 1), (COMMIT, YES[COMMIT], 2, 9), (WITHDRAW, YES[WITHDRAW], 2, 9),
     (READ, Told(200, WITHDRAWN), 10, 11)],
    [(HOLD, YES[HOLD], 0, 1), (COMMIT, NOT_HELD, 2, 9), (WITHDRAW, YES[WITHDRAW], 2, 9)],
    [(HOLD, None, 0, 0), (HOLD, YES[HOLD], 2, 3), (HOLD, YES[HOLD], 4, 5)],
    [(HOLD, YES[HOLD], 0, 1), (COMMIT, None, 2, 0), (READ, Told(200, HELD), 3, 4), (READ, Told(200, COMMITTED), 5, 6)],
    [(HOLD, YES[HOLD], 0, 1), (Asked("expire"), None, 1, 0), (COMMIT, NOT_HELD, 4, 5)],
    [(HOLD, YES[HOLD], 0, 1), (Asked("commit", "h"), Told(422, "key-reused"), 2, 3)],
    [(HOLD, Told(409, "later"), 0, 1), (HOLD, YES[HOLD], 2, 3)],
]  # fmt: skip
WRONG = {
    "a commit that was lost": [(HOLD, YES[HOLD], 0, 1), (COMMIT, YES[COMMIT], 2, 3), (READ, Told(200, HELD), 4, 5)],
    "both commit and withdraw, then committed": [
        (HOLD, YES[HOLD], 0, 1), (WITHDRAW, YES[WITHDRAW], 2, 3), (COMMIT, YES[COMMIT], 4, 5)],
    "two orders for one key": [(HOLD, Told(201, HELD, "A"), 0, 1), (HOLD, Told(201, HELD, "B"), 2, 3)],
    "a refusal without a reason": [(HOLD, YES[HOLD], 0, 1), (COMMIT, NOT_HELD, 2, 3)],
    "committed, and then new": [(HOLD, YES[HOLD], 0, 1), (COMMIT, Told(404, "not-found"), 2, 3)],
    "expired before anyone said so": [
        (HOLD, YES[HOLD], 0, 1), (READ, Told(200, "expired"), 2, 3), (Asked("expire"), None, 4, 0)],
    "read back in time": [
        (HOLD, YES[HOLD], 0, 1), (COMMIT, YES[COMMIT], 2, 9), (READ, Told(200, COMMITTED), 3, 4),
        (READ, Told(200, HELD), 5, 6)],
    "a key for two things": [
        (HOLD, YES[HOLD], 0, 1), (Asked("withdraw", "h"), YES[WITHDRAW], 2, 3)],
    "an order of a hold that was refused": [(HOLD, Told(409, "no-offer"), 0, 1), (READ, Told(200, HELD), 2, 3)],
    "done twice": [
        (HOLD, YES[HOLD], 0, 1), (COMMIT, YES[COMMIT], 2, 3), (Asked("commit", "d"), YES[COMMIT], 4, 5)],
}  # fmt: skip


@pytest.mark.parametrize("history", RIGHT)
def test_what_may_happen_to_an_order(history: list[tuple[Asked, Told | None, float, float]]) -> None:
    """Requests one after another or at once, again, unanswered, run out."""
    assert of_an_order(*history)


@pytest.mark.parametrize("history", WRONG.values(), ids=list(WRONG))
def test_what_may_not_happen_to_an_order(history: list[tuple[Asked, Told | None, float, float]]) -> None:
    """Each way of losing, doubling or going back in time is seen."""
    assert not of_an_order(*history)


def test_a_long_history_is_checked_soon() -> None:
    """500 requests, four at a time, three never answered; and the same with one read that is out of its time."""
    history, value = [], 0
    for n in range(500):
        value = n if n % 3 else value
        end = NEVER if n % 200 == 1 else n + 2
        history.append(Operation(n - 2, end, ("write", n) if n % 3 else ("read", None), value))
    assert linearizable(history, 0, register)
    history[300] = replace(history[300], told=200)
    assert not linearizable(history, 0, register)
