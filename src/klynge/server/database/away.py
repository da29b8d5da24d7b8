# SPDX-License-Identifier: Apache-2.0
"""Whether an error says that the database is gone for a while, and so nothing of what was asked."""

from __future__ import annotations

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout

GONE = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def is_away(error: BaseException | None) -> bool:
    """The database does not answer, or has given up a transaction in which this process stood still for seconds, as
    it may on a machine that is busy: that comes as an internal error. What was asked can be asked again."""
    stood_still = IdleInTransactionSessionTimeout
    return isinstance(error, (*GONE, stood_still)) or isinstance(getattr(error, "__cause__", None), stood_still)
