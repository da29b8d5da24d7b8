# SPDX-License-Identifier: Apache-2.0
"""What a repair is: changes to the cluster and the order as data, and what planning them for real came to.

Moments are seconds after the network's epoch, money is integer øre. Every fact carries the member whom it is about, so
that it can be redacted before it becomes words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from klynge.job import Job
from klynge.network.model import Network
from klynge.planning.promise.overtime import Overtime

DAY_S = 86_400


class Kind(StrEnum):
    """How an order is mended."""

    OVERTIME = "overtime"  # work centres open longer, with the people they need
    SPLIT = "split"  # in lots over like units, or handed over in lots
    ELSEWHERE = "elsewhere"  # another alternative, site or agreement, or another place in what is free now
    SWAP = "swap"  # before orders that stand in front of it
    PARTIAL = "partial"  # some of it in time, the rest later, as an order of its own
    MATERIAL = "material"  # material moved from another site


@dataclass(frozen=True, slots=True)
class Transfer:
    """So much of stock lot `lot` goes by `lane` to another site of the same member, there from `available` on."""

    lot: str
    item: str
    owner: str
    quantity: int
    origin: str
    destination: str
    lane: str
    available: datetime
    cost_ore: int
    co2_g: int


@dataclass(frozen=True, slots=True)
class Wish:
    """An operation of the order is to be done in this mode."""

    job: str
    operation: str
    mode: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to the cluster and the order, as data from which the same plan comes again.

    `aside` are orders that give way: taken off, and placed again after this one (promised ones `before` it if told so).
    `parts` are the jobs that the order becomes, an order each; none when it stays as it is. Each goes by the lanes that
    the order has chosen, unless those are `lanes_aside`: then its goods go by the lanes that arrive first.
    """

    overtime: tuple[Overtime, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    aside: tuple[str, ...] = ()
    promised_first: bool = False
    parts: tuple[tuple[Job, ...], ...] = ()
    wishes: tuple[Wish, ...] = ()
    agreements: bool = False
    lanes_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """Another order that arrives at another time than before; None when it is not planned."""

    order: str
    owner: str
    promised: bool
    target: int
    before: int | None
    after: int | None

    @property
    def later_s(self) -> int:
        """Seconds later than before (earlier below zero); 0 when it is not planned before or after."""
        return 0 if self.before is None or self.after is None else self.after - self.before

    @property
    def made_late(self) -> bool:
        """Whether it kept its day before and does not now."""
        return self.before is not None and self.before <= self.target and not self.in_time

    @property
    def in_time(self) -> bool:
        """Whether it keeps its day now."""
        return self.after is not None and self.after <= self.target

    @property
    def broken(self) -> bool:
        """Whether a promise that was kept is not kept any more."""
        return self.promised and self.made_late


@dataclass(frozen=True, slots=True)
class Delivery:
    """The order, or a part of it that is an order of its own, and when it arrives."""

    order: str
    quantity: int
    delivered: int


@dataclass(frozen=True, slots=True)
class Move:
    """An operation that is done at another work centre than before; `owner` is the member whose it is."""

    job: str
    operation: str
    name: str
    before: str
    after: str
    owner: str
    agreement: str = ""
    name_en: str = ""  # where it has an English name


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend an order, planned for real: when it arrives then, what it costs, and what it does to others.

    `cost_ore` is the change of the plan's money with transport, transfers and `premium_ore` of overtime, `co2_g` that
    of all it emits, transfers included. `target` is when it should arrive, `before` when it arrives without
    the repair. `owners` says whose each work centre with overtime and each order that gives way is.
    """

    kind: Kind
    order: str
    owner: str
    target: int
    before: int | None
    deliveries: tuple[Delivery, ...]
    cost_ore: int
    premium_ore: int
    co2_g: int
    owners: tuple[tuple[str, str], ...]
    others: tuple[Effect, ...]
    moves: tuple[Move, ...]
    change: Change
    epoch: datetime
    time_zone: str

    @property
    def delivered(self) -> int:
        """When all of it has arrived."""
        return max(part.delivered for part in self.deliveries)

    @property
    def mends(self) -> bool:
        """Whether all of the order arrives in time."""
        return self.delivered <= self.target

    @property
    def late_s(self) -> int:
        """Seconds late, on average over what is delivered in parts."""
        whole = sum(part.quantity for part in self.deliveries)
        late = sum(part.quantity * max(0, part.delivered - self.target) for part in self.deliveries)
        return late // whole

    @property
    def broken(self) -> tuple[Effect, ...]:
        """The promises to others that it breaks."""
        return tuple(effect for effect in self.others if effect.broken)

    @property
    def rank(self) -> tuple[int, int, int, int, int, int]:
        """Smaller is better: mends it, fewest broken promises, days still late, øre, what others lose, seconds late."""
        lost = sum(max(0, effect.later_s) for effect in self.others if not effect.in_time)
        days = -(-self.late_s // DAY_S)
        return int(not self.mends), len(self.broken), days, self.cost_ore, lost, self.late_s

    def words(self, language: str, network: Network | None = None) -> str:
        """The repair in Norwegian bokmål ("nb") or English ("en"): what is done, then what it leads to, a line each.

        With a network its names are said, else identifiers.
        """
        from .words import told

        return told(self, language, network)

    def as_json(self) -> dict[str, Any]:
        """Nested dicts and lists, with what is counted from them written out; jobs of parts as in job.schema.json."""
        tree: dict[str, Any] = _adapter().dump_python(self, mode="json")
        for row, effect in zip(tree["others"], self.others, strict=True):
            row |= {"later_s": effect.later_s, "made_late": effect.made_late, "broken": effect.broken}
        counted = {"delivered": self.delivered, "mends": self.mends, "late_s": self.late_s}
        return tree | counted | {"broken": [effect.order for effect in self.broken]}


@cache
def _adapter() -> TypeAdapter[Repair]:
    return TypeAdapter(Repair)
