# SPDX-License-Identifier: Apache-2.0
"""What was ordered of a product, written in the transaction that appends the order to the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

_INSERT = """
insert into klynge_configuration (id, tenant, cluster, item, product, version, choices, name_nb, name_en, made)
values (gen_random_uuid(), %(tenant)s, %(cluster)s, %(item)s, %(product)s, %(version)s, %(choices)s, %(nb)s, %(en)s,
    now())
on conflict (tenant, cluster, item) do nothing
"""


def write_configuration(
    cursor: psycopg.Cursor[Any], cluster: UUID, tenants: Iterable[UUID], made: Mapping[str, Any]
) -> None:
    """Note a configuration (item, product, version, choices, names by language) for some organisations, once each."""
    plain = {name: made[name] for name in ("item", "product", "version")}
    names = {language: str(made["names"][language])[:300] for language in ("nb", "en")}
    for tenant in tenants:
        row = plain | names | {"tenant": tenant, "cluster": cluster, "choices": Jsonb(made["choices"])}
        cursor.execute(_INSERT, row)
