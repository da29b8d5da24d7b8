# SPDX-License-Identifier: Apache-2.0
"""Random small product models, and all their products by trying every combination with the plain evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product as combinations
from typing import Any

from hypothesis import strategies as st

from klynge.configure import expression as x
from klynge.configure.evaluate import Evaluator, NoValueError, ore
from klynge.configure.model import (
    AnyVariable,
    Cell,
    ChoiceVariable,
    Derived,
    NumberVariable,
    Option,
    Place,
    PriceLine,
    ProductModel,
    Row,
    Rule,
    Span,
    Table,
    TableKind,
    Texts,
)
from klynge.configure.rounding import half_away

ON = date(2026, 5, 1)
HERE = Place("small.yaml")
Value = str | int
Choices = dict[str, Value]
OPTIONS = ("a", "b", "c")


def texts(name: str) -> Texts:
    """The same in both languages."""
    return {"nb": name, "en": name}


def model(
    variables: Mapping[str, AnyVariable],
    rules: Mapping[str, Rule] | None = None,
    tables: Mapping[str, Table] | None = None,
    prices: tuple[PriceLine, ...] = (),
    derived: Mapping[str, Derived] | None = None,
    **more: Any,
) -> ProductModel:
    """A model of these parts."""
    return ProductModel(
        "own/thing", "own", "1", texts("Thing"), "pcs", HERE, dict(variables), dict(rules or {}), dict(tables or {}),
        dict(derived or {}), prices, (), **more,
    )  # fmt: skip


def choice(name: str, *options: str, **more: Any) -> ChoiceVariable:
    """A choice variable with options of these identifiers."""
    return ChoiceVariable(name, texts(name), HERE, options=tuple(Option(o, texts(o), HERE) for o in options), **more)


def number(name: str, *spans: Span, **more: Any) -> NumberVariable:
    """A number variable."""
    return NumberVariable(name, texts(name), HERE, spans=spans, unit="mm", **more)


def rule(name: str, condition: x.Expression | None = None, table: str = "") -> Rule:
    """A rule that says its name."""
    return Rule(name, "own", texts(f"Rule {name}."), HERE, condition, table)


def price(name: str, amount: x.Expression, **more: Any) -> PriceLine:
    """A price line."""
    return PriceLine(name, texts(name), amount, HERE, **more)


@dataclass(frozen=True)
class Names:
    """What expressions may speak of."""

    choices: tuple[str, ...]
    numbers: tuple[str, ...]
    derived: tuple[str, ...] = ()
    look_ups: tuple[tuple[str, str], ...] = ()


def values(variable: AnyVariable) -> list[Value]:
    """All values of a variable."""
    if isinstance(variable, ChoiceVariable):
        return [option.id for option in variable.options]
    assert isinstance(variable, NumberVariable)
    return sorted({one for span in variable.spans for one in range(span.low, span.high + 1, span.step)})


@st.composite
def numbers(draw: st.DrawFn, names: Names, depth: int) -> x.Expression:
    """An expression that is a number."""
    leaves: list[st.SearchStrategy[x.Expression]] = [
        st.builds(lambda n, d: x.Number(Fraction(n, d)), st.integers(-4, 12), st.sampled_from([1, 1, 2, 3]))
    ]
    leaves += [st.just(x.NumberOf(name)) for name in names.numbers]
    leaves += [st.just(x.DerivedOf(name)) for name in names.derived]
    leaves += [st.just(x.LookUp(*one)) for one in names.look_ups]
    if depth == 0 or draw(st.booleans()):
        return draw(st.one_of(leaves))
    inner = numbers(names, depth - 1)
    kind = draw(st.sampled_from(["calculate", "calculate", "calculate", "choose", "apply", "count"]))
    if kind == "calculate":
        return x.Calculate(draw(st.sampled_from(list(x.Arithmetic))), draw(inner), draw(inner))
    if kind == "choose":
        return x.Choose(draw(conditions(names, depth - 1)), draw(inner), draw(inner))
    if kind == "count":
        return x.Apply(x.Function.COUNT, tuple(draw(st.lists(conditions(names, depth - 1), min_size=1, max_size=3))))
    function = draw(st.sampled_from([one for one in x.Function if one is not x.Function.COUNT]))
    several = function in (x.Function.MIN, x.Function.MAX)
    return x.Apply(function, tuple(draw(inner) for _ in range(3 if several else 1)))


@st.composite
def conditions(draw: st.DrawFn, names: Names, depth: int) -> x.Expression:
    """An expression that is a truth."""
    kinds = ["option", "compare", "ranges", "same"]
    kind = draw(st.sampled_from(kinds if depth == 0 else [*kinds, "not", "connect", "connect", "connect"]))
    if kind == "option":
        options = draw(st.frozensets(st.sampled_from(OPTIONS), min_size=1, max_size=2))
        return x.IsOption(draw(st.sampled_from(names.choices)), options)
    if kind == "same":
        return x.SameOption(draw(st.sampled_from(names.choices)), draw(st.sampled_from(names.choices)))
    inner = numbers(names, max(0, depth - 1))
    if kind == "compare":
        return x.Compare(draw(st.sampled_from(list(x.Comparison))), draw(inner), draw(inner))
    if kind == "ranges":
        low = draw(st.integers(-2, 8))
        return x.WithinRanges(draw(inner), ((Fraction(low), Fraction(low + draw(st.integers(0, 5)))),))
    part = conditions(names, depth - 1)
    if kind == "not":
        return x.Not(draw(part))
    connective = draw(st.sampled_from(list(x.Connective)))
    two = connective in (x.Connective.IMPLIES, x.Connective.EQUIVALENT)
    return x.Connect(connective, tuple(draw(part) for _ in range(2 if two else 3)))


@st.composite
def meetings(draw: st.DrawFn, choices: tuple[str, ...]) -> x.Expression:
    """Two numbers in a product or a sum that is bounded, by how much hangs on a choice."""
    two = x.Calculate(
        draw(st.sampled_from([x.Arithmetic.MULTIPLY, x.Arithmetic.ADD])), x.NumberOf("n0"), x.NumberOf("n1")
    )
    bounds = [x.Number(Fraction(draw(st.integers(1, 25)), draw(st.integers(1, 2)))) for _ in range(2)]
    chosen = x.IsOption(draw(st.sampled_from(choices)), frozenset({"a"}))
    relation = draw(st.sampled_from([x.Comparison.AT_MOST, x.Comparison.AT_LEAST]))
    return x.Compare(relation, two, x.Choose(chosen, bounds[0], bounds[1]))


@st.composite
def tables(draw: st.DrawFn, name: str, kind: TableKind, variables: Mapping[str, AnyVariable]) -> Table:
    """A table over two variables."""
    scope = tuple(draw(st.permutations(sorted(variables)))[:2])
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells: list[Cell] = []
        for one in scope:
            if draw(st.integers(0, 4)) == 0:
                cells.append(None)
            elif isinstance(variables[one], ChoiceVariable):
                cells.append(draw(st.frozensets(st.sampled_from(OPTIONS[:2]), min_size=1)))
            else:
                low = draw(st.integers(0, 6))
                cells.append(((low, low + draw(st.integers(0, 6))),))
        amounts = (Fraction(draw(st.integers(0, 9)), 2),) if kind is TableKind.LOOKUP else ()
        rows.append(Row(tuple(cells), amounts, HERE))
    return Table(name, kind, scope, ("amount",) if kind is TableKind.LOOKUP else (), tuple(rows), HERE)


@st.composite
def models(draw: st.DrawFn) -> ProductModel:
    """A model of at most 3 000 combinations, with every kind of rule, table and price."""
    choices = {f"c{i}": choice(f"c{i}", *OPTIONS[: draw(st.integers(2, 3))]) for i in range(draw(st.integers(2, 3)))}
    spans = [Span(0, 5), Span(1, 9, 2), Span(0, 2)]
    measures = {f"n{i}": number(f"n{i}", draw(st.sampled_from(spans))) for i in range(draw(st.integers(1, 2)))}
    if len(measures) == 1 and draw(st.booleans()):
        measures = {"n0": number("n0", Span(-3, 66))}  # too many to be taken value by value
    variables: dict[str, AnyVariable] = {**choices, **measures}
    plain = Names(tuple(choices), tuple(measures))
    made = {"look": draw(tables("look", TableKind.LOOKUP, variables))}
    derived = {"d": Derived("d", texts("d"), "", draw(numbers(plain, 1)), HERE)}
    names = Names(plain.choices, plain.numbers, ("d",), (("look", "amount"),))
    if draw(st.booleans()):
        when = draw(conditions(Names(("c0",), plain.numbers), 1))
        variables["c1"] = choice("c1", *OPTIONS, when=when, otherwise="c")
    rules = {f"r{i}": rule(f"r{i}", draw(conditions(names, 2))) for i in range(draw(st.integers(1, 3)))}
    if len(measures) == 2:
        rules["m"] = rule("m", draw(meetings(tuple(choices))))
    if draw(st.booleans()):
        made["t"] = draw(tables("t", draw(st.sampled_from([TableKind.ALLOWED, TableKind.FORBIDDEN])), variables))
        rules["t"] = rule("t", table="t")
    prices = tuple(
        price(
            f"p{i}", draw(numbers(names, 2)), when=draw(st.none() | conditions(names, 1)), per_order=draw(st.booleans())
        )
        for i in range(draw(st.integers(1, 3)))
    )
    return model(variables, rules, made, prices, derived, weight_g=draw(st.none() | numbers(names, 1)))


class Brute:
    """All products of a model, by trying every combination."""

    def __init__(self, product: ProductModel) -> None:
        self.model = product
        self.evaluator = Evaluator(product)
        names = list(product.variables)
        domains = [values(one) for one in product.variables.values()]
        self.everything: list[Choices] = [dict(zip(names, one, strict=True)) for one in combinations(*domains)]
        self.reasons = [*product.rules, *(f"when {name}" for name in names if product.variables[name].when is not None)]
        self.broken = [frozenset(self._broken(one)) for one in self.everything]
        self.products = [one for one, broken in zip(self.everything, self.broken, strict=True) if not broken]

    def _broken(self, one: Choices) -> Iterator[str]:
        for name, known in self.model.rules.items():
            if not self.evaluator.rule(known)(one):
                yield name
        for name, variable in self.model.variables.items():
            if variable.when is not None and isinstance(variable, ChoiceVariable | NumberVariable):
                try:
                    asked = self.evaluator.visible(name)(one)
                except NoValueError:
                    asked = False
                if asked == (one[name] == variable.otherwise):
                    yield f"when {name}"

    def left(self, choices: Mapping[str, Value]) -> list[Choices]:
        """The products with some choices."""
        return [one for one in self.products if choices.items() <= one.items()]

    def price(self, one: Choices, quantity: int = 1) -> int:
        """Each line rounded to øre, times the quantity unless it is for the order."""
        total = 0
        for line in self.model.prices:
            try:
                if line.when is not None and not self.evaluator.truth(line.when)(one, quantity):
                    continue
                amount = ore(self.evaluator.number(line.amount)(one, quantity))
            except NoValueError:
                continue
            total += amount * (1 if line.per_order else quantity)
        return total

    def weight(self, one: Choices) -> int:
        """Grams, rounded; nothing where there is no value."""
        assert self.model.weight_g is not None
        try:
            return half_away(self.evaluator.number(self.model.weight_g)(one))
        except NoValueError:
            return 0
