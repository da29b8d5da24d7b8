# SPDX-License-Identifier: Apache-2.0
"""Bounded types for everything that comes in: no number overflows, no text holds a control character."""

from __future__ import annotations

from typing import Annotated

from ninja import Header
from pydantic import AfterValidator, Field, StringConstraints

from klynge.server.bounds import LONGEST_HOLD_H, Day, Moment

__all__ = [
    "Day",
    "HoldHours",
    "IdempotencyKey",
    "KeyHeader",
    "Known",
    "Moment",
    "Name",
    "Ore",
    "Page",
    "PageSize",
    "Quantity",
    "Text",
    "Unit",
    "printable",
]


def printable(text: str) -> str:
    """The text. Raises ValueError for one with control characters."""
    if any(not char.isprintable() for char in text):
        raise ValueError("it holds a control character; write it on one line")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(printable)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\W_][\w./:-]*$"), AfterValidator(printable)
]
Known = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(printable)]
"""The name of something that there is, in full: whatever it holds, so long as it is one line."""
Unit = Annotated[int, Field(ge=1, le=10_000)]
Quantity = Annotated[int, Field(ge=1, le=1_000_000)]
Ore = Annotated[int, Field(ge=0, le=10**13)]
Page = Annotated[int, Field(ge=1, le=100_000)]
PageSize = Annotated[int, Field(ge=1, le=500)]
IdempotencyKey = Annotated[str, StringConstraints(min_length=8, max_length=255, pattern=r"^[!-~]+$")]
KeyHeader = Annotated[IdempotencyKey, Header(alias="Idempotency-Key")]
HoldHours = Annotated[int, Field(ge=1, le=LONGEST_HOLD_H)]
