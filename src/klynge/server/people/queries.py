# SPDX-License-Identifier: Apache-2.0
"""Who has which roles in an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from klynge.server.accounts.models import Kind, Place, User
from klynge.server.roles import Role

ROLES_OF: dict[str, tuple[Role, ...]] = {
    Kind.MEMBER: (Role.SALES, Role.PLANNER, Role.FLOOR, Role.MANAGER),
    Kind.CUSTOMER: (Role.CUSTOMER,),
    Kind.OFFICE: (Role.OFFICE,),
    Kind.OPERATOR: (Role.OPERATOR,),
}
"""The roles that an organisation of a kind gives."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person with all roles in one organisation; `accepted` when they have chosen how to log in."""

    user: User
    roles: tuple[Role, ...]
    since: datetime

    @property
    def accepted(self) -> bool:
        """Whether the invitation was taken up."""
        return self.user.last_login is not None or self.user.has_usable_password()


def colleagues_of(organisation: UUID) -> list[Colleague]:
    """Everyone with a role there, the first one first."""
    places: dict[UUID, list[Place]] = {}
    for place in Place.objects.filter(organisation_id=organisation).select_related("user").order_by("since", "id"):
        places.setdefault(place.user_id, []).append(place)
    return [
        Colleague(several[0].user, tuple(Role(place.role) for place in several), several[0].since)
        for several in places.values()
    ]
