# SPDX-License-Identifier: Apache-2.0
"""What the board draws, by its pixels."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


def covered(content: dict[str, Any], row: int, first: float, last: float) -> float:
    """The share of a stretch of time that the bars of a row cover."""
    bars = content["bars"]
    spans = [
        (max(first, setup), min(last, end))
        for at, setup, end in zip(bars["row"], bars["setup"], bars["end"], strict=True)
        if at == row
    ]
    busy: float = sum(end - setup for setup, end in spans if end > setup)
    return busy / (last - first)


def test_each_row_has_as_many_coloured_pixels_as_its_bars_say(alone: Page, content: dict[str, Any]) -> None:
    """Bars stand where their times are: along each row the coloured share is the busy share."""
    first, last = alone.evaluate("[board.view.t0, board.view.t1]")
    rows = alone.evaluate("probe.rows()")
    assert len(rows) > 15
    for row in rows:
        want = covered(content, row["row"], first, last)
        assert abs(row["coloured"] / row["width"] - want) < 0.05, row


def test_the_whole_year_is_a_heat_of_load_with_late_marks(alone: Page) -> None:
    """Zoomed out the cells are in the colours of heat, and late days are marked."""
    alone.evaluate("() => { board.view.span(board.view.first, board.view.last); board.redraw(); }")
    alone.wait_for_timeout(200)
    colours = alone.evaluate("probe.heat()")
    assert alone.evaluate("board.view.heat")
    assert sum(each > 200 for each in colours["heat"]) >= 3
    assert colours["late"] > 200


def test_a_text_reads_on_every_fill(alone: Page) -> None:
    """WCAG's contrast of 4.5 to 1, in light and dark."""
    for scheme in ("light", "dark"):
        alone.emulate_media(color_scheme=scheme)
        alone.evaluate("board.dress()")
        assert alone.evaluate("probe.contrast()") >= 4.5


def test_load_and_minimap_show_the_plan(alone: Page) -> None:
    """Both have more than the ground, and the load says in words what it shows."""
    for name in ("load", "map"):
        assert alone.evaluate("(name) => probe.drawn(name)", name) > 2000
    alone.wait_for_timeout(350)
    assert "wk 6" in (alone.get_attribute("canvas.load", "aria-label") or "")


def test_the_load_of_power_is_in_kilowatt_hours(alone: Page) -> None:
    """People are counted in hours."""
    for which, unit in (("p:people", " h, "), ("p:power", " kWh, ")):
        alone.evaluate("(which) => { board.showLoad(which); board.redraw(); }", which)
        alone.wait_for_timeout(350)
        assert unit in (alone.get_attribute("canvas.load", "aria-label") or "")


def test_a_folded_site_leaves_its_band_and_a_folded_centre_one_line(alone: Page) -> None:
    """Rows are put away and come back."""
    counted = "board.view.lines.filter((line) => line.kind === 'row').length"
    assert alone.evaluate(counted) == 40
    alone.evaluate("board.fold('c:wc-0')")
    assert alone.evaluate(counted) == 36
    alone.evaluate("board.fold('s:site-0')")
    assert alone.evaluate(counted) == 0
    alone.evaluate("board.fold('s:site-0')")
    assert alone.evaluate("board.kept().folded") == "c:wc-0"


def test_on_paper_the_stretch_in_sight_is_drawn_as_vectors(alone: Page) -> None:
    """A rectangle for each bar in sight."""
    alone.evaluate("dispatchEvent(new Event('beforeprint'))")
    bars = alone.evaluate("board.model.barsWithin([...Array(40).keys()], board.view.t0, board.view.t1).length")
    assert bars > 50
    assert alone.locator("svg.board-print rect").count() == bars
