# SPDX-License-Identifier: Apache-2.0
"""The command promises: a day, a menu, what makes a day possible; for people in both languages and for machines."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import klynge

SMALL = Path(__file__).parents[1] / "examples" / "small"
STOOLS = ("promise", SMALL, "--item", "stool", "--quantity", 12, "--region", "Trondheim")
BLANKETS = ("promise", SMALL, "--item", "blanket", "--quantity", 48, "--region", "Trondheim")


def test_menu_in_both_languages() -> None:
    """Each way on a line, with what it is best in."""
    said = klynge(*STOOLS, "--menu")
    assert (said.code, "earliest" in said.out, "sor-trondheim-rail" in said.out) == (0, True, True)
    assert "tidligst" in klynge(*STOOLS, "--menu", "--language", "nb").out


def test_menu_as_json() -> None:
    """For machines with all portions, moments with an offset."""
    answer = json.loads(klynge(*STOOLS, "--menu", "--wanted", "2026-01-24", "--json").out)
    assert (answer["kept"], [entry["kept"] for entry in answer["entries"]]) == (True, [True, False])
    portion = answer["entries"][0]["portions"][0]
    assert portion["start"].endswith("+01:00")
    assert portion["work_centre"] in answer["entries"][0]["work_centres"]


def test_just_in_time() -> None:
    """As late as the day allows: it begins later than as early as possible."""
    early, late = (
        json.loads(klynge(*STOOLS, "--wanted", "2026-01-30", way, "--json").out)["entries"][0]["portions"][0]["start"]
        for way in ("--menu", "--just-in-time")
    )
    assert early < late


def test_what_makes_it_possible() -> None:
    """The cheapest things first, and nothing found is said."""
    said = klynge(*BLANKETS, "--wanted", "2026-01-06", "--make-possible")
    assert (said.code, "29 by then, 19 on 2026-01-07" in said.out) == (0, True)
    answer = json.loads(klynge(*BLANKETS, "--wanted", "2026-01-06", "--make-possible", "--json").out)
    assert [(remedy["kind"], remedy["entry"]["quantity"]) for remedy in answer["remedies"]] == [("partial", 29)]
    none = klynge(*BLANKETS, "--wanted", "2026-01-05", "--make-possible", "--language", "nb")
    assert "fant ingenting" in none.out


def test_a_day_is_needed() -> None:
    """Just in time, or made possible, without a day is wrong use."""
    for way in ("--just-in-time", "--make-possible"):
        said = klynge(*STOOLS, way)
        assert (said.code, "--wanted" in said.err) == (2, True)
