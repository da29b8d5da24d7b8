# SPDX-License-Identifier: Apache-2.0
"""A request is taken in once, whole, at the head of the log, and its answer is durable before it is given."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from tests.support.embedded import Database, eventually
from tests.support.log_worker import committing, prepared
from tests.support.logs import faults, new_cluster, state_of
from tests.support.same_plan import where_all_is

from klynge.job import Status
from klynge.planning.fold import FoldError, Published, Replica, StateChange
from klynge.planning.fold.rows import OrderPlaced, Placements
from klynge.planning.plan import Outcome
from klynge.server.database import TRUSTEE, Executes
from klynge.server.log import (
    BrokenPromiseError,
    Follower,
    Key,
    KeyReusedError,
    LivePlan,
    LogError,
    Proposed,
    Request,
    UnavailableError,
    Writer,
    body_hash,
)
from klynge.server.log.live import FEW
from klynge.server.log.store import last_snapshot, save_snapshot, take_lock
from klynge.server.log.writer import ALONE


@pytest.fixture
def cluster(log: Database) -> UUID:
    """A cluster with an empty plan."""
    return new_cluster(log)


def loaded(log: Database, cluster: UUID) -> LivePlan:
    """The plan as a process that starts reads it."""
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        return LivePlan.load(cursor, cluster)


@pytest.fixture(params=[ALONE, 0], ids=["in turn", "ahead"])
def writer(
    log: Database, cluster: UUID, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Writer]:
    """A writer with an empty plan, which decides in its turn, or ahead of it."""
    monkeypatch.setattr("klynge.server.log.writer.ALONE", request.param)
    writer = Writer(log.conninfo(TRUSTEE), loaded(log, cluster))
    writer.submit(Request(lambda _: Proposed((), {}))).result()  # the first has its turn
    yield writer
    writer.close()


def publishing(key: Key | None = None, **answer: object) -> Request:
    """A request that changes next to nothing."""
    return Request(lambda _: Proposed((Published(),), answer), key or Key.own())


def test_an_answer_is_in_the_log(log: Database, cluster: UUID, writer: Writer) -> None:
    """The order stands in the fold of the log as it was answered, and in the plan in memory."""
    answer = writer.submit(committing("first", 1)).result()
    state = state_of(log, cluster)
    assert (answer.sequence, answer.repeated, list(state.orders)) == (2, False, ["first"])
    assert state.digest() == writer.plan.state.digest()
    assert faults(state) == []


def test_what_is_written_beside_is_durable_with_the_row_or_not_at_all(log: Database, writer: Writer) -> None:
    """One that fails takes its row and its answer with it; one whose plan does not change is written all the same."""
    key = Key("someone", "beside", body_hash(1))

    def put(cursor: Executes, fails: bool = False) -> None:
        cursor.execute("select pg_notify('beside', 'x')")
        if fails:
            raise ZeroDivisionError

    changed = Proposed((Published(),), {"done": 1}, lambda cursor: put(cursor, fails=True))
    with log.connect(TRUSTEE) as listening:
        listening.autocommit = True
        listening.execute("listen beside")
        with pytest.raises(ZeroDivisionError):
            writer.submit(Request(lambda _: changed, key)).result()
        assert (writer.plan.state.sequence, list(listening.notifies(timeout=0.2))) == (1, [])
        again = Request(lambda _: replace(changed, beside=put), key)
        assert writer.submit(again).result().sequence == 2
        assert writer.submit(again).result().repeated
        writer.submit(Request(lambda _: Proposed((), {"done": 2}, put))).result()
        assert len(list(listening.notifies(timeout=5, stop_after=2))) == 2


def test_what_is_refused_is_gone(writer: Writer) -> None:
    """What a refused request had at hand, a copy of the plan say, goes with it, before garbage is looked for."""
    held = list[weakref.ref[Held]]()

    def refuse(_: Replica) -> Proposed:
        mine = Held()
        held.append(weakref.ref(mine))
        raise ZeroDivisionError

    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError) as refused:
            writer.submit(Request(refuse)).result()
        assert "test_writer.py" in refused.value.__notes__[0]
        del refused
        assert eventually(lambda: held[0]() is None, 10)
    finally:
        gc.enable()


class Held:
    """Something large."""


def test_the_same_key_gets_the_same_answer(log: Database, cluster: UUID, writer: Writer) -> None:
    """Sent again, at once or to another process, a request changes nothing more; with another body it is refused."""
    key = Key("alice", "k", body_hash({"quantity": 1}))
    both = [writer.submit(publishing(key, number=number)) for number in range(2)]
    other = Writer(log.conninfo(TRUSTEE), loaded(log, cluster))
    answers = [*(future.result() for future in both), other.submit(publishing(key, number=3)).result()]
    assert [(answer.body, answer.sequence, answer.repeated) for answer in answers] == [
        ({"number": 0}, 2, False), ({"number": 0}, 2, True), ({"number": 0}, 2, True),
    ]  # fmt: skip
    with pytest.raises(KeyReusedError, match="“k”"):
        other.submit(publishing(replace(key, body=body_hash({"quantity": 2})))).result()
    assert other.submit(publishing(replace(key, asker="bob"))).result().sequence == 3
    other.close()


def test_what_was_answered_stands_when_it_could_not_be_done_again(writer: Writer) -> None:
    """Sent again after the day is gone, it has its answer all the same, and who comes with it has theirs."""
    key = Key("alice", "once", body_hash(1))
    assert writer.submit(publishing(key, number=1)).result().sequence == 2

    def gone(_: Replica) -> Proposed:
        raise UnavailableError("closed")

    both = writer.submit(Request(gone, key)), writer.submit(publishing(number=2))
    assert [(future.result().body, future.result().sequence) for future in both] == [
        ({"number": 1}, 2),
        ({"number": 2}, 3),
    ]


def test_what_others_appended_comes_first(log: Database, cluster: UUID, writer: Writer) -> None:
    """Two processes in turn, the one with several under way: all is taken in once, each at the head."""
    other = Writer(log.conninfo(TRUSTEE), loaded(log, cluster))
    answers = []
    for turn in range(3):
        mine = [writer.submit(committing(f"{turn}-{number}", 1)) for number in range(4)]
        theirs = other.submit(committing(f"{turn}-other", 1))
        answers += [future.result().sequence for future in (*mine, theirs)]
    state = state_of(log, cluster)
    assert sorted(answers) == list(range(2, 17))
    assert faults(state) == []
    assert writer.submit(publishing()).result().sequence == 17
    assert writer.plan.state.digest() == state_of(log, cluster).digest()
    other.close()


def test_a_refusal_is_an_answer(writer: Writer) -> None:
    """What changes nothing appends nothing, and is answered the same again."""
    key = Key("alice", "k", body_hash(None))
    answers = [
        writer.submit(Request(lambda _, n=n: Proposed((), {"reason": n}), key)).result()  # type: ignore[misc]
        for n in range(2)
    ]
    assert [(answer.body, answer.sequence) for answer in answers] == [({"reason": 0}, 1)] * 2


def test_what_fails_leaves_nothing(log: Database, cluster: UUID, writer: Writer) -> None:
    """A request that cannot be computed or folded is told so; those beside it in the batch are taken in."""
    gate = threading.Event()
    first = writer.submit(Request(lambda _: Proposed((Published(),), {"waited": gate.wait(10)})))
    unknown = Request(lambda _: Proposed((StateChange(order="X", status=Status.WITHDRAWN),), {}))
    failing = Request(lambda _: Proposed((Published(),), {"one": 1 / 0}))
    futures = [writer.submit(request) for request in (unknown, publishing(), failing, publishing())]
    gate.set()
    assert first.result().sequence == 2
    assert isinstance(futures[0].exception(), FoldError)
    assert isinstance(futures[2].exception(), ZeroDivisionError)
    assert [futures[1].result().sequence, futures[3].result().sequence] == [3, 4]
    assert state_of(log, cluster).sequence == 4


def test_what_was_prepared_is_taken_if_it_fits(writer: Writer) -> None:
    """Of two that were offered the same hours one gets them, the other what is free at the head."""
    one, other = (prepared(writer.plan, committing(name, 1)) for name in ("one", "other"))
    assert one.ready is not None
    assert other.ready is not None
    assert writer.submit(one).result().body == one.ready.answer
    assert writer.submit(other).result().body["delivered"] > other.ready.answer["delivered"]


def test_a_commitment_is_not_broken(log: Database, cluster: UUID, writer: Writer) -> None:
    """What would deliver an agreed order late is refused; what the world did is taken in."""
    writer.submit(committing("kept", 1)).result()

    off = Placements(orders=(OrderPlaced(outcome=Outcome("kept", None, "no_time")),))
    request = Request(lambda _: Proposed((off,), {}))
    with pytest.raises(BrokenPromiseError, match="kept"):
        writer.submit(request).result()
    assert faults(state_of(log, cluster)) == []
    writer.submit(replace(request, key=Key.own(), may_break=True)).result()
    assert faults(state_of(log, cluster)) == ["kept is not kept"]


def test_a_frozen_holder_of_the_lock_is_freed(log: Database, cluster: UUID, writer: Writer) -> None:
    """A process that stops amid its turn loses it, and others go on."""
    with contextlib.suppress(psycopg.Error), log.connect(TRUSTEE) as frozen:
        frozen.execute("set idle_in_transaction_session_timeout = '200ms'")
        frozen.commit()
        take_lock(frozen.cursor(), cluster)
        assert writer.submit(publishing()).result().sequence == 2
        with pytest.raises(psycopg.Error, match="idle-in-transaction"):
            frozen.execute("select 1")


def test_a_lost_connection_is_made_again(log: Database, writer: Writer) -> None:
    """A writer whose connection is cut appends through another one."""
    assert writer.submit(publishing()).result().sequence == 2
    with log.connect("klynge_superuser") as connection:
        cut = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'klynge writer'"
        connection.execute(cut)
    assert writer.submit(publishing()).result().sequence == 3


def test_a_database_that_stays_away_is_told_of(log: Database, cluster: UUID) -> None:
    """After its patience a writer says that the request may be sent again; one that is closed takes none."""
    writer = Writer("host=/nowhere user=klynge_trustee", loaded(log, cluster), patience=0.0)
    with pytest.raises(UnavailableError, match="same key"):
        writer.submit(publishing()).result()
    writer.close()
    with pytest.raises(UnavailableError, match="stopping"):
        writer.submit(publishing()).result()


def test_what_waits_is_taken_in_before_the_end(log: Database, cluster: UUID) -> None:
    """Closing a writer answers everything that was submitted."""
    writer = Writer(log.conninfo(TRUSTEE), loaded(log, cluster))
    futures = [writer.submit(publishing()) for _ in range(100)]
    writer.close()
    assert [future.result().sequence for future in futures] == list(range(2, 102))


def test_what_is_brief_is_decided_before_what_waits_with_it(writer: Writer) -> None:
    """Of those that came while something was decided, the brief one is first; among equals who came first is."""
    begun, go_on = threading.Event(), threading.Event()

    def long(_: Replica) -> Proposed:
        begun.set()
        assert go_on.wait(10)
        return Proposed((Published(),), {})

    first = writer.submit(Request(long))
    assert begun.wait(10)
    others = [writer.submit(publishing()) for _ in range(2)]
    brief = writer.submit(replace(publishing(), brief=True))
    go_on.set()
    order = [future.result(10).sequence for future in (first, brief, *others)]
    assert order == sorted(order)


def test_who_is_decided_does_not_wait_for_those_behind(log: Database, cluster: UUID, monkeypatch: Any) -> None:
    """Ahead of its turn a batch is closed as soon as the one before it is written: the first has its answer while the
    second is still being decided."""
    monkeypatch.setattr("klynge.server.log.writer.ALONE", 0)
    writer = Writer(log.conninfo(TRUSTEE), loaded(log, cluster))
    writer.submit(publishing()).result()
    answered, begun = threading.Event(), threading.Event()

    def waiting(_: Replica) -> Proposed:
        assert begun.wait(10)
        return Proposed((Published(),), {})

    def as_long_as_writing(_: Replica) -> Proposed:
        held.result(10)
        time.sleep(0.1)
        return Proposed((Published(),), {})

    def behind(_: Replica) -> Proposed:
        assert answered.wait(10), "the first waits for the second"
        return Proposed((Published(),), {})

    held = writer.submit(Request(waiting))  # while it is decided, both of the next batch come
    first, second = writer.submit(Request(as_long_as_writing)), writer.submit(Request(behind))
    first.add_done_callback(lambda _: answered.set())
    begun.set()
    assert [future.result(15).sequence for future in (held, first, second)] == [3, 4, 5]
    writer.close()


def test_a_follower_is_in_step(log: Database, cluster: UUID, writer: Writer) -> None:
    """Another process's plan moves on when it is told, and when it was not told at the next tick."""
    plan, moved = loaded(log, cluster), list[int]()
    follower = Follower(log.conninfo(TRUSTEE), [plan], lambda plan: moved.append(plan.state.sequence))
    writer.submit(committing("told", 1)).result()
    assert eventually(lambda: plan.state.sequence == 2 and moved == [2])
    with log.connect("klynge_superuser") as connection:
        cut = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'klynge follower'"
        connection.execute(cut)
    writer.submit(committing("unheard", 1)).result()
    assert eventually(lambda: plan.state.digest() == writer.plan.state.digest())
    follower.close()


