# SPDX-License-Identifier: Apache-2.0
"""Numbers that meet in rules or prices, cut into classes that no rule tells apart.

The values of numbers that meet (a width and a height whose product is bounded) span a plane. Two points are in one
class when every condition has the same answer in both, whatever is chosen otherwise; so one variable with the class as
value stands for all numbers of the plane, exactly, also under products. A number alone is cut at its thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..expression import (
    Arithmetic,
    Calculate,
    Compare,
    Comparison,
    DerivedOf,
    Expression,
    LookUp,
    NumberOf,
    WithinRanges,
)
from ..model import NumberVariable
from .columns import Array, Numbers, Truths
from .domains import Axis, Domain, cut_axis, full_axis, size
from .evaluation import Evaluation, Language, Result
from .trend import Trends

POINTS = 4_000_000  # of a plane
COMBINATIONS = 1 << 18  # of options that an expression is evaluated for
CLASSES = 20_000
RISING = {  # whether a comparison becomes true, or false, as the left side rises
    Comparison.LESS: False, Comparison.AT_MOST: False, Comparison.MORE: True, Comparison.AT_LEAST: True
}  # fmt: skip


class TooIntricateError(ValueError):
    """A model that cannot be compiled: what is too intricate, where, and how to mend it."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Which combinations of values of some variables leave the same of an expression.

    `of` has a dimension for each of the variables `over`; `examples` holds codes of one combination of each group.
    """

    over: tuple[str, ...]
    of: Array
    examples: tuple[dict[str, Array], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """The numbers of a plane: `class_of` has a dimension for each axis."""

    axes: tuple[Axis, ...]
    class_of: Array
    classes: int

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its variables."""
        return tuple(axis.variable for axis in self.axes)


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """What a condition on numbers of a plane answers: `answer[class, group]` is 0 (no), 1 (yes) or 2 (no value)."""

    plane: int
    groups: Groups
    answer: Array


def mesh(axes: Sequence[Axis]) -> dict[str, Array]:
    """The lowest value of each stretch, in arrays that broadcast over the plane."""
    return dict(zip((axis.variable for axis in axes), np.ix_(*(axis.low for axis in axes)), strict=True))


def open_mesh(domains: Sequence[Domain]) -> dict[str, Array]:
    """The codes of some variables, in arrays that broadcast over all combinations."""
    return dict(zip((one.variable for one in domains), np.ix_(*(one.codes for one in domains)), strict=True))


def groups(language: Language, expression: Expression, domains: Sequence[Domain], outside: frozenset[str]) -> Groups:
    """Groups of combinations of the domains; the expression hangs on them, on numbers `outside` and on the quantity."""
    over = tuple(one.variable for one in domains)
    shape = tuple(len(one.codes) for one in domains)
    if np.prod(shape, dtype=float) > COMBINATIONS:
        raise TooIntricateError(f"an expression hangs on {len(over)} variables at once ({', '.join(over)}): split it")
    columns = open_mesh(domains)
    evaluation = Evaluation(language, columns)
    code = np.zeros(shape, np.int64)
    for part in _parts_without(language, expression, outside):
        if isinstance(part, str):
            answer = np.unique(columns[part], return_inverse=True)[1].reshape(columns[part].shape)
        else:
            answer = ranks(evaluation.of(part))
        code = np.unique(code * (int(answer.max(initial=0)) + 1) + answer, return_inverse=True)[1].reshape(shape)
    count = int(code.max(initial=0)) + 1
    first = np.full(count, code.size, np.int64)
    np.minimum.at(first, code.ravel(), np.arange(code.size))
    places = np.unravel_index(first, shape) if shape else ()
    examples = tuple(
        {one.variable: one.codes[place[group]] for one, place in zip(domains, places, strict=True)}
        for group in range(count)
    )
    return Groups(over, code, examples)


