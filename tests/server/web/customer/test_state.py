# SPDX-License-Identifier: Apache-2.0
"""The address is the configuration: what goes in comes out, and nothing typed into it breaks the page."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.customer.places import region_of
from klynge.server.pages.customer.state import Choosing

NAMES = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)


@given(st.dictionaries(NAMES, VALUES, max_size=8), st.integers(1, 999_999), st.sampled_from(["cheapest", "earliest"]))
def test_an_address_opens_what_it_was_made_of(choices: dict[str, str], quantity: int, by: str) -> None:
    """Choices in their order, with any text, the quantity, and how the rest is decided."""
    import unicodedata

    plain = {name: unicodedata.normalize("NFC", value) for name, value in choices.items()}
    again = Choosing.of("a/b", QueryDict(Choosing("a/b", plain, quantity, by=by).query()))
    assert (list(again.choices.items()), again.quantity, again.by) == (list(plain.items()), quantity, by)


@given(st.text(max_size=200), st.text(max_size=20))
def test_whatever_is_typed_into_an_address_opens_something(choices: str, quantity: str) -> None:
    """A link that was cut short, or never was one, is no error."""
    asked = QueryDict(mutable=True)
    asked["choices"], asked["quantity"] = choices, quantity
    assert Choosing.of("a/b", asked).quantity >= 1


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", (1, False)), ("12", (12, False)), ("1000000", (1_000_000, False)), ("1000001", (1, True)), ("0", (1, True))]
    + [(wrong, (1, True)) for wrong in ("-3", "two", "1.5", "99999999999")],
)
def test_a_quantity_that_is_none_is_told(typed: str, read: tuple[int, bool]) -> None:
    """Another is put in its place, and not silently; where none is given nothing is wrong."""
    now = Choosing.of("a/b", QueryDict(f"quantity={typed}"))
    assert (now.quantity, now.miscounted) == read


def test_a_place_is_a_region_or_a_postcode() -> None:
    """In any case of letters; what is neither is not guessed."""
    stretches = [["0001", "6999", "Oslo"], ["7000", "9999", "Trondheim"]]
    regions = ["Oslo", "Trondheim", "Export"]
    found = [region_of(typed, regions, stretches) for typed in ("oslo", " 7374 ", "Export", "9x", "")]
    assert found == ["Oslo", "Trondheim", "Export", None, None]