def test_a_start_reads_a_snapshot_and_what_follows(log: Database, cluster: UUID, writer: Writer) -> None:
    """From a snapshot, from a damaged one, or without: the same plan."""
    writer.submit(committing("before", 1)).result()
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        save_snapshot(cursor, cluster, writer.plan.state)
        assert last_snapshot(cursor, cluster) == writer.plan.state
    writer.submit(committing("after", 2)).result()
    assert loaded(log, cluster).state.digest() == writer.plan.state.digest()
    log.run("klynge_superuser", "update log_snapshot set state = 'x'")
    assert loaded(log, cluster).state.digest() == writer.plan.state.digest()
    with pytest.raises(LogError, match="no cluster"):
        loaded(log, UUID(int=7))


def test_a_snapshot_of_another_release_is_read_with_care(
    log: Database, cluster: UUID, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has other sources takes it only if it comes to the same state; who has the same knows that it does."""
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        save_snapshot(cursor, cluster, writer.plan.state)
    log.run("klynge_superuser", "update log_snapshot set digest = 'of what it was meant to be'")
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        assert last_snapshot(cursor, cluster) == writer.plan.state
        monkeypatch.setattr("klynge.server.log.store.own_sources", lambda: "others")
        assert last_snapshot(cursor, cluster) is None


def test_the_plan_is_asked_without_a_lock(log: Database, cluster: UUID, writer: Writer) -> None:
    """While another process has its turn at the log, promises are computed all the same."""
    with log.connect(TRUSTEE) as connection:
        take_lock(connection.cursor(), cluster)
        future = writer.submit(committing("waits", 1))
        offer = writer.plan.ask(committing("asked", 1).compute)
        assert offer.answer["delivered"]
        assert not future.done()
    assert future.result().sequence == 2


def test_a_plan_that_is_far_behind_is_made_anew(log: Database, cluster: UUID, writer: Writer) -> None:
    """Who is asked seldom keeps only the last state of many, and answers as who followed each row."""
    seldom = loaded(log, cluster)
    for number in range(3):
        writer.submit(committing(f"early-{number}", number)).result()
    with log.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        for number in range(300):
            writer.submit(publishing()).result() if number else writer.submit(committing("late", 4)).result()
        seldom.follow(cursor, settle=False)
    assert seldom.behind == 1
    plans = [plan.ask(lambda replica: replica.schedule.plan()) for plan in (seldom, writer.plan)]
    assert where_all_is(plans[0]) == where_all_is(plans[1])
    assert seldom.behind == 0


@pytest.mark.parametrize("writer", [0], indirect=True, ids=["ahead"])
def test_a_plan_that_nobody_asks_is_given_no_copies(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far it is behind; who asks then is given one by the next who appends, and hears of all before."""
    copies, plan, copy = list[Replica](), writer.plan, Replica.copy

    def noted(replica: Replica) -> Replica:
        copies.append(copy(replica))
        return copies[-1]

    monkeypatch.setattr(Replica, "copy", noted)
    monkeypatch.setattr("klynge.server.log.writer.QUIET", 60)  # nor does it take in the rows by itself
    monkeypatch.setattr("klynge.server.log.live.PATIENCE", 60)
    writer.submit(committing("early", 0)).result()
    for _ in range(3 * FEW):
        last = writer.submit(publishing()).result().sequence
    assert copies == []
    assert plan.behind > FEW
    with ThreadPoolExecutor() as asking:
        heard = asking.submit(plan.ask, lambda replica: (replica.state.sequence, list(replica.schedule.problem.orders)))
        assert eventually(lambda: plan.behind > FEW and plan.wants_copy())
        writer.submit(publishing()).result()
        assert heard.result(30) == (last + 1, ["early"])
    assert len(copies) == 1
