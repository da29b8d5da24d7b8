# SPDX-License-Identifier: Apache-2.0
"""What was ordered of a product, and a product that came in, written in the transaction that appends to the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from klynge.server.database import Executes

_INSERT = """
insert into klynge_configuration (id, tenant, cluster, item, product, version, choices, name_nb, name_en, made)
values (gen_random_uuid(), %(tenant)s, %(cluster)s, %(item)s, %(product)s, %(version)s, %(choices)s, %(nb)s, %(en)s,
    now())
on conflict (tenant, cluster, item) do nothing
"""


_OTHERS = """
update klynge_product set current = false
where tenant = %(tenant)s and cluster = %(cluster)s and product = %(product)s and digest <> %(digest)s and current
"""
_CURRENT = """
insert into klynge_product (id, tenant, cluster, product, version, digest, files, current, since)
values (gen_random_uuid(), %(tenant)s, %(cluster)s, %(product)s, %(version)s, %(digest)s, %(files)s, true, now())
on conflict (tenant, cluster, product, digest)
    do update set version = excluded.version, files = excluded.files, current = true
"""


def write_product(
    cursor: Executes,
    cluster: UUID,
    tenant: UUID,
    product: str,
    version: str,
    digest: str,
    files: Mapping[str, str],
) -> None:
    """Make a version of a product its owner's current one; the others stay without being current."""
    row = {"tenant": tenant, "cluster": cluster, "product": product, "version": version, "digest": digest}
    cursor.execute(_OTHERS, row)
    cursor.execute(_CURRENT, row | {"files": Jsonb(dict(files))})


def write_configuration(cursor: Executes, cluster: UUID, tenants: Iterable[UUID], made: Mapping[str, Any]) -> None:
    """Note a configuration (item, product, version, choices, names by language) for some organisations, once each."""
    plain = {name: made[name] for name in ("item", "product", "version")}
    names = {language: str(made["names"][language])[:300] for language in ("nb", "en")}
    for tenant in tenants:
        row = plain | names | {"tenant": tenant, "cluster": cluster, "choices": Jsonb(made["choices"])}
        cursor.execute(_INSERT, row)
