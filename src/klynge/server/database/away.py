# SPDX-License-Identifier: Apache-2.0
"""Whether an error says that the database is gone for a while, and so nothing of what was asked."""

from __future__ import annotations

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout

LOST = (psycopg.OperationalError, IdleInTransactionSessionTimeout)
"""What psycopg raises when the database does not answer, or has given up a transaction in which this process stood
still for seconds, as it may on a machine that is busy: that comes as an internal error."""
GONE = (OperationalError, InterfaceError, psycopg.InterfaceError, *LOST)


def is_away(error: BaseException | None) -> bool:
    """Whether it is that, from psycopg or from Django on top of it. What was asked can be asked again."""
    return isinstance(error, GONE) or isinstance(getattr(error, "__cause__", None), LOST)
