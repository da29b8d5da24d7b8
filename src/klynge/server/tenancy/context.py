# SPDX-License-Identifier: Apache-2.0
"""Who asks, for the length of one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction


class TenancyError(RuntimeError):
    """A tenant set outside a transaction, or changed within one: a fault of ours, never of a user."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The organisation and user on whose behalf a transaction runs, or the hash of the token that will name them."""

    tenant: UUID | None = None
    user: UUID | None = None
    token: str = ""

    def settings(self) -> dict[str, str]:
        """The settings that the policies read; empty means nobody."""
        return {
            "app.tenant": str(self.tenant or ""),
            "app.user": str(self.user or ""),
            "app.token": self.token,
        }


@contextmanager
def acting_as(asker: Asker) -> Iterator[None]:
    """One transaction as `asker`. The settings end with it: none leaks to the next user of the connection.

    Raises TenancyError within another `acting_as`, for a setting changed in a savepoint outlives it, and when something
    inside changed the tenant.
    """
    if connection.in_atomic_block and current_tenant() is not None:
        raise TenancyError("a tenant is set already; one transaction serves one organisation")
    with transaction.atomic():
        with connection.cursor() as cursor:
            for name, value in asker.settings().items():
                cursor.execute("select set_config(%s, %s, true)", [name, value])
        yield
        if current_tenant() != asker.tenant:
            raise TenancyError("the tenant was changed inside a transaction; nothing of it is kept")


def current_tenant() -> UUID | None:
    """The tenant that the database holds now."""
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('app.tenant', true), '')")
        (value,) = cursor.fetchone() or (None,)
    return UUID(value) if value else None
