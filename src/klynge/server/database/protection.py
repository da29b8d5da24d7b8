# SPDX-License-Identifier: Apache-2.0
"""Row-level security: how a table gets it, and a check of all tables before anything is served.

Sources: PostgreSQL's documentation, 5.9 Row Security Policies (owners, superusers, foreign keys and unique checks are
not held by policies), and CREATE VIEW (a view reads as its owner unless it is a security invoker).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import psycopg

from klynge.server.postgres.roles import OWNER, SERVING, TRUSTEE, WEB

from .tenant import SETTING
from .texts import TEXTS

ASKS = "current_setting('app."
"""How a policy asks for whom the transaction is: the tenant, or the user or token that will name it."""
OWN = f"tenant = nullif(current_setting('{SETTING}', true), '')::uuid"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is not protected: what (`kind`, a key of texts.TEXTS), where (`name`) and particulars."""

    kind: str
    name: str
    what: str = ""
    role: str = WEB

    def words(self, language: str = "en") -> str:
        """What is wrong, where, and how to mend it, in "nb" or "en"."""
        facts = {"name": self.name, "what": self.what, "role": self.role, "owner": OWNER}
        return TEXTS[self.kind][language].format(**facts, found=self.name, wanted=self.role)


class ProtectionError(RuntimeError):
    """The database is not protected: nothing may be served. `problems` lists all that is wrong."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.words("en"))

    def words(self, language: str = "en") -> str:
        """Everything that is wrong, a line each, in "nb" or "en"."""
        head = TEXTS["refusal"][language].format(owner=OWNER)
        return "\n".join([head, *(f"- {problem.words(language)}" for problem in self.problems)])


def protect(table: str, grants: Mapping[str, str], tenant: bool = True) -> str:
    """The statements that protect a table: forced policies, and to each role what it is granted ("select, insert").

    With `tenant`, the web role has the rows of the tenant that its transaction is for (column tenant, a uuid); without,
    it has none. The trustee has all rows. For a migration, which runs as the owner; a later one that changes rows has
    to lift `force` for as long, since the owner is held as well. Raises ValueError for what is no plain name or right.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", table):
        raise ValueError(f"{table!r} is no name of a table")
    lines = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy trustee on {table} to {TRUSTEE} using (true) with check (true)",
    ]
    if tenant:
        lines.append(f"create policy tenant on {table} to {WEB} using ({OWN}) with check ({OWN})")
    for role, rights in grants.items():
        if role not in SERVING or not re.fullmatch(
            r"(select|insert|update|delete)(, (select|insert|update|delete))*", rights
        ):
            raise ValueError(f"{rights!r} cannot be granted to {role!r}")
        if role == WEB and not tenant:
            raise ValueError(f"{table} has no rows for {WEB}")
        lines.append(f"grant {rights} on {table} to {role}")
    return ";\n".join(lines) + ";\n"


def unprotected(connection: psycopg.Connection[Any], shared: Collection[str] = ()) -> list[Problem]:
    """Everything that a serving role could reach past row-level security; none when the database is as it should be.

    `shared` names tables without tenants, such as the framework's own, that need no policies. Any role may ask.
    """
    values = {"owner": OWNER, "serving": list(SERVING), "web": WEB, "shared": list(shared), "asks": ASKS}
    with connection.cursor() as cursor:
        cursor.execute(_query(), values)
        return sorted(Problem(*row) for row in cursor.fetchall())


def refuse_unprotected(connection: psycopg.Connection[Any], role: str, shared: Collection[str] = ()) -> None:
    """Raises ProtectionError unless the connection is `role`'s and everything is protected: call it before serving."""
    found = connection.execute("select session_user::text, current_user::text").fetchone()
    assert found is not None
    wrong = [Problem("wrong_role", name, role=role) for name in sorted(set(found)) if name != role]
    problems = wrong + unprotected(connection, shared)
    if problems:
        raise ProtectionError(problems)


@cache
def _query() -> bytes:
    return files(__package__).joinpath("unprotected.sql").read_bytes()
