# SPDX-License-Identifier: Apache-2.0
"""Documents hold the letters of every name in Europe, and say what they were given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.support.papers import words_of

from klynge.server.pages.floor.pdf import work_order_pdf
from klynge.server.pages.frame import paper
from klynge.server.pages.sales.quotation import quotation_pdf
from klynge.server.quotes.models import Quote, State

NAMES = (
    "Čáhppesjávri Ŋuorra Šiŧža đ",
    "Łódź Erdős Çelik İnönü",
    "Παπαδόπουλος Ωμέγα",
    "Жанна Ґалаґан ії",
    "Røros Åse Ærlig",
)
BODY = paper.style(10, 14)


@pytest.mark.parametrize("name", NAMES)
def test_a_quotation_and_a_work_order_hold_any_name(name: str) -> None:
    """Sámi, Polish, Hungarian, Turkish, Greek, Cyrillic and Nordic letters are read back as they were written."""
    quote = Quote(number=1001, customer=name, reference=name, name_nb=name, name_en=name, quantity=2, region=name,
                  message=f"<{name}> & co", day=date(2026, 3, 2), price_ore=180050,
                  valid_until=date(2026, 4, 1))  # fmt: skip
    said = words_of(quotation_pdf(quote, name, None))
    assert said.count(name) == 6
    order = {"job": name, "own": True, "item": name, "quantity": 2, "unit_name": "stk", "order": name}
    assert words_of(work_order_pdf(order, date(2026, 3, 2), [])).count(name) == 4


def test_a_quotation_says_until_when_its_day_is_reserved() -> None:
    """And that it is looked up again, where it is not; of one that is ordered neither."""
    quote = Quote(number=7, name_nb="Stol", name_en="Chair", quantity=2, day=date(2026, 3, 2), price_ore=180050)
    reserved = datetime(2026, 2, 20, 12, 0, tzinfo=UTC)
    with translation.override("en"):
        assert "reserved until Fri 20 Feb 2026 13:00; after that it is looked" in words_of(
            quotation_pdf(quote, "F", reserved)
        )
        assert "The day is not reserved" in words_of(quotation_pdf(quote, "F", None))
        quote.state = State.ACCEPTED
        assert "reserved" not in words_of(quotation_pdf(quote, "F", None))


@given(st.text(st.sampled_from("aÅčđŋŧžłőΩжЩЇ€₂×–\N{MINUS SIGN}→ "), min_size=1, max_size=40))
def test_what_is_written_is_read_back(text: str) -> None:
    """Whatever is made of those letters."""
    assert words_of(paper.pdf("T", "A", [paper.written(text, BODY)], 20, 20, 20)).endswith(" ".join(text.split()))


def test_the_typeface_travels_with_the_document() -> None:
    """Embedded, and of the letters that are used alone: a page is small."""
    written = paper.pdf("T", "A", [paper.written("Ŋuorra", BODY)], 20, 20, 20)
    assert b"/FontFile2" in written
    assert len(written) < 60_000