def ranks(result: Result) -> Array:
    """Small whole numbers, alike where results are alike."""
    if isinstance(result, Truths):
        return np.asarray(np.where(result.missing, 2, result.value).astype(np.int64))
    above, below = np.broadcast_arrays(result.above, result.below)
    if below.size and result.below.ndim == 0:
        answer = np.unique(above, return_inverse=True)[1].reshape(above.shape)
    else:
        order: dict[Fraction, int] = {}
        pairs = zip(above.ravel(), below.ravel(), strict=True)
        found = [order.setdefault(Fraction(int(a), int(b)), len(order)) for a, b in pairs]
        answer = np.array(found, np.int64).reshape(above.shape)
    return np.asarray(np.where(result.missing, -1, answer) + 1)


def _parts_without(language: Language, expression: Expression, outside: frozenset[str]) -> list[Expression | str]:
    """The largest parts without numbers outside and quantity; of a look-up by such a number, its other keys."""
    found: dict[object, Expression | str] = {}
    seen: set[str] = set()  # derived quantities
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if not language.names(part) & outside and not language.asks_quantity(part):
            found[id(part)] = part
        elif isinstance(part, LookUp):
            found |= {one: one for one in sorted(set(language.model.tables[part.table].variables) - outside)}
        elif not isinstance(part, DerivedOf) or part.name not in seen:
            if isinstance(part, DerivedOf):
                seen.add(part.name)
            waiting += reversed(language.inside(part))
    return list(found.values())


def cut(
    language: Language,
    numbers: Sequence[NumberVariable],
    atoms: Sequence[tuple[Expression, Groups]],
) -> tuple[Plane, list[Array]]:
    """The plane of some numbers, and what each condition answers by class and group."""
    axes = [_axis(language, number, atoms, alone=len(numbers) == 1) for number in numbers]
    shape = tuple(len(axis.low) for axis in axes)
    if np.prod(shape, dtype=float) > POINTS:
        meeting = ", ".join(axis.variable for axis in axes)
        raise TooIntricateError(f"the numbers {meeting} have too many values together: give them larger steps")
    columns = mesh(axes)
    class_of: Array = np.zeros(shape, np.int32)
    classes = 1
    edges: list[Array] = []
    along: list[list[Array]] = [[] for _ in axes]
    across: list[Array] = []
    names = frozenset(columns)
    for expression, found in atoms:
        edge = turns(language, expression, axes, found.examples)
        if edge is not None:
            edges.append(edge)
            continue
        known = _known(language, expression, columns, names)
        for example in found.examples:
            answer = _answer(language, expression, columns | example, known)
            varies = [axis for axis, length in enumerate(answer.shape) if length > 1]
            (along[varies[0]] if len(varies) == 1 else across).append(answer)
    for axis, own in enumerate(along):
        if own:
            alike = np.unique(np.stack([one.ravel() for one in own]), axis=1, return_inverse=True)[1]
            across.append(alike.reshape([-1 if other == axis else 1 for other in range(len(axes))]))
    if edges:
        across.append(_stretches(np.concatenate(edges), shape))
    for answer in across:
        class_of, classes = _refined(class_of, classes, answer)
        if classes > CLASSES:
            raise TooIntricateError(f"rules cut the numbers {', '.join(sorted(names))} into too many classes")
    class_of = class_of.astype(np.int16 if classes < 1 << 15 else np.int32)  # short ones are sorted fast
    first = np.full(classes, class_of.size, np.int64)
    np.minimum.at(first, class_of.ravel(), np.arange(class_of.size))
    places = np.unravel_index(first, shape)
    points = {axis.variable: axis.low[place] for axis, place in zip(axes, places, strict=True)}
    none = np.zeros(classes, np.int8)
    answers = [
        np.stack([_answer(language, expression, points | one, {}) + none for one in found.examples], axis=1)
        for expression, found in atoms
    ]
    return Plane(tuple(axes), class_of, classes), answers


