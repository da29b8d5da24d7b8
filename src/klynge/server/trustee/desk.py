# SPDX-License-Identifier: Apache-2.0
"""One cluster at the trustee: its live plan, its writer, and what is recorded beside the log for who may read it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Reversible
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any, cast
from uuid import UUID

import psycopg

from klynge.planning.fold import OrderChange, Placements, PlanState, Row, StateChange, ids_of
from klynge.server.database import Executes
from klynge.server.log import Answer, LivePlan, Request, Writer
from klynge.server.products.rows import write_configuration
from klynge.server.trustee.agenda import Agenda
from klynge.server.trustee.products import Catalogue
from klynge.server.trustee.projection import Organisations, Told, public_id, views, write
from klynge.server.trustee.reading import Readings

HELD_UNTIL, REFERENCE, ORDER, CONFIGURATION = "held_until", "reference", "order", "configuration"


@dataclass
class Desk:
    """A cluster that this process plans. Closed when the process ends."""

    cluster: UUID
    plan: LivePlan
    organisations: Organisations
    secret: bytes
    conninfo: str
    writer: Writer = field(init=False)
    agenda: Agenda = field(init=False, default_factory=Agenda)
    readings: Readings = field(init=False, default_factory=Readings)
    kept: object = field(init=False, default=None)  # see keeping.Kept
    _names: dict[UUID, str] = field(init=False, default_factory=dict)
    _parts: dict[UUID, tuple[str, str]] = field(init=False, default_factory=dict)
    _seen: set[str] = field(init=False, default_factory=set)
    _known_at: int = field(init=False, default=-1)
    catalogue: Catalogue = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.cluster)

    @classmethod
    def open(cls, conninfo: str, cluster: UUID, organisations: Organisations, secret: bytes) -> Desk:
        """Load the plan from the log and stand ready to append."""
        # folding a large log takes long, and an idle transaction is ended
        with psycopg.connect(conninfo, autocommit=True) as connection, connection.cursor() as cursor:
            plan = LivePlan.load(cursor, cluster)
        desk = cls(cluster, plan, organisations, secret, conninfo)
        desk.writer = Writer(conninfo, plan, record=desk.record)
        return desk

    def submit(self, request: Request) -> Answer:
        """Have a request taken in; its answer once it is durable."""
        return self.writer.submit(request).result()

    def record(self, cursor: Executes, state: PlanState, rows: Iterable[Row], answers: Iterable[Answer]) -> None:
        """In the writer's transaction: bring the rows that organisations read up to the state after a batch."""
        told = {
            str(answer.body[ORDER]): Told(_moment(answer.body.get(HELD_UNTIL)), str(answer.body.get(REFERENCE, "")))
            for answer in answers
            if answer.body.get(ORDER)
        }
        write(cursor, views(self.cluster, self.secret, self.organisations, state, _touched(rows, state), told))
        self._keep_configurations(cursor, state, answers)

    def _keep_configurations(self, cursor: Executes, state: PlanState, answers: Iterable[Answer]) -> None:
        """What was ordered of a product, for its seller and its buyer."""
        for answer in answers:
            made, order = answer.body.get(CONFIGURATION), state.orders.get(str(answer.body.get(ORDER)))
            if made and order is not None:
                own = next(job for job in order.jobs if job.region)
                parties = (("member", own.owner), ("customer", own.customer))
                tenants = [self.organisations[party] for party in parties if party in self.organisations]
                write_configuration(cursor, self.cluster, tenants, made)

    def record_all(self, cursor: psycopg.Cursor[Any]) -> int:
        """Write the rows of all orders anew, as after a restore or a new organisation; how many."""
        state = self.plan.state
        return write(cursor, views(self.cluster, self.secret, self.organisations, state, state.orders, {}))

    def catch_up(self) -> None:
        """Take in what other processes have appended, now: they may have been told of before we were. Raises
        psycopg.Error."""
        with (
            psycopg.connect(self.conninfo, autocommit=True, connect_timeout=5) as connection,
            connection.cursor() as cursor,
        ):
            self.plan.follow(cursor)

    def named(self, public: UUID) -> str | None:
        """The order of a random identifier, as far as this plan goes."""
        if (known := self._names.get(public)) is not None:
            return known
        state = self.plan.state
        if state.sequence != self._known_at:
            newest_first = reversed(cast(Reversible[str], state.orders))
            self._know(state, takewhile(lambda name: name not in self._seen, newest_first))
            if public not in self._names and public not in self._parts:  # no newest one, unless one has come again
                self._know(state, [name for name in state.orders if name not in self._seen])
                self._known_at = state.sequence
        return self._names.get(public)

    def _know(self, state: PlanState, orders: Iterable[str]) -> None:
        """Take in the random identifiers of some orders."""
        for name in list(orders):
            self._seen.add(name)
            self._names[public_id(self.cluster, self.secret, name)] = name
            for job in ids_of(state.orders[name].jobs):
                if job != name:
                    self._parts[public_id(self.cluster, self.secret, job)] = name, job

    def public(self, order: str) -> UUID:
        """The random identifier of an order of the plan; who is told of it is likely to come back with it."""
        public = public_id(self.cluster, self.secret, order)
        self._names[public] = order
        return public

    def part(self, public: UUID) -> tuple[str, str] | None:
        """The order and the job of a random identifier that a maker of parts has."""
        self.named(public)
        return self._parts.get(public)

    def close(self) -> None:
        """Take in what waits, and end."""
        self.writer.close()


def _touched(rows: Iterable[Row], state: PlanState) -> list[str]:
    found: dict[str, None] = {}
    for row in rows:
        for change in row.changes:
            if isinstance(change, OrderChange | StateChange):
                found[change.order] = None
            elif isinstance(change, Placements):
                found |= {placed.outcome.order: None for placed in change.orders}
    return [name for name in found if name in state.orders]


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class Desks:
    """The clusters of this trustee."""

    def __init__(self, desks: Iterable[Desk]) -> None:
        self._desks = {desk.cluster: desk for desk in desks}
        self._adding = threading.Lock()

    def get(self, cluster: UUID) -> Desk | None:
        """The desk of a cluster."""
        return self._desks.get(cluster)

    def add(self, desk: Desk) -> None:
        """Answer for one more cluster."""
        with self._adding:
            self._desks = self._desks | {desk.cluster: desk}

    def __iter__(self) -> Any:
        return iter(list(self._desks.values()))

    def __len__(self) -> int:
        return len(self._desks)

    def close(self) -> None:
        """End all."""
        for desk in self:
            desk.close()


def now() -> datetime:
    """The clock of a trustee, asked where a request comes in, never in what a row is computed from."""
    return datetime.now(UTC)
