# SPDX-License-Identifier: Apache-2.0
"""Migrations that put a table under row-level security, or declare why it has none.

In a migration's operations, after the table is made: `protect("klynge_order_view", tenant="owner", web="select")`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.migrations import RunSQL

WEB, TRUSTEE = "klynge_web", "klynge_trustee"
TENANT = "nullif(current_setting('app.tenant', true), '')::uuid"
USER = "nullif(current_setting('app.user', true), '')::uuid"
TOKEN = "nullif(current_setting('app.token', true), '')"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_GRANTS = re.compile(r"(select|insert|update|delete)(, (select|insert|update|delete))*")


@dataclass(frozen=True, slots=True)
class Shared:
    """A table that no tenant owns, and why that is right."""

    table: str
    reason: str


def protect(table: str, *, tenant: str = "", also: str = "", web: str = "", trustee: str = "") -> RunSQL:
    """Force row-level security on a table: rows whose `tenant` column is the asker's, or for which `also` holds.

    `also` is a condition of ours in SQL, made from TENANT, USER and TOKEN. `web` and `trustee` are what the roles may
    do; the trustee, who keeps firms apart by other means, sees every row.
    """
    seen = " or ".join(([f"{_name(tenant)} = {TENANT}"] if tenant else []) + ([f"({also})"] if also else []))
    if not seen:
        raise ValueError(f"{table} would be open to nobody; name a tenant column or a condition")
    statements = [
        f"alter table {_name(table)} enable row level security",
        f"alter table {table} force row level security",
        f"create policy {table}_web on {table} to {WEB} using ({seen}) with check ({seen})",
        f"create policy {table}_trustee on {table} to {TRUSTEE} using (true) with check (true)",
    ]
    return RunSQL(";\n".join([*statements, *_granted(table, web, trustee)]), _reverse(table))


def share(table: str, reason: str, *, web: str = "", trustee: str = "") -> RunSQL:
    """A table without tenants: the reason becomes its comment, which the start-up check reads."""
    if not reason:
        raise ValueError(f"{table} has no reason to be shared; say why it holds no firm's data")
    quoted = reason.replace("'", "''")
    statements = [f"comment on table {_name(table)} is 'shared: {quoted}'", *_granted(table, web, trustee)]
    return RunSQL(";\n".join(statements), f"comment on table {table} is null")


def append_only(table: str) -> RunSQL:
    """Refuse every change and removal of a row, for the owner too."""
    name = _name(table)
    return RunSQL(
        f"create or replace function {name}_kept() returns trigger language plpgsql as "
        f"$$ begin raise exception '{name} is append-only'; end $$;\n"
        f"create trigger {name}_kept before update or delete on {name} for each row execute function {name}_kept();\n"
        f"create trigger {name}_whole before truncate on {name} execute function {name}_kept()",
        f"drop function if exists {name}_kept() cascade",
    )


def _granted(table: str, web: str, trustee: str) -> list[str]:
    found = []
    for role, may in ((WEB, web), (TRUSTEE, trustee)):
        if may:
            if not _GRANTS.fullmatch(may):
                raise ValueError(f"{table}: {may!r} is no list of select, insert, update, delete")
            found.append(f"grant {may} on {table} to {role}")
    return found


def _reverse(table: str) -> str:
    return ";\n".join(
        [
            *(f"drop policy if exists {table}_{who} on {table}" for who in ("web", "trustee")),
            f"alter table {table} no force row level security",
            f"alter table {table} disable row level security",
        ]
    )


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a table or column")
    return name
