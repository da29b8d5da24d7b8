# SPDX-License-Identifier: Apache-2.0
"""Orders of things of which some come before others."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush


def ordered(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The names so that the first of every pair precedes its second, else as they came.

    Names on a cycle, and those after it, are left out.
    """
    place = {name: at for at, name in enumerate(names)}
    waits = dict.fromkeys(place, 0)
    followers: dict[str, list[str]] = {name: [] for name in place}
    for before, after in pairs:
        followers[before].append(after)
        waits[after] += 1
    ready = [(place[name], name) for name, count in waits.items() if count == 0]
    heapify(ready)
    found: list[str] = []
    while ready:
        _, name = heappop(ready)
        found.append(name)
        for after in followers[name]:
            waits[after] -= 1
            if waits[after] == 0:
                heappush(ready, (place[after], after))
    return found


def cycle(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The names on one cycle of the pairs, the first repeated at the end; empty when there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for before, after in pairs:
        sorter.add(after, before)
    try:
        sorter.prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []
