# SPDX-License-Identifier: Apache-2.0
"""Days and moments that a plan can be reckoned with, and how long a day may be held, whoever asks: the API, a page,
another process."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

LONGEST_HOLD_H = 14 * 24
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def _near(moment: datetime) -> datetime:
    if not FIRST <= moment < LAST:
        raise ValueError(f"it is to be from {FIRST:%Y} on and before {LAST:%Y}")
    return moment


def _near_day(day: date) -> date:
    if not FIRST.date() <= day < LAST.date():
        raise ValueError(f"it is to be from {FIRST:%Y} on and before {LAST:%Y}")
    return day


Moment = Annotated[AwareDatetime, AfterValidator(_near)]
Day = Annotated[date, AfterValidator(_near_day)]
