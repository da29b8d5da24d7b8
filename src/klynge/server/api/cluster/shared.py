# SPDX-License-Identifier: Apache-2.0
"""Types and answers that several of the operations share."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, StringConstraints

from klynge.server.api.types import FIRST, LAST


def _near(day: date) -> date:
    if not FIRST.date() <= day < LAST.date():
        raise ValueError(f"it is to be from {FIRST:%Y} on and before {LAST:%Y}")
    return day


Day = Annotated[date, AfterValidator(_near)]
Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Market = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]


class Signed(Schema):
    """Who signs, by name."""

    signatory: Person


class WrittenDown(Schema):
    """What was written down."""

    id: UUID
