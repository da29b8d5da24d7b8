# SPDX-License-Identifier: Apache-2.0
"""For whom a request is: one organisation, chosen among those the user has a place in.

A view reads and writes within `acting_for(standing)`. Outside of it, it sees no tenant's rows; there it may ask the
trustee, which can take longer than a transaction may stand idle.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from klynge.server.accounts.models import Place
from klynge.server.roles import Ability, Role, may
from klynge.server.tenancy.context import Asker, acting_as

CHOSEN = "organisation"
OUTSIDE = ("/static/", "/health/")


@dataclass(frozen=True, slots=True)
class Standing:
    """Who asks, as what: a person's place or a token's."""

    user: UUID
    organisation: UUID
    cluster: UUID
    kind: str
    code: str
    name: str
    roles: frozenset[Role]
    scopes: frozenset[Ability] | None = None

    def may(self, ability: Ability) -> bool:
        """Whether any role has it, and the token's scopes (if it is one) leave it in."""
        return may(ability, self.roles, self.scopes)


def standing_of(request: HttpRequest) -> Standing | None:
    """Who asks; None when nobody has logged in or has no place anywhere."""
    return cast("Standing | None", getattr(request, "standing", None))


def places_here(request: HttpRequest) -> list[Place]:
    """The places of the person who asks; none for a token."""
    return cast("list[Place]", getattr(request, "places", []))


def acting_for(standing: Standing) -> AbstractContextManager[None]:
    """A transaction on behalf of who asks."""
    return acting_as(Asker(tenant=standing.organisation, user=standing.user))


class TenantMiddleware:
    """Finds out for whom the request is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with `request.standing` and `request.places` set."""
        from klynge.server.accounts.queries import standing_in, standing_of_token, token_hash
        from klynge.server.accounts.sessions import places_for

        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        request.places = []  # type: ignore[attr-defined]
        presented = request.headers.get("Authorization", "")
        if presented.startswith("Bearer "):
            standing = standing_of_token(token_hash(presented.removeprefix("Bearer ").strip()))
        elif request.user.is_authenticated:
            request.places = places_for(request)  # type: ignore[attr-defined]
            standing = standing_in(request.user.pk, places_here(request), request.session.get(CHOSEN, ""))
        else:
            standing = None
        request.standing = standing  # type: ignore[attr-defined]
        return self.get_response(request)
