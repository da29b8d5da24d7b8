# SPDX-License-Identifier: Apache-2.0
"""How explanations read, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.builders import at

from klynge.network import read_folder, work_of
from klynge.planning.explain import Cause, Explanation, Fact
from klynge.planning.explain.names import named
from klynge.planning.explain.texts import CAUSES, REASONS, TEXTS
from klynge.planning.explain.words import span
from klynge.planning.plan_reader import REASONS as ENGINE_REASONS

EPOCH = 1_767_567_600  # Monday 5 January 2026, 00:00 in Oslo
STEP = {
    "job": "J",
    "operation": "a",
    "operation_name": "Paint",
    "work_centre": "paint",
    "work_centre_name": "Paint line",
}


def told(language: str, *facts: Fact, delivered: int | None = None) -> str:
    whole = sum(fact.seconds for fact in facts)
    explanation = Explanation("O-1", "M", EPOCH, "Europe/Oslo", 0, at("06T00:00"), delivered or whole, facts)
    return explanation.words(language)


def busy(order: str, seconds: int) -> Fact:
    return Fact(Cause.BUSY, "N", 0, seconds, seconds, order=order, **STEP)


def test_an_account_in_english() -> None:
    """A headline with the day and the lateness, then a line a step."""
    lines = told("en", busy("A", 86_400), busy("B", 7200), Fact(Cause.RUN, "M", 0, 1, 3600, **STEP)).splitlines()
    assert lines[0] == (
        "Order O-1 arrives Tuesday 6 January 2026 03:00, 3 h after Monday 5 January 2026. "
        "From its release to its arrival: 1 d 3 h."
    )
    assert lines[1] == "– Paint (Paint line): 1 d 2 h waiting for Paint line (busy with A 1 d, B 2 h), 1 h work"


def test_an_account_in_norwegian() -> None:
    """Bokmål, with t for hours."""
    lines = told("nb", busy("A", 7200), Fact(Cause.CLOSED, "M", 0, 1, 57_600, **STEP)).splitlines()
    assert lines[0].startswith("Ordre O-1 er framme mandag 5. januar 2026 18:00, 6 t før mandag 5. januar 2026.")
    assert lines[1] == "– Paint (Paint line): 2 t venter på Paint line (opptatt med A), 16 t stengt"


def test_names_are_said_in_the_language() -> None:
    """A step and a work centre with English names have them in English, and keep their own in Norwegian."""
    both = STEP | {"operation_name": "Mal", "operation_name_en": "Paint", "work_centre_name_en": "Spray booth"}
    fact = Fact(Cause.RUN, "M", 0, 1, 3600, **both)
    assert told("en", fact).splitlines()[1] == "– Paint (Spray booth): 1 h work"
    assert told("nb", fact).splitlines()[1] == "– Mal (Paint line): 1 t arbeid"


def test_what_a_fact_is_about_is_named(small: Path) -> None:
    """A lot that must be fresh by its item, the step that must follow soon by its name."""
    network = read_folder(small)
    steps = {("J", op.id): op for supply in work_of(network).supplies for op in supply.operations}
    fresh = named(Fact(Cause.SHELF_LIFE, "fjell", 0, 1, 1, subject="paint-mix"), network, steps)
    soon = named(Fact(Cause.MAX_LAG, "fjell", 0, 1, 1, job="J", subject="mix"), network, steps)
    said = [(each.called("subject", "nb"), each.called("subject", "en")) for each in (fresh, soon)]
    assert said == [("Blandet maling", "Mixed paint"), ("Bland", "Mix")]


def test_many_blockers_are_summed() -> None:
    """Three are named, the rest counted."""
    text = told("en", *(busy(name, 3600 * (9 - n)) for n, name in enumerate("ABCDE")))
    assert "busy with A 9 h, B 8 h, C 7 h, 2 more 11 h" in text


def test_an_unplanned_order_in_words() -> None:
    """The reason and where planning stopped."""
    explanation = Explanation("O-1", "M", EPOCH, "Europe/Oslo", 0, 0, None, reason="no_lane", operation="J pack")
    assert explanation.words("en") == "Order O-1 is not planned: no lane goes where the goods must go (at J pack)."
    assert (
        explanation.words("nb") == "Ordre O-1 er ikke planlagt: det går ingen transport dit varene skal (ved J pack)."
    )


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_cause_and_reason_has_words(language: str) -> None:
    """No cause of `explain` and no reason of the engine is without words."""
    assert set(CAUSES[language]) == set(Cause)
    assert set(ENGINE_REASONS.values()) <= set(REASONS[language])
    assert set(TEXTS["nb"]) == set(TEXTS["en"])


@pytest.mark.parametrize(("seconds", "text"), [(30, "30 s"), (60, "1 min"), (5400, "1 h 30 min"), (90_000, "1 d 1 h")])
def test_spans(seconds: int, text: str) -> None:
    """The two largest units."""
    assert span(seconds, "en") == text
