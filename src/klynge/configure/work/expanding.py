# SPDX-License-Identifier: Apache-2.0
"""The configurations of a cluster folder become rows: every one is checked by the present model of its product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from klynge.configure.model import Identity
from klynge.configure.reading import ProductError, read_products
from klynge.network.articles import ArticleRows, Declared
from klynge.network.problem import Findings, Problem
from klynge.network.schema import Configurations
from klynge.network.table import Column

from .configuration import ChoicesError, Configuration, code_of, parse_choices
from .desk import Desk
from .fault import ConfigurationError, Fault, Language, fault
from .reopening import carried
from .values import Values


class Expanding:
    """An expander for `klynge.network.read_folder`; `desk` is that of the folder it expanded last, if it has any."""

    def __init__(self, language: Language = "nb") -> None:
        """Names of items and steps are in `language`."""
        self.language: Language = language
        self.desk: Desk | None = None

    def __call__(
        self, folder: Path, day: date, declared: Sequence[Declared], findings: Findings
    ) -> Iterator[tuple[Declared, ArticleRows]]:
        """The rows of each configuration; all that is wrong goes to the findings."""
        try:
            products = read_products(folder)
        except ProductError as error:
            findings.problems += error.problems
            return
        self.desk = desk = Desk(products, day, self.language)
        numbered: dict[tuple[str, tuple[object, ...]], list[_Numbers]] = defaultdict(list)
        for one in declared:
            try:
                configuration, values = _valid(desk, one)
                rows = desk.rows_of(one.item, configuration.product, values, _quantity(desk, one))
            except _DeclaredError as error:
                findings.problems += error.problems
            except ConfigurationError as error:
                findings.problems += [_problem(one, Configurations.choices, each) for each in error.faults]
            else:
                _note_numbers(desk, one, values, numbered)
                yield one, rows
        findings.problems += _shared_numbers(numbered)


class _DeclaredError(Exception):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems


def _problem(one: Declared, column: Column[str], wrong: Fault) -> Problem:
    """A fault as a problem of the row; a place in a product's files is told instead of the column."""
    at_home = wrong.place is None or wrong.kind in ("missing", "unfit", "not-asked", "rule")
    told = one.problem(column, wrong.message["en"], wrong.remedy["en"], (wrong.message["nb"], wrong.remedy["nb"]))
    return told if at_home else Problem(told.file, told.row, wrong.spot, *_texts(told))


def _texts(problem: Problem) -> tuple[str, str, tuple[str, str] | None]:
    return problem.message, problem.remedy, problem.norwegian


def _valid(desk: Desk, one: Declared) -> tuple[Configuration, Values]:
    """The configuration of a row, by the present model, and all its values."""
    try:
        work = desk.work(one.product)
    except ConfigurationError as error:
        raise _DeclaredError([_problem(one, Configurations.product, each) for each in error.faults]) from None
    try:
        written = parse_choices(one.choices)
    except ChoicesError as error:
        wrong = Fault("choices", "", error.texts, error.remedy)
        raise _DeclaredError([_problem(one, Configurations.choices, wrong)]) from None
    same = one.version == work.model.version
    now = Configuration(one.product, one.version, written) if same else carried(work, written, one.version)[0]
    values, faults = work.valuing.faults(now.choices, desk.on)
    if faults and not same:
        changes = carried(work, written, one.version)[1]
        why = {
            lang: "; ".join([*(each.words(lang) for each in changes), *(each.message[lang] for each in faults)])
            for lang in ("nb", "en")
        }
        faults = [fault("changed", "", version=work.model.version, product=one.product, why=why)]
    if faults:
        raise _DeclaredError([_problem(one, Configurations.choices, each) for each in faults])
    # A code is of what was asked when it was made: what is written, or by now less than that.
    canonical = work.valuing.canonical(values)
    if one.item != canonical.item and one.item != f"{one.product}/{code_of(one.product, written)}":
        wrong = fault("wrong-code", "", item=canonical.item)
        raise _DeclaredError([_problem(one, Configurations.item, wrong)])
    return canonical, values


def _quantity(desk: Desk, one: Declared) -> int:
    """How many are ordered, where the work hangs on that: all orders of the item have to agree."""
    if not one.orders or not desk.hangs_on_quantity(one.product):
        return 1
    first = one.orders[0]
    for other in one.orders[1:]:
        if other[1] != first[1]:
            wrong = fault("other-quantities", "", one=first[0], first=first[1], other=other[0], second=other[1])
            raise _DeclaredError([_problem(one, Configurations.item, wrong)])
    return first[1]


_Numbers = tuple[int, int, str, Declared]
"""First and last number of an order, the order, and the row of its configuration."""


def _note_numbers(
    desk: Desk, one: Declared, values: Values, numbered: dict[tuple[str, tuple[object, ...]], list[_Numbers]]
) -> None:
    identity = desk.work(one.product).model.identity
    if identity is None:
        return
    if not desk.work(one.product).evaluator.visible(identity.first)(values):
        return  # not asked: its pieces have no numbers
    first = _first(identity, values)
    if first is not None:
        scope = (one.product, tuple(f"{name}={values[name]}" for name in identity.scope))
        numbered[scope] += [(first, first + quantity - 1, order, one) for order, quantity in one.orders]


def _first(identity: Identity, values: Values) -> int | None:
    value = values[identity.first]
    return value if isinstance(value, int) else int(value) if value.isascii() and value.isdigit() else None


def _shared_numbers(numbered: dict[tuple[str, tuple[object, ...]], list[_Numbers]]) -> Iterator[Problem]:
    """Numbers that two orders have, where they should be unique for ever."""
    for (_, scope), ranges in numbered.items():
        furthest: _Numbers | None = None
        for before, now in pairwise(sorted(ranges, key=lambda numbers: numbers[:3])):
            furthest = before if furthest is None or before[1] > furthest[1] else furthest
            if now[0] <= furthest[1]:
                wrong = fault(
                    "same-numbers",
                    "",
                    one=furthest[2],
                    other=now[2],
                    first=now[0],
                    last=min(now[1], furthest[1]),
                    scope=f" ({', '.join(map(str, scope))})" if scope else "",
                )
                yield _problem(now[3], Configurations.choices, wrong)
