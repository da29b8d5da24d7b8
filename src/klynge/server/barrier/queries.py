# SPDX-License-Identifier: Apache-2.0
"""Reads, for who asks: the office all that it keeps, a member what concerns it. API, pages and exports use these."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from klynge.cooperation.barrier import FIELDS, Barrier, Disclosure, Register
from klynge.server.barrier import kept
from klynge.server.barrier.models import (
    Act,
    AgreementRow,
    Deed,
    DisclosureRow,
    Invitation,
    MarketRow,
    RelationshipRow,
    ReleaseRow,
)
from klynge.server.tenancy.middleware import Standing

OFFICE, MEMBER = "office", "member"


def today() -> date:
    """The day it is where the cluster is."""
    return timezone.localdate()


def _none(standing: Standing) -> bool:
    """Whether who asks has no part in the charter: a customer, the operator."""
    return standing.kind not in (OFFICE, MEMBER)


def members(standing: Standing) -> list[kept.Member]:
    """Who was invited to the cluster, has signed, is leaving."""
    if _none(standing):
        return []
    rows = Invitation.objects.filter(cluster=standing.cluster)
    return kept.members_of(rows, _acts(standing))


def member_of(standing: Standing, invitation: UUID) -> kept.Member | None:
    """One of them."""
    return next((each for each in members(standing) if each.id == invitation), None)


def _acts(standing: Standing) -> list[Act]:
    """The deeds that who asks may know of, the first ones first."""
    return list(Act.objects.filter(cluster=standing.cluster).order_by("at"))


def markets(standing: Standing) -> list[MarketRow]:
    """The markets in which members are reviewed."""
    return [] if _none(standing) else list(MarketRow.objects.filter(cluster=standing.cluster).order_by("code"))


def relationships(standing: Standing) -> QuerySet[RelationshipRow]:
    """The register, newest first: to a member how itself stands to others."""
    rows = RelationshipRow.objects.filter(cluster=standing.cluster)
    if standing.kind != OFFICE:
        rows = rows.filter(Q(one=standing.organisation) | Q(other=standing.organisation))
    return rows.order_by("-since", "one_member", "other_member", "market")


def register(standing: Standing) -> Register:
    """The register as far as who asks may read it."""
    return kept.register_of(relationships(standing), markets(standing))


def agreements(standing: Standing) -> list[kept.Agreed]:
    """Agreements to show something, newest first: to a member those that it is a party of."""
    rows = AgreementRow.objects.filter(cluster=standing.cluster)
    if standing.kind != OFFICE:
        rows = rows.filter(Q(giver=standing.organisation) | Q(taker=standing.organisation))
    return kept.agreed(rows.order_by("-at"), _acts(standing))


def agreement_of(standing: Standing, identifier: UUID) -> kept.Agreed | None:
    """One of them."""
    return next((each for each in agreements(standing) if each.row.id == identifier), None)


def releases(standing: Standing) -> QuerySet[ReleaseRow]:
    """The figures that were asked for, newest first; what was withheld is the office's to know."""
    rows = ReleaseRow.objects.filter(cluster=standing.cluster)
    if _none(standing):
        return rows.none()
    return (rows if standing.kind == OFFICE else rows.filter(withheld="")).order_by("-at")


def disclosures(standing: Standing) -> QuerySet[DisclosureRow]:
    """The journal, newest first: to a member what was shown of it and to it."""
    rows = DisclosureRow.objects.filter(cluster=standing.cluster)
    if standing.kind != OFFICE:
        rows = rows.filter(Q(to=standing.organisation) | Q(of=standing.organisation))
    return rows.order_by("-number")


def stopped(standing: Standing) -> bool:
    """Whether all disclosures are stopped."""
    return not _none(standing) and kept.is_stopped(_acts(standing))


def consented(standing: Standing) -> list[str]:
    """The fields of which who asks lets sums out that it dominates."""
    own = Act.objects.filter(tenant=standing.organisation, deed__in=(Deed.CONSENT, Deed.DISSENT))
    return sorted(field for _, field in kept.consents(own, [standing.organisation]))


def preview(standing: Standing, reader: str) -> list[tuple[str, str, str, str]]:
    """What another member may see of us today: each field with its class, the rule that decides it, the agreement.

    With an agreement the purpose that it names is asked for.
    """
    day, mine = today(), agreements(standing)
    barrier = Barrier(
        kept.charter_of("", members(standing)),
        register(standing),
        [each.agreement for each in mine],
        stopped=stopped(standing),
    )
    found = []
    for field, kind in FIELDS.items():
        decisions = [
            barrier.decide(Disclosure(reader, standing.code, field, each.row.purpose, each.row.object), day)
            for each in mine
            if each.row.taker_member == reader
        ] or [barrier.decide(Disclosure(reader, standing.code, field), day)]
        best = next((each for each in decisions if each.allowed), decisions[0])
        found.append((field, kind.value, best.verdict.value, best.agreement))
    return found
