# SPDX-License-Identifier: Apache-2.0
"""Products that can be chosen and not be made: no step, no way, no row of a look-up, a part that cannot be had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from klynge.configure import expression as x
from klynge.configure.check.finding import Finding, error
from klynge.configure.check.gaps import Gap, GapFinder, is_zero
from klynge.configure.check.parts import impossible_parts
from klynge.configure.check.probe import both, compiled_with, either, example, names_in
from klynge.configure.compiled import TooIntricateError
from klynge.configure.diagram import TooWideError
from klynge.configure.model import BillLine, Place, ProductModel, StepTemplate, SubProduct, Table, TableKind

_ALWAYS = x.Compare(x.Comparison.EQUAL, x.Number(Fraction(0)), x.Number(Fraction(0)))
Asked = tuple[Place, x.Expression, tuple[x.Expression, ...]]  # an expression, and the conditions under which it counts


def not_makeable(model: ProductModel, on: date, products: Mapping[str, ProductModel]) -> Iterator[Finding]:
    """What products of the model, chosen as the rules allow, cannot be made or priced."""
    for check in (_steps(model, on), _ways(model, on), _gaps(model, on), impossible_parts(model, on, products)):
        try:
            yield from check
        except (TooIntricateError, TooWideError) as fault:
            yield error("too_intricate", model.place, cause=fault)


def _steps(model: ProductModel, on: date) -> Iterator[Finding]:
    """Products without any step."""
    conditions = [step.when for step in model.steps if step.when is not None]
    if not model.steps or len(conditions) < len(model.steps):
        return
    none = [x.Not(condition) for condition in conditions]
    found = example(compiled_with(model, on, none), names_in(model, none))
    if found is not None:
        yield error("no_step", model.steps[0].place, choices=found)


def _ways(model: ProductModel, on: date) -> Iterator[Finding]:
    """Steps that some products have and no way does. All steps are asked at once first: mostly there is none."""
    stuck = {step.id: _stuck(step) for step in model.steps}
    conditions = [both(one) for one in stuck.values() if one]
    if not conditions or compiled_with(model, on, [either(conditions)]).empty:
        return
    for step in model.steps:
        one = stuck[step.id]
        found = example(compiled_with(model, on, one), names_in(model, one)) if one else None
        if found is not None:
            yield error("no_way", step.place, choices=found)


def _stuck(step: StepTemplate) -> list[x.Expression]:
    """The conditions under which a step has no way; none when it always has one."""
    ways = [way.when for way in step.ways if way.when is not None]
    if len(ways) < len(step.ways):
        return []
    return [*([step.when] if step.when is not None else []), *(x.Not(way) for way in ways)]


def _gaps(model: ProductModel, on: date) -> Iterator[Finding]:
    """Look-ups without a row, table by table, and divisions by zero."""
    finder = GapFinder(model)
    by_table: dict[tuple[Place, str], list[Gap]] = {}
    zeros: list[tuple[Place, Gap]] = []
    for place, expression, guards in _asked(model):
        for gap in dict.fromkeys(finder.gaps(expression, guards)):
            if gap.divisor is not None:
                zeros.append((place, gap))
            elif not _covers(model.tables[gap.table]):
                by_table.setdefault((place, gap.table), []).append(gap)
    known: dict[tuple[str, tuple[x.Expression, ...]], str | None] = {}  # the same is asked in many places
    for (place, name), found in by_table.items():
        guards = tuple(dict.fromkeys(both(gap.guards) if gap.guards else _ALWAYS for gap in found))
        if (name, guards) not in known:
            known[name, guards] = _without_row(model, on, model.tables[name], guards)
        seen = known[name, guards]
        if seen is not None:
            yield error("no_row", place, table=name, choices=seen)
    for place, gap in zeros:
        assert gap.divisor is not None, "only divisions are here"
        conditions = [*gap.guards, is_zero(gap.divisor)]
        seen = example(compiled_with(model, on, conditions), names_in(model, conditions))
        if seen is not None:
            yield error("divides_by_zero", place, choices=seen)


def _without_row(model: ProductModel, on: date, table: Table, guards: tuple[x.Expression, ...]) -> str | None:
    """A product that fits no row of a table where it is asked for; None when there is none."""
    conditions = [] if _ALWAYS in guards else [either(guards)]
    lacking = Table(table.id, TableKind.FORBIDDEN, table.variables, (), table.rows, table.place)
    return example(compiled_with(model, on, conditions, [lacking]), table.variables)


def _covers(table: Table) -> bool:
    """Whether a table has a row for whatever is chosen."""
    return any(all(cell is None for cell in row.cells) for row in table.rows)


def _asked(model: ProductModel) -> Iterator[Asked]:
    """Every expression that prices and making ask for, with the conditions under which they do."""
    for line in model.prices:
        yield from _with(line.place, line.when, [line.amount])
    used: list[BillLine | SubProduct] = [*model.bill, *model.parts]
    for entry in used:
        yield from _with(entry.place, entry.when, [entry.quantity])
    for expression in (model.weight_g, model.co2_g):
        if expression is not None:
            yield model.place, expression, ()
    for step in model.steps:
        links = [part for link in step.after for part in (link.min_lag, link.max_lag, link.transfer_quantity)]
        yield from _with(step.place, step.when, [step.yield_share, step.max_lots, step.min_lot, *links])
        outer = (step.when,) if step.when is not None else ()
        for way in step.ways:
            inner = [way.fixed, way.per_unit, way.load_per_unit, way.cost, way.cost_per_unit]
            yield from _with(way.place, way.when, inner, outer)


def _with(
    place: Place,
    when: x.Expression | None,
    expressions: list[x.Expression | None] | list[x.Expression],
    outer: tuple[x.Expression, ...] = (),
) -> Iterator[Asked]:
    guards = outer if when is None else (*outer, when)
    if when is not None:
        yield place, when, outer
    yield from ((place, expression, guards) for expression in expressions if expression is not None)
