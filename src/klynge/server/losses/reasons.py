# SPDX-License-Identifier: Apache-2.0
"""The reasons one can pick, by kind of loss: few, so that picking takes a second; "other" is always there."""

from __future__ import annotations

from klynge.server.losses.models import Kind
from klynge.server.texts import say

CODES: dict[Kind, tuple[str, ...]] = {
    Kind.SCRAP: ("material", "tool", "setup", "handling", "drawing", "other"),
    Kind.PAUSE: ("break", "machine", "material", "tool", "people", "quality", "urgent", "other"),
}


def reasons(kind: Kind) -> list[tuple[str, str]]:
    """The codes of a kind with their words."""
    return [(code, word_for(kind, code)) for code in CODES[kind]]


def word_for(kind: Kind, code: str) -> str:
    """A reason in the language of the request."""
    scrap = {
        "material": say("Flaw in the material"),
        "tool": say("Tool worn or broken"),
        "setup": say("Wrong setting"),
        "handling": say("Damaged in handling"),
        "drawing": say("Error in drawing or order"),
        "other": say("Something else"),
    }
    pause = {
        "break": say("Break or end of shift"),
        "machine": say("Machine stands"),
        "material": say("Material is missing"),
        "tool": say("Tool or fixture is missing"),
        "people": say("Nobody free"),
        "quality": say("Quality in question"),
        "urgent": say("Something more urgent"),
        "other": say("Something else"),
    }
    return (scrap if kind is Kind.SCRAP else pause).get(code, code)
