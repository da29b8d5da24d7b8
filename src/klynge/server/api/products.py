# SPDX-License-Identifier: Apache-2.0
"""Products and configurations: /api/products and what can be asked of one by its choices."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AfterValidator, Field, StringConstraints

from klynge.server.api.access import asker, needs
from klynge.server.api.types import Known, Name, Quantity, printable
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["products"])
Chosen = (
    Annotated[int, Field(ge=-(10**15), le=10**15)]
    | Annotated[str, StringConstraints(max_length=500), AfterValidator(printable)]
)
Choices = Annotated[dict[Known, Chosen], Field(max_length=300)]
Ore = int


class Product(Schema):
    """A product that can be chosen; `from_ore` is the lowest price of one, without tax and freight."""

    product: str
    version: str
    name: str
    seller: str
    unit: str
    from_ore: Ore | None
    variables: int
    synthetic: str


class Products(Schema):
    """What can be chosen, the regions that are delivered to, and which postcodes (first, last, region) lie there.

    The regions' names are by language, "nb" and "en".
    """

    products: list[Product]
    regions: list[str]
    region_names: dict[str, dict[str, str]]
    postcodes: list[tuple[str, str, str]]


class ChoosingIn(Schema):
    """Choices for a product, in the order in which they were made; a number may be written as a text."""

    product: Name
    choices: Choices = Field(default_factory=dict)
    quantity: Quantity = 1


class Choice(Schema):
    """A choice, and what it is called."""

    variable: str
    title: str
    value: int | str
    value_title: str


class Aside(Choice):
    """A choice that does not go with those before it, why, and the least to change for it (null: nothing helps)."""

    sentence: str
    give_up: list[Choice] | None


class Option(Schema):
    """An option: whether it goes with all other choices, and the price of the cheapest way to have it."""

    id: str
    title: str
    possible: bool
    chosen: bool
    price_ore: Ore | None
    price_exact: bool
    difference_ore: Ore | None
    why: str
    give_up: list[Choice] | None


class Span(Schema):
    """`low`, `low + step`, … up to and with `high`."""

    low: int
    high: int
    step: int


class Variable(Schema):
    """What can be chosen: `standing` says whether it is chosen, forced by the choices, open or not asked."""

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


class Group(Schema):
    """A page of the configurator."""

    id: str
    title: str


class PriceLine(Schema):
    """A line of the price, for a piece or once for the order."""

    text: str
    ore: Ore
    per_order: bool


class Made(Schema):
    """What a whole configuration comes to, without freight and tax; its bill for its owner alone."""

    item: str
    code: str
    name: str
    choices: Choices
    weight_g: int
    lines: list[PriceLine]
    piece_ore: Ore
    order_ore: Ore
    total_ore: Ore
    bill: list[str] | None


class Screen(Schema):
    """All that is chosen and left. `price_ore` and `completion` are the cheapest way to have all that is chosen."""

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
    price_ore: Ore | None
    price_exact: bool
    groups: list[Group]
    variables: list[Variable]
    completion: Choices
    made: Made | None


class DatingIn(ChoosingIn):
    """Delivered to a region; by "earliest" the completions are sought that come first."""

    region: Name
    by: Literal["cheapest", "earliest"] = "cheapest"


class Present(Schema):
    """The way to have what is chosen, by which the others are measured."""

    choices: Choices
    price_ore: Ore
    day: date | None
    sure: bool


class DatedOption(Schema):
    """Price and day of an option's completion; null: not within what is planned."""

    variable: str
    option: str
    price_ore: Ore
    difference_ore: Ore
    day: date | None
    days_later: int | None
    sure: bool


class Days(Schema):
    """Price and day beside every option that is left."""

    by: str
    present: Present | None
    options: list[DatedOption]


class ChangingIn(ChoosingIn):
    """One choice more (null: one fewer), whatever must be given up for it."""

    variable: Known
    value: Chosen | None


class ChangedChoices(Schema):
    """The choices with it, and what was given up."""

    choices: Choices
    gave_up: list[Choice]


class CompletingIn(ChoosingIn):
    """What the rest is to be decided by."""

    by: Literal["cheapest", "lightest", "greenest", "likeliest"] = "cheapest"


class Completed(Schema):
    """All choices."""

    choices: Choices
    price_ore: Ore


class Saved(Schema):
    """The code that opens the configuration again."""

    code: str
    item: str
    name: str


class Reopened(Schema):
    """The configuration by the present model; `account` says what changed since, `same` that nothing did."""

    product: str
    choices: Choices
    same: bool
    account: list[str]


class ComparingIn(Schema):
    """Two sets of choices."""

    left: ChoosingIn
    right: ChoosingIn


class ComparedRow(Schema):
    """A variable on both sides; `…_chosen`: not merely by the cheapest completion."""

    variable: str
    title: str
    left: str | None
    right: str | None
    left_chosen: bool
    right_chosen: bool
    differs: bool


class ComparedSide(Schema):
    """What a side comes to, completed as cheaply as can be."""

    price_ore: Ore
    weight_g: int | None
    completion: Choices


class ComparedConfigurations(Schema):
    """Both sides, variable by variable."""

    rows: list[ComparedRow]
    sides: list[ComparedSide | None]


@router.get("products", response=Products, summary="What can be chosen", auth=needs(Ability.ASK))
def list_products(request: HttpRequest) -> Any:
    """For a member its own products, for a customer everyone's."""
    return ask("products", asker(request), {})


@router.post("configurations", response=Screen, summary="What is left?", auth=needs(Ability.ASK))
def configure(request: HttpRequest, chosen: ChoosingIn) -> Any:
    """What can still be chosen, at what price, and why the rest cannot. Nothing is kept."""
    return ask("configure", asker(request), chosen.dict())


@router.post("configurations/days", response=Days, summary="Days beside options", auth=needs(Ability.ASK))
def days(request: HttpRequest, chosen: DatingIn) -> Any:
    """The day that a promise would give for each option, on the plan as it is now."""
    return ask("days", asker(request), chosen.dict())


@router.post("configurations/change", response=ChangedChoices, summary="The least change", auth=needs(Ability.ASK))
def change(request: HttpRequest, wanted: ChangingIn) -> Any:
    """A choice made, giving up as few others as possible."""
    return ask("change", asker(request), wanted.dict())


@router.post("configurations/complete", response=Completed, summary="Decide the rest", auth=needs(Ability.ASK))
def complete(request: HttpRequest, wanted: CompletingIn) -> Any:
    """What is left open is decided; texts stay open."""
    return ask("complete", asker(request), wanted.dict())


@router.post("configurations/save", response=Saved, summary="Keep it by its code", auth=needs(Ability.ASK))
def save(request: HttpRequest, chosen: ChoosingIn) -> Any:
    """Keep a whole configuration for one's own organisation; the same choices always have the same code."""
    return ask("save", asker(request), chosen.dict())


@router.get("codes/{code}", response=Reopened, summary="Open a code", auth=needs(Ability.ASK))
def reopen(request: HttpRequest, code: Annotated[str, StringConstraints(min_length=12, max_length=40)]) -> Any:
    """A configuration that one's own organisation ordered, sold or saved, by the present model."""
    return ask("reopen", asker(request), {"code": code})


@router.post(
    "configurations/compare", response=ComparedConfigurations, summary="Two beside each other", auth=needs(Ability.ASK)
)
def compare(request: HttpRequest, both: ComparingIn) -> Any:
    """What differs; what is left open is taken at the lowest price."""
    return ask("compare", asker(request), both.dict())
