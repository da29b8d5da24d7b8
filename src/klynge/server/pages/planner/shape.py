# SPDX-License-Identifier: Apache-2.0
"""Answers of the trustee made ready for templates: moments as moments, wherever they stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

MOMENTS = frozenset(
    (
        *("promised", "due", "expected", "delivered", "start", "end", "setup_start", "first", "last"),
        *("available", "made", "at", "nearest", "before", "after", "frozen_until"),
    )
)


def ready(answer: Any) -> Any:
    """The answer with its moments and days as Python's, so that a template can write them."""
    if isinstance(answer, dict):
        return {name: _moment(value) if name in MOMENTS else ready(value) for name, value in answer.items()}
    return [ready(each) for each in answer] if isinstance(answer, list) else answer


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return ready(value)
    try:
        return date.fromisoformat(value) if len(value) == len("2026-01-01") else datetime.fromisoformat(value)
    except ValueError:
        return value
