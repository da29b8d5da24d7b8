# SPDX-License-Identifier: Apache-2.0
"""Bringing in folders and workbooks, and taking one's own tables out: /api/imports, /api/export/workbook."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.plan import NewDay
from klynge.server.api.problem import not_found
from klynge.server.api.types import KeyHeader, Page, PageSize
from klynge.server.imports.actions import bring_in
from klynge.server.imports.books import workbook_of
from klynge.server.imports.models import Import
from klynge.server.imports.queries import import_of, imports_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["imports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Fault(Schema):
    """One thing wrong: the file (or sheet), the row as a spreadsheet shows it (0: all of it), what, how to mend it."""

    file: str
    row: int
    column: str
    message: str
    remedy: str


class Some(Schema):
    """How many, and the first 200 of them."""

    number: int
    shown: list[dict[str, Any]]


class Differences(Schema):
    """What changes: orders, items, stock, products; rows of other members were left out."""

    new: Some
    changed: Some
    gone: Some
    items: Some
    stock: Some
    products: Some
    left_out: int


class ExpectedDay(Schema):
    """When a new order arrives; null: it cannot be planned."""

    order: str
    day: date | None


class Checked(Schema):
    """All that is wrong; or what it changes, when the new orders arrive, and whose days move."""

    problems: list[Fault]
    changes: Differences | None = None
    days: list[ExpectedDay] = Field(default_factory=list)
    new_days: list[NewDay] = Field(default_factory=list)
    others_new_days: int = 0


class ImportOut(Schema):
    """A file that was brought in: new, broken, checked or applied."""

    id: UUID
    name: str
    size: int
    state: str
    made: datetime
    applied: datetime | None
    told: Checked | None = None

    @staticmethod
    def resolve_told(row: Import) -> dict[str, Any] | None:
        """None before it was checked."""
        return row.told or None


class Removing(Schema):
    """Whether orders of one's own that are not in the table of orders are withdrawn."""

    remove: bool = False


@router.get("imports", response=Paged[ImportOut], summary="Files brought in", auth=needs(Ability.IMPORT))
def list_imports(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """Those of one's own organisation, the last first."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(imports_of(standing.organisation), page, size)


@router.post("imports", response={201: ImportOut}, summary="Bring a file in", auth=needs(Ability.IMPORT))
def new_import(request: HttpRequest, file: File[UploadedFile]) -> Status[Any]:
    """A cluster folder as .zip or a workbook, whole or some tables. Nothing is changed before it is applied."""
    standing = asker(request)
    with acting_for(standing):
        made = bring_in(standing, file)
    return Status(201, made)


@router.get("imports/{uuid:file}", response=ImportOut, summary="One file", auth=needs(Ability.IMPORT))
def one_import(request: HttpRequest, file: UUID) -> Import:
    """What is known of a file that was brought in."""
    standing = asker(request)
    with acting_for(standing):
        found = import_of(standing.organisation, file)
    if found is None:
        raise not_found()
    return found


@router.post("imports/{uuid:file}/check", response=Checked, summary="What would change?", auth=needs(Ability.IMPORT))
def check_import(request: HttpRequest, file: UUID, how: Removing) -> Any:
    """Everything that is wrong with it, at once; or what it would change on the plan as it is now."""
    return ask("check-import", asker(request), {"file": str(file), "remove": how.remove})


@router.post("imports/{uuid:file}/apply", response=Checked, summary="Take it in", auth=needs(Ability.IMPORT))
def apply_import(request: HttpRequest, file: UUID, how: Removing, idempotency_key: KeyHeader) -> Any:
    """Its orders, items, stock and products become those of the plan, all or none; once."""
    return ask("apply-import", asker(request), {"file": str(file), "remove": how.remove}, idempotency_key)


@router.get("export/workbook", summary="One's own tables", auth=needs(Ability.IMPORT), response={200: None})
def export_workbook(request: HttpRequest) -> HttpResponse:
    """One's own orders, items, stock, configurations and products as a workbook that can be brought in again."""
    found = ask("own-tables", asker(request), {})
    response = HttpResponse(workbook_of(found["tables"], found["products"]), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="klynge.xlsx"'
    return response
