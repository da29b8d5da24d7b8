# SPDX-License-Identifier: Apache-2.0
"""The command mends an order: shown in both languages, as data, and carried out."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import klynge

import klynge as library

ELVERUM = Path(__file__).parents[1] / "examples" / "elverum"
REPAIR = ("repair", ELVERUM, "--rule", "due", "--order", "norse-metal-0568")


def test_repairs_in_both_languages() -> None:
    """Numbered, each with its cost and whom it touches."""
    said = klynge(*REPAIR)
    assert (said.code, "1. " in said.out, "NOK" in said.out) == (0, True, True)
    assert " kr." in klynge(*REPAIR, "--language", "nb").out


def test_one_is_carried_out(tmp_path: Path) -> None:
    """The plan is written, and what was chosen is told as data."""
    out = tmp_path / "plan.json"
    answer = json.loads(klynge(*REPAIR, "--choose", 1, "--out", out, "--json").out)
    assert answer["chosen"] == 1
    assert answer["repairs"][0]["mends"]
    assert out.exists()


def test_wrong_use() -> None:
    """A number that there is not, an order that there is not, a file without a choice."""
    assert klynge(*REPAIR, "--choose", 9).code == 2
    assert klynge(*REPAIR, "--out", "plan.json").code == 2
    assert klynge("repair", ELVERUM, "--rule", "due", "--order", "nobody").code == 1


def test_from_python() -> None:
    """What klynge.apply_repair gives is a right plan of its cluster, with the order in time."""
    planned = library.plan(library.read(ELVERUM), "due")
    repair = library.repairs(planned, "norse-metal-0568")[0]
    mended = library.apply_repair(planned, repair)
    assert library.check(mended) == []
    assert mended.plan.outcomes["norse-metal-0568"].delivered == repair.delivered <= repair.target
