# SPDX-License-Identifier: Apache-2.0
"""The database of this process, found when first needed: an embedded one runs for as long as the process lives."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from klynge.server.database import ROLES, Addresses, opened
from klynge.server.environment import SettingError

_open = ExitStack()
atexit.register(_open.close)


@cache
def addresses() -> Addresses:
    """Where each role connects."""
    return _open.enter_context(opened())


def leave() -> None:
    """Be a user of the embedded database no longer; asking again makes one anew."""
    addresses.cache_clear()
    _open.close()


def connect_parameters(role: str) -> dict[str, Any]:
    """How a role ("web", "trustee", "owner", "backup") connects, as psycopg's parameters."""
    name = f"klynge_{role}"
    if name not in ROLES:
        known = ", ".join(each.removeprefix("klynge_") for each in ROLES)
        raise SettingError("KLYNGE_ROLE", f"there is no role “{role}”", f"use one of: {known}")
    return dict(conninfo_to_dict(addresses().conninfo(name)))
