# SPDX-License-Identifier: Apache-2.0
"""A plan as plain data: every job's operations placed on real capacity in time.

Times are integer seconds from the network's epoch. This is what `check`, `measure`, `explain` and the files read;
the engine's arrays stay behind it. The rules are in docs/explanation/planning-model.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class PoolUse:
    """The pool chosen for the operation mode's need number `need`."""

    need: int
    pool: str
    amount: int


@dataclass(frozen=True, slots=True)
class Peg:
    """Material of a portion: from a stock lot or receipt, from a supply lot of this plan, or bought for it."""

    item: str
    quantity: int
    source: str  # "stock", "lot" or "purchase"
    id: str  # StockLot.id, Lot.id, "" for a purchase
    available: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Some quantity of one operation on one unit: set-up from `setup_start` to `start`, run from `start` to `end`.

    `job` is a Job.id, or a Lot.id for the operations that make a supply lot (`order` is "" then). `mode` indexes the
    operation's modes. `unit` counts from 0 (external work: 0). Portions with the same `batch` are one batch.
    A batch's set-up and pools are repeated on each of its portions.
    """

    order: str
    job: str
    operation: str
    mode: int
    work_centre: str
    unit: int
    quantity: int
    setup_start: int
    start: int
    end: int
    family: str = ""
    batch: str = ""
    pools: tuple[PoolUse, ...] = ()
    pegs: tuple[Peg, ...] = ()
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Lot:
    """A supply lot that the plan makes: `supply` indexes Work.supplies."""

    id: str
    supply: int
    item: str
    site: str
    quantity: int
    available: int
    expires: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the plan does for an order: when it arrives at the customer, or why it is not planned.

    Of several lanes between two places the order's goods take the one that is named in `lanes`, else the one that
    arrives first.
    """

    order: str
    delivered: int | None
    reason: str = ""  # of an unplanned order: a code of `Unplanned`
    operation: str = ""  # "job operation" at which planning stopped
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Portions in a stable order (order, job, operation, start), supply lots, and an outcome for every order."""

    epoch: datetime
    start: int
    end: int
    portions: tuple[Portion, ...]
    lots: tuple[Lot, ...]
    outcomes: dict[str, Outcome]

    def at(self, seconds: int) -> datetime:
        """The moment that many seconds after the epoch, in the epoch's zone."""
        return moment_at(self.epoch, seconds)


def moment_at(epoch: datetime, seconds: int) -> datetime:
    """The moment that many seconds after an epoch, in its zone."""
    elapsed = epoch.astimezone(UTC) + timedelta(seconds=seconds)  # adding local time would lose clock changes
    return elapsed.astimezone(epoch.tzinfo)
