# SPDX-License-Identifier: Apache-2.0
"""The dice of the random networks: one seed, one network; and which features of the planning model it has."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
HOUR = 3600
DAY_S = 86_400

# How often a network has a feature at all. Tuned until every rule binds in at least a tenth of the networks.
FEATURES: dict[str, float] = {
    "several_members": 0.65,
    "several_sites": 0.5,
    "batch": 0.55,
    "external": 0.3,
    "setup": 0.5,
    "forbidden": 0.35,
    "people": 0.55,
    "power": 0.2,
    "fixtures": 0.15,
    "agreements": 0.8,
    "lots": 0.45,
    "overlap": 0.45,
    "max_lag": 0.65,
    "min_lag": 0.4,
    "departures": 0.35,
    "same_site": 0.45,
    "stock": 0.45,
    "purchase": 0.3,
    "supply": 0.4,
    "shelf_life": 0.6,
    "sub_jobs": 0.35,
    "reported": 0.3,
    "promised": 0.4,
    "late_release": 0.5,
    "short_horizon": 0.12,
    "whole": 0.35,
    "unattended": 0.3,
    "odd_hours": 0.4,
    "closed_days": 0.35,
}


@dataclass
class Draw:
    """Random choices of one network. Every time is a multiple of `grid_s`."""

    seed: int
    grid_s: int = 1
    dice: random.Random = field(init=False)
    features: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.features = {name: self.chance(often) for name, often in FEATURES.items()}

    def chance(self, often: float) -> bool:
        return self.dice.random() < often

    def has(self, feature: str, often: float = 1.0) -> bool:
        """Whether the network has a feature, and then so often this time."""
        return self.features[feature] and self.chance(often)

    def one(self, things: Sequence[T]) -> T:
        return self.dice.choice(things)

    def some(self, things: Sequence[T], least: int = 1) -> list[T]:
        """At least so many of the things, in their order."""
        chosen = self.dice.sample(range(len(things)), self.dice.randint(min(least, len(things)), len(things)))
        return [things[index] for index in sorted(chosen)]

    def number(self, least: int, most: int) -> int:
        return self.dice.randint(least, most)

    def seconds(self, least: int, most: int) -> int:
        """A time from `least` to `most` seconds, on the grid."""
        return (
            self.dice.randint(-(-least // self.grid_s), max(-(-least // self.grid_s), most // self.grid_s))
            * self.grid_s
        )
