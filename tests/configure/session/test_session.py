# SPDX-License-Identifier: Apache-2.0
"""The verbs of a session on a product with every kind of variable."""

from __future__ import annotations

import pickle
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.configure.models import window
from tests.configure.small_models import ON, choice, model

from klynge.configure import (
    ChoiceView,
    CompiledProduct,
    ImpossibleChoiceError,
    LeadTimes,
    Standing,
    UnknownChoiceError,
    compile_product,
    read_product,
)
from klynge.configure.model import Span


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> CompiledProduct:
    """The window of the reader's tests."""
    folder: Path = tmp_path_factory.mktemp("window")
    return compile_product(read_product(window(folder)), date(2026, 5, 1))


def test_a_choice_leaves_the_session_before_it_as_it_was(product: CompiledProduct) -> None:
    """Every verb gives a new session; undo gives back the one before."""
    start = product.session()
    chosen = start.choose("opening", "side").choose("vent", "yes")
    assert (dict(start.choices), dict(chosen.choices)) == ({}, {"opening": "side", "vent": "yes"})
    assert dict(chosen.withdraw("opening").choices) == {"vent": "yes"}
    before = chosen.undo()
    assert before is not None
    assert dict(before.choices) == {"opening": "side"}
    assert start.undo() is None


def test_choices_in_any_order_leave_the_same(product: CompiledProduct) -> None:
    """What is offered depends on what is chosen, not on when."""
    one = product.session({"width": 790, "glass": "130x200", "opening": "side"})
    other = product.session({"opening": "fixed", "width": 990, "glass": "130x200"}).choose("opening", "side")
    assert one.view() == other.choose("width", 790).view()


def test_what_follows_from_choices_is_forced_or_not_asked(product: CompiledProduct) -> None:
    """A hinge side is not asked for without hinges, and the lock's height not without a vent."""
    shown = product.session({"opening": "fixed", "vent": "no"}).view().variables
    assert [shown[name].standing for name in ("opening", "hinge-side", "lock-height", "width")] == [
        Standing.CHOSEN, Standing.NOT_ASKED, Standing.NOT_ASKED, Standing.OPEN,
    ]  # fmt: skip
    assert (shown["hinge-side"].value, shown["lock-height"].value) == ("none", 0)


def test_an_impossible_choice_says_what_is_needed(product: CompiledProduct) -> None:
    """And is made by giving that up."""
    session = product.session({"glass": "two", "colour": "own", "vent": "yes"})
    with pytest.raises(ImpossibleChoiceError, match="give up glass first") as caught:
        session.choose("width", 1200)
    assert caught.value.needed is not None
    assert caught.value.needed.give_up == ("glass",)
    changed = session.choose_giving_up("width", 1200)
    assert dict(changed.choices) == {"colour": "own", "vent": "yes", "width": 1200}
    assert session.choose("width", 1200, giving_up=("glass",)).choices == changed.choices


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("colours", "own", "colours is no variable of rdv/window: choose among width, height"),
        ("colour", "red", "red is no option of colour: choose among white, own"),
        ("width", 991, "width cannot be 991: give a whole number of 390..1790 step 10 mm"),
        ("width", "wide", "width cannot be wide: give a whole number"),
        ("engraving", "lower case", "engraving cannot be 'lower case': give a text that fits"),
        ("engraving", "A" * 61, "engraving has 61 characters: give at most 60"),
    ],
)
def test_what_the_model_does_not_have_is_refused(
    product: CompiledProduct, variable: str, value: str | int, message: str
) -> None:
    """With what there is instead."""
    with pytest.raises(UnknownChoiceError, match=message.replace("(", r"\(")):
        product.session().choose(variable, value)


def test_numbers_and_texts_are_chosen_too(product: CompiledProduct) -> None:
    """A number given as text is one; a chosen number shows what it could be instead."""
    session = product.session({"width": "990", "engraving": "RØROS"})
    assert dict(session.choices) == {"width": 990, "engraving": "RØROS"}
    width = session.view().variables["width"]
    assert (width.standing, width.value) == (Standing.CHOSEN, 990)
    assert width.spans == (Span(390, 1790, 10),)  # type: ignore[union-attr]


