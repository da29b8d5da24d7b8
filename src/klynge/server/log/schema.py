# SPDX-License-Identifier: Apache-2.0
"""The log's tables and who may do what with them: only trustees, who read and append."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import psycopg

from klynge.server.database import TRUSTEE, protect

RIGHTS = {
    "cluster": "select, insert",
    "log_row": "select, insert",
    "log_answer": "select, insert, delete",
    "log_snapshot": "select, insert, delete",
}


def statements() -> str:
    """What makes the tables, for a migration."""
    made = files(__package__).joinpath("schema.sql").read_text("utf-8")
    return made + "\n".join(protect(table, {TRUSTEE: rights}, tenant=False) for table, rights in RIGHTS.items())


def create_tables(connection: psycopg.Connection[Any]) -> None:
    """Make the tables, as the owner, in the caller's transaction."""
    connection.execute(statements().encode())
