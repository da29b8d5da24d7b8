# SPDX-License-Identifier: Apache-2.0
"""What an order's time tells about its surroundings: who stands in front of it, and what it waits for the most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from klynge.planning.explain.facts import Cause, Fact

IN_FRONT = (Cause.BUSY, Cause.TOO_SHORT, Cause.BATCH)
AT_CENTRE = (*IN_FRONT, Cause.SHIFT, Cause.SETUP, Cause.UNIT_FREE)
HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Blocker:
    """An order (or a supply lot) that stands in front for so many seconds in all, at these work centres."""

    order: str
    lot: str
    owner: str
    seconds: int
    work_centres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """What an order waits for: a work centre, a pool, a lane or material, for so many open seconds in all.

    `hour_brings_s` is an estimate: how much earlier the wait would end with an hour more of a work centre or pool,
    closed hours that the wait crosses included. None for what hours do not help.
    """

    kind: str  # "work_centre", "pool", "lane" or "material"
    name: str
    owner: str
    seconds: int
    hour_brings_s: int | None


def blockers(facts: Iterable[Fact]) -> tuple[Blocker, ...]:
    """Who stands in front, the longest first."""
    found: dict[tuple[str, str], Blocker] = {}
    for fact in facts:
        if fact.cause in IN_FRONT:
            key = fact.order, "" if fact.order else fact.subject
            old = found.get(key, Blocker(*key, fact.owner, 0, ()))
            centres = tuple(dict.fromkeys((*old.work_centres, fact.work_centre)))
            found[key] = Blocker(*key, fact.owner, old.seconds + fact.seconds, centres)
    return tuple(sorted(found.values(), key=lambda one: (-one.seconds, one.order, one.lot)))


def bindings(facts: Iterable[Fact], makers: dict[str, str]) -> tuple[Binding, ...]:
    """What it waits for, the longest first. `makers` are the members whose work centres they are."""
    spent: dict[tuple[str, str, str], int] = {}
    stretch: dict[tuple[str, str, str], tuple[int, int]] = {}
    for fact in facts:
        if (key := _of(fact, makers)) is not None:
            spent[key] = spent.get(key, 0) + fact.seconds
            first, last = stretch.get(key, (fact.first, fact.last))
            stretch[key] = min(first, fact.first), max(last, fact.last)
    found = []
    for (kind, name, owner), seconds in spent.items():
        brings = None
        if kind in ("work_centre", "pool"):
            first, last = stretch[kind, name, owner]
            elapsed = last - first
            brings = min(elapsed, HOUR_S * elapsed // seconds)
        found.append(Binding(kind, name, owner, seconds, brings))
    return tuple(sorted(found, key=lambda one: (-one.seconds, one.kind, one.name)))


def _of(fact: Fact, makers: dict[str, str]) -> tuple[str, str, str] | None:
    if fact.cause in AT_CENTRE:
        return "work_centre", fact.work_centre, makers.get(fact.work_centre, fact.owner)
    if fact.cause is Cause.POOL:
        return "pool", fact.subject, fact.owner
    if fact.cause in (Cause.DEPARTURE, Cause.TRANSPORT):
        return "lane", fact.subject, fact.owner
    if fact.cause in (Cause.STOCK, Cause.PURCHASE, Cause.LOT):
        return "material", fact.subject, fact.owner
    return None
