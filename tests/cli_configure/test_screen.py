# SPDX-License-Identifier: Apache-2.0
"""The real application, driven by keys: what they choose, what is shown at 80 columns, with and without days."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import get_cwidth
from tests.support.stools import cluster_with_stools

import klynge
from klynge.api_offers import desk_of
from klynge.cli_configure import lines
from klynge.cli_configure.dialogue import REGION, Dialogue, Looking
from klynge.cli_configure.finishing import Finish
from klynge.cli_configure.screen import LEFT, Screen
from klynge.words import Language

STOOL = "fjell/bar-stool"
ENTER, ESC, UP, DOWN, LEFT_KEY, UNDO, QUIT = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x1b[D", "\x1a", "\x11"
DELETE, F2, F3, F4, SAVE, BACKSPACE = "\x1b[3~", "\x1bOQ", "\x1bOR", "\x1bOS", "\x13", "\x7f"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> klynge.Planned:
    """The small example with a configured stool, planned."""
    return klynge.plan(klynge.read(cluster_with_stools(tmp_path_factory.mktemp("stools"))), "due")


@pytest.fixture
def dialogue(planned: klynge.Planned, tmp_path: Path) -> Dialogue:
    """A stool to be configured, in English, without days."""
    session = klynge.session(planned.cluster, STOOL, quantity=12)
    finish = Finish(desk_of(planned.cluster), planned.cluster.network.items)
    return Dialogue(session, "en", finish, save_to=tmp_path / "configurations.csv")


def with_days(planned: klynge.Planned, region: str = "Trondheim") -> Dialogue:
    """The same with days."""
    session = klynge.session(planned.cluster, STOOL, quantity=12)
    finish = Finish(desk_of(planned.cluster), planned.cluster.network.items, quoter=klynge.quoter(planned))
    return Dialogue(session, "en", finish, ("Oslo", "Trondheim"), region)


def press(dialogue: Dialogue, *keys: str, until: Callable[[], bool] = lambda: True) -> None:
    """Run the application on a terminal of 80 by 24 without colours, press keys, wait, quit."""
    output = Vt100_Output(io.StringIO(), lambda: Size(rows=24, columns=80), default_color_depth=ColorDepth.DEPTH_1_BIT)

    async def run() -> None:
        with create_pipe_input() as pipe:
            screen = Screen(dialogue, pipe, output)
            shown = asyncio.ensure_future(screen.show())
            for key in keys:
                pipe.send_text(key)
                await asyncio.sleep(0.25 if key == ESC else 0.01)
            for _ in range(600):
                if until():
                    break
                await asyncio.sleep(0.05)
            pipe.send_text(QUIT)
            await asyncio.wait_for(shown, 20)

    with ThreadPoolExecutor(1) as thread:  # this thread may have a loop of a browser's
        thread.submit(asyncio.run, run()).result()


def page(dialogue: Dialogue) -> str:
    """Both halves of the screen as text."""
    rows = [*lines.header(dialogue, 80), *lines.variables(dialogue, LEFT), *lines.options(dialogue, 80 - LEFT - 1)]
    rows += [*lines.message(dialogue, 80, 6), *lines.keys(dialogue, 80), *lines.overview(dialogue, 80)]
    return "\n".join("".join(text for _, text in row) for row in rows)


def test_choosing_by_arrows_and_by_letters(dialogue: Dialogue) -> None:
    """A number is typed, options are chosen by arrow and by search, and the cursor goes to what is open."""
    press(dialogue, ENTER, "700", ENTER, ENTER, DOWN, ENTER, ENTER, "chr", ENTER)
    assert dict(dialogue.session.choices) == {"height": 700, "seat": "padded", "legs": "chrome"}
    assert dialogue.variable == "colour"


def test_searching_variables(dialogue: Dialogue) -> None:
    """Letters in the list of variables leave those that fit."""
    press(dialogue, "glo")
    assert "Searching: glo" in page(dialogue)
    assert "Height" not in page(dialogue)
    press(dialogue, ENTER, DOWN, ENTER)
    assert dict(dialogue.session.choices) == {"gloss": "bright"}


def test_impossible_options_say_why_and_can_be_had(dialogue: Dialogue) -> None:
    """They are marked; `?` names the rule; Enter offers to give up what is in the way, and does so when confirmed."""
    press(dialogue, "col", ENTER, DOWN, DOWN, ENTER, "leg", ENTER, DOWN, "?")
    assert "Red stains chrome." in dialogue.message
    assert "x Chrome" in page(dialogue)
    assert "does not fit" in page(dialogue)
    press(dialogue, ENTER)
    assert dialogue.looking is Looking.CHANGE
    press(dialogue, ENTER)
    assert dict(dialogue.session.choices) == {"legs": "chrome"}


def test_keeping_what_one_has(dialogue: Dialogue) -> None:
    """Esc leaves the choices as they are."""
    press(dialogue, "col", ENTER, DOWN, DOWN, ENTER, "leg", ENTER, DOWN, ENTER, ESC)
    assert dict(dialogue.session.choices) == {"colour": "red"}


def test_undo_and_take_back(dialogue: Dialogue) -> None:
    """Ctrl-Z undoes one step after the other, also a change of quantity; Del takes back one choice."""
    press(dialogue, "700", ENTER, ENTER, DOWN, ENTER, UP, UP, DELETE)
    assert dict(dialogue.session.choices) == {"seat": "padded"}
    press(dialogue, "qua", ENTER, "5", ENTER)
    assert dialogue.session.quantity == 5
    press(dialogue, UNDO, UNDO, UNDO, UNDO, UNDO)
    assert (dict(dialogue.session.choices), dialogue.session.quantity) == ({}, 12)
    assert dialogue.message == "There is nothing to undo."


@pytest.mark.parametrize("typed", ["12x", "-", "99999999999999999999", "451", ""])
def test_numbers_that_are_none(dialogue: Dialogue, typed: str) -> None:
    """What is no number, or none of the variable's, is said and changes nothing."""
    press(dialogue, ENTER, typed, ENTER)
    assert dict(dialogue.session.choices) == {}
    assert dialogue.message


