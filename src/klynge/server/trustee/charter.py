# SPDX-License-Identifier: Apache-2.0
"""What the office keeps, as the trustee decides by it, and the journal that it writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from klynge.cooperation.barrier import Barrier, Charter, Entry, Register
from klynge.network.model import Network
from klynge.server.barrier import kept
from klynge.server.barrier.journal import append
from klynge.server.barrier.models import (
    Act,
    AgreementRow,
    DisclosureRow,
    Invitation,
    MarketRow,
    RelationshipRow,
)
from klynge.server.trustee.desk import Desk, now


def office_of(desk: Desk) -> UUID | None:
    """The organisation of the cluster's office."""
    return next((identifier for (kind, _), identifier in desk.organisations.items() if kind == "office"), None)


def codes_of(desk: Desk) -> dict[str, UUID]:
    """The members' organisations by code."""
    return {code: identifier for (kind, code), identifier in desk.organisations.items() if kind == "member"}


def today_of(network: Network) -> date:
    """The day it is where the cluster is."""
    return now().astimezone(ZoneInfo(network.time_zone)).date()


def acts_of(desk: Desk) -> list[Act]:
    """All deeds of a cluster's organisations, the first ones first."""
    return list(Act.objects.filter(cluster=desk.cluster).order_by("at"))


def members_of(desk: Desk, acts: list[Act]) -> list[kept.Member]:
    """The members by the charter, as its office invited them."""
    office = office_of(desk)
    if office is None:
        return []
    return kept.members_of(Invitation.objects.filter(cluster=desk.cluster, tenant=office), acts, office=office)


def barrier_of(desk: Desk) -> Barrier:
    """The cluster's barrier as it is now: without an office nothing of another's is shown."""
    office, name = office_of(desk), desk.plan.state.network.name
    if office is None:
        return Barrier(Charter.of(name, ()), Register())
    acts = acts_of(desk)
    here = {"cluster": desk.cluster, "tenant": office}
    register = kept.register_of(RelationshipRow.objects.filter(**here), MarketRow.objects.filter(**here))
    rows = AgreementRow.objects.filter(cluster=desk.cluster)
    return Barrier(
        kept.charter_of(name, members_of(desk, acts)),
        register,
        [each.agreement for each in kept.agreed(rows, acts)],
        stopped=kept.is_stopped(acts, office),
    )


def journalled(desk: Desk, entries: Iterable[Entry]) -> None:
    """Append what was shown; the same shown again on the same day is one entry."""
    office, found = office_of(desk), list(entries)
    if office is None or not found:
        return
    with transaction.atomic():
        since = min(entry.at for entry in found).replace(hour=0, minute=0, second=0, microsecond=0)
        told = set(
            DisclosureRow.objects.filter(tenant=office, at__gte=since).values_list(
                "reader", "owner", "field", "about", "agreement"
            )
        )
        new = {(e.reader, e.owner, e.field, e.about, e.agreement): e for e in found}
        append(office, desk.cluster, [entry for key, entry in new.items() if key not in told], codes_of(desk))


def done() -> None:
    """Give the connection back: the thread that asked may not ask again for long."""
    connection.close()
