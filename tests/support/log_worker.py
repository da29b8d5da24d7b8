# SPDX-License-Identifier: Apache-2.0
"""A process with clients who ask promises of one cluster's log and take the earliest: `log_worker.py CONNINFO CLUSTER
NAME CLIENTS REQUESTS`. It prints a line of JSON for each answer, once it is given, and at last its plan's digest."""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
from tests.support.builders import job, mode, moment, operation

from klynge.job import Job, Precedence, Status
from klynge.planning.fold import Replica, changes_of
from klynge.planning.promise import menu
from klynge.server.log import Answer, Follower, Key, LivePlan, Proposed, Request, UnavailableError, Writer, body_hash
from klynge.warm_up import warm_up_promises

PRINTING = threading.Lock()


def asked(order: str, size: int) -> list[Job]:
    """Cut or saw it, then paint it."""
    first = operation("a", mode("cut", 300 + 60 * (size % 7)), mode("saw", 400 + 60 * (size % 5)))
    second = operation("b", mode("paint", 120 + 30 * (size % 3)))
    links = [Precedence("a", "b")]
    return [job(first, second, links=links, id=order, order=order, due=moment("2026-03-01T00:00"))]


def committing(order: str, size: int) -> Request:
    """Commit an order to the earliest day there is."""

    def compute(replica: Replica) -> Proposed:
        offers = menu(replica.schedule, asked(order, size), effort=20)
        if not offers.entries:
            return Proposed((), {"order": order, "reason": offers.reason})
        entry = offers.named("earliest")
        changes = changes_of(replica, entry, Status.COMMITTED)
        return Proposed(changes, {"order": order, "delivered": entry.delivered.isoformat()})

    return Request(compute, Key("tester", order, body_hash([order, size])))


def prepared(plan: LivePlan, request: Request) -> Request:
    """The request with what it comes to on the plan as it is now, which is taken if it still fits."""
    return replace(request, ready=plan.ask(request.compute))


def client(writer: Writer, name: str, requests: int) -> None:
    """Send requests one after another, each until it is answered, and every tenth once more."""
    for number in range(requests):
        request = committing(f"{name}-{number}", number)
        for again in range(2 if number % 10 == 0 else 1):
            answer = until_answered(writer, prepared(writer.plan, request) if number % 4 == 1 else request)
            with PRINTING:
                told = {"body": answer.body, "sequence": answer.sequence, "repeated": answer.repeated, "again": again}
                print(json.dumps(told), flush=True)


def until_answered(writer: Writer, request: Request) -> Answer:
    """The answer, however long the database is away."""
    while True:
        try:
            return writer.submit(request).result()
        except UnavailableError:
            continue


def connected(conninfo: str) -> psycopg.Connection[Any]:
    """A connection, as soon as the database, which may have been killed just now, answers."""
    while True:
        try:
            return psycopg.connect(conninfo)
        except psycopg.OperationalError:
            time.sleep(0.05)


def loaded(conninfo: str, cluster: UUID) -> LivePlan:
    """The plan of the log, however often the database is killed meanwhile."""
    while True:
        try:
            with connected(conninfo) as connection, connection.cursor() as cursor:
                return LivePlan.load(cursor, cluster)
        except psycopg.OperationalError:
            time.sleep(0.05)


def main(conninfo: str, cluster: UUID, name: str, clients: int, requests: int) -> None:
    """Serve clients until all are answered."""
    plan = loaded(conninfo, cluster)
    warm_up_promises()  # a compile under the lock would keep others waiting
    writer, follower = Writer(conninfo, plan), Follower(conninfo, [plan])
    threads = [
        threading.Thread(target=client, args=(writer, f"{name}-{number}", requests)) for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"done": name}), flush=True)
    sys.stdin.read()  # until all others are done too
    follower.close()
    writer.close()
    with connected(conninfo) as connection, connection.cursor() as cursor:
        plan.follow(cursor)
    print(json.dumps({"digest": plan.state.digest()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], UUID(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
