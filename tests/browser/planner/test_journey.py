# SPDX-License-Identifier: Apache-2.0
"""A planner's morning, on a real server: tried, refused with a reason, moved in a draft, published; a breakdown and
its repair; the same by keys alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PATIENCE_MS = 60_000
MIDDLE = """(n) => {
  const { view: v, model: m, canvas } = board, box = canvas.getBoundingClientRect();
  const line = v.lines[v.rowLine[m.row[n]]], x = (v.x(m.setup[n]) + v.x(m.end[n])) / 2;
  return [box.left + x, box.top + v.top(line) + line.height / 2];
}"""
"""The middle of a bar on the screen."""
FIRST = """(name) => {
  const m = board.model, mine = [...Array(m.count).keys()].filter((n) => m.centreOf(n).name === name);
  return mine.filter((n) => !(m.flags[n] & 28)).sort((a, b) => m.start[a] - m.start[b])[0];
}"""
"""The first bar at a work centre that has not begun."""
SHOW = """(n) => {
  const { view: v, model: m } = board;
  v.span(m.setup[n] - 86400, m.end[n] + 4 * 86400);
  v.show(m.setup[n], m.end[n], m.row[n], m.row[n]);
  board.redraw();
}"""


@pytest.fixture
def planner(open_as: Callable[..., Page]) -> Page:
    """The planner before the board."""
    page = open_as("planner", language="en")
    page.set_default_timeout(PATIENCE_MS)
    opened(page)
    return page


def until(page: Page, expression: str, given: object = None) -> None:
    """Wait for something of the page; its policy forbids the evaluation that Playwright's own waiting needs."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression, given):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def opened(page: Page) -> None:
    page.goto("/planner/")
    page.wait_for_selector("#board[data-ready=all]")
    until(page, "() => document.querySelector('[data-shown]').innerText.length > 10")


def shown(page: Page, centre: str) -> int:
    """The first bar of a work centre, brought into sight at two days' width."""
    n = page.evaluate(FIRST, centre)
    page.evaluate(
        "(n) => { board.view.span(board.model.setup[n] - 86400, board.model.end[n] + 2 * 86400); board.redraw(); }", n
    )
    page.evaluate(
        "(n) => { board.view.show(board.model.setup[n], board.model.end[n], board.model.row[n], board.model.row[n]); }",
        n,
    )
    page.wait_for_timeout(300)
    return int(n)


def dragged(page: Page, n: int, dx: float) -> None:
    x, y = page.evaluate(MIDDLE, n)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y, steps=5)
    until(page, "() => !board.state.ghost || ['fits', 'refused'].includes(board.state.ghost.verdict)")
    page.mouse.up()
    until(page, "() => !board.state.ghost")


def test_a_drag_to_before_what_it_waits_for_is_refused_with_the_reason(planner: Page) -> None:
    """The bar is where it was, no draft is opened, and the reason can be read until it is put away."""
    n = shown(planner, "Assembly")
    before = planner.evaluate("(n) => board.model.start[n]", n)
    dragged(planner, n, planner.evaluate("-20 * 3600 * board.view.scale"))
    assert len(planner.locator(".board-refused").inner_text()) > 20
    assert planner.evaluate("(n) => board.model.start[n]", n) == before
    assert "draft" not in planner.url


def test_a_move_is_a_draft_that_is_undone_redone_and_published(planner: Page) -> None:
    """Nothing of the plan changes before it is published; then the plan is as the draft was. The details that are open
    are the draft's, and the plan's again when the move is undone."""
    n = shown(planner, "Assembly")
    key, before = planner.evaluate("(n) => [board.model.keyOf(n), board.model.start[n]]", n)
    planner.mouse.click(*planner.evaluate(MIDDLE, n))
    details = planner.locator("[data-shown] .planner-portion p.small").first
    place = details.inner_text()
    dragged(planner, n, planner.evaluate("3 * 86400 * board.view.scale"))
    now = "(key) => board.model.start[board.model.barOf(key)]"
    until(planner, "() => location.search.includes('draft=')")
    moved = planner.evaluate(now, key)
    assert moved > before
    expect(details).not_to_have_text(place)
    planner.keyboard.press("Control+z")
    until(planner, f"(at) => ({now})(at[0]) === at[1]", [key, before])
    expect(details).to_have_text(place)
    planner.click("[data-do=redo]")
    until(planner, f"(at) => ({now})(at[0]) === at[1]", [key, moved])
    planner.click("a[data-part=draft]")
    planner.click("button[value=publish]")
    until(planner, "() => !location.search.includes('draft=')")
    opened(planner)
    assert planner.evaluate(now, key) == moved


