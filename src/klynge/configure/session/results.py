# SPDX-License-Identifier: Apache-2.0
"""What a session answers. Money is whole øre for the session's quantity, weight and CO2 whole grams apiece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from ..compiled.domains import Value
from ..compiled.reasons import Reason
from ..model import Span

By = Literal["cheapest", "lightest", "greenest", "likeliest", "earliest"]


class Standing(StrEnum):
    """Of a variable: chosen, following from the choices, open, or not asked since its condition cannot hold."""

    CHOSEN = "chosen"
    FORCED = "forced"
    OPEN = "open"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Amount:
    """A total; where it is not exact it is a lower bound: say "from"."""

    number: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Count:
    """How many products; where it is not exact, at most so many."""

    number: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option: whether it can be chosen with all other choices kept, and the cheapest completion with it.

    `difference` is in øre to the cheapest completion of the present choices. Both are None for what is not possible.
    """

    id: str
    possible: bool
    chosen: bool
    cheapest: Amount | None = None
    difference: int | None = None


@dataclass(frozen=True, slots=True)
class ChoiceView:
    variable: str
    standing: Standing
    value: str | None
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number: the values that it can have with all other choices kept. `exact` false: there may be fewer."""

    variable: str
    standing: Standing
    value: int | None
    spans: tuple[Span, ...]
    exact: bool = True

    def has(self, value: int) -> bool:
        """Whether a value is among them."""
        return any(one.low <= value <= one.high and (value - one.low) % one.step == 0 for one in self.spans)


@dataclass(frozen=True, slots=True)
class TextView:
    variable: str
    standing: Standing
    value: str | None


AnyView = ChoiceView | NumberView | TextView


@dataclass(frozen=True, slots=True)
class View:
    """All variables, the cheapest completion, and how many products are left."""

    variables: dict[str, AnyView]
    cheapest: Amount | None
    products: Count


@dataclass(frozen=True, slots=True)
class Needed:
    """What must be given up, the least, so that a value can be chosen; what the cheapest completion is then.

    `above_cap`: the price limit must be given up too.
    """

    variable: str
    value: Value
    give_up: tuple[str, ...]
    cheapest: Amount | None = None
    difference: int | None = None
    above_cap: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole configuration: every variable but open texts. `exact` false: another may be better still."""

    choices: dict[str, Value]
    price: int
    weight_g: int | None
    co2_g: int | None
    by: By
    exact: bool = True


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Days by variable and value: a completion takes the longest of its values' `longest`, and all their `added`."""

    longest: Mapping[tuple[str, Value], int] = field(default_factory=dict)
    added: Mapping[tuple[str, Value], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a value is not possible: the fewest own choices and named rules that exclude it.

    Without any one of the choices, the other choices kept, the value is possible; without any one of the rules, they
    and the choices alone no longer exclude it.
    """

    variable: str
    value: Value
    choices: tuple[Reason, ...]
    rules: tuple[Reason, ...]
    needed: Needed | None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)  # what is spoken of, by language

    def sentence(self, language: Literal["nb", "en"]) -> str:
        """The explanation as a customer reads it."""
        from .texts import sentence

        return sentence(self, language)
