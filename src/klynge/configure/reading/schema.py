# SPDX-License-Identifier: Apache-2.0
"""The shape of a product file as types; docs/reference/product-model.schema.json is made from them.

For editors that complete and check YAML. What a file means, and all that can be wrong with it, `read_product` says.
`python -m klynge.configure.reading.schema FOLDER` writes the schema.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

FILE = "product-model.schema.json"

_EXPRESSION = (
    "an expression: names, numbers, durations such as 40s, + - * / // %, and or not => in, if, by, TABLE.COLUMN"
)
Expression = Annotated[str | int | float, Field(description=_EXPRESSION)]
Condition = Annotated[str, Field(description="an expression that is true or false")]
Name = Annotated[str | int, Field(description="the name of a variable, option, table, column, step or group")]
Needs = list[str] | str
Day = Annotated[date, Field(description="year-month-day")]
Plain = str | int | float
YesOrNo = bool | Literal["true", "false", "yes", "no"]

_closed = with_config(ConfigDict(extra="forbid"))


@_closed
class Validity(TypedDict):
    """The first and the last day that it is in force."""

    from_: NotRequired[Annotated[Day, Field(alias="from")]]
    to: NotRequired[Day]


@_closed
class Texts(TypedDict):
    """What people read, in Norwegian bokmål and English."""

    nb: NotRequired[Plain]
    en: NotRequired[Plain]


@_closed
class Option(Texts):
    """One option of a choice: its texts, its price in kroner a piece, when it is sold, and its former names."""

    price: NotRequired[Expression]
    valid: NotRequired[Validity]
    formerly: NotRequired[list[Name] | Name]


@_closed
class Variable(TypedDict):
    """A choice has `options`, a number `values`, a question `yes-no`, a text `pattern`, `longest` or both."""

    texts: Texts
    help: NotRequired[Texts]
    group: NotRequired[Name]
    when: NotRequired[Condition]
    otherwise: NotRequired[Name]
    suggested: NotRequired[Name]
    formerly: NotRequired[list[Name] | Name]
    absent: NotRequired[Plain]
    options: NotRequired[dict[str, Option]]
    yes_no: NotRequired[Annotated[YesOrNo, Field(alias="yes-no")]]
    price: NotRequired[Expression]
    valid: NotRequired[Validity]
    values: NotRequired[list[str | int] | str | int]
    unit: NotRequired[str]
    pattern: NotRequired[str]
    longest: NotRequired[int | str]
    example: NotRequired[Plain]
    required: NotRequired[YesOrNo]


@_closed
class Table(TypedDict):
    """Combinations that are allowed or forbidden, or numbers to look up: a CSV file or a workbook's sheet."""

    file: str
    sheet: NotRequired[str]
    kind: NotRequired[Literal["allowed", "forbidden", "lookup"]]
    keys: Annotated[dict[str, Plain], Field(description="variable: header of its column")]
    columns: NotRequired[Annotated[dict[str, Plain], Field(description="name: header of a column of numbers")]]


@_closed
class Rule(TypedDict):
    """What must hold, `rule` or `table`, and why, to a customer."""

    texts: Texts
    owner: NotRequired[str]
    rule: NotRequired[Condition]
    table: NotRequired[Name]
    valid: NotRequired[Validity]


@_closed
class Derived(TypedDict):
    """A number that follows from the choices."""

    texts: Texts
    value: Expression
    unit: NotRequired[str]


@_closed
class Price(TypedDict):
    """A price line in kroner, a piece or an order."""

    texts: Texts
    amount: Expression
    when: NotRequired[Condition]
    per: NotRequired[Literal["piece", "order"]]
    valid: NotRequired[Validity]


@_closed
class BillLine(TypedDict):
    """An item, or one by(variable, option: item, …), that a step uses for one piece."""

    step: Name
    item: str
    quantity: Expression
    when: NotRequired[Condition]


@_closed
class Part(TypedDict):
    """A configured product that goes into this one; a choice is an option, a number, or `=variable` of this product."""

    product: str
    step: Name
    quantity: Expression
    choices: NotRequired[dict[str, Plain]]
    when: NotRequired[Condition]
    texts: NotRequired[Texts]


@_closed
class Way(TypedDict):
    """One way to do a step."""

    work_centre: str
    when: NotRequired[Condition]
    fixed: NotRequired[Expression]
    per_unit: NotRequired[Expression]
    family: NotRequired[str]
    pause: NotRequired[Literal["resumable", "whole", "unattended"]]
    setup_needs: NotRequired[Needs]
    run_needs: NotRequired[Needs]
    load_per_unit: NotRequired[Expression]
    agreement: NotRequired[str]
    cost: NotRequired[Expression]
    cost_per_unit: NotRequired[Expression]


@_closed
class After(TypedDict):
    """How a step follows an earlier one."""

    min_lag: NotRequired[Expression]
    max_lag: NotRequired[Expression]
    transfer: NotRequired[Expression]


@_closed
class Step(TypedDict):
    """A step of the routing."""

    texts: Texts
    ways: list[Way]
    after: NotRequired[dict[str, After] | list[Name] | Name]
    when: NotRequired[Condition]
    yield_: NotRequired[Annotated[Expression, Field(alias="yield")]]
    max_lots: NotRequired[Expression]
    min_lot: NotRequired[Expression]
    same_site: NotRequired[str]


@_closed
class Identity(TypedDict):
    """Numbers that are never used twice within the values of `scope`: as many as are ordered, from `first` on."""

    first: Name
    scope: NotRequired[list[Name]]


@_closed
class ProductFile(TypedDict):
    """A product family of one member: what may be chosen, what fits together, what it costs and how it is made."""

    product: Annotated[str, Field(description="OWNER/FAMILY")]
    owner: str
    version: Plain
    texts: Texts
    variables: dict[str, Variable]
    valid: NotRequired[Validity]
    unit: NotRequired[str]
    synthetic: NotRequired[str]
    name: NotRequired[Texts]
    groups: NotRequired[dict[str, Texts]]
    tables: NotRequired[dict[str, Table]]
    rules: NotRequired[dict[str, Rule]]
    derived: NotRequired[dict[str, Derived]]
    prices: NotRequired[dict[str, Price]]
    weight_g: NotRequired[Expression]
    co2_g: NotRequired[Expression]
    bill: NotRequired[list[BillLine]]
    parts: NotRequired[dict[str, Part]]
    routing: NotRequired[dict[str, Step]]
    identity: NotRequired[Identity]
    drawing: NotRequired[list[Texts]]


PRODUCT_FILE = TypeAdapter(ProductFile)


def schema() -> dict[str, Any]:
    """The published JSON schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **PRODUCT_FILE.json_schema()}


if __name__ == "__main__":
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    (Path(sys.argv[1]) / FILE).write_text(text, encoding="utf-8")
