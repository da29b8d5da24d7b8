# SPDX-License-Identifier: Apache-2.0
"""Beside every option stand the price and the day of its completion, and the day is one that a promise gives."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from random import Random

import pytest
from tests.support.stools import cluster_with_stools

import klynge
from klynge.configure import ChoiceView, NumberView, Session
from klynge.configure.work import Configuration
from klynge.offers import Dated, OptionOffer, Quoter
from klynge.planning.promise import Book

STOOL, REGION = "fjell/bar-stool", "Trondheim"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> klynge.Cluster:
    """The small example with a configured stool."""
    return klynge.read(cluster_with_stools(tmp_path_factory.mktemp("stools")))


@pytest.fixture
def planned(cluster: klynge.Cluster) -> klynge.Planned:
    """The same, planned."""
    return klynge.plan(cluster, "due")


def promised(planned: klynge.Planned, dated: Dated, quantity: int) -> object:
    """The day that `promise` answers for a completion."""
    made = Configuration(STOOL, "1", dated.choices)
    answer = klynge.promise(planned, item=made, quantity=quantity, region=REGION)
    return None if answer.delivered is None else answer.delivered.date()


def clicked(session: Session, random: Random) -> Session:
    """One more choice that is possible, or a changed or withdrawn one."""
    if session.choices and random.random() < 0.2:
        return session.withdraw(random.choice(list(session.choices)))
    shown = random.choice(
        [one for one in session.view().variables.values() if isinstance(one, ChoiceView | NumberView)]
    )
    if isinstance(shown, ChoiceView):
        return session.choose(shown.variable, random.choice([one.id for one in shown.options if one.possible]))
    span = random.choice(shown.spans)
    return session.choose(shown.variable, random.choice(range(span.low, span.high + 1, span.step)))


@pytest.mark.parametrize("seed", range(12))
def test_every_day_is_one_that_a_promise_gives(planned: klynge.Planned, seed: int) -> None:
    """After each click, by either way, for what is shown and beside every option."""
    random = Random(seed)
    quoter, quantity = klynge.quoter(planned), random.choice((1, 12, 150))
    session = klynge.session(planned.cluster, STOOL, quantity=quantity)
    for by in ("cheapest", "earliest", "cheapest"):
        session = clicked(session, random)
        quote = quoter.quote(session, REGION, by)
        assert quote.present is not None
        for dated in (quote.present, *(offer.completion for offer in quote.options.values())):
            assert dated.day == promised(planned, dated, quantity)
            assert session.product.valid({**dated.choices, "tag": ""})


def test_prices_are_those_of_the_cheapest_completion(planned: klynge.Planned) -> None:
    """The offers' prices and differences are those that the session shows."""
    session = klynge.session(planned.cluster, STOOL, {"height": 700}, quantity=10)
    quote, view = klynge.quoter(planned).quote(session, REGION), session.view()
    assert view.cheapest is not None
    assert quote.present is not None
    assert quote.present.price == view.cheapest.number
    legs = view.variables["legs"]
    assert isinstance(legs, ChoiceView)
    for option in legs.options:
        offer = quote.beside("legs", option.id)
        assert offer is not None
        assert offer.difference == option.difference


def test_work_that_is_alike_is_asked_for_once(planned: klynge.Planned) -> None:
    """Gloss changes no work: it shares the day, and a second look asks the plan for nothing."""
    quoter = klynge.quoter(planned)
    session = klynge.session(planned.cluster, STOOL, {"height": 700, "seat": "oak", "legs": "painted"}, quantity=10)
    quote = quoter.quote(session, REGION)
    assert quoter.dates.asked == 5  # as it is, two more colours, padded, chrome
    again = quoter.quote(session, REGION)
    assert again == quote
    assert quoter.dates.asked == 5


def busy(quoter: Quoter, planned: klynge.Planned) -> None:
    """Reserve a large order of stools in the quoter's own schedule."""
    entry = klynge.menu(planned, item="stool", quantity=150, region=REGION, order="N-1").entries[0]
    Book(quoter.schedule).hold(entry)


def test_days_follow_the_plan(planned: klynge.Planned) -> None:
    """When another order has been taken in, days are asked for anew."""
    quoter = klynge.quoter(planned)
    session = klynge.session(planned.cluster, STOOL, quantity=150)
    before = quoter.quote(session, REGION)
    busy(quoter, planned)
    after = quoter.quote(session, REGION)
    assert before.present is not None
    assert after.present is not None
    assert before.present.day != after.present.day == promised(planned, after.present, 150)


def test_a_version_given_stands_for_the_plan(planned: klynge.Planned) -> None:
    """With the plan's version, days are kept until it is another."""
    quoter = klynge.quoter(planned)
    session = klynge.session(planned.cluster, STOOL, quantity=150)
    before = quoter.quote(session, REGION, version=7)
    busy(quoter, planned)
    assert quoter.quote(session, REGION, version=7) == before
    assert quoter.quote(session, REGION, version=8) != before


def test_what_cannot_be_delivered_has_a_price_and_no_day(planned: klynge.Planned) -> None:
    """More than the horizon holds is still configured."""
    session = klynge.session(planned.cluster, STOOL, quantity=500_000)
    quote = klynge.quoter(planned).quote(session, REGION)
    assert quote.present is not None
    assert (quote.present.day, quote.present.price > 0) == (None, True)
    assert {offer.days_later for offer in quote.options.values()} == {None}


def test_nothing_of_the_plan_is_told() -> None:
    """An offer is choices, price and days; there is no field for why, where or when work is done."""
    assert {one.name for one in fields(Dated)} == {"choices", "price", "day"}
    assert {one.name for one in fields(OptionOffer)} == {
        "variable", "option", "completion", "difference", "days_later", "sure", "not_before",
    }  # fmt: skip


def test_no_such_product(cluster: klynge.Cluster) -> None:
    """A wrong product is told with what was meant."""
    with pytest.raises(klynge.UnknownNameError, match="did you mean fjell/bar-stool"):
        klynge.session(cluster, "fjell/barstool")


def test_every_field_is_plain(planned: klynge.Planned, tmp_path: Path) -> None:
    """A quote on the plan read from its file is the same."""
    session = klynge.session(planned.cluster, STOOL, quantity=12)
    quote = klynge.quoter(planned).quote(session, REGION)
    klynge.save(planned, tmp_path / "plan.json")
    loaded = klynge.load(planned.cluster, tmp_path / "plan.json")
    assert klynge.quoter(loaded).quote(session, REGION) == quote
