# SPDX-License-Identifier: Apache-2.0
"""Replanning: what disturbs a plan as data, and the plan that keeps what can be kept.

In comes a `Schedule` with `events`; out goes a `Replanned` with a schedule of its own.
"""

from .disturb import DisturbanceError
from .events import (
    Breakdown,
    Disturbance,
    Fewer,
    LateMaterial,
    LeadTime,
    Reported,
    Rush,
    Scrap,
    Slower,
    Withdrawn,
)
from .replan import Lost, Replanned, replan

__all__ = [
    "Breakdown",
    "Disturbance",
    "DisturbanceError",
    "Fewer",
    "LateMaterial",
    "LeadTime",
    "Lost",
    "Replanned",
    "Reported",
    "Rush",
    "Scrap",
    "Slower",
    "Withdrawn",
    "replan",
]
