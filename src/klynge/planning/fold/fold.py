# SPDX-License-Identifier: Apache-2.0
"""Folding rows into a state: pure, without search or clock; a row that cannot be changes nothing and says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from klynge.job import JobError, Operation, Reported, Status
from klynge.network.model import Network
from klynge.planning.plan import Portion

from .layered import Edited
from .network_data import changed_network
from .rows import (
    Change,
    Forgotten,
    NetworkChange,
    OrderChange,
    Placements,
    Published,
    Report,
    Row,
    Snapshot,
    StateChange,
)
from .sealed import SealedJobs
from .state import OVER, OrderState, PlanState, order_of
from .texts import TEXTS

NEXT: dict[Status, tuple[Status, ...]] = {
    Status.NEW: (Status.OFFERED, Status.HELD, Status.COMMITTED, Status.STARTED, Status.WITHDRAWN),
    Status.OFFERED: (Status.HELD, Status.COMMITTED, Status.EXPIRED, Status.WITHDRAWN),
    Status.HELD: (Status.HELD, Status.COMMITTED, Status.EXPIRED, Status.WITHDRAWN),
    Status.COMMITTED: (Status.COMMITTED, Status.STARTED, Status.DELIVERED, Status.WITHDRAWN),
    Status.STARTED: (Status.STARTED, Status.DELIVERED, Status.WITHDRAWN, Status.COMMITTED),  # begun by mistake
    Status.DELIVERED: (),
    Status.EXPIRED: (),
    Status.WITHDRAWN: (),
}
"""From a status to those that may follow it (to itself: another moment is agreed)."""


class FoldError(ValueError):
    """A row that cannot be folded; the state is as it was. `kind` is a key of fold.texts.TEXTS."""

    def __init__(self, sequence: int, kind: str, **facts: object) -> None:
        self.sequence, self.kind, self.facts = sequence, kind, facts
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """Why, in "nb" or "en"."""
        row = TEXTS["row"][language].format(sequence=self.sequence)
        return row + TEXTS[self.kind][language].format(**self.facts)


def fold(rows: Iterable[Row], state: PlanState | None = None) -> PlanState:
    """The state after rows, from a state or from the snapshot that the first row is. Raises FoldError, or ValueError
    without any row or state."""
    for row in rows:
        state = apply(state, row)
    if state is None:
        raise ValueError("there is nothing to fold: give a state, or a row that is a snapshot")
    return state


def apply(state: PlanState | None, row: Row) -> PlanState:
    """The state after one more row. Raises FoldError, and then nothing has changed."""
    if not row.changes:
        raise FoldError(row.sequence, "empty")
    at = state.sequence if state is not None else None
    if at is not None and row.sequence <= at:
        raise FoldError(row.sequence, "again", at=at)
    if at is not None and row.sequence > at + 1:
        raise FoldError(row.sequence, "gap", at=at, wanted=at + 1)
    draft = _Draft.of(state, row.sequence)
    for change in row.changes:
        draft.change(change)
    return draft.state()


@dataclass(slots=True)
class _Draft:
    """The state as it becomes: its tables, once they are written, as they are edited."""

    sequence: int
    now: PlanState | None
    tables: dict[str, Edited[Any]]
    touched: set[str] = field(default_factory=set)  # orders that were changed or placed

    @classmethod
    def of(cls, state: PlanState | None, sequence: int) -> _Draft:
        return cls(sequence, state, {})

    def state(self) -> PlanState:
        assert self.now is not None
        changes: dict[str, Any] = {name: table.done() for name, table in self.tables.items()}
        found = replace(self.now, sequence=self.sequence, **changes)
        for name in sorted(self.touched):
            if found.orders[name].status in OVER and any(not p.frozen for p in found.placements.get(name, ())):
                raise self.error("still_placed", order=name)
        return found

    def error(self, kind: str, **facts: object) -> FoldError:
        return FoldError(self.sequence, kind, **facts)

    def table(self, name: str) -> Edited[Any]:
        """A table to write in."""
        if name not in self.tables:
            self.tables[name] = Edited(getattr(self.now, name))
        return self.tables[name]

    def look(self, name: str) -> Any:
        """A table to read."""
        return self.tables[name] if name in self.tables else getattr(self.now, name)

    def change(self, change: Change) -> None:
        """Bring one change into force."""
        if isinstance(change, Snapshot):
            self._snapshot(change)
        elif self.now is None:
            raise self.error("not_open")
        elif isinstance(change, OrderChange):
            self._order(change)
        elif isinstance(change, StateChange):
            self._status(change)
        elif isinstance(change, Forgotten):
            self._forgotten(change)
        elif isinstance(change, Placements):
            self._placements(change)
        elif isinstance(change, NetworkChange):
            self._network(change)
        elif isinstance(change, Report):
            self._report(change)
        else:
            assert isinstance(change, Published)
            self.now = replace(self.now, published=self.sequence)

    def _snapshot(self, change: Snapshot) -> None:
        try:
            found = PlanState.from_data(change.state)
        except (ValidationError, KeyError, TypeError, ValueError) as error:
            raise self.error("bad_value", table="snapshot", id="", problem=_first(error)) from None
        if found.sequence > self.sequence or (self.now is not None and found.sequence not in (0, self.now.sequence)):
            raise self.error("snapshot_behind", sequence=found.sequence, wanted=self.sequence)
        self.now, self.tables, self.touched = found, {}, set()

    def _order(self, change: OrderChange) -> None:
        if not change.jobs:
            raise self.error("no_jobs", order=change.order)
        for job in change.jobs:
            if job.order != change.order:
                raise self.error("other_order", order=change.order, other=job.order)
        orders = self.table("orders")
        self.touched.add(change.order)
        known: OrderState | None = orders.get(change.order)
        if known is None:
            promised = change.jobs[0].promised
            orders[change.order] = OrderState(change.jobs, change.jobs[0].status, promised, promised)
            return
        if known.status in OVER:
            raise self.error("over", order=change.order, status=known.status.value)
        orders[change.order] = replace(known, jobs=change.jobs)

    def _status(self, change: StateChange) -> None:
        order = self._known(change.order)
        if change.status not in NEXT[order.status]:
            facts = {"order": change.order, "status": order.status.value, "wanted": change.status.value}
            raise self.error("transition", **facts)
        first = order.first_promised or change.promised
        latest = change.promised or order.latest_promised
        if change.status in (Status.HELD, Status.COMMITTED) and latest is None:
            raise self.error("no_promise", order=change.order, wanted=change.status.value)
        jobs = SealedJobs.of(order.jobs) if change.status in OVER else order.jobs
        self.table("orders")[change.order] = OrderState(jobs, change.status, first, latest)
        if change.status in OVER:
            self.table("outcomes").pop(change.order, None)
            left = tuple(p for p in self.look("placements").get(change.order, ()) if p.frozen)
            self.table("placements")[change.order] = left
            if not left:
                del self.table("placements")[change.order]

    def _forgotten(self, change: Forgotten) -> None:
        order = self._known(change.order)
        if any(operation.reported for job in order.jobs for operation in job.operations):
            raise self.error("reported", order=change.order)
        for table in ("orders", "placements", "outcomes"):
            self.table(table).pop(change.order, None)
        self.touched.discard(change.order)

    def _known(self, name: str) -> OrderState:
        order: OrderState | None = self.look("orders").get(name)
        if order is None:
            raise self.error("unknown_order", order=name)
        self.touched.add(name)
        return order

    def _placements(self, change: Placements) -> None:
        for lot in change.lots_gone:
            if lot not in self.look("lots"):
                raise self.error("unknown_lot", lot=lot)
            del self.table("lots")[lot]
        assert self.now is not None
        for placed in change.lots:
            lot = placed.lot.id
            if not 0 <= placed.lot.supply < len(self.now.supplies):
                raise self.error("unknown_supply", supply=placed.lot.supply + 1)
            if any(portion.job != lot or portion.order for portion in placed.portions):
                raise self.error("lot_named", lot=lot)
            known = {op.id for op in self.now.supplies[placed.lot.supply].operations}
            self._known_operations(placed.portions, {(lot, op) for op in known})
            self.table("lots")[lot] = placed.lot, placed.portions
        for each in change.orders:
            name = each.outcome.order
            order = self._known(name)
            if order.status in OVER:
                raise self.error("over", order=name, status=order.status.value)
            self._known_operations(each.portions, {(job.id, op.id) for job in order.jobs for op in job.operations})
            self.table("placements")[name] = each.portions
            self.table("outcomes")[name] = each.outcome
            if not each.portions:
                del self.table("placements")[name]
        for each in change.orders:
            for peg in (peg for portion in each.portions for peg in portion.pegs if peg.source == "lot"):
                if peg.id not in self.look("lots"):
                    raise self.error("unknown_lot", lot=peg.id)

    def _known_operations(self, portions: tuple[Portion, ...], known: set[tuple[str, str]]) -> None:
        for portion in portions:
            if (portion.job, portion.operation) not in known:
                raise self.error("unknown_operation", job=portion.job, operation=portion.operation)

    def _network(self, change: NetworkChange) -> None:
        assert self.now is not None
        try:
            network: Network = changed_network(self.now.network, change.table, change.id, change.value)
        except KeyError:
            raise self.error("unknown_table", table=change.table, id=change.id) from None
        except ValueError as error:
            raise self.error("bad_value", table=change.table, id=change.id, problem=_first(error)) from None
        self.now = replace(self.now, network=network)

    def _report(self, change: Report) -> None:
        assert self.now is not None
        orders = self.look("orders")
        name = order_of(orders, change.job)
        jobs = () if name is None else orders[name].jobs
        job = next((each for each in jobs if each.id == change.job), None)
        operation = next((op for op in job.operations if op.id == change.operation), None) if job else None
        if name is None or job is None or operation is None:
            raise self.error("unknown_operation", job=change.job, operation=change.operation)
        order = orders[name]
        if order.status in OVER:
            raise self.error("over", order=name, status=order.status.value)
        report = Reported(
            change.work_centre, change.unit, change.quantity, change.start, change.end, change.state
        )  # fmt: skip
        try:
            after: Operation = replace(operation, reported=(*operation.reported, report))
        except JobError:
            raise self.error("too_much", job=change.job, operation=change.operation) from None
        changed = replace(job, operations=tuple(after if op is operation else op for op in job.operations))
        jobs = tuple(changed if each is job else each for each in order.jobs)
        self.table("orders")[name] = replace(order, jobs=jobs)
        stock = dict(self.now.network.stock)
        for lot, used in (change.used or {}).items():
            if lot not in stock or stock[lot].quantity < used:
                raise self.error("stock_short", id=lot, quantity=used)
            stock[lot] = replace(stock[lot], quantity=stock[lot].quantity - used)
        if change.used:
            self.now = replace(self.now, network=replace(self.now.network, stock=stock))


def _first(error: Exception) -> str:
    """The first line of what is wrong with a value."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error).splitlines()[0]
