# SPDX-License-Identifier: Apache-2.0
"""Rows that others lengthen, or have otherwise, without copying them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from klynge.planning.promise import growing
from klynge.planning.promise.growing import Rows

LENGTHS = st.sampled_from([0, 1, growing.BLOCK - 1, growing.BLOCK, growing.BLOCK + 1, 2 * growing.BLOCK, 700])


@given(LENGTHS, st.data())
def test_each_version_stays_as_it_was(length: int, data: st.DataObject) -> None:
    """Whichever version goes on, in whatever order: each reads as a list of its own."""
    versions: list[tuple[Rows[int], list[int]]] = [(Rows.of(range(length)), list(range(length)))]
    for number in range(data.draw(st.integers(1, 8))):
        rows, plain = data.draw(st.sampled_from(versions))
        replacing: bool = data.draw(st.booleans())
        if plain and replacing:
            first = data.draw(st.integers(0, len(plain) - 1))
            others = [-number] * data.draw(st.integers(1, min(300, len(plain) - first)))
            versions.append((rows.with_others(first, others), [*plain[:first], *others, *plain[first + len(others) :]]))
        else:
            more = [number] * data.draw(LENGTHS)
            versions.append((rows.with_more(more), [*plain, *more]))
    for rows, plain in versions:
        assert (len(rows), list(rows), rows[1:]) == (len(plain), plain, plain[1:])
        assert [rows[at] for at in range(-len(plain), len(plain))] == [*plain, *plain]
