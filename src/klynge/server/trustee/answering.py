# SPDX-License-Identifier: Apache-2.0
"""What verbs share: the asker's cluster, the order that is meant, and the answer to a write."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from klynge.planning.errors import PlanningError
from klynge.planning.fold import FoldError, PlanState
from klynge.planning.promise import HoldError
from klynge.server.log import BrokenPromiseError, KeyReusedError, Request, UnavailableError
from klynge.server.trustee.desk import ORDER, Desk, Desks
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.texts import problem

TRIES = 5  # an offer lost to another between menu and row is looked for again, at the new head


def desk_of(desks: Desks, asker: Asker) -> Desk:
    """The asker's cluster. Raises Problem when this trustee does not plan it."""
    desk = desks.get(asker.cluster)
    if desk is None:
        raise problem("not-found", asker.language)
    return desk


def order_of(desk: Desk, asker: Asker, public: UUID) -> str:
    """The order of that identifier, if the asker sells or buys it; else there is no such thing."""
    name = desk.named(public)
    if name is None:  # perhaps of an order that another process took in just now
        try:
            desk.catch_up()
        except psycopg.Error:
            raise problem("busy", asker.language) from None
        name = desk.named(public)
    state: PlanState = desk.plan.state
    if name is not None and (order := state.orders.get(name)):
        own = next((job for job in order.jobs if job.id == name), order.jobs[-1])
        mine = own.owner if asker.kind == "member" else own.customer
        if asker.code and mine == asker.code and asker.kind in ("member", "customer"):
            return name
    raise problem("not-found", asker.language)


def part_of(desk: Desk, asker: Asker, public: UUID) -> str | None:
    """The job of another's order that a maker has by that identifier; None for what is no such part of the asker's."""
    found = desk.part(public)
    state: PlanState = desk.plan.state
    if found is None or asker.kind != "member" or not asker.code or found[0] not in state.planned():
        return None
    order = state.orders[found[0]]
    own = next((job for job in order.jobs if job.id == found[0]), order.jobs[-1])
    mine = any(job.id == found[1] and job.owner == asker.code != own.owner for job in order.jobs)
    return found[1] if mine else None


def written(desk: Desk, asker: Asker, request: Request, unfit: str = "would-break") -> dict[str, Any]:
    """The answer to a write; an offer that another took is looked for again. `unfit` is the problem that it is when
    the plan cannot take it in."""
    for attempt in range(TRIES):
        try:
            answer = dict(desk.submit(request).body)
        except HoldError:
            if attempt == TRIES - 1:
                raise problem("later", asker.language) from None
            time.sleep(0.01)
            continue
        except KeyReusedError:
            raise problem("key-reused", asker.language) from None
        except (BrokenPromiseError, PlanningError, FoldError):
            raise problem(unfit, asker.language) from None
        except UnavailableError:
            raise problem("busy", asker.language) from None
        if refusal := answer.get("refused"):
            raise problem(refusal, asker.language, str(answer.get("detail", "")))
        if ORDER in answer:
            answer["id"] = str(desk.public(answer[ORDER]))
        return answer
    raise AssertionError("unreachable")


def answer_to(desk: Desk, asker: Asker, key: str) -> tuple[dict[str, Any], datetime] | None:
    """What the asker's request of that key was answered, and when; None when there was none, or it is forgotten."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select answer, at from log_answer where cluster = %s and asker = %s and key = %s",
                [desk.cluster, str(asker.organisation), key],
            )
            found = cursor.fetchone()
    finally:
        connection.close()  # this thread may not ask again for long
    if found is None:
        return None
    answer, at = found
    return (json.loads(answer) if isinstance(answer, str) else answer), at
