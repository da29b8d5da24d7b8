# SPDX-License-Identifier: Apache-2.0
"""Replanning: what disturbs a plan as data, and the plan that keeps what can be kept.

In comes a `Schedule` with `events`; out goes a `Replanned` with a schedule of its own.
"""

from .draft import DisturbanceError
from .events import (
    Breakdown,
    Corrected,
    Disturbance,
    Ended,
    Fewer,
    LateMaterial,
    LeadTime,
    More,
    Overtime,
    Paused,
    Reported,
    Rush,
    Scrap,
    Slower,
    Withdrawn,
)
from .hours import NetworkChange, changes_in
from .replan import Lost, Replanned, fix_before_fixed, replan

__all__ = [
    "Breakdown",
    "Corrected",
    "Disturbance",
    "DisturbanceError",
    "Ended",
    "Fewer",
    "LateMaterial",
    "LeadTime",
    "Lost",
    "More",
    "NetworkChange",
    "Overtime",
    "Paused",
    "Replanned",
    "Reported",
    "Rush",
    "Scrap",
    "Slower",
    "Withdrawn",
    "changes_in",
    "fix_before_fixed",
    "replan",
]
