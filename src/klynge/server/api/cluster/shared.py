# SPDX-License-Identifier: Apache-2.0
"""Types and answers that several of the operations share."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, StringConstraints

from klynge.server.api.types import printable

Person = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(printable)
]
Market = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]


class Signed(Schema):
    """Who signs, by name."""

    signatory: Person


class WrittenDown(Schema):
    """What was written down."""

    id: UUID
