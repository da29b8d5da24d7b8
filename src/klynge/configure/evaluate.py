# SPDX-License-Identifier: Apache-2.0
"""What expressions come to for given choices: exactly, and never as Python.

A tree is compiled once to nested closures over one dictionary, that of the choices. Logic is three-valued: a look-up
without a fitting row and a division by zero have no value; `or` is true when any part is true and `and` false when any
part is false, whatever the others; in all else what has no value takes the value from what is made of it. A rule holds
when it is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import singledispatchmethod
from math import ceil, floor
from operator import add, eq, floordiv, ge, gt, le, lt, mod, mul, ne, sub
from typing import Any, Literal, Protocol

from klynge.configure import expression as x
from klynge.configure.model import (
    ChoiceVariable,
    Family,
    ProductModel,
    Rule,
    Table,
    TableKind,
)
from klynge.configure.rounding import Exact, gram, half_away, milliseconds, ore, quantity, seconds, thousandths
from klynge.configure.rows import RowFinder
from klynge.configure.template import filled

__all__ = [
    "Evaluator",
    "NoValueError",
    "Value",
    "gram",
    "half_away",
    "milliseconds",
    "ore",
    "quantity",
    "seconds",
    "thousandths",
]

Value = str | int
_State = dict[str, Any]  # the choices, "quantity", and derived quantities once they are known
_Compiled = Callable[[_State], Any]
_DERIVED = "derived "  # no variable's name has a blank

_ARITHMETIC = {
    x.Arithmetic.ADD: add,
    x.Arithmetic.SUBTRACT: sub,
    x.Arithmetic.MULTIPLY: mul,
    x.Arithmetic.FLOOR_DIVIDE: floordiv,
    x.Arithmetic.REMAINDER: mod,
}
_COMPARISON = {
    x.Comparison.EQUAL: eq,
    x.Comparison.UNEQUAL: ne,
    x.Comparison.LESS: lt,
    x.Comparison.AT_MOST: le,
    x.Comparison.MORE: gt,
    x.Comparison.AT_LEAST: ge,
}


class NoValueError(ArithmeticError):
    """An expression has no value for these choices; `table` is the look-up table that lacks a row, else ""."""

    def __init__(self, table: str = "") -> None:
        """Say what is missing."""
        super().__init__(f"no row of {table} fits" if table else "division by zero")
        self.table = table


class _Truth(Protocol):
    def __call__(self, assignment: Mapping[str, Value], quantity: int | None = None) -> bool: ...


class _Number(Protocol):
    def __call__(self, assignment: Mapping[str, Value], quantity: int | None = None) -> Exact: ...


class Evaluator:
    """The expressions, rules and tables of one model, compiled when they are first asked for.

    Functions take the choices (variable: option, whole number or text), of which only those that the expression hangs
    on need be there, and for `quantity` how many are ordered. Numbers are exact. Raises KeyError for a choice that is
    needed and not given, NoValueError where there is no value.
    """

    def __init__(self, model: ProductModel) -> None:
        """Prepare a model; nothing is compiled yet."""
        self.model = model
        self._compiled: dict[int, tuple[x.Expression, _Compiled]] = {}
        self._finders: dict[str, RowFinder] = {}
        self._rules: dict[str, _Truth] = {}

    def truth(self, expression: x.Expression) -> _Truth:
        """The condition as a function of the choices."""
        return self._function(expression)

    def number(self, expression: x.Expression) -> _Number:
        """The number as a function of the choices."""
        return self._function(expression)

    def visible(self, variable: str) -> _Truth:
        """Whether a variable matters: its `when` holds, or it has none."""
        when = self.model.variables[variable].when
        return self._function(when) if when is not None else lambda assignment, quantity=None: True  # noqa: ARG005

    def derived(self, name: str, assignment: Mapping[str, Value]) -> Exact:
        """The value of a derived quantity."""
        found: Exact = self._function(self.model.derived[name].value)(assignment)
        return found

    def rule(self, rule: Rule) -> _Truth:
        """Whether a rule holds; it does not where it has no value."""
        if rule.id not in self._rules:
            self._rules[rule.id] = self._rule(rule)
        return self._rules[rule.id]

    def _rule(self, rule: Rule) -> _Truth:
        if rule.table:
            return self._table_rule(self.model.tables[rule.table])
        assert rule.condition is not None, "a rule has a table or a condition"
        condition = self._function(rule.condition)

        def holds(assignment: Mapping[str, Value], quantity: int | None = None) -> bool:
            try:
                return bool(condition(assignment, quantity))
            except NoValueError:
                return False

        return holds

    def broken(self, assignment: Mapping[str, Value], on: date | None = None) -> list[Rule]:
        """The rules in force on a day (None: all of them) that do not hold."""
        return [rule for rule in self.model.rules.values() if in_force(rule, on) and not self.rule(rule)(assignment)]

    def finder(self, table: str) -> RowFinder:
        """The rows of a table by the values of its variables."""
        if table not in self._finders:
            self._finders[table] = RowFinder(self.model.tables[table])
        return self._finders[table]

    def text(self, pattern: str, assignment: Mapping[str, Value], language: Literal["nb", "en"]) -> str:
        """A text with the values in braces as customers read them."""
        return filled(pattern, lambda name: self._shown(name, assignment, language))

    def family(self, family: Family, assignment: Mapping[str, Value]) -> str:
        """A set-up family with the identifiers of what was chosen in braces."""
        return filled(family.pattern, lambda name: str(assignment[name]))

    def _shown(self, name: str, assignment: Mapping[str, Value], language: Literal["nb", "en"]) -> str:
        variable = self.model.variables.get(name)
        if isinstance(variable, ChoiceVariable):
            chosen = next(option for option in variable.options if option.id == assignment[name])
            return chosen.texts.get(language) or next(iter(chosen.texts.values()), chosen.id)
        if variable is not None:
            return str(assignment[name])
        try:
            return shown_number(self.derived(name, assignment), language)
        except NoValueError:
            return "–"

    def _table_rule(self, table: Table) -> _Truth:
        finder = self.finder(table.id)
        wanted = table.kind is TableKind.ALLOWED

        def holds(assignment: Mapping[str, Value], quantity: int | None = None) -> bool:  # noqa: ARG001
            return (finder.row(assignment) is not None) is wanted

        return holds

    def _function(self, expression: x.Expression) -> Callable[..., Any]:
        compiled = self._compile(expression)

        def value(assignment: Mapping[str, Value], quantity: int | None = None) -> Any:
            state: _State = dict(assignment)
            if quantity is not None:
                state["quantity"] = quantity
            return compiled(state)

        return value

    def _compile(self, expression: x.Expression) -> _Compiled:
        # By identity: hashing a tree takes as long as evaluating it. The tree is kept, so its identity stays its own.
        known = self._compiled.get(id(expression))
        if known is None:
            known = self._compiled[id(expression)] = (expression, self._made(expression))
        return known[1]

    @singledispatchmethod
    def _made(self, expression: object) -> _Compiled:
        raise TypeError(f"{expression!r} is no expression")

    @_made.register
    def _literal(self, expression: x.Number) -> _Compiled:
        value = _plain(expression.value)
        return lambda state: value  # noqa: ARG005

    @_made.register
    def _number_of(self, expression: x.NumberOf) -> _Compiled:
        name = expression.variable
        return lambda state: state[name]

    @_made.register
    def _quantity(self, _expression: x.OrderQuantity) -> _Compiled:
        return lambda state: state["quantity"]

    @_made.register
    def _derived_of(self, expression: x.DerivedOf) -> _Compiled:
        key = _DERIVED + expression.name
        compiled = self._compile(self.model.derived[expression.name].value)

        def value(state: _State) -> Any:
            if key not in state:
                state[key] = compiled(state)
            return state[key]

        return value

    @_made.register
    def _is_option(self, expression: x.IsOption) -> _Compiled:
        name, options = expression.variable, expression.options
        if len(options) == 1:
            (only,) = options
            return lambda state: state[name] == only
        return lambda state: state[name] in options

    @_made.register
    def _same_option(self, expression: x.SameOption) -> _Compiled:
        left, right = expression.left, expression.right
        return lambda state: state[left] == state[right]

    @_made.register
    def _within(self, expression: x.WithinRanges) -> _Compiled:
        number = self._compile(expression.number)
        ranges = tuple((_plain(low), _plain(high)) for low, high in expression.ranges)

        def value(state: _State) -> bool:
            found = number(state)
            return any(low <= found <= high for low, high in ranges)

        return value

    @_made.register
    def _compare(self, expression: x.Compare) -> _Compiled:
        left, right = self._compile(expression.left), self._compile(expression.right)
        compare = _COMPARISON[expression.operator]
        return lambda state: compare(left(state), right(state))

    @_made.register
    def _not(self, expression: x.Not) -> _Compiled:
        operand = self._compile(expression.operand)
        return lambda state: not operand(state)

    @_made.register
    def _connect(self, expression: x.Connect) -> _Compiled:
        operands = [self._compile(operand) for operand in expression.operands]
        if expression.connective is x.Connective.EQUIVALENT:
            left, right = operands
            return lambda state: left(state) == right(state)
        if expression.connective is x.Connective.IMPLIES:
            return _decided([_negation(operands[0]), operands[1]], by=True)
        return _decided(operands, by=expression.connective is x.Connective.OR)

    @_made.register
    def _calculate(self, expression: x.Calculate) -> _Compiled:
        left, right = self._compile(expression.left), self._compile(expression.right)
        if expression.operator is x.Arithmetic.DIVIDE:
            return lambda state: _quotient(left(state), right(state))
        calculate = _ARITHMETIC[expression.operator]
        if expression.operator not in (x.Arithmetic.FLOOR_DIVIDE, x.Arithmetic.REMAINDER):
            return lambda state: calculate(left(state), right(state))

        def value(state: _State) -> Exact:
            divisor = right(state)
            if divisor == 0:
                raise NoValueError
            found: Exact = calculate(left(state), divisor)
            return found

        return value

    @_made.register
    def _apply(self, expression: x.Apply) -> _Compiled:
        arguments = [self._compile(argument) for argument in expression.arguments]
        if expression.function is x.Function.COUNT:
            return lambda state: sum(1 for argument in arguments if argument(state))
        if expression.function is x.Function.MIN:
            return lambda state: min(argument(state) for argument in arguments)
        if expression.function is x.Function.MAX:
            return lambda state: max(argument(state) for argument in arguments)
        one: dict[x.Function, Callable[[Any], Exact]] = {
            x.Function.ABS: abs,
            x.Function.FLOOR: floor,
            x.Function.CEIL: ceil,
            x.Function.ROUND: half_away,
        }
        function, (argument,) = one[expression.function], arguments
        return lambda state: function(argument(state))

    @_made.register
    def _choose(self, expression: x.Choose) -> _Compiled:
        condition, then, otherwise = (
            self._compile(part) for part in (expression.condition, expression.then, expression.otherwise)
        )
        return lambda state: then(state) if condition(state) else otherwise(state)

    @_made.register
    def _look_up(self, expression: x.LookUp) -> _Compiled:
        table, finder = expression.table, self.finder(expression.table)
        at = self.model.tables[table].columns.index(expression.column)
        values = [_plain(row.values[at]) for row in self.model.tables[table].rows]

        def value(state: _State) -> Exact:
            found = finder.place(state)
            if found is None:
                raise NoValueError(table)
            return values[found]

        return value


class _Dated(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


def in_force(rule: _Dated, on: date | None) -> bool:
    """Whether a rule, option or price holds on a day (None: whatever the day)."""
    if on is None:
        return True
    return (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_to is None or on <= rule.valid_to)


def shown_number(value: Exact, language: str, decimals: int = 3) -> str:
    """A number as people read it, with at most so many decimals."""
    scaled = half_away(value * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    tail = f"{rest:0{decimals}}".rstrip("0") if decimals else ""
    point = "," if language == "nb" else "."
    return f"{'-' if scaled < 0 else ''}{whole}{point + tail if tail else ''}"


def _plain(value: Exact) -> Exact:
    """Whole numbers as `int`, which is many times faster than Fraction."""
    return value.numerator if value.denominator == 1 else value


def _quotient(left: Exact, right: Exact) -> Exact:
    if right == 0:
        raise NoValueError
    return _plain(Fraction(left) / right)


def _negation(operand: _Compiled) -> Callable[[_State], bool]:
    return lambda state: not operand(state)


def _decided(operands: list[Callable[[_State], bool]], *, by: bool) -> _Compiled:
    """`or` (by=True) and `and` (by=False): decided by one operand, even where another has no value."""

    def value(state: _State) -> bool:
        missing: NoValueError | None = None
        for operand in operands:
            try:
                if operand(state) is by:
                    return by
            except NoValueError as error:
                missing = error
        if missing is None:
            return not by
        try:
            raise missing
        finally:
            del missing  # or it would hold this frame, and the frame it

    return value
