# SPDX-License-Identifier: Apache-2.0
"""The plan board in a real browser. Without a Chromium these tests are skipped, and the summary says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from klynge.exchange.board import write_board
from klynge.network import read_folder, work_of
from klynge.planning import compile_problem, construct
from klynge.planning.measure import measure

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="THE PLAN BOARD WAS NOT TESTED IN A BROWSER: no chromium, chromium-browser or google-chrome on the PATH",
)

# Different colours on a canvas, and how many of its pixels differ from the commonest one.
LOOK = """(id) => {
  const canvas = document.getElementById(id);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Map();
  for (let n = 0; n < data.length; n += 4) {
    const colour = (data[n] << 16) | (data[n + 1] << 8) | data[n + 2];
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  return { colours: seen.size, drawn: data.length / 4 - Math.max(...seen.values()) };
}"""


@pytest.fixture(scope="module")
def board(small: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the small example's board."""
    cluster = read_folder(small)
    work = work_of(cluster)
    plan = construct(compile_problem(cluster, work), rule="best").plan()
    path = tmp_path_factory.mktemp("board") / "board.html"
    write_board(path, cluster, work, plan, measure(cluster, work, plan), "nb")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, board: str) -> Iterator[Page]:
    """The board, open; a test fails when the page reports any error."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 1400, "height": 860}, color_scheme="light")
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(board)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(200)
    yield page
    page.close()
    assert errors == []


def test_bars_are_drawn(page: Page) -> None:
    """The board, the load and the overview show many colours, not one surface."""
    look = page.evaluate(LOOK, "board")
    assert look["colours"] > 20
    assert look["drawn"] > 20_000
    assert page.evaluate(LOOK, "load")["colours"] > 3
    assert page.evaluate(LOOK, "minimap")["colours"] > 3


def test_the_whole_plan_is_a_heat_map(page: Page) -> None:
    """Zoomed all the way out the rows show load, and zooming back in shows bars again."""
    page.set_viewport_size({"width": 560, "height": 860})
    page.keyboard.press("0")
    page.wait_for_timeout(200)
    assert page.evaluate(LOOK, "board")["drawn"] > 1000


def test_an_order_is_found_by_its_name(page: Page) -> None:
    """Slash, the name, enter: its facts are shown, its bars marked, and the address keeps the choice."""
    page.keyboard.press("/")
    page.keyboard.type("B-1")
    page.keyboard.press("Enter")
    assert "B-1" in page.locator("#order h2").inner_text()
    assert page.locator("#order ol.steps button").count() >= 3
    page.wait_for_timeout(600)
    assert "o=B-1" in page.url


def test_an_order_that_is_not_there_is_said(page: Page) -> None:
    """A name that nothing has is told in the chosen language."""
    page.fill("#find", "no-such-order")
    page.keyboard.press("Enter")
    assert "no-such-order" in page.locator("#says").inner_text()


def test_the_board_is_walked_by_keys(page: Page) -> None:
    """Arrows move between bars and say them; enter chooses; escape lets go."""
    page.focus("#board")
    page.keyboard.press("ArrowRight")
    first = page.locator("#says").inner_text()
    page.keyboard.press("ArrowDown")
    assert first
    assert page.locator("#says").inner_text() != first
    page.keyboard.press("Enter")
    assert page.locator("#order dl.facts").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("#order dl.facts").count() == 0


def test_a_click_chooses_the_bar_under_the_pointer(page: Page) -> None:
    """The bar that the keys reached is the one that a click at its place chooses."""
    page.keyboard.press("/")
    page.keyboard.type("B-1")
    page.keyboard.press("Enter")
    page.locator("#order ol.steps button").first.click()
    chosen = page.locator("#order ol.steps li.chosen").inner_text()
    page.wait_for_timeout(200)
    x, y = page.evaluate(
        """() => {
          const board = document.getElementById("board"), box = board.getBoundingClientRect();
          for (let y = 50; y < box.height; y += 4) for (let x = 212; x < box.width; x += 2) {
            const at = { clientX: box.left + x, clientY: box.top + y, bubbles: true };
            board.dispatchEvent(new PointerEvent("pointermove", at));
            const tip = document.getElementById("tip");
            if (!tip.hidden && tip.firstChild.textContent.startsWith("B-1")) return [box.left + x, box.top + y];
          }
          return [0, 0];
        }"""
    )
    page.mouse.click(x, y)
    assert page.locator("#order h2").inner_text().startswith("Ordre B-1")
    assert chosen


def test_both_languages_and_looks(page: Page) -> None:
    """One click changes every text or colour; the page says which language it is in."""
    assert page.locator("#today").inner_text() == "I dag"
    page.click("#lang-en")
    assert page.locator("#today").inner_text() == "Today"
    assert page.evaluate("document.documentElement.lang") == "en"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_the_table_twin_holds_the_whole_plan(page: Page) -> None:
    """Every portion can be read and chosen without the canvas."""
    page.click("#tab-table")
    page.select_option("#table-of", "all")
    assert page.locator("#table tbody tr").count() > 40
    page.locator("#table tbody button").nth(5).click()
    assert page.locator("#table tr.chosen").count() == 1


def drag(page: Page) -> None:
    page.mouse.move(700, 400)
    page.mouse.down()
    page.mouse.move(600, 380, steps=4)
    page.mouse.up()


def roll(page: Page) -> None:
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -300)


MOVES: list[Callable[[Page], object]] = [
    lambda page: page.keyboard.press("+"),
    lambda page: page.keyboard.press("]"),
    roll,
    drag,
    lambda page: page.select_option("#colour", "lateness"),
]


def test_zoom_pan_and_rows_change_the_picture(page: Page) -> None:
    """Keys, wheel and drag all move the view."""
    pictures = {page.locator("#board").screenshot()}
    for move in MOVES:
        move(page)
        page.wait_for_timeout(150)
        pictures.add(page.locator("#board").screenshot())
    assert len(pictures) == len(MOVES) + 1


def test_single_letter_keys_can_be_switched_off(page: Page) -> None:
    """WCAG 2.1.4: who dictates text does not jump about."""
    page.keyboard.press("?")
    page.uncheck("#letters")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    assert page.locator("#panel").is_visible()
