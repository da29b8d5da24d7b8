# SPDX-License-Identifier: Apache-2.0
"""Tables of which every version may be kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from klynge.planning.fold.layered import Edited, Layered

NAMES = st.sampled_from("abcdefgh")
STEPS = st.lists(st.lists(st.tuples(NAMES, st.none() | st.integers(0, 9)), max_size=4), max_size=30)


@given(st.dictionaries(NAMES, st.integers()), STEPS)
def test_it_reads_as_a_dict_that_was_changed_in_the_same_way(
    first: dict[str, int], steps: list[list[tuple[str, int | None]]]
) -> None:
    """Every version stays what it was, in the order that a dict has, whatever is set or taken out after it."""
    table, versions = Layered.of(first), [dict(first)]
    tables = [table]
    for step in steps:
        edited, plain = Edited(table), dict(versions[-1])
        for name, value in step:
            if value is None:
                assert edited.pop(name) == plain.pop(name, None)
            else:
                edited[name] = plain[name] = value
        table = edited.done()
        tables.append(table)
        versions.append(plain)
    for kept, plain in zip(tables, versions, strict=True):
        assert kept == plain
        assert (list(kept), list(kept.items()), list(kept.values())) == (
            list(plain),
            list(plain.items()),
            list(plain.values()),
        )
        assert list(reversed(kept)) == list(reversed(plain))
        assert len(kept) == len(plain)
        assert {name: kept.get(name) for name in "abcdefgh"} == {name: plain.get(name) for name in "abcdefgh"}
        assert {name for name in "abcdefgh" if name in kept} == set(plain)


def test_many_changes_become_one_table() -> None:
    """What is changed does not pile up: once it is much, it is one table with what is below."""
    table: Layered[int] = Layered.of({str(n): n for n in range(100)})
    for n in range(1000):
        edited = Edited(table)
        edited[str(n)] = -n
        table = edited.done()
        assert len(table._above) <= 65
    assert table == {str(n): -n for n in range(1000)}
