# SPDX-License-Identifier: Apache-2.0
"""Drawings follow the choices, are well-formed, and hold nothing that a strict page refuses."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klynge.configure import compile_product, read_products
from klynge.configure.model import ProductModel
from klynge.server.pages.customer.drawings import DRAWN, NOT_DRAWN, drawing_of

EVERY: dict[str, ProductModel] = {
    name: model
    for folder in ("small", "roros", "elverum")
    for name, model in read_products(f"examples/{folder}").items()
}
PRODUCTS = {name: model for name, model in EVERY.items() if name.rpartition("/")[2] in DRAWN}


def test_every_product_is_drawn_or_has_a_reason_not_to_be() -> None:
    """None that nobody sees; a product without a drawing has none."""
    assert {name.rpartition("/")[2] for name in EVERY} == set(DRAWN) | set(NOT_DRAWN)
    assert {name.rpartition("/")[2] for name in PRODUCTS} == set(DRAWN)
    assert all(drawing_of(f"a/{name}", {}) is None for name in NOT_DRAWN)


@pytest.mark.parametrize("name", sorted(PRODUCTS))
def test_any_product_that_can_be_is_drawn(name: str) -> None:
    """Whatever is chosen, or nothing yet: one picture with a title, its shapes within its frame, without styles."""
    session = compile_product(PRODUCTS[name], date(2026, 11, 2)).session({})
    for values in ({}, *session.sample(40, 7)):
        drawn = str(drawing_of(name, values))
        svg = ElementTree.fromstring(drawn)
        assert svg.get("aria-label")
        assert "style=" not in drawn
        left, top, wide, high = map(float, svg.get("viewBox", "").split())
        for one in svg.iter("rect"):
            x, y, w, h = (float(one.get(key, "0")) for key in ("x", "y", "width", "height"))
            assert left <= x <= x + w <= left + wide
            assert top <= y <= y + h <= top + high


@given(st.integers(590, 1790), st.integers(1790, 2390))
def test_a_door_is_as_wide_and_as_high_as_it_was_chosen(width: int, height: int) -> None:
    """The frame in the drawing has the sizes in millimetres."""
    svg = ElementTree.fromstring(str(drawing_of("rdv/door", {"width": width, "height": height})))
    frame = next(svg.iter("rect"))
    assert (frame.get("width"), frame.get("height")) == (str(width), str(height))


def test_hinges_change_sides_with_the_hand() -> None:
    """Seen from outside, left is left; what opens inward is drawn otherwise than what opens outward."""
    doors = {hand: str(drawing_of("rdv/door", {"hand": hand})) for hand in ("left-out", "right-out", "left-in")}
    swings = {hand: door.partition('class="swing')[2].partition("points=")[2][:20] for hand, door in doors.items()}
    assert swings["left-out"] != swings["right-out"]
    assert "swing inward" in doors["left-in"]
    assert "swing inward" not in doors["left-out"]


def test_a_window_says_how_it_opens() -> None:
    """In the drawing, and to who does not see it; one that does not open has no such line."""
    window = {
        side: str(drawing_of("rdv/window", {"opening": "turn", "hinge-side": side})) for side in ("left", "right")
    }
    assert window["left"] != window["right"]
    assert "<desc>" in window["left"]
    assert 'class="swing' not in str(drawing_of("rdv/window", {"opening": "fixed"}))
    assert "swing inward" in str(drawing_of("rdv/window", {"opening": "tilt-and-turn"}))


def test_what_was_typed_for_a_tag_stands_on_it_as_text() -> None:
    """And nothing but text, whatever a link says."""
    drawn = str(drawing_of("os-id/ear-tag", {"series": "large", "holding": "<b>&", "first-number": 7}))
    words = [one.text for one in ElementTree.fromstring(drawn).iter("text")]
    assert "NO <b>&" in words
    assert "0007" in words
