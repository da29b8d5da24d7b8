# SPDX-License-Identifier: Apache-2.0
"""The day that a moment of an order means: what is agreed to the end of a day is that day, not the next one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def agreed_day(moment: datetime | None) -> date | None:
    """The day in Oslo; midnight belongs to the day before."""
    return None if moment is None else (moment - timedelta(microseconds=1)).astimezone(OSLO).date()
