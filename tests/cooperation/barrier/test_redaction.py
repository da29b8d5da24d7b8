# SPDX-License-Identifier: Apache-2.0
"""Reasons without what a reader may not see."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from klynge.cooperation.barrier import Redacted, redacted
from klynge.planning.explain.facts import Cause, Fact

MAKERS = {"saw": "a", "laser": "b", "oven": "c"}


def fact(first: int, owner: str, centre: str, order: str = "") -> Fact:
    return Fact(Cause.BUSY, owner, first, first + 60, 60, "o1", "cut", "Cut", centre, centre, order, "")


def nothing_agreed(_owner: str, _field: str) -> bool:
    return False


def test_a_strangers_work_centre_and_order_are_hidden_and_the_time_adds_up() -> None:
    """Neighbouring hidden stretches become one, so that not even their number is told."""
    facts = [fact(0, "a", "saw"), fact(60, "b", "laser", "b-17"), fact(120, "c", "laser", "c-9"), fact(180, "a", "saw")]
    assert redacted(facts, "a", MAKERS, nothing_agreed) == (facts[0], Redacted(60, 180, 120), facts[3])


def test_at_ones_own_work_centre_everything_is_ones_own() -> None:
    """Another member's order at my saw is in my plan."""
    facts = [fact(0, "b", "saw", "b-17")]
    assert redacted(facts, "a", MAKERS, nothing_agreed) == tuple(facts)


def test_being_named_is_one_thing_and_telling_why_another() -> None:
    """A sub-supplier that lets itself be named shows my order there, not whose order was in front."""
    mine, theirs = fact(0, "a", "laser"), fact(60, "b", "laser", "b-17")
    named = redacted([mine, theirs], "a", MAKERS, lambda _owner, field: field == "sub-supplier.name")
    assert named == (mine, Redacted(60, 120, 60))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(sorted(MAKERS))), max_size=8))
def test_no_strangers_name_remains(stretches: list[tuple[str, str]]) -> None:
    """Canary: with nothing agreed, no other member's identifier is in any field, and no second is lost."""
    facts = [fact(60 * n, owner, centre, f"{owner}-{n}") for n, (owner, centre) in enumerate(stretches)]
    found = redacted(facts, "a", MAKERS, nothing_agreed)
    foreign = [one for one in found if isinstance(one, Fact) and MAKERS[one.work_centre] != "a"]
    assert not foreign
    assert sum(one.seconds for one in found) == 60 * len(facts)
    assert [f.name for f in fields(Redacted)] == ["first", "last", "seconds"]
