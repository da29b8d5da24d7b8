# SPDX-License-Identifier: Apache-2.0
"""Writes: people, places and tokens. Each is noted in the audit in the same transaction."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from klynge.server.accounts.models import Token
from klynge.server.accounts.queries import token_hash
from klynge.server.api.problem import ProblemError
from klynge.server.audit.actions import note
from klynge.server.roles import Ability, Role, abilities
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say

PREFIX = "klynge_"


def make_token(standing: Standing, name: str, role: Role, scopes: frozenset[Ability], days: int) -> tuple[Token, str]:
    """A token and its secret. A token can do no more than who makes it, and makes no tokens itself."""
    if role not in standing.roles or standing.scopes is not None:
        raise ProblemError(403, "not-allowed", say("You can only make tokens for a role of your own."))
    if beyond := sorted(scopes - abilities(role)):
        raise ProblemError(
            422,
            "unreadable",
            say("The role does not have these abilities: {names}.", names=", ".join(beyond)),
            remedy=say("Leave them out, or choose another role."),
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        organisation_id=standing.organisation,
        user_id=standing.user,
        role=role,
        scopes=sorted(scopes),
        name=name,
        hash=token_hash(secret),
        expires=timezone.now() + timedelta(days=days),
    )
    note(standing.organisation, standing.user, "token.made", str(token.id), {"role": role, "scopes": sorted(scopes)})
    return token, secret


def revoke_token(standing: Standing, token: UUID) -> bool:
    """End a token of the organisation; False when there is none such that lives."""
    mine = Token.objects.filter(id=token, organisation_id=standing.organisation, revoked=None)
    ended = mine.update(revoked=timezone.now())
    if ended:
        note(standing.organisation, standing.user, "token.revoked", str(token))
    return bool(ended)
