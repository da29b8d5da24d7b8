# SPDX-License-Identifier: Apache-2.0
"""Reads: what an organisation brought in, the last first."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from klynge.server.imports.models import Import


def imports_of(organisation: UUID) -> QuerySet[Import]:
    """The imports of an organisation, without their content."""
    return Import.objects.filter(tenant=organisation).defer("content").order_by("-made")


def import_of(organisation: UUID, identifier: UUID) -> Import | None:
    """One of them."""
    return imports_of(organisation).filter(id=identifier).first()