def test_completing_showing_and_saving(dialogue: Dialogue) -> None:
    """F2 decides the rest, F3 shows all of it, Ctrl-S adds it to a table that orders can name it from."""
    press(dialogue, F2, ENTER, SAVE, ENTER)
    assert dialogue.session.complete
    item, product, _, choices = dialogue.save_to.read_text("utf-8").splitlines()[1].split(",")
    assert item.startswith(f"{STOOL}/")
    assert (product, "seat=oak" in choices) == (STOOL, True)
    assert not dialogue.unsaved
    press(dialogue, F3)
    whole = "\n".join(dialogue.page)
    for told in ("Start-up ", "For the shop floor", "wood", item):
        assert told in whole


def test_only_what_is_finished_is_saved(dialogue: Dialogue) -> None:
    """Else what is open is named."""
    press(dialogue, SAVE)
    assert "Open: Height, Seat, Legs, Colour, Gloss." in dialogue.message


def test_days_come_in_the_background(planned: klynge.Planned) -> None:
    """Beside each option stand price and days, as the quoter tells them; F4 shows the earliest way."""
    dialogue = with_days(planned)
    assert "asking the plan" in page(dialogue)
    press(dialogue, "leg", ENTER, DOWN, until=lambda: dialogue.told is not None)
    told = klynge.quoter(planned).quote(dialogue.session, "Trondheim")
    offer = told.beside("legs", "chrome")
    assert offer is not None
    assert f"+{offer.days_later} d" in page(dialogue)
    assert "Chrome: +" in page(dialogue)
    assert "days later (" in page(dialogue)
    press(dialogue, F4, until=lambda: dialogue.told is not None)
    assert dialogue.told == klynge.quoter(planned).quote(dialogue.session, "Trondheim", "earliest")


def test_choosing_where_to(planned: klynge.Planned) -> None:
    """The place of delivery is chosen like an option, and days follow."""
    dialogue = with_days(planned, "")
    press(dialogue, "del", ENTER, DOWN, ENTER, until=lambda: dialogue.told is not None)
    assert dialogue.region == "Trondheim"
    press(dialogue, UNDO)
    assert dialogue.region == ""
    assert REGION in dialogue.all_variables()


def test_what_was_not_saved_can_be_gone_on_with(dialogue: Dialogue) -> None:
    """The choices as a command, quoted for a shell."""
    press(dialogue, "tag", ENTER, "BAR TWO", ENTER, "855", ENTER)
    made = dialogue.resume("fjell/bar-stool", " --cluster small")
    assert made == "klynge configure fjell/bar-stool --cluster small --quantity 12 --set 'tag=BAR TWO' --set height=855"


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("seed", range(8))
def test_any_keys_at_all(dialogue: Dialogue, seed: int, language: Language) -> None:
    """No keys stop it, no line is wider than the screen, and the choices always leave a product."""
    random = Random(seed)
    dialogue.language = language
    keys = (ENTER, ENTER, UP, DOWN, DOWN, UNDO, F2, F3, F4, DELETE, BACKSPACE, LEFT_KEY, "?", "o", "r", "650", "x")
    press(dialogue, *(random.choice(keys) for _ in range(60)))
    assert dialogue.view.products.number > 0
    assert max(get_cwidth(line) for line in page(dialogue).splitlines()) <= 80
    for row in lines.options(dialogue, 80 - LEFT - 1):
        assert sum(get_cwidth(text) for _, text in row) <= 80 - LEFT - 1
