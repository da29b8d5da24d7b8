# SPDX-License-Identifier: Apache-2.0
"""The background makes the plan better while promises go on, and proposes where a firm wants to be asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from tests.support.folded import replica_at
from tests.support.people import Person
from tests.support.planned import CHAIRS, In, asked, do, later, place, planned, refused

import klynge
from klynge.job import Status
from klynge.planning.budget import Budget
from klynge.planning.fold import (
    Placements,
    PlanState,
    Replica,
    Row,
    StateChange,
    apply,
    fold,
)
from klynge.planning.improve import objective_of
from klynge.planning.plan import Portion
from klynge.server.accounts.models import Kind
from klynge.server.background.improving import TRIES, Improver
from klynge.server.connection import addresses
from klynge.server.database import TRUSTEE
from klynge.server.log import Follower
from klynge.server.log.store import rows_after
from klynge.server.roles import Role
from klynge.server.trustee.client import Refused
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.improving import search
from klynge.server.trustee.judging import target_of
from klynge.server.trustee.link import client
from klynge.server.trustee.opening import organisations_of
from klynge.server.trustee.protocol import Asker

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("improved")
PROMISES, RATE = 80, 40
NOBODY = Asker(UUID(int=0), UUID(int=0), UUID(int=0), "operator", "", frozenset({Role.OPERATOR}))


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk of a process of its own, that follows the log."""
    conninfo, cluster = addresses().conninfo(TRUSTEE), HERE.at(Kind.MEMBER, "fjell").cluster_id
    found = Desk.open(conninfo, cluster, organisations_of(cluster, "trustee"), settings.SECRET_KEY.encode())
    follower = Follower(conninfo, [found.plan])
    yield found
    follower.close()
    found.close()


@pytest.fixture
def trustees() -> Iterator[ThreadPoolExecutor]:
    """A thread whose database role is the trustee's."""

    def become() -> None:
        connections["default"] = connections["trustee"]

    with ThreadPoolExecutor(1, initializer=become) as pool:
        yield pool
        pool.submit(_close).result()


def worse() -> None:
    """Put a step of an order that promises nothing off, as far as that goes, as a planner may."""
    planner = HERE.member(Role.PLANNER)
    orders = {o["number"]: o for o in planner.get("/api/orders?side=seller&size=500").json()["items"]}
    free = [p for p in planned(planner, state="planned") if orders.get(p["order"] or "", {}).get("state") == "new"]
    draft = do(planner, "draft_new", name="Worse")
    for portion in reversed(free):
        for days in (10, 5, 2, 1):
            edit = {"kind": "move", "place": place(portion), "to": later(portion, days=days)}
            try:
                do(planner, "draft_edit", draft=draft["draft"], version=1, edit=edit)
            except Refused:
                continue
            do(planner, "draft_publish", draft=draft["draft"], version=2)
            return
    raise AssertionError("nothing could be put off")


def hold(buyer: Person) -> str:
    try:
        return str(do(buyer, "hold", **CHAIRS)["order"])
    except Refused as error:
        return str(error.problem["kind"])
    finally:
        _close()


def paced(buyer: Person, enough: Callable[[], bool]) -> list[str]:
    """Holds at moments that are fixed beforehand, however long those before take, until there are enough."""
    began, asked_for = time.monotonic(), list[Future[str]]()
    with ThreadPoolExecutor(8) as pool:
        while len(asked_for) < PROMISES or (not enough() and len(asked_for) < 8 * PROMISES):
            time.sleep(max(0.0, began + len(asked_for) / RATE - time.monotonic()))
            asked_for.append(pool.submit(hold, buyer))
    return [each.result() for each in asked_for]


def late(state: PlanState) -> set[str]:
    """The orders that are promised and arrive after that."""
    agreed = {name: order for name, order in state.orders.items() if order.latest_promised is not None}
    return {
        name
        for name, outcome in state.outcomes.items()
        if name in agreed and (outcome.delivered is None or outcome.delivered > target_of(state, agreed[name], name))
    }


def digests(desk: Desk, state: PlanState) -> set[str]:
    """Of the plan as the log adds up to it, as this process has it, and as the trustee has it, at the same row."""
    desk.catch_up()
    there: dict[str, Any] = {"sequence": 0}
    until = time.monotonic() + 60
    while there["sequence"] < state.sequence and time.monotonic() < until:  # it looks as soon as it is told to
        told = client().ask("replicas", NOBODY, {})["replicas"]
        there = next(each for each in told if each["cluster"] == str(desk.cluster))
    assert there["sequence"] == desk.plan.state.sequence == state.sequence
    return {state.digest(), desk.plan.state.digest(), there["digest"]}


def _close() -> None:
    for connection in connections.all():
        connection.close()


