# SPDX-License-Identifier: Apache-2.0
"""Structured reasons without what a reader may not see, before they become words.

What is hidden leaves one stretch of time behind, from where it passed out of the reader's sight to where it came back,
so that the account still adds up: not what it went to, not where, not how the time was spent there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from klynge.planning.explain.facts import Fact

REASON, SUPPLIER = "order.reason", "sub-supplier.name"

MaySee = Callable[[str, str], bool]  # (owner, field) -> allowed


@dataclass(frozen=True, slots=True)
class Redacted:
    """The stretch [`first`, `last`) with `seconds` in it was spent at, or because of, another firm."""

    first: int
    last: int
    seconds: int


def redacted(
    facts: Iterable[Fact], reader: str, makers: Mapping[str, str], may_see: MaySee
) -> tuple[Fact | Redacted, ...]:
    """The facts that `reader` may see, in order; the others as stretches, neighbours merged into one.

    `makers` are the members of the work centres. At the reader's own work centres nothing is hidden, whoever's order
    was in front: that work is in the reader's own plan. Elsewhere the work centre's member must show who it is
    (`sub-supplier.name`), and the member whom the fact is about why (`order.reason`).
    """
    shown = [fact if _visible(fact, reader, makers, may_see) else _hidden(fact) for fact in facts]
    merged: list[Fact | Redacted] = []
    for hidden, group in groupby(shown, key=lambda fact: isinstance(fact, Redacted)):
        parts = list(group)
        if hidden:
            merged.append(Redacted(parts[0].first, parts[-1].last, sum(part.seconds for part in parts)))
        else:
            merged.extend(parts)
    return tuple(merged)


def _visible(fact: Fact, reader: str, makers: Mapping[str, str], may_see: MaySee) -> bool:
    maker = makers.get(fact.work_centre, fact.owner) if fact.work_centre else fact.owner
    if maker == reader:
        return True
    return may_see(maker, SUPPLIER) and (fact.owner == reader or may_see(fact.owner, REASON))


def _hidden(fact: Fact) -> Redacted:
    return Redacted(fact.first, fact.last, fact.seconds)
