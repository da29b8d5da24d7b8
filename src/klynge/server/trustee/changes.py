# SPDX-License-Identifier: Apache-2.0
"""What changed since a moment, from the log: a member's own orders, days, work centres and reports alone."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from pydantic import BaseModel, ConfigDict

from klynge.job import Job
from klynge.planning.fold import NetworkChange, Placements, PlanState, Report, Row, Snapshot, StateChange, from_json
from klynge.planning.plan import Outcome
from klynge.server.bounds import Moment
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.clock import moment_at
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.plan import own_centres
from klynge.server.trustee.projection import public_id
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb

MOST_ROWS = 5000
SHOWN = 50
LOOK_BACK = 400
"""Rows before the moment that are read for where an order stood; one that did not move in so many has no day before."""


class Since(BaseModel):
    """From when on."""

    model_config = ConfigDict(extra="forbid")
    since: Moment


def verbs(desks: Desks) -> list[Verb]:
    """Asking what changed."""
    return [Verb("changes", Ability.READ_FIGURES, Since, _changes(desks))]


def _changes(desks: Desks) -> Callable[[Asker, Since, str], dict[str, Any]]:
    days = Days()

    def changes(asker: Asker, asked: Since, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        try:
            rows = _rows(desk.cluster, asked.since)
            found = Found(desk, asker, desk.plan.state)
            for at, row in rows:
                found.take(at, row)
            first = rows[0][1].sequence if rows else 0
            before = days.before(desk.cluster, first, found.moved) if found.moved else {}
        finally:
            connection.close()  # this thread may not ask again for long
        return found.told(before) | {"since": asked.since.isoformat(), "rows": len(rows)}

    return changes


def _rows(cluster: UUID, since: datetime) -> list[tuple[datetime, Row]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, row from log_row where cluster = %s and at >= %s order by seq limit %s",
            [cluster, since, MOST_ROWS],
        )
        return [(at, from_json(text)) for at, text in cursor.fetchall()]


class Days:
    """When orders were to arrive before a row of the log; what was read is kept, for rows never change."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[tuple[UUID, int], dict[str, int | None]] = {}

    def before(self, cluster: UUID, first: int, wanted: Iterable[str]) -> dict[str, int | None]:
        """Seconds of arrival (None: not planned) of each order that is found."""
        with self._turn:
            if (cluster, first) not in self._known:
                self._known = {key: found for key, found in self._known.items() if key[0] != cluster}
                self._known[cluster, first] = _arrivals(cluster, first)
            known = self._known[cluster, first]
        return {order: known[order] for order in wanted if order in known}


def _arrivals(cluster: UUID, first: int) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select row from log_row where cluster = %s and seq < %s order by seq desc limit %s",
            [cluster, first, LOOK_BACK],
        )
        for (text,) in cursor:
            for outcome in _outcomes(from_json(text)):
                found.setdefault(outcome.order, outcome.delivered)
    return found


def _outcomes(row: Row) -> Iterable[Outcome]:
    """The outcomes that a row says, the last one first."""
    for change in reversed(row.changes):
        if isinstance(change, Placements):
            yield from (placed.outcome for placed in change.orders)
        elif isinstance(change, Snapshot):
            yield from PlanState.from_data(change.state).outcomes.values()


@dataclass
class Found:
    """What of the rows is the asker's."""

    desk: Desk
    asker: Asker
    state: PlanState
    moved: dict[str, int | None] = field(default_factory=dict)
    states: list[dict[str, Any]] = field(default_factory=list)
    reports: Counter[tuple[str, str]] = field(default_factory=Counter)
    network: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        network = self.state.network
        self._centres = set(own_centres(network, self.asker))
        sites = {name for name, site in network.sites.items() if site.member == self.asker.code}
        self._pools = {name for name, pool in network.pools.items() if pool.site in sites}

    def take(self, at: datetime, row: Row) -> None:
        """Take in one row."""
        for change in row.changes:
            if isinstance(change, StateChange) and (line := self._own(change.order)):
                self.states.append(
                    self._order(change.order, line) | {"state": change.status.value, "at": at.isoformat()}
                )
            elif isinstance(change, Placements):
                self.moved |= {
                    p.outcome.order: p.outcome.delivered for p in change.orders if self._own(p.outcome.order)
                }
            elif isinstance(change, Report) and change.work_centre in self._centres:
                self.reports[change.work_centre, change.state] += change.quantity
            elif isinstance(change, NetworkChange) and self._mine(change):
                self.network[change.table, change.id] = at

    def _mine(self, change: NetworkChange) -> bool:
        return (change.table == "work_centres" and change.id in self._centres) or (
            change.table == "pools" and change.id in self._pools
        )

    def _own(self, order: str) -> Job | None:
        """The order's line, when the asker sells it."""
        found = self.state.orders.get(order)
        if found is None or self.asker.kind != "member":
            return None
        line = next((job for job in found.jobs if job.id == order), found.jobs[-1])
        return line if line.owner == self.asker.code else None

    def _order(self, order: str, line: Job) -> dict[str, Any]:
        return {
            "number": order,
            "order_id": str(public_id(self.desk.cluster, self.desk.secret, order)),
            "item": self.state.network.item_name(line.item, self.asker.language),
            "customer": line.customer,
        }

    def told(self, before: dict[str, int | None]) -> dict[str, Any]:
        """The answer: counts of all, and the newest or worst of each kind."""
        days = sorted(self._days(before), key=lambda each: -each["later_days"])
        network = self.state.network
        return {
            "counts": dict(Counter(each["state"] for each in self.states)) | {"days": len(days)},
            "states": self.states[::-1][:SHOWN],
            "days": days[:SHOWN],
            "reports": [
                {
                    "work_centre": centre,
                    "name": network.work_centre_name(centre, self.asker.language),
                    "state": state,
                    "quantity": quantity,
                }
                for (centre, state), quantity in sorted(self.reports.items())
            ],
            "network": [
                {"table": table, "id": name, "name": self._name(table, name), "at": at.isoformat()}
                for (table, name), at in self.network.items()
            ][:SHOWN],
        }

    def _name(self, table: str, name: str) -> str:
        return self.state.network.work_centre_name(name, self.asker.language) if table == "work_centres" else name

    def _days(self, before: dict[str, int | None]) -> Iterable[dict[str, Any]]:
        for order, after in self.moved.items():
            if order not in before:
                continue  # it is new, or did not move for long before
            was, now_it_is = self._day(before[order]), self._day(after)
            line = self._own(order)
            if was == now_it_is or line is None:
                continue
            promised = self.state.orders[order].latest_promised
            last = None if promised is None else day_of(promised, self.state.network)
            yield self._order(order, line) | {
                "before": None if was is None else was.isoformat(),
                "now": None if now_it_is is None else now_it_is.isoformat(),
                "promised": None if last is None else last.isoformat(),
                "kept": last is None or (now_it_is is not None and now_it_is <= last),
                "later_days": 9999 if now_it_is is None else (now_it_is - was).days if was else 0,
            }

    def _day(self, seconds: int | None) -> date | None:
        network = self.state.network
        return None if seconds is None else day_of(moment_at(network, seconds), network)