def test_what_is_held_stays_until_it_is_ordered(small: Path) -> None:
    """Its hold ends when work on it begins, as was told; a search that finds something better leaves it there."""
    cluster = klynge.read(small)
    network = cluster.network
    free = replica_at(network, cluster.work, klynge.plan(cluster, "due").plan)
    moved = moved_by_search(free, set(network.members))
    assert "B-1" in moved
    held = StateChange(order="B-1", status=Status.HELD, promised=network.end)
    assert "B-1" not in moved_by_search(
        Replica.of(fold([Row(sequence=3, changes=(held,))], free.state)), set(network.members)
    )


def moved_by_search(replica: Replica, members: set[str]) -> set[str]:
    """The orders whose work stands elsewhere or at another time after a search; set-ups may be others."""
    found = search(replica.state, replica.schedule, members, (), Budget(iterations=2000))
    assert found is not None
    return {
        order.outcome.order
        for order in found.placements.orders
        if places_of(order.portions) != places_of(replica.state.placements[order.outcome.order])
    }


def places_of(portions: Iterable[Portion]) -> set[tuple[str, int, int, int]]:
    return {(portion.work_centre, portion.unit, portion.start, portion.end) for portion in portions}


def test_the_plan_gets_better_while_promises_go_on(desk: Desk, trustees: ThreadPoolExecutor) -> None:
    """Slices of search land between promises at a steady rate: none makes the objective worse, no row makes a promise
    late, and all replicas add up to the same."""
    worse()
    do(HERE.member(Role.PLANNER), "set_policy", improve="publish")
    own = desk.plan.own()
    search(own.state, own.schedule, {"fjell"}, (), Budget(seconds=0.1))  # what has to be compiled is, before it counts
    first, ended, improver, moved = desk.plan.state, threading.Event(), Improver(desk, slice_s=0.3), [0]

    def improve() -> None:
        while not ended.is_set():
            moved[0] += improver.once()

    running = trustees.submit(improve)
    held = paced(HERE.buyer(), lambda: moved[0] > 0)
    ended.set()
    running.result()
    do(HERE.member(Role.PLANNER), "set_policy", improve="off")
    assert moved[0]
    assert sum(number.startswith("fjell-") for number in held) > PROMISES // 4
    with psycopg.connect(addresses().conninfo(TRUSTEE)) as connection, connection.cursor() as cursor:
        rows = [row for row in rows_after(cursor, desk.cluster, 0) if row.sequence > first.sequence]
    better, state = 0, first
    for row in rows:
        after = apply(state, row)
        if all(isinstance(change, Placements) for change in row.changes):
            was, now = (objective_of(Replica.of(each).schedule)[:3] for each in (state, after))
            assert now < was, row.sequence
            better += 1
        assert late(after) <= late(first), row.sequence
        state = after
    assert better
    assert len(digests(desk, state)) == 1
    told = asked(HERE.member(Role.PLANNER), "policy")["improvements"]
    assert sum(each["orders"] for each in told) == moved[0]


def test_a_proposal_is_a_draft(desk: Desk, trustees: ThreadPoolExecutor) -> None:
    """A firm that wants to be asked finds a draft that makes its orders no later; the plan is as it was until then."""
    worse()
    planner = HERE.member(Role.PLANNER)
    do(planner, "set_policy", improve="propose")
    before = planned(planner)
    improver, drafts = Improver(desk, slice_s=1.0), list[dict[str, Any]]()
    for _ in range(TRIES):  # a slice may be gone before the search has begun where the machine is busy
        trustees.submit(improver.once).result()
        drafts += (each for each in asked(planner, "drafts")["drafts"] if each["proposed"] and each["state"] == "open")
        if drafts:
            break
    assert planned(planner) == before
    draft = drafts[0]
    trustees.submit(improver.once).result()
    assert draft in asked(planner, "drafts")["drafts"]  # while nothing changes it stays as it is read
    compared = asked(planner, "draft", draft=draft["draft"])["compared"]
    assert compared["late_s_after"] <= compared["late_s_before"]
    assert not compared["broken"]
    weaver = HERE.member(Role.PLANNER, "vidda")
    assert refused(weaver, "draft", draft=draft["draft"])["kind"] == "not-found"
    published = do(planner, "draft_publish", draft=draft["draft"], version=draft["version"])
    assert published["published"] == 1
    do(planner, "set_policy", improve="off")


def test_nobody_is_improved_who_did_not_ask(desk: Desk, trustees: ThreadPoolExecutor) -> None:
    """With no policy but "off" a slice leaves the plan as it is."""
    worse()
    before = planned(HERE.member(Role.PLANNER))
    assert trustees.submit(Improver(desk, slice_s=0.2).once).result() == 0
    assert planned(HERE.member(Role.PLANNER)) == before