def test_a_session_is_complete_when_all_is_decided(product: CompiledProduct) -> None:
    """Texts that are not required need not be given; the completion is a product."""
    session = product.session({"opening": "side"})
    found = session.complete_by("cheapest")
    assert found is not None
    assert not session.complete
    done = product.session(found.choices)
    assert done.complete
    assert done.products.number == 1
    assert product.valid(found.choices)


def test_a_completion_with_an_option_costs_what_stands_beside_it(product: CompiledProduct) -> None:
    """For every possible option of every variable, chosen ones too."""
    session = product.session({"opening": "fixed", "width": 990}).with_quantity(3)
    shown, found = session.view().variables, session.completions()
    options = {(n, o.id): o for n, one in shown.items() if isinstance(one, ChoiceView) for o in one.options}
    assert set(found) == {key for key, one in options.items() if one.possible and not one.chosen}
    for key, completion in found.items():
        amount = options[key].cheapest
        assert amount is not None
        assert (completion.price, completion.choices[key[0]]) == (amount.number, key[1])


def test_earliest_is_the_longest_wait_and_what_is_added() -> None:
    """Waiting for the paint hides the wait for the handle, but work is added to either."""
    product = compile_product(model({name: choice(name, "a", "b") for name in ("paint", "handle", "work")}), ON)
    longest = {("paint", "a"): 9, ("paint", "b"): 5, ("handle", "a"): 5, ("handle", "b"): 7}
    added = {("work", "a"): 3, ("work", "b"): 2, ("paint", "b"): 1}
    found = product.session().complete_by("earliest", lead_times=LeadTimes(longest, added))  # type: ignore[arg-type]
    assert found is not None
    assert found.choices == {"paint": "b", "handle": "a", "work": "b"}


def test_likeliest_goes_by_what_was_ordered(product: CompiledProduct) -> None:
    """Options and measures that were ordered often, as far as they go together."""
    counts = {("opening", "tilt"): 50, ("colour", "own"): 9, ("width", 1200): 30, ("height", 600): 30}
    found = product.session().complete_by("likeliest", counts=counts)  # type: ignore[arg-type]
    assert found is not None
    assert {name: found.choices[name] for name in ("opening", "width", "height")} == {
        "opening": "tilt", "width": 1200, "height": 600,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by", "message"), [("earliest", "lead_times"), ("likeliest", "counts"), ("greenest", "co2_g")]
)
def test_a_completion_needs_something_to_go_by(product: CompiledProduct, by: str, message: str) -> None:
    """It says what is lacking."""
    with pytest.raises(ValueError, match=message):
        product.session().complete_by(by)  # type: ignore[arg-type]


def test_a_price_limit_hides_what_is_dearer(product: CompiledProduct) -> None:
    """Until it is raised; giving it up is said to be needed."""
    session = product.session().with_price_at_most(300_000)
    opening = session.view().variables["opening"]
    assert isinstance(opening, ChoiceView)
    assert [one.id for one in opening.options if one.possible] == ["fixed"]
    needed = session.what_is_needed("opening", "tilt")
    assert needed is not None
    assert (needed.give_up, needed.above_cap) == ((), True)
    assert session.choose_giving_up("opening", "tilt").price_limit is None
    assert not session.with_price_at_most(1).possible


def test_samples_are_spread_evenly() -> None:
    """Each of six products about a thousand times in six thousand draws (five standard deviations)."""
    product = compile_product(model({"c": choice("c", "a", "b"), "d": choice("d", "a", "b", "c")}), ON)
    times = Counter(tuple(one.items()) for one in product.session().sample(6000, seed=1))
    assert len(times) == 6
    assert all(abs(count - 1000) < 5 * (6000 * 5 / 36) ** 0.5 for count in times.values())


def test_products_and_sessions_travel_between_processes(product: CompiledProduct) -> None:
    """They pickle, and answer the same."""
    session = product.session({"opening": "side"})
    assert pickle.loads(pickle.dumps(session)).view() == session.view()
