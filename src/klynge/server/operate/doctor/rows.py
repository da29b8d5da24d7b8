# SPDX-License-Identifier: Apache-2.0
"""What the trustee's tables tell: broken audit chains, jobs given up, whether the key is the database's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from .findings import Finding, found

Connection = psycopg.Connection[Any]

OVER_S = 300
"""Seconds after a lease's end by which any worker at all would have taken the job over."""

JOBS = """
select id, kind, state, attempt, extract(epoch from clock_timestamp() - lease_until)::int from klynge_job
where state = 'buried' or state = 'running' and lease_until < clock_timestamp() - %s * interval '1 second'
order by made limit 100
"""
EVENTS = """
select id, tenant, number, at, "user", verb, object, facts, before, hash from klynge_audit order by tenant, number
"""


def audit(connection: Connection) -> Iterator[Finding]:
    """Chains with an event that does not fit."""
    from klynge.server.audit.actions import first_unfit
    from klynge.server.audit.models import AuditEvent

    with connection.transaction(), connection.cursor("events", row_factory=dict_row) as cursor:
        cursor.execute(EVENTS)
        events = (AuditEvent(**row) for row in cursor)
        for organisation, chain in groupby(events, attrgetter("tenant")):
            if (number := first_unfit(chain)) is not None:
                yield found("chain_broken", organisation=organisation, number=number)


def jobs(connection: Connection) -> Iterator[Finding]:
    """Jobs given up, and jobs that nobody takes over. Of a firm's job its number and kind, nothing of its content."""
    for job, kind, state, attempts, seconds in connection.execute(JOBS, [OVER_S]).fetchall():
        if state == "buried":
            yield found("buried", job=job, job_kind=kind, attempts=attempts)
        else:
            yield found("lease_over", job=job, job_kind=kind, seconds=seconds)


def key(connection: Connection, secret: str, file: object) -> Iterator[Finding]:
    """Whether orders' addresses were made with the key that is there; nothing to say where there are no orders."""
    from klynge.server.trustee.projection import public_id

    query = "select id, cluster, number, public from klynge_order_view order by id limit 20"
    rows: list[tuple[UUID, UUID, str, UUID]] = connection.execute(query).fetchall()
    if rows and not secret:
        yield found("no_key", file=file)
        return
    for row, cluster, number, public in rows:
        if public_id(cluster, secret.encode(), number) != public:
            yield found("other_key", row=row)
            return
