# SPDX-License-Identifier: Apache-2.0
"""What the diagram lets through, confirmed by the solver: solutions it finds are witnesses of all that they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..compiled.columns import Flags
from ..compiled.domains import Axis
from ..model import Span
from .spans import spans_of
from .state import literals

if TYPE_CHECKING:
    from ..compiled.solver import Question
    from .view import Answers


def confirmed(answers: Answers, offers: Flags) -> Flags:
    """The literals among `offers` that some product has, each variable's own choice let go."""
    product = answers.product
    asked = answers.question()
    chosen = [name for name in answers.choices if name in product.domains]
    found = _witnessed(answers, asked, offers & asked.allowed)
    for name in chosen:
        own = literals(product, product.number_of[name])
        freed = asked.allowed.copy()
        freed[own] = True
        wanted = np.zeros(len(offers), np.bool_)
        wanted[own] = offers[own]
        found |= _witnessed(answers, replace(asked, allowed=freed), wanted)
    return found


def _witnessed(answers: Answers, asked: Question, wanted: Flags) -> Flags:
    """The literals wanted that a solution has; those on which the solver gives up are taken to be possible."""
    from ..compiled.solver import Found, Nothing

    solver, first = answers.product.solver, answers.product.diagram.first[:-1]
    assert solver is not None
    left, seen = wanted.copy(), np.zeros(len(wanted), np.bool_)
    while left.any():
        one = solver.find(replace(asked, some_of=np.flatnonzero(left).tolist()))
        if not isinstance(one, Found):
            return seen & wanted if one is Nothing.IMPOSSIBLE else (seen & wanted) | left
        seen[first + one.values] = True
        left &= ~seen
    return seen & wanted


def values_left(answers: Answers, axis: Axis, inside: Flags, questions: int) -> tuple[tuple[Span, ...], bool]:
    """The values of a number that a product has, and whether so many questions decided all of them.

    Gaps between values seen are halved: first those at the ends of what is possible, then the widest.
    """
    from ..compiled.solver import Found, Nothing

    solver, name, asked = answers.product.solver, axis.variable, answers.question()
    assert solver is not None
    last = len(inside) - 1
    seen, possible = np.zeros(last + 1, np.bool_), inside.copy()
    gaps = [(0, last)]
    while gaps and questions:
        gap = max(gaps, key=lambda one: (not (_seen(seen, one[0] - 1) and _seen(seen, one[1] + 1)), one[1] - one[0]))
        gaps.remove(gap)
        low, high = gap
        middle = (low + high) // 2
        if _seen(seen, low - 1):
            near, rest = (middle + 1 if low < high else low, high), (low, middle)
        else:
            near, rest = (low, middle), (middle + 1, high)
        rest = rest if low < high else (1, 0)
        questions -= 1
        one = solver.find(replace(asked, between=(name, int(axis.low[near[0]]), int(axis.low[near[1]]))))
        if isinstance(one, Found):
            place = axis.index(one.numbers[name])
            assert place is not None
            seen[place] = True
            gaps += [part for part in ((low, place - 1), (place + 1, high)) if part[0] <= part[1]]
            continue
        if one is Nothing.IMPOSSIBLE:
            possible[near[0] : near[1] + 1] = False
        gaps += [rest] if rest[0] <= rest[1] else []
    return spans_of(axis, possible), bool((possible == seen).all())


def _seen(seen: Flags, place: int) -> bool:
    """Whether a value was seen; not so beyond the ends."""
    return 0 <= place < len(seen) and bool(seen[place])
