# SPDX-License-Identifier: Apache-2.0
"""What must hold of a server whatever its clients asked at once and whatever was killed: each breach, in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from tests.support.faults.linear import NEVER, Operation, linearizable
from tests.support.faults.order_model import HELD, Asked, Standing, Told, step, text_of
from tests.support.logs import faults

from klynge.job import Status
from klynge.planning.fold import OrderChange, Placements, PlanState, Row, StateChange, apply
from klynge.server.database import TRUSTEE
from klynge.server.log.store import rows_after
from klynge.server.postgres import Embedded
from klynge.server.postgres.folder import SUPERUSER

Replicas = Mapping[str, tuple[int, str]]
AGREED = (Status.HELD, Status.COMMITTED, Status.STARTED)


@dataclass
class History:
    """What clients asked and heard: operations by the key of the hold, and the orders that were accepted."""

    operations: dict[str, list[Operation]] = field(default_factory=dict)
    accepted: dict[str, dict[str, Any]] = field(default_factory=dict)  # by the hold's key
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        """How many were sent."""
        return self.statuses.total()


def read(files: Iterable[Path], ran_out: Mapping[str, float]) -> History:
    """A history from what clients wrote. `ran_out`: when the holds of orders, by number, were made to run out."""
    history = History()
    for file in files:
        for text in file.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            history.statuses[line["does"], line["status"]] += 1
            history.operations.setdefault(line["order"], []).append(_operation(line))
            if line["does"] == "hold" and line["status"] == 201:
                history.accepted[line["order"]] = line["answer"]
    history.operations = {key: _with_few_open_ends(each) for key, each in history.operations.items()}
    for key, answer in history.accepted.items():
        if (at := ran_out.get(answer["order"])) is not None:
            history.operations[key].append(Operation(at, NEVER, Asked("expire")))
    return history


def _with_few_open_ends(operations: list[Operation]) -> list[Operation]:
    """The same history for the checker with fewer operations that were never answered, of which it tries every choice.

    Of one request sent again and again under its key the first that takes effect is the only one that does, and it may
    as well be the earliest; a read that nobody heard says nothing.
    """
    found, open_ends = [], dict[Asked, Operation]()
    for one in sorted(operations, key=lambda each: each.called):
        if one.answered:
            found.append(one)
        elif one.asked.does != "read":
            open_ends.setdefault(one.asked, one)
    return found + list(open_ends.values())


def _operation(line: dict[str, Any]) -> Operation:
    status, answer = line["status"], line["answer"]
    asked = Asked(line["does"], line["key"], f"{line['does']} {line['body']}")
    if not status or status >= 500:
        return Operation(line["called"], NEVER, asked)
    what = str(answer.get("state") or "") if status < 300 else answer.get("type", "").rpartition("/")[2]
    return Operation(line["called"], line["returned"], asked, Told(status, what, text_of(answer)))


def breaches(
    history: History, rows: Sequence[Row], replicas: Iterable[Replicas], cluster: UUID, apart: str = ""
) -> list[str]:
    """Everything that is wrong, none when nothing is. `apart`: a customer whose orders are not of the history."""
    found, state = _folded(rows)
    found += faults(state)
    for n, said in enumerate(replicas):
        if said.get(str(cluster)) != (state.sequence, state.digest()):
            found.append(f"replica {n} is at {said.get(str(cluster))}, the log at {(state.sequence, state.digest())}")
    others = {name for name, order in state.orders.items() if order.jobs[-1].customer == apart}
    found += _accepted(history, state, others | set(_first(rows).orders))
    return found + not_linearizable(history, state)


def not_linearizable(history: History, state: PlanState) -> list[str]:
    """Orders whose history could not have happened one request at a time, up to what the log says in the end."""
    found = []
    for key, operations in history.operations.items():
        told = list(operations)
        if answer := history.accepted.get(key):
            order = state.orders.get(answer["order"])
            last = "lost" if order is None else order.status.value
            end = max(each.called for each in told) + 1e6
            told.append(Operation(end, end, Asked("read"), Told(200, last)))
        if not linearizable(told, Standing(), step):
            found.append(f"the history of hold {key} is not linearizable: {_shown(told)}")
    return found


def _shown(operations: list[Operation]) -> str:
    began = min(each.called for each in operations)
    return "; ".join(
        f"{each.called - began:.3f}-{each.returned - began:.3f} {each.asked.does} {each.asked.key[:4]}: "
        f"{f'{each.told.status} {each.told.what}' if each.answered else 'no answer'}"
        for each in sorted(operations, key=lambda one: one.called)
    )


def _first(rows: Sequence[Row]) -> PlanState:
    """The plan that was loaded: the first two rows."""
    return apply(apply(None, rows[0]), rows[1])


def _folded(rows: Sequence[Row]) -> tuple[list[str], PlanState]:
    """The fold, and the days agreed on that any row of it broke."""
    found, state = [], apply(None, rows[0])
    for row in rows[1:]:
        state = apply(state, row)
        found += [f"row {row.sequence} breaks the day of {name}" for name in _touched(row) if _broken(state, name)]
    return found, state


def _touched(row: Row) -> Iterator[str]:
    for change in row.changes:
        if isinstance(change, OrderChange | StateChange):
            yield change.order
        elif isinstance(change, Placements):
            yield from (placed.outcome.order for placed in change.orders)


def _broken(state: PlanState, name: str) -> bool:
    order, outcome = state.orders.get(name), state.outcomes.get(name)
    if order is None or order.status not in AGREED or order.latest_promised is None:
        return False
    agreed = (order.latest_promised - state.network.epoch).total_seconds()
    return outcome is None or outcome.delivered is None or outcome.delivered > agreed


def _accepted(history: History, state: PlanState, others: set[str]) -> list[str]:
    """Orders that were accepted and are not in the log as they were told, and orders that nobody was told of."""
    found, heard = [], set()
    for answer in history.accepted.values():
        name, heard_of = answer["order"], answer["order"] in heard
        heard.add(name)
        order = state.orders.get(name)
        if heard_of:
            found.append(f"two holds were answered with order {name}")
        if order is None:
            found.append(f"order {name} was accepted and is not in the log")
        elif (day := _day(order.first_promised, state)) != answer["day"]:
            found.append(f"order {name} was told {answer['day']} and is promised {day}")
    return found + [
        f"order {name} is in the log and nobody was told of it" for name in state.orders.keys() - heard - others
    ]


def _day(promised: datetime | None, state: PlanState) -> str | None:
    """The day whose end was promised, where the cluster is."""
    zone = ZoneInfo(state.network.time_zone)
    return None if promised is None else (promised.astimezone(zone) - timedelta(seconds=1)).date().isoformat()


def log_of(database: Embedded) -> tuple[UUID, list[Row]]:
    """The one cluster of an installation and its log."""
    with psycopg.connect(database.conninfo(TRUSTEE)) as connection, connection.cursor() as cursor:
        cursor.execute("select id from klynge_cluster")
        ((cluster,),) = cursor.fetchall()
        return cluster, rows_after(cursor, cluster, 0)


def untrue_rows(database: Embedded, state: PlanState) -> list[str]:
    """Orders whose rows, as seller and buyer read them, are not what the log says."""
    query = "select number, side, state, promised, held_until is null from klynge_order_view where side <> 'maker'"
    with psycopg.connect(database.conninfo(SUPERUSER)) as connection:
        rows = {(number, side): rest for number, side, *rest in connection.execute(query).fetchall()}
    found = []
    for name, order in state.orders.items():
        for side in ("seller", "buyer"):
            status, promised, endless = rows.get((name, side), ("missing", None, False))
            if (status, promised) != (order.status.value, order.latest_promised):
                found.append(f"the {side} of {name} reads {status} for {promised}, the log says {order.status.value}")
            elif status == HELD and endless:
                found.append(f"the hold of {name} has lost its end")
    return found