def _answer(
    language: Language, expression: Expression, columns: Mapping[str, Array], known: dict[int, Result]
) -> Array:
    truth = Evaluation(language, columns, known=known).truths(expression)
    return np.asarray(np.where(truth.missing, 2, truth.value).astype(np.int8))


def turns(
    language: Language, expression: Expression, axes: Sequence[Axis], examples: Sequence[Mapping[str, Array]]
) -> Array | None:
    """Of a comparison that changes its answer once along the last axis: where, by example and the other axes.

    Found by bisection; an example without a value is left out. None for others, and for those of one axis alone.
    """
    box = {axis.variable: (int(axis.low[0]), int(axis.high.max())) for axis in axes}
    if not isinstance(expression, Compare) or expression.operator not in RISING:
        return None
    if len(language.names(expression) & box.keys()) < 2 or not all(axis.single for axis in axes):
        return None
    difference = Calculate(Arithmetic.SUBTRACT, expression.left, expression.right)
    first, answered = [], []  # the answers at the lowest values
    for example in examples:
        trends = Trends(language, box, example)
        trend = trends.of(difference)
        if trends.lacking:
            continue
        if trend is None or not (trend.rises or trend.falls):
            return None
        first.append(trend.rises != RISING[expression.operator])
        answered.append(example)
    outer = mesh(axes[:-1])
    columns = {name: values[None, ..., None] for name, values in outer.items()}
    shape = (len(answered), *(len(axis.low) for axis in axes))
    flat = (-1, *(1 for _ in axes))
    for name in examples[0]:
        columns[name] = np.array([example[name] for example in answered]).reshape(flat)
    starts, last = np.array(first).reshape(flat), axes[-1]
    low, high = np.zeros((*shape[:-1], 1), np.int64), np.full((*shape[:-1], 1), shape[-1])
    while (low < high).any():
        middle = (low + high) // 2
        values = last.low[np.minimum(middle, shape[-1] - 1)]
        truth = Evaluation(language, columns | {last.variable: values}).truths(expression)
        same = (truth.value == starts) & (low < high)
        low, high = np.where(same, middle + 1, low), np.where(same, high, np.minimum(middle, high))
    return low[..., 0]


def _stretches(edges: Array, shape: tuple[int, ...]) -> Array:
    """The stretches of a plane's lines between edges, numbered by which edges lie at or before them."""
    edges = edges.reshape(len(edges), -1)
    ends = np.sort(np.concatenate([np.zeros((1, edges.shape[1]), np.int64), edges]), axis=0).T
    lengths = np.diff(ends, axis=1, append=shape[-1]).ravel()
    line, start = np.repeat(np.arange(len(ends)), ends.shape[1]), ends.ravel()
    line, start, lengths = line[lengths > 0], start[lengths > 0], lengths[lengths > 0]
    bits = np.packbits(edges.T[line] <= start[:, None], axis=1)
    packed = np.ascontiguousarray(bits).view(np.dtype((np.void, bits.shape[1]))).ravel()
    number = np.unique(packed, return_inverse=True)[1]
    return np.asarray(np.repeat(number.astype(np.int32), lengths).reshape(shape))


def _refined(class_of: Array, classes: int, answer: Array) -> tuple[Array, int]:
    """Classes that also tell an answer's values apart, numbered without gaps."""
    if answer.size and (answer == answer.flat[0]).all():
        return class_of, classes
    kinds = int(answer.max()) + 1
    if kinds * classes > 1 << 24:
        found, own = np.unique(class_of.astype(np.int64) * kinds + answer, return_inverse=True)
        return np.asarray(own.reshape(class_of.shape).astype(np.int32)), len(found)
    code = class_of * np.int32(kinds) + answer.astype(np.int32)  # of the plane's shape, whatever that of the answer
    seen = np.bincount(code.ravel(), minlength=kinds * classes) > 0
    number = np.cumsum(seen, dtype=np.int32) - 1
    return number[code], int(seen.sum())


