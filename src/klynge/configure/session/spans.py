# SPDX-License-Identifier: Apache-2.0
"""Values of a number as a union of stepped intervals."""

from __future__ import annotations

from ..compiled.columns import Array, Flags
from ..compiled.domains import Axis
from ..model import Span


def spans_of(axis: Axis, inside: Flags) -> tuple[Span, ...]:
    """Some stretches of a number as spans."""
    if axis.single:
        return stepped(axis.low[inside])
    found: list[Span] = []
    for low, high, step in zip(axis.low[inside], axis.high[inside], axis.step[inside], strict=True):
        last = found[-1] if found else None
        if last is not None and last.step == step and last.high + step == low:
            found[-1] = Span(last.low, int(high), last.step)
        else:
            found.append(Span(int(low), int(high), int(step)))
    return tuple(found)


def stepped(values: Array) -> tuple[Span, ...]:
    """Ascending values as spans of equal steps; what stands alone is a span of its own."""
    numbers = values.tolist()
    found: list[Span] = []
    start = 0
    while start < len(numbers):
        end, step = start, 1
        if start + 1 < len(numbers):
            step = numbers[start + 1] - numbers[start]
            while end + 1 < len(numbers) and numbers[end + 1] - numbers[end] == step:
                end += 1
            if end == start + 1 and end + 1 < len(numbers) and numbers[end + 1] - numbers[end] < step:
                end = start  # the second belongs to a closer row that begins with it
        found.append(Span(numbers[start], numbers[end], step if end > start else 1))
        start = end + 1
    return tuple(found)
