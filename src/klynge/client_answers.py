# SPDX-License-Identifier: Apache-2.0
"""What the server's API answers, as typed JSON: moments are ISO 8601 with an offset, days `YYYY-MM-DD`, money øre."""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class Item(TypedDict):
    item: str
    name: str
    unit: str
    seller: str


class Product(TypedDict):
    product: str
    version: str
    name: str
    seller: str
    unit: str
    from_ore: int | None
    variables: int
    synthetic: str


Choices = dict[str, int | str]


class Choice(TypedDict):
    variable: str
    title: str
    value: int | str
    value_title: str


class Aside(Choice):
    sentence: str
    give_up: list[Choice] | None


class Option(TypedDict):
    id: str
    title: str
    possible: bool
    chosen: bool
    price_ore: int | None
    price_exact: bool
    difference_ore: int | None
    why: str
    give_up: list[Choice] | None


class Span(TypedDict):
    low: int
    high: int
    step: int


class Variable(TypedDict):
    id: str
    title: str
    help: str
    group: str
    standing: Literal["chosen", "forced", "open", "not-asked"]
    value: int | str | None
    value_title: str
    kind: Literal["choice", "number", "text"]
    yes_no: bool
    unit: str
    suggested: int | str | None
    options: list[Option]
    spans: list[Span]
    longest: int | None
    required: bool
    example: str


class Group(TypedDict):
    id: str
    title: str


class PriceLine(TypedDict):
    text: str
    ore: int
    per_order: bool


class Made(TypedDict):
    item: str
    code: str
    name: str
    choices: Choices
    weight_g: int
    lines: list[PriceLine]
    piece_ore: int
    order_ore: int
    total_ore: int
    bill: list[str] | None


class Screen(TypedDict):
    product: str
    version: str
    name: str
    seller: str
    quantity: int
    choices: Choices
    values: Choices
    set_aside: list[Aside]
    complete: bool
    count: int
    count_exact: bool
    price_ore: int | None
    price_exact: bool
    groups: list[Group]
    variables: list[Variable]
    completion: Choices
    made: Made | None


class Present(TypedDict):
    choices: Choices
    price_ore: int
    day: str | None
    sure: bool


class DatedOption(TypedDict):
    variable: str
    option: str
    price_ore: int
    difference_ore: int
    day: str | None
    days_later: int | None
    sure: bool


class Days(TypedDict):
    by: str
    present: Present | None
    options: list[DatedOption]


class Completed(TypedDict):
    choices: Choices
    price_ore: int


class Saved(TypedDict):
    code: str
    item: str
    name: str


class Reopened(TypedDict):
    product: str
    choices: Choices
    same: bool
    account: list[str]


class Offer(TypedDict):
    names: list[str]
    day: str
    delivered: str
    later_s: int
    co2_g: int
    kept: bool | None
    cost_ore: int | None
    work_centres: list[str] | None


class Held(TypedDict):
    id: str
    order: str
    state: str
    day: str
    delivered: str
    held_until: str
    item: str
    price_ore: int | None


class Order(TypedDict):
    id: str
    number: str
    side: str
    customer: str
    reference: str
    item: str
    quantity: int
    region: str
    state: str
    first_promised: str | None
    promised: str | None
    expected: str | None
    held_until: str | None
    price_ore: int | None


class Stretch(TypedDict):
    first_day: str
    last_day: str
    first: str | None
    last: str | None
    seconds: int | None
    cause: str | None
    job: str | None
    operation: str | None
    work_centre: str | None
    in_front: str | None
    subject: str | None


class Reasons(TypedDict):
    order: str
    day: str | None
    promised: str | None
    stretches: list[Stretch]
    words: list[str]


class Portion(TypedDict):
    work_centre: str
    unit: int
    job: str
    operation: str
    operation_name: str
    quantity: int
    family: str
    batch: str
    state: Literal["planned", "frozen", "started", "finished"]
    setup_start: str
    start: str
    end: str
    own: bool
    order: str | None
    order_id: str | None
    item: str | None


class NewDay(TypedDict):
    id: str
    number: str
    before: str | None
    now: str | None
    promised: str | None
    kept: bool


class Changed(TypedDict):
    new_days: list[NewDay]
    others_new_days: int


class Fault(TypedDict):
    file: str
    row: int
    column: str
    message: str
    remedy: str


class Some(TypedDict):
    number: int
    shown: list[dict[str, Any]]


class Differences(TypedDict):
    new: Some
    changed: Some
    gone: Some
    items: Some
    stock: Some
    products: Some
    left_out: int


class ExpectedDay(TypedDict):
    order: str
    day: str | None


class Checked(TypedDict):
    problems: list[Fault]
    changes: Differences | None
    days: list[ExpectedDay]
    new_days: list[NewDay]
    others_new_days: int


class Reported(Changed):
    reported: int
    left: int


Best = Literal["earliest", "cheapest", "greenest"]
