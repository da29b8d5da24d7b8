# SPDX-License-Identifier: Apache-2.0
"""That a file was applied, written in the transaction that appends what it changes to the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from klynge.server.database import Executes

_APPLIED = """
update klynge_import set state = 'applied', told = %(told)s, content = '', applied = now()
where id = %(file)s and state <> 'applied'
"""


def write_applied(cursor: Executes, file: UUID, told: Mapping[str, Any]) -> None:
    """Note what a file changed; its content is kept no longer. One that was applied before stays as it is."""
    cursor.execute(_APPLIED, {"file": file, "told": Jsonb(dict(told))})
