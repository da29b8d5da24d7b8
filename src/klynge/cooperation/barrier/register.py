# SPDX-License-Identifier: Apache-2.0
"""How members stand to one another, market by market: the register that the barrier reads.

Labour and purchasing are markets too. A pair and market that nobody reviewed counts as competitors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """Two members in one market, the strictest first."""

    COMPETITOR = "competitor"
    POTENTIAL = "potential"  # could enter the other's market within the reviewer's horizon
    VERTICAL = "vertical"  # one supplies the other
    NONE = "none"


_STRICTEST = {relation: place for place, relation in enumerate(Relation)}


class MarketKind(StrEnum):
    PRODUCT = "product"
    PURCHASING = "purchasing"
    LABOUR = "labour"


@dataclass(frozen=True, slots=True)
class Market:
    """`name` and `name_en` are what people call it, where that is not its identifier."""

    id: str
    kind: MarketKind
    name: str = field(default="", compare=False)
    name_en: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What `reviewer` found of two members in a market; from `since` until a later entry replaces it."""

    members: frozenset[str]
    market: Market
    relation: Relation
    since: date
    reviewer: str
    reason: str = ""
    reviewer_en: str = ""  # for who reads English, where they were given in both languages
    reason_en: str = ""

    def __post_init__(self) -> None:
        if len(self.members) != 2:
            raise ValueError(f"a relationship has two members, and this one has {sorted(self.members)}; name two")
        if not self.reviewer.strip():
            raise ValueError(f"the relationship of {sorted(self.members)} has no reviewer; name who judged it")


class Register:
    """The relationships by pair and market, newest last. Entries are added, never changed."""

    def __init__(self, entries: Iterable[Relationship] = (), markets: Iterable[Market] = ()) -> None:
        """Take the entries; `markets` lists those in which every pair must have been reviewed."""
        self.entries = tuple(sorted(entries, key=lambda entry: entry.since))
        self.markets = frozenset(markets) | {entry.market for entry in self.entries}

    def in_market(self, one: str, other: str, market: Market, day: date) -> Relation:
        """The relation that holds on a day; competitors when none was found."""
        pair = frozenset((one, other))
        found = [e for e in self.entries if e.members == pair and e.market == market and e.since <= day]
        return found[-1].relation if found else Relation.COMPETITOR

    def strictest(self, one: str, other: str, day: date, kind: MarketKind | None = None) -> Relation:
        """The strictest relation over all markets (of a kind); competitors when the register knows no such market."""
        found = [
            self.in_market(one, other, market, day) for market in self.markets if kind is None or market.kind is kind
        ]
        return min(found, key=_STRICTEST.__getitem__, default=Relation.COMPETITOR)

    def unreviewed(self, members: Iterable[str], day: date) -> list[tuple[str, str, Market]]:
        """The pairs and markets that nobody has judged by a day."""
        known = {(e.members, e.market) for e in self.entries if e.since <= day}
        names = sorted(members)
        return [
            (one, other, market)
            for place, one in enumerate(names)
            for other in names[place + 1 :]
            for market in sorted(self.markets, key=lambda m: m.id)
            if (frozenset((one, other)), market) not in known
        ]
