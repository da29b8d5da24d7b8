# SPDX-License-Identifier: Apache-2.0
"""Tokens for programs: /api/tokens. A token is shown once, when it is made."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from klynge.server.accounts.actions import make_token, revoke_token
from klynge.server.accounts.models import Token
from klynge.server.accounts.queries import tokens_of
from klynge.server.api.access import asker, needs
from klynge.server.api.problem import not_found
from klynge.server.api.types import Text
from klynge.server.roles import Ability, Role
from klynge.server.tenancy.middleware import acting_for

router = Router(tags=["tokens"])


class TokenIn(Schema):
    """What a token may do: a role that the maker has, narrowed to some of its abilities."""

    name: Text
    role: Role
    scopes: Annotated[list[Ability], Field(min_length=1, max_length=20)]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class TokenOut(Schema):
    """A token without its secret."""

    id: UUID
    name: str
    role: str
    scopes: list[str]
    created: datetime
    expires: datetime
    revoked: datetime | None


class TokenMade(TokenOut):
    """A token just made: `secret` is shown here and never again."""

    secret: str


@router.get("", response=list[TokenOut], summary="The tokens of my organisation", auth=needs(Ability.ADMINISTER))
def list_tokens(request: HttpRequest) -> list[Token]:
    """All tokens, revoked ones too."""
    standing = asker(request)
    with acting_for(standing):
        return tokens_of(standing.organisation)


@router.post("", response={201: TokenMade}, summary="Make a token", auth=needs(Ability.ADMINISTER))
def new_token(request: HttpRequest, wanted: TokenIn) -> Status[Any]:
    """A token for a program, valid for some days."""
    standing = asker(request)
    with acting_for(standing):
        token, secret = make_token(standing, wanted.name, wanted.role, frozenset(wanted.scopes), wanted.days)
    made = TokenMade(**TokenOut.from_orm(token).dict(), secret=secret)
    return Status(201, made)


@router.delete("{uuid:token}", response={204: None}, summary="Revoke a token", auth=needs(Ability.ADMINISTER))
def end_token(request: HttpRequest, token: UUID) -> Status[Any]:
    """From now on it opens nothing."""
    standing = asker(request)
    with acting_for(standing):
        ended = revoke_token(standing, token)
    if not ended:
        raise not_found()
    return Status(204, None)
