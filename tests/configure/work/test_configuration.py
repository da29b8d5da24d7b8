# SPDX-License-Identifier: Apache-2.0
"""Codes name choices, texts keep them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.configure.work.conftest import OAK, PAINTED

from klynge.configure.work import (
    ChoicesError,
    Configuration,
    Desk,
    code_of,
    format_choices,
    parse_choices,
    product_of_item,
    read_code,
)
from klynge.network.values import identifier

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,11}", fullmatch=True)
CHOICES = st.dictionaries(NAMES, st.integers(-(10**9), 10**9) | st.text(min_size=1), max_size=6)


@given(CHOICES, st.randoms(use_true_random=False))
def test_the_order_of_choices_does_not_matter(choices: dict[str, Any], random: Random) -> None:
    """The same choices have the same code, however they were come by."""
    shuffled = list(choices.items())
    random.shuffle(shuffled)
    assert code_of("a/b", dict(shuffled)) == code_of("a/b", choices)


@given(CHOICES, st.data())
def test_any_change_is_another_code(choices: dict[str, Any], data: st.DataObject) -> None:
    """One value more, less or other, or another product, is another code."""
    code = code_of("a/b", choices)
    more = data.draw(NAMES.filter(lambda name: name not in choices))
    assert code_of("a/b", choices | {more: "x"}) != code
    assert code_of("a/c", choices) != code
    for name, value in choices.items():
        assert code_of("a/b", {key: choices[key] for key in choices if key != name}) != code
        assert code_of("a/b", choices | {name: f"{value}1"}) != code


@given(CHOICES)
def test_texts_are_read_as_they_were_written(choices: dict[str, Any]) -> None:
    """What `format_choices` writes is one line without odd characters, read back with the same code."""
    text = format_choices(choices)
    read = parse_choices(text)
    assert format_choices(read) == text
    assert code_of("a/b", read) == code_of("a/b", choices)
    assert text == text.strip()
    assert text.isprintable()


@given(CHOICES, st.integers(0, 11), st.integers(1, 31), st.integers(0, 10))
def test_a_wrong_symbol_is_found(choices: dict[str, Any], place: int, change: int, swap: int) -> None:
    """The check symbol tells any single wrong symbol, and two neighbours that changed places."""
    code = code_of("a/b", choices)
    symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = list(code.replace("-", ""))
    wrong = plain.copy()
    wrong[place] = symbols[(symbols.index(plain[place]) + change) % 32]
    assert read_code("".join(wrong)) is None
    swapped = plain.copy()
    swapped[swap], swapped[swap + 1] = plain[swap + 1], plain[swap]
    assert read_code("".join(swapped)) == (code if swapped == plain else None)


def test_a_code_is_read_as_people_type_it() -> None:
    """Small letters, O for 0, I and L for 1, blanks or nothing for dashes."""
    code = code_of("a/b", {"x": 1})
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(typed) == code
    assert identifier(f"a/b/{code}")
    assert product_of_item(f"a/b/{code}") == ("a/b", code)
    assert product_of_item("a/b/chair") is None
    assert product_of_item("chair") is None


def test_codes_stay_what_they_are() -> None:
    """A code once given out names the same product for ever: these are kept from the first version."""
    assert Configuration("rdv/window", "2026.1", {"width": 990, "glass": "two"}).item == "rdv/window/Q2W1-MDMS-9N46"
    assert Configuration("rdv/window", "2027.1", {"glass": "two", "width": 990}).item == "rdv/window/Q2W1-MDMS-9N46"


def test_what_says_nothing_is_left_out(desk: Desk) -> None:
    """Values at `absent`, empty texts and variables that are not asked are in neither choices nor code."""
    plain = desk.configuration("fjell/table", OAK)
    said = {**OAK, "colour": "none", "cushion": "no", "runner": "no", "engraving": ""}
    assert desk.configuration("fjell/table", said) == plain
    assert set(plain.choices) == set(OAK)
    assert desk.configuration("fjell/table", {**OAK, "cushion": "yes"}).code != plain.code
    assert hash(desk.configuration("fjell/table", said)) == hash(plain)


def test_a_text_may_hold_anything(desk: Desk) -> None:
    """Separators in an engraving come back as they were."""
    made = desk.configuration("fjell/table", {**PAINTED, "engraving": "Å | =% 50"})
    assert made.text.count("|") == len(made.choices) - 1
    again = desk.configuration("fjell/table", parse_choices(made.text))
    assert again == made
    assert again.choices["engraving"] == "Å | =% 50"


@pytest.mark.parametrize(
    ("text", "said"),
    [("width", "is no choice"), ("a=1|a=2", "chosen twice"), ("a=%FF", "no percent-encoded"), ("=1", "is no choice")],
)
def test_a_text_that_is_no_choices(text: str, said: str) -> None:
    """One message that says what to write."""
    with pytest.raises(ChoicesError, match=said) as caught:
        parse_choices(text)
    assert caught.value.remedy["nb"]
