# SPDX-License-Identifier: Apache-2.0
"""The board's arithmetic, run where it lives: in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page


def test_a_bar_is_found_where_it_stands_and_nowhere_else(alone: Page) -> None:
    """For each bar the middle of it finds it; a gap finds none: as a plain search over all bars says."""
    assert alone.evaluate("probe.misplaced()") == []


def test_bars_within_are_those_a_plain_search_finds(alone: Page) -> None:
    """A rubber band takes what it touches."""
    found, plain = alone.evaluate("probe.within([3, 4, 11], 40 * 86400, 55 * 86400)")
    assert found == plain
    assert len(found) > 3


def test_a_delta_gives_what_the_whole_gives(alone: Page, content: dict[str, Any]) -> None:
    """An order gone, one an hour later: merged by parts the model has the same bars as read as a whole."""
    whole, parts = alone.evaluate("(content) => probe.delta(content)", content)
    assert whole == parts
    assert len(whole) < len(content["bars"]["row"])


def test_a_batch_is_one_bar_for_all_its_portions(alone: Page, content: dict[str, Any]) -> None:
    """Portions of one batch lie on one another; all are late when one is."""
    assert alone.evaluate("(content) => probe.batch(content)", content) == [0, [0, 1], True, False]


def test_the_address_keeps_the_view(alone: Page) -> None:
    """What is kept of a view brings it back: stretch, rows, colour, load, folds, what is chosen."""
    outcome = alone.evaluate(
        """() => {
          board.view.span(50 * 86400, 57 * 86400); board.view.rows(16); board.view.y = 96;
          board.colour("lateness"); board.showLoad("c:wc-2"); board.fold("c:wc-1"); board.selection.choose(120);
          const kept = board.kept();
          board.selection.choose(-1); board.view.span(0, 9e6); board.colour("order"); board.fold("c:wc-1");
          board.recall(new URLSearchParams(kept));
          return [kept, board.kept()];
        }"""
    )
    assert outcome[0] == outcome[1]
    assert outcome[0]["colour"] == "lateness"


@pytest.mark.parametrize("moment", ["2026-03-29T01:30", "2026-03-29T04:00", "2026-10-25T01:00", "2026-10-25T04:00"])
def test_local_time_goes_there_and_back_over_a_change_of_clocks(alone: Page, moment: str) -> None:
    """Also on the two nights when clocks change."""
    assert alone.evaluate("(text) => board.words.local(board.words.fromLocal(text))", moment) == moment


def test_single_days_are_as_long_as_their_clocks_say(alone: Page) -> None:
    """The axis has 23 hours on the last Sunday of March and 25 on that of October."""
    hours = alone.evaluate("[...board.model.days].slice(1).map((day, n) => (day - board.model.days[n]) / 3600)")
    assert sorted(set(hours)) == [23, 24, 25]
    assert hours.count(23) == hours.count(25) == 1


def test_work_outside_the_cluster_lies_side_by_side(alone: Page, content: dict[str, Any]) -> None:
    """Three pieces at one time get three lanes, none on another; the server still calls it one unit."""
    assert alone.evaluate("(content) => probe.outside(content)", content) == [2, False, 1]