def _known(
    language: Language, expression: Expression, columns: Mapping[str, Array], numbers: frozenset[str]
) -> dict[int, Result]:
    """The largest parts of an expression that hang on numbers of the plane alone, evaluated once for all groups."""
    found: dict[int, Result] = {}
    evaluation = Evaluation(language, columns)

    seen: set[str] = set()  # derived quantities

    def visit(part: Expression) -> None:
        if isinstance(part, DerivedOf):
            if part.name in seen:
                return
            seen.add(part.name)
        names = language.names(part)
        if names and names <= numbers and not language.asks_quantity(part):
            found[id(part)] = evaluation.of(part)
        elif names & numbers:
            for one in language.inside(part):
                visit(one)

    visit(expression)
    return found


def _axis(
    language: Language, number: NumberVariable, atoms: Sequence[tuple[Expression, Groups]], *, alone: bool
) -> Axis:
    """A stretch for each value; a number alone with very many is cut where a condition can change its answer."""
    if not alone or size(number) <= POINTS:
        if size(number) > POINTS:
            raise TooIntricateError(f"the number {number.id} has too many values to be multiplied with others")
        return full_axis(number)
    breaks: list[int] = []
    for expression, found in atoms:
        for example in found.examples:
            breaks += _breaks(language, expression, number.id, example)
    return cut_axis(number, np.array(sorted(set(breaks)), np.int64))


def _breaks(language: Language, atom: Expression, variable: str, example: Mapping[str, Array]) -> list[int]:
    """The values at which a condition on a number can change: it must compare straight lines."""
    lines: list[tuple[Expression, Sequence[Fraction] | None]]
    match atom:
        case Compare(_, left, right):
            lines = [(left, None), (right, None)]
        case WithinRanges(inside, ranges):
            lines = [(inside, [bound for one in ranges for bound in one])]
        case _:
            raise TooIntricateError(f"the number {variable} has too many values for its rules: give it a larger step")
    if not all(straight(language, line, variable) for line, _ in lines):
        raise TooIntricateError(f"the number {variable} has too many values for its rules: give it a larger step")

    def at(line: Expression, value: int) -> Fraction | None:
        columns = dict(example) | {variable: np.array(value, np.int64)}
        result: Numbers = Evaluation(language, columns).numbers(line)
        return None if result.missing.any() else result.fraction()

    if len(lines) == 2:
        left0, left1, right0, right1 = (at(line, value) for line, _ in lines for value in (0, 1))
        if left0 is None or left1 is None or right0 is None or right1 is None:
            return []
        offset, slope, bounds = left0 - right0, left1 - left0 - right1 + right0, [Fraction(0)]
    else:
        low, high = (at(lines[0][0], value) for value in (0, 1))
        if low is None or high is None:
            return []
        offset, slope, bounds = low, high - low, list(lines[0][1] or ())
    if slope == 0:
        return []
    roots = [(bound - offset) / slope for bound in bounds]
    return [int(root // 1) + shift for root in roots for shift in (0, 1)]


def straight(language: Language, expression: Expression, variable: str) -> bool:
    """Whether an expression is a straight line in a number, by its form."""
    return _straight(language, expression, variable, {})


def _straight(language: Language, expression: Expression, variable: str, derived: dict[str, bool]) -> bool:
    """The same, where it is known of derived quantities from before."""
    if variable not in language.names(expression):
        return True
    match expression:
        case NumberOf():
            return True
        case Calculate(Arithmetic.ADD | Arithmetic.SUBTRACT, left, right):
            return _straight(language, left, variable, derived) and _straight(language, right, variable, derived)
        case Calculate(Arithmetic.MULTIPLY, left, right) if variable not in language.names(left):
            return _straight(language, right, variable, derived)
        case Calculate(Arithmetic.MULTIPLY | Arithmetic.DIVIDE, left, right) if variable not in language.names(right):
            return _straight(language, left, variable, derived)
        case DerivedOf(name):
            if name not in derived:
                derived[name] = _straight(language, language.model.derived[name].value, variable, derived)
            return derived[name]
    return False
