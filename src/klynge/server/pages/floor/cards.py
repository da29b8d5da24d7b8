# SPDX-License-Identifier: Apache-2.0
"""The queue of a work centre as cards: now, next, later. A batch is one card, for it starts and ends as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone

Entry = dict[str, Any]
GOING = ("started", "paused")


@dataclass(frozen=True)
class Wait:
    """Something that is not there yet: a "step" before this one, work "elsewhere", or material of a kind."""

    kind: str
    what: str
    at: datetime | None


@dataclass(frozen=True)
class Line:
    """One job's part of a card."""

    entry: Entry
    waits: tuple[Wait, ...]

    @classmethod
    def of(cls, entry: Entry) -> Line:
        """From what the trustee tells."""
        waits = tuple(
            Wait(each["kind"], each["what"], datetime.fromisoformat(each["at"]) if each["at"] else None)
            for each in entry["waits_for"]
        )
        return cls(entry, waits)

    @property
    def due(self) -> date | None:
        """The day that was promised, of one's own work."""
        told = self.entry["due"]
        return date.fromisoformat(told) if told else None

    @property
    def done(self) -> int:
        """How much of the step was reported done before."""
        return int(self.entry.get("done", 0))


@dataclass(frozen=True)
class Card:
    """One thing to do at one unit."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Entry:
        """The first line's facts: of a batch, what is said of all of it."""
        return self.lines[0].entry

    @property
    def state(self) -> str:
        """Of the whole card."""
        states = {line.entry["state"] for line in self.lines}
        going = [state for state in GOING if state in states]
        return going[0] if going else str(self.first["state"])

    @property
    def key(self) -> str:
        """What the page knows the card by, also after the plan has changed."""
        first = self.first
        return f"{first['job']}|{first['operation']}|{first['unit']}"

    @property
    def setup_start(self) -> datetime:
        """When setting up begins."""
        return datetime.fromisoformat(self.first["setup_start"])

    @property
    def start(self) -> datetime:
        """When running begins."""
        return datetime.fromisoformat(self.first["start"])

    @property
    def end(self) -> datetime:
        """When it is to be done."""
        return max(datetime.fromisoformat(line.entry["end"]) for line in self.lines)

    @property
    def one_day(self) -> bool:
        """Whether it starts and ends on the same day."""
        return timezone.localdate(self.start) == timezone.localdate(self.end)

    @property
    def quantity(self) -> int:
        """Of all lines together."""
        return sum(line.entry["quantity"] for line in self.lines)

    @property
    def ready(self) -> bool:
        """Whether nothing is waited for."""
        return not any(line.waits for line in self.lines)

    @property
    def may_report(self) -> bool:
        """Whether the floor may report all of it."""
        return all(line.entry["may_report"] for line in self.lines)

    @property
    def told(self) -> dict[str, Any]:
        """What the page's program needs of it."""
        names = ("job", "label", "operation", "work_centre", "unit", "quantity", "start", "end", "state")
        return {
            "key": self.key,
            "state": self.state,
            "lines": [{n: line.entry[n] for n in names} for line in self.lines],
        }


@dataclass(frozen=True)
class Board:
    """The cards in three groups, and what was done last."""

    now: list[Card]
    next: list[Card]
    later: list[Card]
    ended: list[Card]

    @property
    def told(self) -> list[dict[str, Any]]:
        """All cards for the page's program."""
        return [card.told for card in (*self.now, *self.next, *self.later)]


def board(answer: dict[str, Any], unit: int | None = None) -> Board:
    """The groups: what goes on, the first that waits at each unit, the rest."""
    cards = [card for card in cards_of(answer["entries"]) if unit in (None, card.first["unit"])]
    now = [card for card in cards if card.state in GOING]
    waiting = [card for card in cards if card.state not in GOING]
    first_at = {card.first["unit"]: card for card in reversed(waiting)}
    coming = [card for card in waiting if first_at[card.first["unit"]] is card]
    later = [card for card in waiting if first_at[card.first["unit"]] is not card]
    return Board(now, coming, later, cards_of(answer["ended"]))


def cards_of(entries: list[Entry]) -> list[Card]:
    """Entries as cards, in their order; those of a batch together."""

    def batch(entry: Entry) -> tuple[Any, ...]:
        if entry["batch"]:
            return (entry["unit"], entry["batch"])
        return (entry["unit"], entry["job"], entry["operation"], entry["start"])

    return [Card(tuple(Line.of(entry) for entry in group)) for _, group in groupby(entries, key=batch)]
