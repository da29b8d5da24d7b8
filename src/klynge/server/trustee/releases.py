# SPDX-License-Identifier: Apache-2.0
"""Figures of the whole cluster, asked for by its office: released by the rules of the barrier, or withheld."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID, uuid4

from django.db import connection, transaction
from pydantic import BaseModel, ConfigDict

from klynge.cooperation.barrier import Entry, Release, Withheld
from klynge.cooperation.barrier.release import Form, release
from klynge.server.barrier import kept
from klynge.server.barrier.journal import append
from klynge.server.barrier.models import ReleaseCells, ReleaseRow
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.charter import acts_of, codes_of, done, members_of, office_of, today_of
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.indicators import INDICATORS, figure
from klynge.server.trustee.ordering import key_of
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.release_texts import refusal
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem

EVERYONE = "cluster"  # the reader of a release in the journal


class Releasing(BaseModel):
    """A figure over whole months, `first` to `last` (any day of them); of a kind of work centre, or of all."""

    model_config = ConfigDict(extra="forbid")
    figure: Literal["load", "orders", "kept", "missed"]
    kind: Literal["", "machine", "batch"] = ""
    first: date
    last: date


def verbs(desks: Desks) -> list[Verb]:
    """Asking for a figure."""
    return [Verb("release", Ability.KEEP_REGISTER, Releasing, _releasing(desks), writes=True)]


def _releasing(desks: Desks) -> Callable[[Asker, Releasing, str], dict[str, Any]]:
    def answer(asker: Asker, asked: Releasing, key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        office = office_of(desk)
        if asker.kind != "office" or office is None or office != asker.organisation:
            raise problem("not-found", asker.language)
        first = asked.first.replace(day=1)
        last = asked.last.replace(day=monthrange(asked.last.year, asked.last.month)[1])
        if first > last:
            raise refusal("months", asker.language)
        if asked.last.replace(day=1) > today_of(desk.plan.state.network):
            raise refusal("month-ahead", asker.language)
        try:
            with transaction.atomic():
                return told(_released(desk, office, asker, asked, (first, last), key_of(asker, key, "release", asked)))
        finally:
            done()

    return answer


def _released(
    desk: Desk, office: UUID, asker: Asker, asked: Releasing, span: tuple[date, date], key: Any
) -> ReleaseRow:
    """One release at a time: each is tried together with all before it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [str(office)])
    known = ReleaseRow.objects.filter(tenant=office, key=key.key).first()
    if known is not None:
        same = (known.figure, known.kind, known.first, known.last) == (asked.figure, asked.kind, *span)
        if not same:
            raise problem("key-reused", asker.language)
        return known
    state, day, acts = desk.plan.state, today_of(desk.plan.state.network), acts_of(desk)
    codes = codes_of(desk)
    field = INDICATORS[asked.figure].field
    consenting = {c for c, org in codes.items() if (org, field) in kept.consents(acts, codes.values())}
    members = kept.charter_of(state.network.name, members_of(desk, acts)).members(day)
    stopped = kept.is_stopped(acts, office)
    asked_for = figure(state, asked.figure, asked.kind, *span, members, consenting)
    found = release(asked_for, _earlier(office), day)
    row = ReleaseRow(
        id=uuid4(), tenant=office, cluster=desk.cluster, at=now(), key=key.key, figure=asked.figure, kind=asked.kind,
        first=span[0], last=span[1], field=field, user=asker.user,
    )  # fmt: skip
    if stopped:
        row.withheld = "stopped"
    elif isinstance(found, Withheld):
        row.withheld = found.reason.value
    else:
        _fill(row, found)
    row.save(force_insert=True)
    cells = sorted(found.cells) if isinstance(found, Release) and not row.withheld else []
    isolates = None
    if isinstance(found, Withheld) and found.isolation is not None:
        isolates = {"member": found.isolation.member, "insider": found.isolation.insider}
    ReleaseCells.objects.create(id=row.id, tenant=office, cells=[list(cell) for cell in cells], isolates=isolates)
    if not row.withheld:
        append(office, desk.cluster, [_entry(row)], codes)
    return row


def _fill(row: ReleaseRow, found: Release) -> None:
    row.form, row.contributors = found.form.value, found.contributors
    row.numerator, row.denominator = found.value.numerator, found.value.denominator


def _entry(row: ReleaseRow) -> Entry:
    """A release in the journal: to the whole cluster, of so many firms, by which form."""
    about = f"{row.figure} {row.kind or 'all'} {row.first:%Y-%m}..{row.last:%Y-%m}"
    owner = f"{row.contributors} members"
    return Entry(0, row.at, EVERYONE, owner, row.field, about, "cluster-indicator", f"released-{row.form}", "", "")


def _earlier(office: UUID) -> list[Release]:
    """All that was released before, with who is in it."""
    rows = ReleaseRow.objects.filter(tenant=office, withheld="")
    cells = dict(ReleaseCells.objects.filter(tenant=office).values_list("id", "cells"))
    return [
        Release(
            row.figure,
            row.field,
            Form(row.form),
            Fraction(row.numerator or 0, row.denominator or 1),
            frozenset((member, period) for member, period in cells.get(row.id, ())),
            row.contributors or 0,
        )
        for row in rows
    ]


def told(row: ReleaseRow) -> dict[str, Any]:
    """A release as the office hears it: how many firms are in it, never which."""
    return {
        "id": str(row.id),
        "figure": row.figure,
        "kind": row.kind,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "form": row.form or None,
        "value": None if row.numerator is None else row.numerator / (row.denominator or 1),
        "unit": INDICATORS[row.figure].unit,
        "contributors": row.contributors,
        "withheld": row.withheld or None,
    }
