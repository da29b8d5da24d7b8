# SPDX-License-Identifier: Apache-2.0
"""Reads: who a person or a token is, and in which organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from klynge.server.accounts.models import Organisation, Place, Token
from klynge.server.roles import Ability, Role
from klynge.server.tenancy.context import Asker, acting_as
from klynge.server.tenancy.middleware import Standing
from klynge.server.tenancy.once import Once
from klynge.server.tenancy.trip import read_in_one_trip


def _places(user: UUID) -> QuerySet[Place]:
    found = Place.objects.filter(user_id=user, user__is_active=True)
    return found.select_related("organisation").order_by("since", "id")


PLACES = Once(UUID(int=0), _places, related="organisation")


def token_hash(presented: str) -> str:
    """What is kept of a token. A token is 256 random bits, so one round of SHA-256 is enough."""
    return sha256(presented.encode()).hexdigest()


def places_of(user: UUID) -> list[Place]:
    """All places of a user, the first one first."""
    asker = Asker(user=user)
    read = read_in_one_trip(asker, [PLACES.statement(user)])
    if read is not None:
        return PLACES.made(read[0])
    with acting_as(asker):
        return PLACES.found(user)


def standing_in(user: UUID, places: Sequence[Place], wanted: str = "") -> Standing | None:
    """How a user with these places stands in the wanted organisation, or in the first one; None without any place."""
    if not places:
        return None
    chosen = next((p.organisation for p in places if str(p.organisation_id) == wanted), places[0].organisation)
    return _standing(user, chosen, (Role(p.role) for p in places if p.organisation_id == chosen.id), None)


def standing_of_token(hashed: str) -> Standing | None:
    """Whom a token speaks for; None when there is none such, or it is revoked or expired, or the place is gone."""
    with acting_as(Asker(token=hashed)):
        token = Token.objects.filter(hash=hashed, revoked=None, expires__gt=timezone.now()).first()
    if token is None:
        return None
    held = [p for p in places_of(token.user_id) if p.organisation_id == token.organisation_id and p.role == token.role]
    if not held:
        return None
    scopes = frozenset(Ability(name) for name in token.scopes)
    return _standing(token.user_id, held[0].organisation, [Role(token.role)], scopes)


def _standing(
    user: UUID, organisation: Organisation, roles: Iterable[Role], scopes: frozenset[Ability] | None
) -> Standing:
    return Standing(
        user=user,
        organisation=organisation.id,
        cluster=organisation.cluster_id,
        kind=organisation.kind,
        code=organisation.code,
        name=organisation.name,
        roles=frozenset(roles),
        scopes=scopes,
    )


def tokens_of(organisation: UUID) -> list[Token]:
    """The tokens of an organisation, newest first."""
    return list(Token.objects.filter(organisation_id=organisation).order_by("-created", "id"))
