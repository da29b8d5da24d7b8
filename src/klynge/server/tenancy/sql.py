# SPDX-License-Identifier: Apache-2.0
"""Migrations that put a table under row-level security, or declare that it has no tenants.

In a migration's operations, after the table is made: `protected("klynge_order_view", web="select")`.
"""

from __future__ import annotations

import re

from django.db.migrations import RunSQL

from klynge.server.database import TRUSTEE, WEB, protect

TENANT = "nullif(current_setting('app.tenant', true), '')::uuid"
USER = "nullif(current_setting('app.user', true), '')::uuid"
TOKEN = "nullif(current_setting('app.token', true), '')"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")

SHARED = {
    "klynge_user": "it says who logs in, before anyone is known",
    "django_session": "it says who has logged in, before anyone is known",
    "account_emailaddress": "it says who logs in, before anyone is known",
    "account_emailconfirmation": "it says who logs in, before anyone is known",
    "mfa_authenticator": "it says how one logs in, before anyone is known",
    "socialaccount_socialaccount": "it says how one logs in, before anyone is known",
    "socialaccount_socialapp": "it says how one logs in, before anyone is known",
    "socialaccount_socialapp_sites": "it says how one logs in, before anyone is known",
    "socialaccount_socialtoken": "it says how one logs in, before anyone is known",
    "klynge_cache": "it counts attempts to log in, by hashes",
    "django_content_type": "it names tables, and only the owner reads it",
    "auth_permission": "it names abilities that are not used, and only the owner reads it",
    "auth_group": "it is not used, and only the owner reads it",
    "auth_group_permissions": "it is not used, and only the owner reads it",
    "django_migrations": "it says which version the tables are of, and only the owner reads it",
}
"""The tables without tenants, and why that is right."""


def protected(table: str, *, web: str = "", trustee: str = "", also: str = "") -> RunSQL:
    """Force row-level security on a table by its column `tenant`; `also` is another condition that shows a row.

    `web` and `trustee` are what the roles may do; the trustee, who keeps firms apart by other means, sees every row.
    """
    statements = protect(table, _granted(web, trustee))
    if also:
        statements += f"create policy also on {table} to {WEB} using ({also})"
    return RunSQL(statements, _reverse(table))


def protected_by(table: str, condition: str, *, web: str = "", trustee: str = "") -> RunSQL:
    """The same for a table without a column `tenant`: the web role has the rows for which a condition of ours holds."""
    statements = protect(table, _granted("", trustee), tenant=False)
    statements += f"create policy tenant on {table} to {WEB} using ({condition}) with check ({condition});\n"
    if web:
        statements += f"grant {web} on {table} to {WEB}"
    return RunSQL(statements, _reverse(table))


def readable(table: str, condition: str) -> RunSQL:
    """Let the web role read, and no more, the rows of a protected table for which a condition of ours holds."""
    return RunSQL(f"create policy readers on {table} for select to {WEB} using ({condition})", _drop(table, "readers"))


def _drop(table: str, policy: str) -> str:
    return f"drop policy if exists {policy} on {table}"


def shared(table: str, *, web: str = "", trustee: str = "") -> RunSQL:
    """A table of SHARED: granted, and without policies."""
    if table not in SHARED:
        raise ValueError(f"{table} has no reason to be shared; add it to SHARED with one")
    grants = _granted(web, trustee)
    statements = ";\n".join(f"grant {rights} on {table} to {role}" for role, rights in grants.items())
    return RunSQL(statements or RunSQL.noop, RunSQL.noop)


def append_only(table: str) -> RunSQL:
    """Refuse every change and removal of a row, for the owner too."""
    if not _NAME.fullmatch(table):
        raise ValueError(f"{table!r} is no name of a table")
    return RunSQL(
        f"create or replace function {table}_kept() returns trigger language plpgsql as "
        f"$$ begin raise exception '{table} is append-only'; end $$;\n"
        f"create trigger {table}_kept before update or delete on {table} "
        f"for each row execute function {table}_kept();\n"
        f"create trigger {table}_whole before truncate on {table} execute function {table}_kept()",
        f"drop function if exists {table}_kept() cascade",
    )


def _granted(web: str, trustee: str) -> dict[str, str]:
    return {role: rights for role, rights in ((WEB, web), (TRUSTEE, trustee)) if rights}


def _reverse(table: str) -> str:
    policies = ";\n".join(_drop(table, name) for name in ("tenant", "trustee", "also"))
    return (
        f"{policies};\nalter table {table} no force row level security;\nalter table {table} disable row level security"
    )
