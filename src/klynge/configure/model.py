# SPDX-License-Identifier: Apache-2.0
"""A product model as frozen data: what may be chosen, what fits together, what it costs and how it is made.

Read from a product file by `klynge.configure.read_product` (docs/reference/product-model.md); everything is checked
there, so what holds these types can be relied on: names resolve, expressions are typed, domains are not empty.
Texts are by language, "nb" and "en". Money is in øre only at the end: amounts are expressions in kroner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from klynge.configure.expression import Expression
from klynge.job import Pause

Texts = dict[Literal["nb", "en"], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the product's files something is written: for messages. `line` counts from 1; 0 means the whole file."""

    file: str
    line: int = 0
    key: str = ""  # such as "rules.glass-weight" or a column's header


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice variable."""

    id: str
    texts: Texts
    place: Place
    valid_from: date | None = None
    valid_to: date | None = None
    formerly: tuple[str, ...] = ()  # identifiers it had in older versions


@dataclass(frozen=True, slots=True)
class Span:
    """The whole numbers `low`, `low + step`, ... up to and with `high`."""

    low: int
    high: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Variable:
    """What every kind of variable has. `when` says when it matters: otherwise it has its `otherwise` value."""

    id: str
    texts: Texts
    place: Place
    group: str = ""
    when: Expression | None = None
    formerly: tuple[str, ...] = ()
    absent: str = ""  # what configurations made before this variable came had; left out of the configuration code
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceVariable(Variable):
    """One of some options; a yes-no variable has the options "yes" and "no"."""

    options: tuple[Option, ...] = ()
    otherwise: str = ""  # an option's identifier; only with `when`
    suggested: str = ""
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class NumberVariable(Variable):
    """A whole number of `unit` in a union of stepped spans, sorted and apart."""

    spans: tuple[Span, ...] = ()
    unit: str = ""
    otherwise: int | None = None
    suggested: int | None = None


@dataclass(frozen=True, slots=True)
class TextVariable(Variable):
    """A text such as an owner's name or number: takes part in no rule; `pattern` is a regular expression."""

    pattern: str = ""
    longest: int = 60
    example: str = ""
    required: bool = True


AnyVariable = ChoiceVariable | NumberVariable | TextVariable


class TableKind(StrEnum):
    """`ALLOWED`: only these rows; `FORBIDDEN`: none of them; `LOOKUP`: key columns to number columns."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    LOOKUP = "lookup"


# A cell: any value (None), some options of a choice variable, or closed ranges of a number variable.
Cell = frozenset[str] | tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]  # one for each of the table's variables
    values: tuple[Fraction, ...]  # one for each of the table's value columns
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A combination or look-up table; `id` is a rule's identifier for allowed and forbidden ones."""

    id: str
    kind: TableKind
    variables: tuple[str, ...]
    columns: tuple[str, ...]  # value columns of a look-up table
    rows: tuple[Row, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold: a condition, or the table of that name. `texts` says why, to a customer."""

    id: str
    owner: str
    texts: Texts
    place: Place
    condition: Expression | None = None
    table: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that follows from the choices."""

    id: str
    texts: Texts
    unit: str
    value: Expression
    place: Place


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`amount` in kroner a piece (`per_order`: once an order), when `when` holds."""

    id: str
    texts: Texts
    amount: Expression
    place: Place
    when: Expression | None = None
    per_order: bool = False
    options_of: str = ""  # the choice variable whose options' `price` this line was made from
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class BillLine:
    """`quantity` of `item` for one piece, used by `step`; not needed when it is zero."""

    step: str
    item: str
    quantity: Expression
    place: Place
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class SubProduct:
    """A configured product of another (or the same) owner that goes into this one at `step`.

    `choices` binds variables of that product to an option here, to a variable of this product with the same options
    (`SameAs`), or to a number; what it leaves open is completed at the lowest price, the same every time.
    """

    id: str
    product: str
    step: str
    quantity: Expression
    choices: dict[str, str | SameAs | Expression]
    place: Place
    texts: Texts = field(default_factory=dict)
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class SameAs:
    """The option (or number, or text) that a variable of the outer product has."""

    variable: str


@dataclass(frozen=True, slots=True)
class Family:
    """A set-up family: fixed text with the values of variables in braces, such as "{colour}"."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative of a step. Times in seconds, costs in kroner; needs as in routings.csv ("sewing:0.5")."""

    work_centre: str
    place: Place
    when: Expression | None = None
    fixed: Expression | None = None
    per_unit: Expression | None = None
    family: Family | None = None
    pause: Pause = Pause.RESUMABLE
    setup_needs: tuple[str, ...] = ()
    run_needs: tuple[str, ...] = ()
    load_per_unit: Expression | None = None
    agreement: str = ""
    cost: Expression | None = None
    cost_per_unit: Expression | None = None


@dataclass(frozen=True, slots=True)
class After:
    """A link from an earlier step; lags in seconds. A step that is left out hands its links on."""

    step: str
    min_lag: Expression | None = None
    max_lag: Expression | None = None
    transfer_quantity: Expression | None = None


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """A routing step that a configuration has when `when` holds."""

    id: str
    texts: Texts
    ways: tuple[Way, ...]
    after: tuple[After, ...]
    place: Place
    when: Expression | None = None
    yield_share: Expression | None = None  # 0 to 1
    max_lots: Expression | None = None
    min_lot: Expression | None = None
    same_site: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Numbers that are unique for ever: `quantity` of them from the variable `first`, within the scope's values."""

    scope: tuple[str, ...]
    first: str
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """A page of the configurator."""

    id: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class ProductModel:
    """One product family of one owner."""

    id: str
    owner: str
    version: str
    texts: Texts
    unit: str
    place: Place
    variables: dict[str, AnyVariable]
    rules: dict[str, Rule]
    tables: dict[str, Table]
    derived: dict[str, Derived]
    prices: tuple[PriceLine, ...]
    steps: tuple[StepTemplate, ...]
    bill: tuple[BillLine, ...] = ()
    parts: tuple[SubProduct, ...] = ()
    groups: tuple[Group, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    name: Texts = field(default_factory=dict)  # of a configured item, with values in braces
    drawing: tuple[Texts, ...] = ()  # lines for the shop floor, with values in braces
    weight_g: Expression | None = None
    co2_g: Expression | None = None  # of bought material; what making causes comes from the plan
    identity: Identity | None = None
    synthetic: str = ""
