# SPDX-License-Identifier: Apache-2.0
"""The small language in which a product model states rules, prices, quantities and times: its syntax tree.

Trees are made by `klynge.configure.reading` and are typed when they are made: a tree is a truth, a number or an option.
Numbers are exact rationals; there are no floats, no loops, no names but those of the model, and nothing is ever
evaluated as Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Comparison(StrEnum):
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Arithmetic(StrEnum):
    """`FLOOR_DIVIDE` and `REMAINDER` round towards minus infinity; `DIVIDE` is exact."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    FLOOR_DIVIDE = "//"
    REMAINDER = "%"


class Function(StrEnum):
    """Functions of numbers. `ROUND` rounds halves away from zero; `COUNT` counts the truths among its arguments."""

    MIN = "min"
    MAX = "max"
    ABS = "abs"
    FLOOR = "floor"
    CEIL = "ceil"
    ROUND = "round"
    COUNT = "count"


class Connective(StrEnum):
    AND = "and"
    OR = "or"
    IMPLIES = "=>"
    EQUIVALENT = "<=>"


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, such as 12, 0.35 or 4min (240 seconds)."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class NumberOf:
    """The value of a number variable, in its own unit; of a yes-no or choice variable never."""

    variable: str


@dataclass(frozen=True, slots=True)
class DerivedOf:
    """The value of a derived quantity."""

    name: str


@dataclass(frozen=True, slots=True)
class OrderQuantity:
    """`quantity`: how many are ordered. Allowed in prices, bill and routing, not in rules or derived quantities."""


@dataclass(frozen=True, slots=True)
class IsOption:
    """Whether a choice variable has one of these options; `x = a`, `x in (a, b)` and a bare yes-no variable."""

    variable: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class SameOption:
    """Whether two choice variables have the option of the same identifier."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class WithinRanges:
    """Whether a number lies in one of these closed ranges: `width in (390..790, 990)`."""

    number: Expression
    ranges: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers compared."""

    operator: Comparison
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Connect:
    """Truths connected; `IMPLIES` and `EQUIVALENT` have two operands, the others two or more."""

    connective: Connective
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Calculate:
    """Two numbers into one."""

    operator: Arithmetic
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of numbers (of truths for `COUNT`)."""

    function: Function
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`if(condition, a, b)`, and `by(variable, option: number, ..., else: number)` as nested ones."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class LookUp:
    """The number in `column` of the row of a look-up table that fits the key columns' present values.

    The table's key columns are variables of the model. A table without a fitting row has no value there: a rule that
    asks for it is false, and `klynge product check` names the combinations that lack a row.
    """

    table: str
    column: str


Expression = (
    Number
    | NumberOf
    | DerivedOf
    | OrderQuantity
    | IsOption
    | SameOption
    | WithinRanges
    | Compare
    | Not
    | Connect
    | Calculate
    | Apply
    | Choose
    | LookUp
)
