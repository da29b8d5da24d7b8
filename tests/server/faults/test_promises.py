# SPDX-License-Identifier: Apache-2.0
"""Clients at several servers at once, over HTTP: nothing is booked twice, and all happens as if one at a time."""

from __future__ import annotations

import os
from dataclasses import replace

from tests.support.faults import judging
from tests.support.faults.clients import Task
from tests.support.faults.order_model import Told
from tests.support.faults.processes import buyers, clients, trustees, webs
from tests.support.faults.running_out import running_out
from tests.support.faults.settling import settled
from tests.support.installation import Installation

from klynge.job import Status
from klynge.planning.fold import PlanState, fold

PROMISES = int(os.environ.get("KLYNGE_PROMISES", "2000"))
CLIENTS = 16


def test_two_thousand_promises(installation: Installation) -> None:
    """16 clients, 2 web processes, 2 trustees: orders whole, no unit booked twice, days kept, plans alike, each order's
    history linearizable, with holds that run out meanwhile; and a history that is not would have been seen."""
    with installation.database() as database, trustees(installation, 2) as sockets:
        tokens = list(buyers(installation).values())
        with webs(installation, sockets, 2) as ports:
            task = Task(ports, tokens, ["shelf", "box"], ["Oslo", "Bergen"], CLIENTS, PROMISES, seed=1)
            with running_out(database) as ran_out, clients(installation, [task]) as files:
                pass
            cluster, rows, told = settled(database, sockets)
            state = fold(rows)
            history = judging.read(files, ran_out)
            assert len(history.operations) == PROMISES
            assert judging.breaches(history, rows, told, cluster) == []
            assert judging.untrue_rows(database, state) == []
            assert {status for _, status in history.statuses} <= {200, 201, 404, 409, 422}
            assert state.orders[next(iter(ran_out))].status.value in ("expired", "committed", "withdrawn")
            assert judging.not_linearizable(_forged(history, state), state) != []


def _forged(history: judging.History, state: PlanState) -> judging.History:
    """The same, but that the one commit of an order that is committed was told that it is not held."""
    for key, answer in history.accepted.items():
        operations = history.operations[key]
        commits = [one for one in operations if one.asked.does == "commit" and one.told.status == 200]
        if len(commits) == 1 and state.orders[answer["order"]].status is Status.COMMITTED:
            forged = replace(commits[0], told=Told(409, "not-held"))
            return judging.History({key: [forged if one is commits[0] else one for one in operations]}, {key: answer})
    raise AssertionError("nobody committed anything")
