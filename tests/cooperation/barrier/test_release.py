# SPDX-License-Identifier: Apache-2.0
"""Figures about several members: what may leave the trustee."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klynge.cooperation.barrier import Contribution, Figure, Release, ReleaseRules, Withheld
from klynge.cooperation.barrier.audit import Isolation, isolated
from klynge.cooperation.barrier.release import Form, Reason, release

DAY = date(2026, 11, 2)
OLD = DAY - timedelta(days=400)


def figure(values: dict[str, int], name: str = "hours", field: str = "work_centre.load", until: date = OLD) -> Figure:
    return Figure(name, field, until, tuple(Contribution(member, "2025-09", value) for member, value in values.items()))


def released(values: dict[str, int], earlier: tuple[Release, ...] = ()) -> Release | Withheld:
    return release(figure(values), earlier, DAY)


def test_five_members_of_like_size_are_summed() -> None:
    """The plain case: the sum of five."""
    found = released(dict.fromkeys("abcde", 20))
    assert isinstance(found, Release)
    assert (found.form, int(found.value), found.contributors) == (Form.SUM, 100, 5)


@pytest.mark.parametrize("values", [dict.fromkeys("abcd", 20), dict.fromkeys("abcd", 20) | {"e": 0}])
def test_removing_one_of_five_blocks_the_release(values: dict[str, int]) -> None:
    """Four contributors are too few, and a member that adds nothing is none."""
    found = released(values)
    assert isinstance(found, Withheld)
    assert found.reason is Reason.TOO_FEW


def test_where_one_dominates_the_median_goes_out_and_nobodys_own_value() -> None:
    """Over 30 per cent: the middle of the members, or the sum with that member's consent."""
    values = {"a": 1000, "b": 10, "c": 20, "d": 33, "e": 40}
    found = released(values)
    assert isinstance(found, Release)
    assert found.form is Form.MEDIAN
    assert found.value not in values.values()
    parts = tuple(Contribution(m, "2025-09", v, consent=m == "a") for m, v in values.items())
    agreed = release(Figure("hours", "work_centre.load", OLD, parts), (), DAY)
    assert isinstance(agreed, Release)
    assert agreed.form is Form.SUM


def test_prices_and_volumes_must_be_old() -> None:
    """A sensitive figure of last month stays; a wage always stays."""
    young = release(figure(dict.fromkeys("abcde", 20), until=DAY - timedelta(days=30)), (), DAY)
    assert isinstance(young, Withheld)
    assert young.reason is Reason.TOO_YOUNG
    wage = release(figure(dict.fromkeys("abcde", 20), field="person.wage"), (), DAY)
    assert isinstance(wage, Withheld)
    assert wage.reason is Reason.NEVER


def test_two_sums_whose_difference_is_one_firm() -> None:
    """Six members, then the same without one: the second would tell what that one has."""
    six = released(dict.fromkeys("abcdef", 20))
    assert isinstance(six, Release)
    found = released(dict.fromkeys("abcde", 20), (six,))
    assert isinstance(found, Withheld)
    assert (found.reason, found.isolation) == (Reason.ISOLATES, Isolation("f", ""))


def test_an_insider_knows_its_own_part() -> None:
    """Two sums that differ by two members tell each of these two about the other."""
    first = frozenset((m, "p") for m in "abcdef")
    second = frozenset((m, "p") for m in "abcdgh")
    assert isolated([first], second) is None
    third = frozenset((m, "p") for m in "abcdeg")
    assert isolated([first], third) == Isolation("g", "f")


def test_a_policy_that_hides_nothing_is_refused() -> None:
    """With two contributors each knows the other."""
    with pytest.raises(ValueError, match="use 5 or more"):
        ReleaseRules(least_contributors=2)


SUMS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=4)


@given(SUMS)
def test_isolation_is_what_linear_algebra_says(sums: list[frozenset[str]]) -> None:
    """With one period: a member is isolated when its unit vector lies in the span of the sums and an insider's own."""
    cells = [frozenset((member, "p") for member in one) for one in sums]
    rows = np.array([[float(m in one) for m in "abcdef"] for one in sums])
    unit = np.eye(6)
    spans = [rows, *(np.vstack([rows, unit[k]]) for k in range(6))]
    inside = [
        np.linalg.matrix_rank(np.vstack([span, unit[m]])) == np.linalg.matrix_rank(span)
        for k, span in enumerate(spans)
        for m in range(6)
        if m != k - 1
    ]
    assert (isolated(cells[:-1], cells[-1]) is not None) == any(inside)


@given(st.integers(5, 9), st.data())
def test_what_is_released_one_after_another_never_isolates(members: int, data: st.DataObject) -> None:
    """Whatever is asked in whatever order, all that went out together isolates nobody."""
    out: list[Release] = []
    for _ in range(4):
        asked = data.draw(st.sets(st.sampled_from("abcdefghi"[:members]), min_size=3))
        found = released(dict.fromkeys(sorted(asked), 20), tuple(out))
        if isinstance(found, Release):
            out.append(found)
    for one, other in combinations(out, 2):
        assert len({m for m, _ in one.cells ^ other.cells}) != 1
