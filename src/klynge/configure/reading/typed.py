# SPDX-License-Identifier: Apache-2.0
"""Raw trees to typed ones: every name resolved, every node a truth or a number, every option one that there is."""

from __future__ import annotations

from fractions import Fraction

from klynge.configure import expression as x
from klynge.configure.model import ChoiceVariable, TextVariable
from klynge.configure.reading.grammar import Raw, parse
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tokens import SyntaxProblemError
from klynge.network.problem import nearest

_ARITHMETIC = {sign.value: sign for sign in x.Arithmetic}
_COMPARISONS = {sign.value: sign for sign in x.Comparison}
_CONNECTIVES = {sign.value: sign for sign in x.Connective}
_ONE_ARGUMENT = ("abs", "floor", "ceil", "round")
_YES = frozenset({"yes"})


class BrokenNameError(Exception):
    """The expression uses something that has an error of its own, which is told already."""


def truth_of(text: str, scope: Scope) -> x.Expression:
    """A condition. Raises SyntaxProblemError, or BrokenNameError."""
    return _Typing(scope).truth(parse(text))


def number_of(text: str, scope: Scope) -> x.Expression:
    """A number. Raises SyntaxProblemError, or BrokenNameError."""
    return _Typing(scope).number(parse(text))


def seconds_of(text: str, scope: Scope) -> x.Expression:
    """A time in seconds, which must say its unit somewhere. Raises SyntaxProblemError, or BrokenNameError."""
    raw = parse(text)
    if not _timed(raw, scope) and not (raw.kind == "number" and raw.value == 0):
        raise SyntaxProblemError("no_time_unit", text=text)
    return _Typing(scope).number(raw)


def _timed(raw: Raw, scope: Scope) -> bool:
    if raw.duration or raw.kind == "column" or (raw.kind == "name" and raw.text in scope.derived):
        return True
    return any(_timed(part, scope) for part in raw.parts)


