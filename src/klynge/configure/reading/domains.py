# SPDX-License-Identifier: Apache-2.0
"""Whole numbers as they are written in a model: `390..1790 step 10`, lists of such, and cells of tables."""

from __future__ import annotations

import re
from itertools import pairwise

from klynge.configure.model import NumberVariable, Span
from klynge.configure.reading.tokens import SyntaxProblemError

LARGEST = 10**9
_SPAN = re.compile(r"\s*(-?\d{1,12})\s*(?:\.\.\s*(-?\d{1,12})\s*(?:step\s+(\d{1,12})\s*)?)?")


def whole_number(text: str) -> int:
    """A whole number. Raises SyntaxProblemError."""
    if not re.fullmatch(r"-?\d{1,12}", text.strip()):
        raise SyntaxProblemError("no_whole_number", text=text)
    return _bounded(int(text))


def _bounded(value: int) -> int:
    if abs(value) > LARGEST:
        raise SyntaxProblemError("number_too_large", text=value, most=LARGEST)
    return value


def span(text: str) -> Span:
    """`4`, `1..9` or `10..90 step 10`. Raises SyntaxProblemError."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise SyntaxProblemError("no_span", text=text)
    low, high = _bounded(int(match[1])), _bounded(int(match[2] or match[1]))
    step = int(match[3] or 1)
    if low > high:
        raise SyntaxProblemError("empty_range", low=low, high=high)
    if step == 0 or step > LARGEST:
        raise SyntaxProblemError("no_step", text=text)
    if (high - low) % step:
        raise SyntaxProblemError("uneven_step", text=text, last=high - (high - low) % step)
    return Span(low, high, step if high > low else 1)


def sorted_apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order. Raises SyntaxProblemError when two overlap."""
    ordered = sorted(spans, key=lambda one: one.low)
    for left, right in pairwise(ordered):
        if right.low <= left.high:
            raise SyntaxProblemError("spans_overlap", left=shown_span(left), right=shown_span(right))
    return tuple(ordered)


def shown_span(one: Span) -> str:
    """The span as it is written in a model."""
    if one.low == one.high:
        return str(one.low)
    return f"{one.low}..{one.high}{f' step {one.step}' if one.step > 1 else ''}"


def has_value(variable: NumberVariable, value: int) -> bool:
    """Whether a number variable can have a value."""
    return any(one.low <= value <= one.high and (value - one.low) % one.step == 0 for one in variable.spans)


def number_cell(text: str) -> tuple[tuple[int, int], ...]:
    """A cell of a table: `390..790|990` as closed ranges. Raises SyntaxProblemError."""
    found = []
    for piece in text.split("|"):
        one = span(piece)
        if one.step > 1:
            raise SyntaxProblemError("no_span", text=piece)
        found.append((one.low, one.high))
    return tuple(sorted(found))
