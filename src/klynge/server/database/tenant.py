# SPDX-License-Identifier: Apache-2.0
"""For whom a transaction reads and writes: a setting that row-level security reads and that ends with the transaction.

A setting of the session would go on to the next user of the connection, so there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg.pq import TransactionStatus

SETTING = "app.tenant"


class Cursor(Protocol):
    """What executes statements: a cursor of psycopg's or of Django's."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """Execute a statement."""

    def fetchone(self) -> Any:
        """The next row."""


class TenantError(RuntimeError):
    """A transaction is, or would become, another tenant's than the code says. What it did is rolled back."""


def current_tenant(cursor: Cursor) -> UUID | None:
    """For whom the transaction is; after a setting is reset its value is an empty text."""
    cursor.execute("select nullif(current_setting(%s, true), '')", [SETTING])
    found: str | None = cursor.fetchone()[0]
    return None if found is None else UUID(found)


def enter_tenant(cursor: Cursor, who: UUID) -> None:
    """Make the open transaction one for `who`, until it ends. Raises TenantError when it is another's."""
    known = current_tenant(cursor)
    if known not in (None, who):
        raise TenantError(f"a transaction of tenant {known} cannot become one of {who}: end it first")
    cursor.execute("select set_config(%s, %s, true)", [SETTING, str(who)])


def check_tenant(cursor: Cursor, who: UUID) -> None:
    """Raises TenantError when the transaction has become another's: a change in a savepoint outlives it."""
    known = current_tenant(cursor)
    if known != who:
        raise TenantError(f"a transaction of tenant {who} became one of {known}")


@contextmanager
def tenant(connection: psycopg.Connection[Any], who: UUID) -> Iterator[psycopg.Cursor[Any]]:
    """A transaction for one tenant, with a cursor in it; within one of the same tenant, a savepoint.

    Raises TenantError in a transaction that is another's or nobody's, and when it has become another's in the block.
    """
    inside = connection.info.transaction_status != TransactionStatus.IDLE
    with connection.transaction(), connection.cursor() as cursor:
        if inside and current_tenant(cursor) is None:
            raise TenantError("a transaction that began for nobody cannot become a tenant's: end it first")
        enter_tenant(cursor, who)
        yield cursor
        check_tenant(cursor, who)