class _Typing:
    """Types a tree from the top down: what is asked for (a truth, a number) is known at every node."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def truth(self, raw: Raw) -> x.Expression:
        """A truth."""
        if raw.kind == "not":
            return x.Not(self.truth(raw.parts[0]))
        if raw.kind == "in":
            return self._within(raw)
        if raw.kind == "operator" and raw.text in _CONNECTIVES:
            return x.Connect(_CONNECTIVES[raw.text], tuple(self.truth(part) for part in raw.parts))
        if raw.kind == "operator" and raw.text in _COMPARISONS:
            return self._compared(raw)
        if raw.kind == "name":
            variable = self.scope.choice(raw.text)
            if variable is not None and variable.yes_no:
                return x.IsOption(raw.text, _YES)
            self._known(raw)
            raise SyntaxProblemError("choice_is_no_truth" if variable else "number_is_no_truth", name=raw.text)
        raise SyntaxProblemError("no_truth", text=raw.text)

    def number(self, raw: Raw) -> x.Expression:
        """A number."""
        if raw.kind == "number":
            return x.Number(raw.value)
        if raw.kind == "name":
            return self._named(raw)
        if raw.kind == "column":
            return self._column(raw)
        if raw.kind == "negate":
            return x.Calculate(x.Arithmetic.SUBTRACT, x.Number(Fraction(0)), self.number(raw.parts[0]))
        if raw.kind == "operator" and raw.text in _ARITHMETIC:
            return self._calculated(raw)
        if raw.kind == "call":
            return self._called(raw)
        if raw.kind == "by":
            return self._by(raw)
        if raw.kind == "quoted":
            raise SyntaxProblemError("quoted_number", text=raw.text)
        raise SyntaxProblemError("truth_is_no_number", text=raw.text)

    def _known(self, raw: Raw) -> None:
        """Say that a name is unknown, when it is."""
        scope, name = self.scope, raw.text
        if name in scope.broken:
            raise BrokenNameError(name)
        if name in scope.variables or name in scope.derived:
            if isinstance(scope.variables.get(name), TextVariable):
                raise SyntaxProblemError("text_in_rule", name=name)
            return
        if name == "quantity":
            if not scope.quantity:
                raise SyntaxProblemError("no_quantity")
            return
        if name in scope.columns:
            raise SyntaxProblemError("table_alone", table=name)
        if "-" in name and all(part in scope.variables or part in scope.derived or part.isdigit()
                               for part in name.split("-")):  # fmt: skip
            raise SyntaxProblemError("minus", name=name, spaced=name.replace("-", " - "))
        raise SyntaxProblemError("unknown_name", name=name, near=scope.near(name))

    def _named(self, raw: Raw) -> x.Expression:
        name = raw.text
        if self.scope.number(name):
            return x.NumberOf(name)
        if name in self.scope.derived and name not in self.scope.broken:
            return x.DerivedOf(name)
        self._known(raw)
        if name == "quantity":
            return x.OrderQuantity()
        variable = self.scope.choice(name)
        code = "yes_no_is_no_number" if variable and variable.yes_no else "choice_is_no_number"
        raise SyntaxProblemError(code, name=name)

    def _column(self, raw: Raw) -> x.Expression:
        table, column = raw.parts[0].text, raw.text
        if f"{table}." in self.scope.broken:
            raise BrokenNameError(table)
        if table not in self.scope.columns:
            raise SyntaxProblemError("unknown_table", table=table, near=nearest(table, self.scope.columns))
        known = self.scope.columns[table]
        if column not in known:
            raise SyntaxProblemError("unknown_column", table=table, column=column, near=nearest(column, known))
        return x.LookUp(table, column)

    def _calculated(self, raw: Raw) -> x.Expression:
        left, right = (self.number(part) for part in raw.parts)
        operator = _ARITHMETIC[raw.text]
        divides = operator in (x.Arithmetic.DIVIDE, x.Arithmetic.FLOOR_DIVIDE, x.Arithmetic.REMAINDER)
        if divides and right == x.Number(Fraction(0)):
            raise SyntaxProblemError("zero_divisor")
        return x.Calculate(operator, left, right)

    def _called(self, raw: Raw) -> x.Expression:
        name, arguments = raw.text, raw.parts
        if name == "if":
            if len(arguments) != 3:
                raise SyntaxProblemError("arguments", name="if", wanted=3, found=len(arguments))
            return x.Choose(self.truth(arguments[0]), self.number(arguments[1]), self.number(arguments[2]))
        if name in _ONE_ARGUMENT and len(arguments) != 1:
            raise SyntaxProblemError("arguments", name=name, wanted=1, found=len(arguments))
        of = self.truth if name == "count" else self.number
        return x.Apply(x.Function(name), tuple(of(argument) for argument in arguments))

    def _choice(self, name: str) -> ChoiceVariable:
        variable = self.scope.choice(name)
        if variable is None:
            self._known(Raw("name", name, 0))
            raise SyntaxProblemError("no_choice", name=name)
        return variable

    def _option(self, variable: ChoiceVariable, raw: Raw) -> str:
        if raw.text not in {option.id for option in variable.options}:
            known = [option.id for option in variable.options]
            raise SyntaxProblemError(
                "unknown_option", variable=variable.id, name=raw.text, near=nearest(raw.text, known)
            )
        return raw.text

    def _by(self, raw: Raw) -> x.Expression:
        variable = self._choice(raw.text)
        otherwise: x.Expression | None = None
        cases: dict[str, x.Expression] = {}
        for case in raw.parts:
            if otherwise is not None:
                raise SyntaxProblemError("else_last")
            value = self.number(case.parts[0])
            if case.kind == "else":
                otherwise = value
            elif self._option(variable, case) in cases:
                raise SyntaxProblemError("option_twice", name=case.text)
            else:
                cases[case.text] = value
        rest = [option.id for option in variable.options if option.id not in cases]
        if otherwise is None and rest:
            raise SyntaxProblemError("by_incomplete", variable=variable.id, names=", ".join(rest[:6]))
        chain = [(frozenset({option}), value) for option, value in cases.items()]
        if otherwise is not None and rest:
            chain.append((frozenset(rest), otherwise))
        return _halved(variable.id, chain)

    def _within(self, raw: Raw) -> x.Expression:
        subject, *members = raw.parts
        variable = self.scope.choice(subject.text) if subject.kind == "name" else None
        if variable is not None:
            for member in members:
                if member.kind not in ("name", "quoted", "number"):
                    raise SyntaxProblemError("odd_option", text=member.text)
            return x.IsOption(variable.id, frozenset(self._option(variable, member) for member in members))
        return x.WithinRanges(self.number(subject), tuple(self._span(member) for member in members))

    def _span(self, raw: Raw) -> tuple[Fraction, Fraction]:
        low, high = raw.parts if raw.kind == "range" else (raw, raw)
        if low.kind != "number" or high.kind != "number":
            raise SyntaxProblemError("odd_range", text=(low if low.kind != "number" else high).text)
        if low.value > high.value:
            raise SyntaxProblemError("empty_range", low=low.text, high=high.text)
        return low.value, high.value

    def _compared(self, raw: Raw) -> x.Expression:
        left, right = raw.parts
        equal = raw.text in ("=", "!=")
        variable = self.scope.choice(left.text) if left.kind == "name" else None
        if variable is None:
            other = self.scope.choice(right.text) if right.kind == "name" else None
            if other is not None and left.kind in ("name", "quoted") and left.text in {o.id for o in other.options}:
                raise SyntaxProblemError("turned", option=left.text, variable=right.text)
            return x.Compare(_COMPARISONS[raw.text], self.number(left), self.number(right))
        if not equal:
            raise SyntaxProblemError("choice_order", variable=variable.id, sign=raw.text)
        found = self._same(variable, right)
        return x.Not(found) if raw.text == "!=" else found

    def _same(self, variable: ChoiceVariable, right: Raw) -> x.Expression:
        """Equal to an option, or to another choice; an option goes before a variable of the same name."""
        if right.kind not in ("name", "quoted", "number"):
            raise SyntaxProblemError("odd_option", text=right.text)
        other = self.scope.choice(right.text) if right.kind == "name" else None
        options = {option.id for option in variable.options}
        if other is not None and right.text not in options:
            if options.isdisjoint(option.id for option in other.options):
                raise SyntaxProblemError("no_common_option", left=variable.id, right=other.id)
            return x.SameOption(variable.id, other.id)
        return x.IsOption(variable.id, frozenset({self._option(variable, right)}))


def _halved(variable: str, cases: list[tuple[frozenset[str], x.Expression]]) -> x.Expression:
    """Cases that exclude one another as a tree of even depth: a chain of hundreds would exhaust the stack."""
    if len(cases) == 1:
        return cases[0][1]
    half = len(cases) // 2
    options = frozenset().union(*(options for options, _ in cases[:half]))
    return x.Choose(x.IsOption(variable, options), _halved(variable, cases[:half]), _halved(variable, cases[half:]))
