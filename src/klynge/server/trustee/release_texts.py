# SPDX-License-Identifier: Apache-2.0
"""Why a figure cannot be asked for, in English and Norwegian: what is wrong, and how to mend it."""

from __future__ import annotations

from klynge.server.trustee.service import Problem

_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "months": {
        "en": ("The last month is before the first.", "Swap them."),
        "nb": ("Den siste måneden er før den første.", "Bytt dem om."),
    },
    "month-ahead": {
        "en": ("Figures of months that have not begun are not released.", "Choose this month or an earlier one."),
        "nb": ("Tall for måneder som ikke har begynt, frigis ikke.", "Velg denne måneden eller en tidligere."),
    },
}


def refusal(kind: str, language: str) -> Problem:
    """The problem of a kind."""
    title, remedy = _TEXTS[kind][language]
    return Problem(422, kind, title, remedy=remedy)
