# SPDX-License-Identifier: Apache-2.0
"""How a configuration is made, as plain data: whole seconds and øre, exact quantities for one piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from klynge.configure.model import Place, StepTemplate, SubProduct
from klynge.job import Pause

from .configuration import Value


@dataclass(frozen=True, slots=True)
class MadeWay:
    """An alternative of a step, its numbers worked out."""

    work_centre: str
    place: Place
    fixed_s: int
    unit_ms: int
    family: str
    pause: Pause
    setup_needs: tuple[str, ...]
    run_needs: tuple[str, ...]
    load_per_unit: int
    agreement: str
    cost_ore: int
    cost_ore_unit: int


@dataclass(frozen=True, slots=True)
class MadeLink:
    """What comes before a step; `plain` without lags and transfer."""

    before: str
    place: Place
    min_lag_s: int = 0
    max_lag_s: int | None = None
    transfer_quantity: int | None = None

    @property
    def plain(self) -> bool:
        return not self.min_lag_s and self.max_lag_s is None and self.transfer_quantity is None


@dataclass(frozen=True, slots=True)
class MadeStep:
    """A step that the configuration has."""

    template: StepTemplate
    ways: tuple[MadeWay, ...]
    after: tuple[MadeLink, ...]
    yield_permille: int
    max_lots: int
    min_lot: int

    @property
    def id(self) -> str:
        return self.template.id


@dataclass(frozen=True, slots=True)
class Used:
    """`quantity` of an item for one piece of the product, used by a step."""

    step: str
    item: str
    quantity: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class Part:
    """`quantity` of another product for one piece, and what is said of its variables."""

    template: SubProduct
    quantity: Fraction
    choices: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Made:
    """All of it."""

    steps: tuple[MadeStep, ...]
    used: tuple[Used, ...]
    parts: tuple[Part, ...]
    weight_g: int
