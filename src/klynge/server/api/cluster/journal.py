# SPDX-License-Identifier: Apache-2.0
"""The journal of what was shown, stopping it, and what another sees of one's own firm."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from klynge.server.api.access import asker, needs
from klynge.server.api.cluster.shared import Person
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.problem import not_found
from klynge.server.api.types import Known, Page, PageSize
from klynge.server.barrier import actions, queries
from klynge.server.barrier.models import DisclosureRow
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["cluster"])


class Stopping(Schema):
    """Whether all disclosures are stopped, and who says so."""

    stopped: bool
    signatory: Person


@router.put("disclosures", response={204: None}, summary="Stop disclosures", auth=needs(Ability.KEEP_REGISTER))
def stop_disclosures(request: HttpRequest, told: Stopping) -> Status[Any]:
    """Nothing of another's is shown until they go on again."""
    standing = asker(request)
    with acting_for(standing):
        actions.stop_disclosures(standing, told.signatory, stop=told.stopped)
    return Status(204, None)


class DisclosureOut(Schema):
    """An entry of the journal, in its chain."""

    number: int
    at: datetime
    reader: str
    owner: str
    field: str
    about: str
    purpose: str
    rule: str
    agreement: str
    before: str
    hash: str


@router.get("disclosures", response=Paged[DisclosureOut], summary="The journal", auth=needs(Ability.READ_RELEASES))
def list_disclosures(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was shown, newest first; to a member, of it and to it."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(queries.disclosures(standing), page, size)


@router.get("disclosures/export", response=list[DisclosureOut], summary="Export", auth=needs(Ability.READ_RELEASES))
def export_disclosures(request: HttpRequest) -> list[DisclosureRow]:
    """All of it, the first one first: for the office a whole chain, which `Journal` checks."""
    standing = asker(request)
    with acting_for(standing):
        return list(queries.disclosures(standing).order_by("number"))


class SeenOfUs(Schema):
    """What another member may see of us: a field, its class, the rule that decides, the agreement that allows it."""

    field: str
    field_class: str
    rule: str
    agreement: str


@router.get("sharing", response=list[SeenOfUs], summary="What another sees of us", auth=needs(Ability.SIGN))
def preview_sharing(request: HttpRequest, reader: Known) -> list[dict[str, str]]:
    """As it is decided today."""
    standing = asker(request)
    with acting_for(standing):
        if standing.kind != queries.MEMBER or all(each.member != reader for each in queries.members(standing)):
            raise not_found()
        found = queries.preview(standing, reader)
    return [dict(zip(("field", "field_class", "rule", "agreement"), each, strict=True)) for each in found]


class Joint(Schema):
    """A product that several firms make; `named`: those of them that may be named."""

    product: str
    seller: str
    others: int
    named: list[str]


@router.get("joint-products", response=list[Joint], summary="Joint products", auth=needs(Ability.READ_RELEASES))
def list_joint_products(request: HttpRequest) -> Any:
    """The office all, a member those it sells."""
    return ask("joint", asker(request), {})["items"]
