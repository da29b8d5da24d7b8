# SPDX-License-Identifier: Apache-2.0
"""Who I am here: /api/me."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from klynge.server.api.access import ANY_ROLE, asker
from klynge.server.roles import Ability

router = Router(tags=["me"])


class Me(Schema):
    """The asker's organisation, roles and what they may do."""

    organisation: UUID
    name: str
    kind: str
    roles: list[str]
    abilities: list[str]


@router.get("", response=Me, summary="Who am I here, and what may I do?", auth=ANY_ROLE)
def me(request: HttpRequest) -> Me:
    """The organisation and roles in which this person or token asks."""
    standing = asker(request)
    return Me(
        organisation=standing.organisation,
        name=standing.name,
        kind=standing.kind,
        roles=sorted(standing.roles),
        abilities=sorted(ability for ability in Ability if standing.may(ability)),
    )
