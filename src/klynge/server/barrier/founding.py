# SPDX-License-Identifier: Apache-2.0
"""What a cluster's folder says it was founded with, as rows: in the loader's transaction, as the trustee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from klynge.cooperation.barrier import Founding
from klynge.server.barrier.models import Act, AgreementRow, Deed, Invitation, MarketRow, RelationshipRow


def store(founding: Founding, cluster: UUID, office: UUID, members: Mapping[str, tuple[UUID, str]]) -> None:
    """Write the founding state; `members` are the organisations and names of all members by code."""
    now = datetime.now(UTC)
    kept = {"cluster": cluster, "at": now}
    for one in founding.memberships:
        organisation, name = members[one.member]
        row = Invitation.objects.create(
            tenant=office, organisation=organisation, member=one.member, name=name, joins=one.joined, **kept
        )
        own = {"member": one.member, "about": row.id, "tenant": organisation, **kept}
        Act.objects.create(deed=Deed.SIGN, day=one.signed, person=one.signatory, person_en=one.signatory_en, **own)
        if one.left is not None:
            Act.objects.create(deed=Deed.LEAVE, day=one.left, person=one.signatory, person_en=one.signatory_en, **own)
    for market in founding.markets:
        MarketRow.objects.create(
            tenant=office, code=market.id, kind=market.kind, name=market.name, name_en=market.name_en, **kept
        )
    for each in founding.relationships:
        one_member, other_member = sorted(each.members)
        RelationshipRow.objects.create(
            tenant=office,
            one=members[one_member][0],
            other=members[other_member][0],
            one_member=one_member,
            other_member=other_member,
            market=each.market.id,
            relation=each.relation,
            since=each.since,
            reviewer=each.reviewer,
            reason=each.reason,
            reviewer_en=each.reviewer_en,
            reason_en=each.reason_en,
            **kept,
        )
    for agreement in founding.agreements:
        giver, taker = members[agreement.giver][0], members[agreement.taker][0]
        stored = AgreementRow.objects.create(
            tenant=giver,
            giver=giver,
            taker=taker,
            giver_member=agreement.giver,
            taker_member=agreement.taker,
            fields=sorted(agreement.fields),
            purpose=agreement.purpose,
            object=agreement.about,
            valid_from=agreement.valid_from,
            valid_to=agreement.valid_to,
            **kept,
        )
        for signature in agreement.signatures:
            Act.objects.create(
                tenant=members[signature.member][0],
                cluster=cluster,
                at=signature.at,
                member=signature.member,
                deed=Deed.SIGN,
                about=stored.id,
                day=signature.at.date(),
                person=signature.person,
                person_en=signature.person_en,
            )
