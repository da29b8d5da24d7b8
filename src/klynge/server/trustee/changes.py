# SPDX-License-Identifier: Apache-2.0
"""What changed since a moment, from the log: a member's own orders, days, work centres and reports alone."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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
    days, said = Days(), Saids()

    def changes(asker: Asker, asked: Since, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        try:
            rows = said.since(desk.cluster, asked.since)
            found = Found(desk, asker, desk.plan.state)
            for row in rows:
                found.take(row)
            first = rows[0].sequence if rows else 0
            before = days.before(desk.cluster, first, found.moved) if found.moved else {}
        finally:
            connection.close()  # this thread may not ask again for long
        return found.told(before) | {"since": asked.since.isoformat(), "rows": len(rows)}

    return changes


@dataclass(frozen=True, slots=True)
class Said:
    """What of a row of the log is told: where promises stand, arrivals, reports, and parts of the network."""

    sequence: int
    at: datetime
    states: tuple[tuple[str, str], ...]
    arrivals: Mapping[str, int | None]
    reports: tuple[tuple[str, str, int], ...]
    network: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, at: datetime, row: Row) -> Said:
        """What a row says."""
        return cls(
            row.sequence,
            at,
            tuple((each.order, each.status.value) for each in row.changes if isinstance(each, StateChange)),
            {
                placed.outcome.order: placed.outcome.delivered
                for each in row.changes
                if isinstance(each, Placements)
                for placed in each.orders
            },
            tuple((each.work_centre, each.state, each.quantity) for each in row.changes if isinstance(each, Report)),
            tuple((each.table, each.id) for each in row.changes if isinstance(each, NetworkChange)),
        )


class Saids:
    """The rows of the logs since a moment; what was read is kept, for rows never change, and a row may place all."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._known: dict[UUID, dict[int, Said]] = {}

    def since(self, cluster: UUID, moment: datetime) -> list[Said]:
        """What the rows said, in order; of more than `MOST_ROWS` the newest."""
        with self._turn, connection.cursor() as cursor:
            cursor.execute(
                "select seq, at from log_row where cluster = %s and at >= %s order by seq desc limit %s",
                [cluster, moment, MOST_ROWS],
            )
            there: dict[int, datetime] = dict(reversed(cursor.fetchall()))  # of too many the newest
            known = self._known.get(cluster, {})
            if len(known) > 2 * MOST_ROWS:  # most of them are too old for anyone
                known = {seq: said for seq, said in known.items() if seq in there}
            missing = [seq for seq in there if seq not in known]
            cursor.execute("select seq, row from log_row where cluster = %s and seq = any(%s)", [cluster, missing])
            known |= {seq: Said.of(there[seq], from_json(text)) for seq, text in cursor}
            self._known[cluster] = known
        return [known[seq] for seq in there]


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
    states: list[tuple[str, str, datetime]] = field(default_factory=list)
    reports: Counter[tuple[str, str]] = field(default_factory=Counter)
    network: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        network = self.state.network
        self._centres = set(own_centres(network, self.asker))
        sites = {name for name, site in network.sites.items() if site.member == self.asker.code}
        self._pools = {name for name, pool in network.pools.items() if pool.site in sites}

    def take(self, row: Said) -> None:
        """Take in one row."""
        self.states += [(order, state, row.at) for order, state in row.states if self._own(order)]
        self.moved |= {order: arrives for order, arrives in row.arrivals.items() if self._own(order)}
        for centre, state, quantity in row.reports:
            if centre in self._centres:
                self.reports[centre, state] += quantity
        self.network |= {each: row.at for each in row.network if self._mine(*each)}

    def _mine(self, table: str, name: str) -> bool:
        return name in {"work_centres": self._centres, "pools": self._pools}.get(table, ())

    def _own(self, order: str) -> Job | None:
        """The order's line, when the asker sells it."""
        found = self.state.orders.get(order)
        if found is None or self.asker.kind != "member":
            return None
        line = next((job for job in found.jobs if job.id == order), found.jobs[-1])
        return line if line.owner == self.asker.code else None

    def _state(self, order: str, state: str, at: datetime) -> dict[str, Any]:
        line = self._own(order)
        assert line is not None  # it was when it was taken in, and a line's owner stays
        return self._order(order, line) | {"state": state, "at": at.isoformat()}

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
            "counts": dict(Counter(state for _, state, _ in self.states)) | {"days": len(days)},
            "states": [self._state(*each) for each in self.states[::-1][:SHOWN]],
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
        network, language = self.state.network, self.asker.language
        if table == "pools" and name in network.pools:
            return network.pool_name(name, language)
        if table == "lanes" and name in network.lanes:
            return network.lane_name(name, language)
        if table == "stock" and name in network.stock:
            return network.item_name(network.stock[name].item, language)
        if table == "sites":
            return network.place_name(name, language)
        return network.item_name(name, language) if table == "items" else network.work_centre_name(name, language)

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
