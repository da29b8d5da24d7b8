# SPDX-License-Identifier: Apache-2.0
"""What is wrong with something asked of a plan's promises is said in both languages, each error in its own words."""

from __future__ import annotations

from string import Formatter

import pytest
from tests.support.builders import job, machine, network, operation

from klynge.job import Work
from klynge.planning import PlanningError, compile_problem, construct
from klynge.planning.promise import Book, HoldError, PromiseError, WithdrawError, menu, promise
from klynge.planning.promise.texts import ERRORS, SETUPS
from klynge.planning.promise.withdrawing import WHY


def book() -> Book:
    """Order O planned on one machine."""
    return Book(construct(compile_problem(network(machine()), Work((job(operation()),)))))


def asked(order: str = "P"):  # type: ignore[no-untyped-def]
    """An order like it."""
    return job(operation(), id=f"J{order}", order=order)


def test_both_languages_say_the_same_things() -> None:
    """Every text names the same facts in both, and every reason that a withdrawal gives has words."""
    for both in ERRORS.values():
        assert set(both) == {"nb", "en"}
        named = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in both.values()]
        assert named[0] == named[1]
    assert set(WHY.values()) == set(SETUPS)


def test_a_lost_offer_says_so() -> None:
    """An offer whose place is taken by another is refused in both languages, with what lost its place."""
    mine = book()
    first, second = (menu(mine.schedule, [asked(name)]).entries[0] for name in "PQ")
    mine.hold(first)
    with pytest.raises(HoldError) as caught:
        mine.hold(second)
    assert caught.value.words("en") == str(caught.value)
    assert "JQ a has lost its place" in caught.value.words("en")
    assert "JQ a har mistet plassen" in caught.value.words("nb")


@pytest.mark.parametrize(
    ("kind", "ask"),
    [
        ("no_order", lambda mine: mine.withdraw("X")),
        ("not_held", lambda mine: mine.commit("O")),
        ("has_order", lambda mine: mine.hold(menu(mine.schedule, [asked("O")]).entries[0])),
        ("one_order", lambda mine: promise(mine.schedule, [asked("P"), asked("Q")])),
    ],
)
def test_each_refusal_has_its_words(kind: str, ask) -> None:  # type: ignore[no-untyped-def]
    """What is asked in vain is refused as a planning error, and said otherwise in Norwegian than in English."""
    with pytest.raises(PromiseError) as caught:
        ask(book())
    assert isinstance(caught.value, PlanningError)
    assert caught.value.kind == kind
    assert caught.value.words("nb") != caught.value.words("en")


def test_a_set_up_in_the_way_is_named() -> None:
    """Each reason why the run after it cannot do without an order is told in both."""
    for why in SETUPS:
        error = WithdrawError("green", "blue", why)
        assert SETUPS[why]["nb"] in error.words("nb")
        assert SETUPS[why]["en"] in error.words("en")
