# SPDX-License-Identifier: Apache-2.0
"""Reads: the configurations of an organisation, by item, code or product."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from klynge.server.products.models import Configuration


def configurations_by_item(organisation: UUID, items: Iterable[str]) -> dict[str, Configuration]:
    """The organisation's configurations of these items; an item that is none, or none of its, is left out."""
    found = Configuration.objects.filter(tenant=organisation, item__in=set(items))
    return {each.item: each for each in found}


def configuration_by_code(organisation: UUID, cluster: UUID, code: str) -> Configuration | None:
    """The organisation's configuration with a code as it is written properly; None when there is none."""
    return Configuration.objects.filter(tenant=organisation, cluster=cluster, item__endswith=f"/{code}").first()


def configuration_of(organisation: UUID, cluster: UUID, item: str) -> Configuration | None:
    """The organisation's configuration that an item is made by."""
    return Configuration.objects.filter(tenant=organisation, cluster=cluster, item=item).first()
