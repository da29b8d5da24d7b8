# SPDX-License-Identifier: Apache-2.0
"""How large a synthetic cluster is for so many operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

START = datetime(2027, 1, 4, tzinfo=ZoneInfo("Europe/Oslo"))
HALF_YEAR_WEEKS = 26.0
LEAST_WEEKS = 3.0
OPERATIONS_A_UNIT = 5000  # in half a year
LEAST_UNITS = 8
UNITS_A_SITE = 5
SITES_A_MEMBER = 10
OPERATIONS_AN_ORDER = 7.5  # the mean of three to twelve
ORDERS_AN_ARTICLE = 50
LEAST_ARTICLES = 40
TAIL_WEEKS = 6.0  # of horizon after the last due date


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts, and `weeks` from the planning start to the last due date."""

    operations: int
    units: int
    sites: int
    members: int
    articles: int
    weeks: float

    @property
    def window(self) -> timedelta:
        """From the planning start to the last due date."""
        return timedelta(weeks=self.weeks)

    @property
    def horizon(self) -> timedelta:
        """From the planning start to the end of the horizon."""
        return timedelta(days=round(7 * (self.weeks + TAIL_WEEKS)))


def scale_for(operations: int) -> Scale:
    """A unit for 5 000 operations in half a year; small clusters keep eight units and get a shorter window."""
    units = max(LEAST_UNITS, round(operations / OPERATIONS_A_UNIT))
    sites = max(LEAST_UNITS, units // UNITS_A_SITE)
    weeks = min(HALF_YEAR_WEEKS, HALF_YEAR_WEEKS * operations / (units * OPERATIONS_A_UNIT))
    return Scale(
        operations,
        units,
        sites,
        max(2, sites // SITES_A_MEMBER),
        max(LEAST_ARTICLES, round(operations / OPERATIONS_AN_ORDER / ORDERS_AN_ARTICLE)),
        max(LEAST_WEEKS, weeks),
    )
