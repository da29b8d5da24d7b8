# SPDX-License-Identifier: Apache-2.0
"""A supply lot keeps its name while the plan moves it, so that what is said of it is said of the same lot."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from klynge.planning.fold.naming import lasting_names
from klynge.planning.plan import Lot, Portion


def lot(at: int, supply: int = 0, unit: int = 0) -> tuple[Lot, tuple[Portion, ...]]:
    """A supply lot that is made from a second on."""
    made = Portion("", "lot", "melt", 0, "furnace", unit, 100, at, at, at + 10)
    return Lot("lot", supply, f"steel{supply}", "foundry", 100, at + 10, None), (made,)


def test_lots_that_all_move_keep_their_names_in_order() -> None:
    """Every heat a day later, to where the next one was: each is still the one that comes first, second, third."""
    known = {"a": lot(0), "b": lot(100), "c": lot(200)}
    assert lasting_names(known, [lot(100), lot(200), lot(300)]) == ["a", "b", "c"]


def test_where_one_is_gone_the_others_keep_their_names() -> None:
    """The first heat is no more and another moves: nobody takes the name of the one that is gone."""
    known = {"a": lot(0), "b": lot(100), "c": lot(200)}
    assert lasting_names(known, [lot(100), lot(250)]) == ["b", "c"]


Drawn = list[tuple[int, int, int]]
times = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 2), st.integers(0, 1)), max_size=8)


@given(times, times)
def test_no_two_lots_have_one_name_and_none_another_supplys(before: Drawn, now: Drawn) -> None:
    """As many names last as can, each within its supply, and a new lot takes none that is known."""
    known = {f"lot {n}": lot(*each) for n, each in enumerate(before)}
    names = lasting_names(known, [lot(*each) for each in now])
    assert len(set(names)) == len(now)
    for name, (_, supply, _) in zip(names, now, strict=True):
        assert name not in known or known[name][0].supply == supply
    had, has = Counter(supply for _, supply, _ in before), Counter(supply for _, supply, _ in now)
    assert sum(name in known for name in names) == (had & has).total()
