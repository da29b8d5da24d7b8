# SPDX-License-Identifier: Apache-2.0
"""The waist refuses what cannot be, and goes through JSON without loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from klynge.job import (
    Job,
    JobError,
    Material,
    Mode,
    Need,
    Operation,
    Phase,
    Precedence,
    Reported,
    Supply,
    from_json,
    to_json,
)

DAY = datetime(2026, 11, 2, tzinfo=UTC)
MODE = Mode("saw", "works", fixed_s=600, unit_ms=1500, needs=(Need(Phase.RUN, ("saw-people",), 500),))
CUT = Operation("cut", 10, (MODE,), (Material("steel", 3, per=2),), reported=(Reported("saw", 0, 4, DAY, DAY),))
BEND = Operation("bend", 10, (MODE,))
JOB = Job("J", "O", "firm", "bracket", 10, (CUT, BEND), (Precedence("cut", "bend", 60, 3600),), DAY, DAY, region="Oslo")


def test_json_round_trip() -> None:
    """A job comes back from JSON equal to what it was."""
    assert from_json(to_json(JOB)) == JOB


def test_json_names_every_wrong_field() -> None:
    """All wrong fields of a JSON job are named at once."""
    text = to_json(JOB).replace('"quantity":10', '"quantity":"ten"')
    with pytest.raises(ValidationError) as caught:
        from_json(text)
    assert caught.value.error_count() == 3


def test_run_time_and_material_round_up() -> None:
    """Run seconds and material quantities are whole, never too little."""
    assert MODE.run_s(3) == 605
    assert Material("steel", 3, per=2).needed(3) == 5


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Need(Phase.RUN, (), 1000), "no pool"),
        (lambda: Need(Phase.RUN, ("people",), 0), "amount is 0"),
        (lambda: Material("steel", 0), "quantity is 0"),
        (lambda: Mode("saw", "works"), "takes no time"),
        (lambda: Mode("saw", "works", fixed_s=-1), "fixed_s is -1"),
        (lambda: replace(BEND, modes=()), "no mode"),
        (lambda: replace(BEND, yield_permille=0), "yield_permille"),
        (lambda: replace(CUT, quantity=3), "more is reported"),
        (lambda: Precedence("a", "b", 60, 30), "shorter than the minimum"),
        (lambda: Precedence("a", "b", transfer_quantity=0), "transfer_quantity is 0"),
        (lambda: replace(CUT, reported=(Reported("saw", 0, 1, DAY, DAY.replace(year=2025)),)), "ends before it starts"),
        (lambda: replace(JOB, operations=(CUT, CUT)), "same id"),
        (lambda: replace(JOB, precedence=(Precedence("cut", "weld"),)), "'weld', which there is not"),
        (
            lambda: replace(JOB, precedence=(Precedence("cut", "bend"), Precedence("bend", "cut"))),
            "wait for one another",
        ),
        (lambda: replace(JOB, same_site=(("cut", "paint"),)), "'paint', which there is not"),
        (lambda: replace(JOB, due=datetime(2026, 11, 2)), "no time zone"),
        (lambda: replace(JOB, operations=()), "no operation"),
        (lambda: Supply("melt", "firm", "works", 0, (BEND,)), "lot is 0"),
    ],
)
def test_refuses(build: Callable[[], object], says: str) -> None:
    """What cannot be is refused where it is built, in words."""
    with pytest.raises(JobError, match=says):
        build()
