# SPDX-License-Identifier: Apache-2.0
"""Who asks, for the length of one of Django's transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from django.db import connection, transaction

from klynge.server.database import TenantError
from klynge.server.database.tenant import SETTING, check_tenant


@dataclass(frozen=True, slots=True)
class Asker:
    """The organisation and user on whose behalf a transaction runs, or the hash of the token that will name them."""

    tenant: UUID | None = None
    user: UUID | None = None
    token: str = ""

    def settings(self) -> tuple[LiteralString, list[str]]:
        """The statement that lets a transaction be for this asker, until it ends."""
        settings = {"app.user": self.user, "app.token": self.token, SETTING: self.tenant}
        told = [text for name, value in settings.items() for text in (name, str(value or ""))]
        return "select set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)", told


@contextmanager
def acting_as(asker: Asker) -> Iterator[None]:
    """One transaction as `asker`. What is set ends with it: none leaks to the next user of the connection.

    Raises TenantError within another transaction, for what is set in a savepoint outlives it, and when something inside
    changed the tenant.
    """
    if connection.in_atomic_block:
        raise TenantError("a transaction is under way already; one transaction serves one asker")
    with transaction.atomic():
        with connection.cursor() as cursor:  # the transaction is new and so nobody's; all in one trip
            cursor.execute(*asker.settings())
        yield
        if asker.tenant is not None:
            with connection.cursor() as cursor:
                check_tenant(cursor, asker.tenant)
