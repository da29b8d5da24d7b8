# SPDX-License-Identifier: Apache-2.0
"""Why an order is when it is, as structured facts: an account of the time from its release to its delivery."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from klynge.planning.explain.binding import Binding, Blocker


class Cause(StrEnum):
    """What a stretch of an order's time went to."""

    RUN = "run"  # the operation itself, in working time
    CLOSED = "closed"  # the work centre was closed, before or within the operation
    SETUP = "setup"  # its unit was set up for it
    BUSY = "busy"  # its unit was at work on something else: `order`, or `subject` for a supply lot
    TOO_SHORT = "too_short"  # its unit was free, but not for long enough before `order`
    UNIT_FREE = "unit_free"  # its unit was taken, but like unit `subject` (from 1) of the work centre was free for it
    SHIFT = "shift"  # too little left of the shift for an operation that may not pause
    POOL = "pool"  # people, power or fixtures of pool `subject` were taken
    BATCH = "batch"  # its batch waited for the portion of `order`
    LAG = "lag"  # the least time that must pass after the operation before (cooling, curing)
    MAX_LAG = "max_lag"  # held back so that operation `subject` follows soon enough
    SHELF_LIFE = "shelf_life"  # a supply lot made late enough to be used in time
    DEPARTURE = "departure"  # waiting for lane `subject` to leave
    TRANSPORT = "transport"  # on the way along lane `subject`
    STOCK = "stock"  # waiting for stock or the receipt `subject`
    PURCHASE = "purchase"  # the lead time of bought `subject`
    LOT = "lot"  # between a supply lot's end and what waited for it
    AGREEMENT = "agreement"  # agreement `subject` was not yet in force
    RELEASE = "release"  # a job of the order was released later than the order
    BEFORE_START = "before_start"  # before planning began
    REPORTED = "reported"  # as the shop floor reported it
    COULD_BEGIN = "could_begin"  # nothing prevents an earlier start; an improvement may find it


@dataclass(frozen=True, slots=True)
class Fact:
    """`seconds` of the stretch [`first`, `last`) (seconds from the epoch) went to `cause`.

    `owner` is the member whom the fact is about (of the blocking order, the goods, the site): what another reader may
    see is decided by it. `operation` and `work_centre` are the step of the chain that it belongs to. Names are in
    Norwegian, and in English where they end in `_en`.
    """

    cause: Cause
    owner: str
    first: int
    last: int
    seconds: int
    job: str = ""
    operation: str = ""
    operation_name: str = ""
    operation_name_en: str = ""
    work_centre: str = ""
    work_centre_name: str = ""
    work_centre_name_en: str = ""
    order: str = ""
    subject: str = ""
    subject_name: str = ""  # what people call `subject`, where it has another name
    subject_name_en: str = ""

    def called(self, what: Literal["operation", "work_centre", "subject"], language: str) -> str:
        """What people call the operation, the work centre or the subject in "nb" or "en"; "" without a name."""
        english: str = getattr(self, f"{what}_name_en") if language == "en" else ""
        name: str = getattr(self, f"{what}_name")
        return english or name


@dataclass(frozen=True, slots=True)
class Explanation:
    """The facts in order of time; for a planned order their seconds add up to `delivered` - `release`.

    Moments are seconds after `epoch` (POSIX seconds). An order that is not planned has a `reason` (see
    `klynge.planning.plan.Outcome`) and the `operation` at which planning stopped instead. `blockers` are the orders in
    front of it, `bindings` what it waits for, both the longest first.
    """

    order: str
    owner: str
    epoch: int
    time_zone: str
    release: int
    target: int
    delivered: int | None
    facts: tuple[Fact, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    bindings: tuple[Binding, ...] = ()
    reason: str = ""
    operation: str = ""  # with its job before it
    operation_name: str = ""
    operation_name_en: str = ""

    def words(self, language: str) -> str:
        """The account in Norwegian bokmål ("nb") or English ("en"), a line a step."""
        from klynge.planning.explain.words import told

        return told(self, language)

    def seconds_by_cause(self) -> dict[Cause, int]:
        """What the time went to in all, the largest first."""
        found: dict[Cause, int] = {}
        for fact in self.facts:
            found[fact.cause] = found.get(fact.cause, 0) + fact.seconds
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))
