# SPDX-License-Identifier: Apache-2.0
"""The earliest completion of each option, against every product that there is."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.support.stools import cluster_with_stools

import klynge
from klynge.configure import Session
from klynge.offers import Quoter
from klynge.offers.quote import Key

STOOL, REGION = "fjell/bar-stool", "Trondheim"
HEIGHTS = (450, 600, 610, 855)


@cache
def planned(rule: str) -> klynge.Planned:
    """The small example with a configured stool, planned."""
    with TemporaryDirectory() as folder:
        return klynge.plan(klynge.read(cluster_with_stools(Path(folder))), rule)


def earliest(quoter: Quoter, session: Session) -> dict[Key | None, date]:
    """The earliest day of all products that the session leaves, and with each option, by asking for every one."""
    model, best = session.product.model, dict[Key | None, date]()
    options = (("oak", "padded"), ("painted", "chrome"), ("white", "black", "red"), ("matt", "bright"))
    for height, seat, legs, colour, gloss in product(HEIGHTS, *options):
        made: dict[str, str | int] = {"height": height, "seat": seat, "legs": legs, "colour": colour, "gloss": gloss}
        other = [name for name, value in session.choices.items() if made[name] != value]
        if len(other) > 1 or not session.product.valid({**made, "tag": ""}):
            continue
        day = quoter.day(model, made, session.quantity, REGION, version=0)
        if day is not None:
            for key in [None, *made.items()] if not other else [(other[0], made[other[0]])]:
                best[key] = min(best.get(key, day), day)
    return best


@pytest.mark.parametrize("rule", ["due", "slack"])
@pytest.mark.parametrize(
    ("choices", "quantity"),
    [({}, 1), ({}, 40), ({"seat": "padded"}, 12), ({"legs": "chrome", "height": 700}, 12), ({"colour": "red"}, 90)],
)
def test_no_product_is_earlier_than_what_is_sure(rule: str, choices: dict[str, str | int], quantity: int) -> None:
    """What is sure is the earliest of all products, and none is before the day that is told as a bound."""
    quoter = klynge.quoter(planned(rule))
    session = klynge.session(planned(rule).cluster, STOOL, choices, quantity=quantity)
    quote, best = quoter.quote(session, REGION, "earliest", version=0), earliest(quoter, session)
    assert quote.present is not None
    told: dict[Key | None, tuple[date | None, bool, date | None]] = {
        None: (quote.present.day, quote.sure, quote.not_before)
    }
    told |= {key: (one.completion.day, one.sure, one.not_before) for key, one in quote.options.items()}
    for key, (day, sure, not_before) in told.items():
        if key in best:
            assert not_before is None or not_before <= best[key]
            assert day is not None
            assert day == best[key] if sure else day >= best[key]


@pytest.mark.parametrize("rule", ["due", "slack"])
def test_the_earliest_is_never_later_than_the_cheapest(rule: str) -> None:
    """Beside each option the earliest way is at least as soon, and at the same day no dearer."""
    quoter = klynge.quoter(planned(rule))
    session = klynge.session(planned(rule).cluster, STOOL, quantity=60)
    cheap, early = (quoter.quote(session, REGION, by, version=0) for by in ("cheapest", "earliest"))
    for key, one in early.options.items():
        other = cheap.options[key]
        assert other.completion.day is None or one.completion.day is not None
        if one.completion.day == other.completion.day:
            assert one.completion.price <= other.completion.price


def test_searching_ends_when_enough_was_asked() -> None:
    """With no effort the earliest known is the cheapest way's."""
    quoter = klynge.quoter(planned("due"))
    session = klynge.session(planned("due").cluster, STOOL, quantity=60)
    quoter.quote(session, REGION, "cheapest", version=0)
    asked = quoter.dates.asked
    quoter.quote(session, REGION, "earliest", version=0, effort=0)
    assert quoter.dates.asked == asked
