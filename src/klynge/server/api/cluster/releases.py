# SPDX-License-Identifier: Apache-2.0
"""Figures of the whole cluster, and consent to them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from klynge.server.api.access import asker, needs
from klynge.server.api.cluster.shared import Person
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.types import Day, KeyHeader, Known, Page, PageSize
from klynge.server.barrier import actions, queries
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["cluster"])


class ReleaseIn(Schema):
    """A figure over whole months; `kind`: of load, at one kind of work centre."""

    figure: Literal["load", "orders", "kept", "missed"]
    kind: Literal["", "machine", "batch"] = ""
    first: Day
    last: Day


class ReleaseOut(Schema):
    """A figure and how many firms are in it; or why it is not released."""

    id: UUID
    figure: str
    kind: str
    first: date
    last: date
    form: Literal["sum", "median"] | None
    value: float | None
    contributors: int | None
    withheld: str | None

    @staticmethod
    def resolve_value(row: Any) -> float | None:
        """The number, exact up to a float."""
        if isinstance(row, dict):
            return row["value"]  # type: ignore[no-any-return]
        return None if row.numerator is None else row.numerator / (row.denominator or 1)

    @staticmethod
    def resolve_form(row: Any) -> str | None:
        """How: None when it is not released."""
        return (row["form"] if isinstance(row, dict) else row.form) or None

    @staticmethod
    def resolve_withheld(row: Any) -> str | None:
        """Why not: None when it is released."""
        return (row["withheld"] if isinstance(row, dict) else row.withheld) or None


@router.get("releases", response=Paged[ReleaseOut], summary="Figures", auth=needs(Ability.READ_RELEASES))
def list_releases(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was released, newest first; the office also reads what was withheld, and why."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(queries.releases(standing), page, size)


@router.post("releases", response={201: ReleaseOut}, summary="Ask for a figure", auth=needs(Ability.KEEP_REGISTER))
def ask_release(request: HttpRequest, told: ReleaseIn, idempotency_key: KeyHeader) -> Status[Any]:
    """Released by the rules, or withheld; either is kept."""
    return Status(201, ask("release", asker(request), told.model_dump(mode="json"), idempotency_key))


class Consent(Schema):
    """Whether sums of a field may leave that one's own firm dominates."""

    field: Known
    given: bool
    signatory: Person


@router.put("consent", response={204: None}, summary="Consent to sums", auth=needs(Ability.SIGN))
def give_consent(request: HttpRequest, told: Consent) -> Status[Any]:
    """Or take it back; earlier releases stay."""
    standing = asker(request)
    with acting_for(standing):
        actions.consent(standing, told.field, told.signatory, given=told.given)
    return Status(204, None)
