# SPDX-License-Identifier: Apache-2.0
"""Is a history of concurrent operations on one object linearizable? Exact, by search.

Wing and Gong, "Testing and verifying concurrent objects", J. Parallel Distrib. Comput. 17 (1993), with the memory of
Lowe, "Testing for linearizability", Concurr. Comput. 29 (2017): which operations are done and what state they lead to
is tried once. Objects are independent, so a history of many is checked object by object (Herlihy and Wing 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

NEVER = float("inf")
State = TypeVar("State", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Operation:
    """What was asked and told, and when, on one clock. One that was never answered has returned NEVER, and may have
    taken effect at any moment since it was called, or not at all; `told` means nothing then."""

    called: float
    returned: float
    asked: Any
    told: Any = None

    @property
    def answered(self) -> bool:
        """Whether it was."""
        return self.returned < NEVER


Step = Callable[[State, Operation], Iterable[State]]
"""The states in which an operation may leave an object that is in a state, none when it cannot be told what it was. Of
one that was never answered: all in which it may leave it."""


def linearizable(history: Sequence[Operation], initial: State, step: Step[State]) -> bool:
    """Whether the operations could have happened one at a time, each between its call and its answer."""
    operations = sorted(history, key=lambda operation: operation.called)
    answered = sum(1 << n for n, operation in enumerate(operations) if operation.answered)
    tried: set[tuple[int, State]] = {(0, initial)}
    open_ends = [(0, initial)]
    while open_ends:
        done, state = open_ends.pop()
        if done & answered == answered:
            return True
        left = [n for n in range(len(operations)) if not done >> n & 1]
        first_answer = min(operations[n].returned for n in left)
        for n in left:
            if operations[n].called > first_answer:
                break  # it began after another had ended, and so did all behind it
            for after in step(state, operations[n]):
                end = done | 1 << n, after
                if end not in tried:
                    tried.add(end)
                    open_ends.append(end)
    return False
