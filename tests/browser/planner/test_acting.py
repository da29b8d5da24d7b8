# SPDX-License-Identifier: Apache-2.0
"""Choosing, walking and moving on the board, by pointer and by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


def test_a_click_chooses_a_bar_and_its_order(alone: Page) -> None:
    """The page is told which; a click beside lets go."""
    bar = alone.evaluate("probe.bar()")
    alone.mouse.click(bar["x"], bar["y"])
    assert alone.evaluate("[chosen.bars, board.state.focus]") == [[bar["n"]], bar["n"]]
    alone.mouse.click(900, 770)
    alone.keyboard.press("Escape")


def test_shift_and_drag_chooses_what_the_band_touches(alone: Page) -> None:
    """Several bars, and only those."""
    alone.keyboard.down("Shift")
    alone.mouse.move(500, 120)
    alone.mouse.down()
    alone.mouse.move(800, 240, steps=4)
    alone.mouse.up()
    alone.keyboard.up("Shift")
    assert alone.evaluate("board.state.selected.size") > 4


def test_drag_beside_the_bars_goes_about_and_the_wheel_scrolls_and_zooms(alone: Page) -> None:
    """Each moves the view in its own way."""
    views = [alone.evaluate("[board.view.t0, board.view.y, board.view.scale]")]
    alone.mouse.move(600, 300)
    alone.mouse.wheel(0, 200)
    alone.wait_for_timeout(50)
    views.append(alone.evaluate("[board.view.t0, board.view.y, board.view.scale]"))
    alone.keyboard.down("Control")
    alone.mouse.wheel(0, -200)
    alone.keyboard.up("Control")
    alone.wait_for_timeout(50)
    views.append(alone.evaluate("[board.view.t0, board.view.y, board.view.scale]"))
    assert views[1][1] > views[0][1]
    assert views[1][2] == views[0][2]
    assert views[2][2] > views[1][2]


def drag(page: Page, dx: int) -> int:
    bar = page.evaluate("probe.bar()")
    page.mouse.move(bar["x"], bar["y"])
    page.mouse.down()
    page.mouse.move(bar["x"] + dx, bar["y"] + 3, steps=6)
    page.wait_for_timeout(250)
    page.mouse.up()
    page.wait_for_timeout(50)
    return int(bar["n"])


def test_a_drag_asks_for_the_place_under_the_pointer(alone: Page) -> None:
    """The place as it stands, and where it is to begin: so many pixels later, to five minutes."""
    n = drag(alone, 90)
    wanted = alone.evaluate("wanted[0]")
    shift = alone.evaluate("(n) => wanted[0].to.start - board.model.start[n]", n)
    assert wanted["place"] == alone.evaluate("(n) => board.model.placeOf(n)", n)
    assert shift == pytest.approx(alone.evaluate("90 / board.view.scale"), abs=3700)
    assert alone.evaluate("board.state.ghost") is None


def test_a_refused_drag_snaps_back_and_says_why(alone: Page) -> None:
    """The reason stays until it is put away."""
    alone.evaluate("answer.move = { done: false, reason: 'The oven is taken until Thursday.' }")
    drag(alone, 90)
    assert "taken until Thursday" in alone.locator(".board-refused").inner_text()
    alone.locator(".board-refused button").click()
    assert alone.locator(".board-refused").is_hidden()


def test_the_verdict_is_said_while_the_ghost_rests(alone: Page) -> None:
    """Before one lets go one sees whether it fits; Escape leaves all as it was."""
    alone.evaluate("answer.verdict = { fits: false, reason: 'Nobody is there on Sunday.' }")
    bar = alone.evaluate("probe.bar()")
    alone.evaluate("(n) => { board.selection.choose(n); board.canvas.focus(); board.moving.begin(n); }", bar["n"])
    alone.keyboard.press("ArrowRight")
    alone.wait_for_timeout(300)
    assert alone.evaluate("board.state.ghost.verdict") == "refused"
    assert "Sunday" in alone.locator(".board-says").inner_text()
    alone.keyboard.press("Escape")
    assert alone.evaluate("[board.state.ghost, wanted.length]") == [None, 0]


def test_keys_alone_move_a_bar(alone: Page) -> None:
    """Walk to a bar, step it later and down a row, let go: the same question as a drag asks."""
    alone.focus("canvas.bars")
    alone.keyboard.press("ArrowRight")
    alone.keyboard.press("ArrowRight")
    n = alone.evaluate("board.state.focus")
    assert alone.evaluate("(n) => board.moving.begin(n)", n)
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        alone.keyboard.press(key)
    alone.wait_for_timeout(100)
    wanted = alone.evaluate("wanted[0]")
    assert wanted["to"]["start"] > wanted["place"]["start"]
    assert wanted["to"]["unit"] == wanted["place"]["unit"] + 1


def test_what_is_locked_or_under_way_does_not_begin_to_move(alone: Page) -> None:
    """It says what to do instead."""
    n = alone.evaluate("[...board.model.flags.keys()].find((n) => board.model.flags[n] & 32)")
    assert not alone.evaluate("(n) => board.moving.begin(n)", n)
    assert "unlock it first" in alone.locator(".board-refused").inner_text()


def test_the_next_late_order_comes_into_sight(alone: Page) -> None:
    """The latest first; each in turn; its bars on the screen."""
    alone.evaluate("board.selection.nextLate(1)")
    first = alone.evaluate("board.state.order")
    alone.evaluate("board.selection.nextLate(1)")
    assert alone.evaluate("board.state.order") != first
    assert alone.evaluate("board.model.orders[board.state.order].late") > 0
    assert alone.evaluate("probe.focused()")


def test_the_table_is_a_grid_that_keys_walk(alone: Page) -> None:
    """Rows as many as bars in sight, pages of a hundred, Enter chooses."""
    alone.evaluate("window.grid = new Grid(document.getElementById('grid'), board)")
    table = alone.locator("[role=grid]")
    bars = alone.evaluate("grid.bars().length")
    assert table.get_attribute("aria-rowcount") == str(bars + 1)
    alone.locator("[role=gridcell][tabindex='0']").focus()
    alone.keyboard.press("ArrowDown")
    alone.keyboard.press("ArrowRight")
    assert alone.evaluate("[document.activeElement.closest('tr').ariaRowIndex, grid.at]") == ["3", [1, 1]]
    alone.keyboard.press("Enter")
    assert alone.evaluate("chosen.bars[0] === grid.bars()[1]")


def test_find_takes_part_of_a_name_and_says_when_there_is_none(alone: Page) -> None:
    """As one types it from a paper."""
    assert alone.evaluate("board.find('n-1042')")
    assert alone.evaluate("board.model.orders[board.state.order].name") == "N-1042"
    assert not alone.evaluate("board.find('no such thing')")
    assert "no such thing" in alone.locator(".board-refused").inner_text()
