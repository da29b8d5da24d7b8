# SPDX-License-Identifier: Apache-2.0
"""The users of the demonstration: those whose address is of a role at a cluster under .example, a name that no real
address has (RFC 2606)."""

from __future__ import annotations

from dataclasses import dataclass

from klynge.server.accounts.models import User
from klynge.server.accounts.queries import places_of
from klynge.server.pages.frame.wording import worded
from klynge.server.roles import Role

_ORDER = {role.value: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user, the role it has and for whom."""

    user: User
    role: str
    organisation: str

    @property
    def shown_role(self) -> str:
        """The role in the reader's language."""
        return worded(self.role)


@dataclass(frozen=True, slots=True)
class DemoCluster:
    """A cluster's users, a role after another."""

    slug: str
    name: str
    people: list[DemoUser]

    @property
    def short(self) -> str:
        """The first word of its name."""
        return self.name.split()[0].rstrip(",")


def demo_users() -> list[DemoCluster]:
    """All of them."""
    found: dict[str, list[DemoUser]] = {}
    for user in User.objects.filter(email__endswith=".example", is_active=True):
        role, _, domain = user.email.partition("@")
        place = next((each for each in places_of(user.pk) if each.role == role), None)
        if role in _ORDER and place is not None:
            one = DemoUser(user, role, place.organisation.name)
            found.setdefault(domain.removesuffix(".example"), []).append(one)
    for people in found.values():
        people.sort(key=lambda each: _ORDER[each.role])
    return [DemoCluster(slug, _named(slug, people), people) for slug, people in sorted(found.items(), reverse=True)]


def _named(slug: str, people: list[DemoUser]) -> str:
    """The cluster's name is its office's; its slug when there is none."""
    return next((each.organisation for each in people if each.role == Role.OFFICE), slug)
