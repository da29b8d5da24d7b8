# SPDX-License-Identifier: Apache-2.0
"""Bounded types for everything that comes in: no number overflows, no text holds a control character."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints


def _printable(text: str) -> str:
    if any(not char.isprintable() for char in text):
        raise ValueError("it holds a control character; write it on one line")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_printable)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\W_][\w./:-]*$"), AfterValidator(_printable)
]
Quantity = Annotated[int, Field(ge=1, le=1_000_000)]
Ore = Annotated[int, Field(ge=0, le=10**13)]
Page = Annotated[int, Field(ge=1, le=100_000)]
PageSize = Annotated[int, Field(ge=1, le=500)]
IdempotencyKey = Annotated[str, StringConstraints(min_length=8, max_length=255, pattern=r"^[!-~]+$")]
HoldHours = Annotated[int, Field(ge=1, le=336)]