def test_what_is_locked_in_the_details_is_locked_on_the_board_and_free_when_it_is_unlocked(planner: Page) -> None:
    """The board knows at once, and a bar can be dragged after what changed was fetched alone."""
    n = shown(planner, "Assembly")
    key = planner.evaluate("(n) => board.model.keyOf(n)", n)
    flags = "(key) => board.model.flags[board.model.barOf(key)] & 32"
    planner.mouse.click(*planner.evaluate(MIDDLE, n))
    for button, bit in (("Lock where it is", 32), ("Unlock", 0)):
        planner.locator("[data-shown]").get_by_role("button", name=button).first.click()
        until(planner, f"(at) => ({flags})(at[0]) === at[1]", [key, bit])
        if bit:
            x, y = planner.evaluate(MIDDLE, planner.evaluate("(key) => board.model.barOf(key)", key))
            planner.mouse.move(x, y)
            planner.mouse.down()
            planner.mouse.move(x + 40, y, steps=4)
            planner.mouse.up()
            assert "locked" in planner.locator(".board-refused").inner_text().lower()
            planner.locator(".board-refused").get_by_role("button").click()
    with planner.expect_response("**/planner/board.json?known=*"):
        planner.evaluate("document.body.dispatchEvent(new CustomEvent('live:plan'))")
    days = planner.evaluate("3 * 86400 * board.view.scale")
    dragged(planner, planner.evaluate("(key) => board.model.barOf(key)", key), days)
    until(planner, "() => location.search.includes('draft=')")


def test_by_the_form_any_minute_can_be_asked_for(planner: Page) -> None:
    """Where it stands it fits, though it stands at a second; a day before what it waits for it does not."""
    planner.mouse.click(*planner.evaluate(MIDDLE, shown(planner, "Assembly")))
    planner.get_by_text("Move to another place").first.click()
    form = planner.locator("form[action$=move]").first
    begins = form.locator("[name=to_start]")
    for minute, answer in ((begins.input_value(), "This fits."), ("2026-01-05T07:03", "nearest that fits")):
        begins.fill(minute)
        form.get_by_role("button", name="Would it fit?").click()
        expect(form.locator(".planner-answer")).to_contain_text(answer)


def test_escape_puts_the_help_away_before_it_lets_go_of_what_is_chosen(planner: Page) -> None:
    """The help lies above the board, where the keys stand."""
    planner.mouse.click(*planner.evaluate(MIDDLE, shown(planner, "Assembly")))
    chosen = planner.evaluate("board.state.selected.size")
    planner.keyboard.press("?")
    help_ = planner.locator("#panel-help")
    expect(help_).to_be_visible()
    pressed = help_.locator("dt").all_inner_texts()
    assert len(pressed) == len(set(pressed)), "a key does one thing here"
    planner.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    assert planner.evaluate("board.state.selected.size") == chosen > 0


def test_a_breakdown_makes_orders_late_and_a_repair_is_one_click(planner: Page) -> None:
    """Entered in a form, seen in the list, the order's account says why, and a repair brings it nearer its day."""
    planner.goto("/planner/changes/?kind=stop")
    planner.select_option("[name=place]", label="Assembly, all of it")
    planner.fill("[name=start]", "2026-01-06T06:00")
    planner.fill("[name=end]", "2026-02-06T12:00")
    planner.click("main button.primary")
    expect(planner.locator("table")).to_contain_text("Assembly")
    opened(planner)
    planner.locator(".planner-items a", has_text="C-2").click()
    expect(planner.locator(".planner-why")).to_contain_text("Assembly")
    late = "board.model.orders[board.model.orderOf('C-2')].late"
    before = planner.evaluate(late)
    assert before > 0
    planner.locator(".planner-repair").first.get_by_role("button", name="Apply to the plan").click()
    until(planner, f"(before) => {late} < before", before)


def test_keys_alone_find_move_and_undo(planner: Page) -> None:
    """Slash, a name, Enter; a step of its account, Enter; M, arrows, Enter; Ctrl+Z: no pointer is touched."""
    planner.keyboard.press("/")
    planner.keyboard.type("C-3")
    planner.keyboard.press("Enter")
    step = planner.locator(".planner-portion h4 a").last
    expect(step).to_be_visible()
    step.focus()
    planner.keyboard.press("Enter")
    until(planner, "() => board.state.portion >= 0 && board.model.nameOf(board.state.portion) === 'C-3'")
    key, before = planner.evaluate("[board.model.keyOf(board.state.focus), board.model.start[board.state.focus]]")
    planner.keyboard.press("m")
    for _ in range(12):
        planner.keyboard.press("Shift+ArrowRight")
    planner.keyboard.press("Enter")
    start = "board.model.start[board.model.barOf(at[0])]"
    until(planner, f"(at) => location.search.includes('draft=') && {start} > at[1]", [key, before])
    planner.keyboard.press("Control+z")
    until(planner, f"(at) => {start} === at[1]", [key, before])


def test_on_paper_the_bars_are_seen(planner: Page) -> None:
    """The page's own frame hides much when printing: not the stretch of the plan that is asked for."""
    shown(planner, "Assembly")
    planner.evaluate("dispatchEvent(new Event('beforeprint'))")
    planner.emulate_media(media="print")
    expect(planner.locator("svg.board-print rect").first).to_be_visible()
    expect(planner.locator("header.top, .planner-bar").first).to_be_hidden()
    planner.emulate_media(media="screen")
    expect(planner.locator("svg.board-print")).to_be_hidden()
