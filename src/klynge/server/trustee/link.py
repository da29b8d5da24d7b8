# SPDX-License-Identifier: Apache-2.0
"""The web process's connection to its trustee."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from klynge.server import environment as env
from klynge.server.roles import Role
from klynge.server.tenancy.middleware import Standing
from klynge.server.trustee.client import Client, Refused, TrusteeAwayError
from klynge.server.trustee.protocol import Asker

NOBODY = Asker(UUID(int=0), UUID(int=0), UUID(int=0), "operator", "", frozenset({Role.OPERATOR}))


@cache
def client() -> Client:
    """The client of this process; the socket is KLYNGE_TRUSTEE's, or the one in KLYNGE_DATA."""
    return Client(env.trustee_socket(Path(settings.DATA)))


def ask(verb: str, standing: Standing, arguments: dict[str, Any], key: str = "") -> Any:
    """Ask on behalf of whom the request is for."""
    asker = Asker(
        standing.cluster,
        standing.organisation,
        standing.user,
        standing.kind,
        standing.code,
        standing.roles,
        standing.scopes,
        "en" if get_language() == "en" else "nb",
    )
    return client().ask(verb, asker, arguments, key)


def trustee_answers() -> bool:
    """Whether a trustee is there."""
    return bool(_quickly("health"))


def measures() -> dict[str, Any]:
    """What the trustee counts: jobs by state, and of each log its last row and the holds; empty when it is away."""
    return _quickly("measures") or {}


def region_names(cluster: UUID) -> dict[str, dict[str, str]] | None:
    """What people call the regions of a cluster, by language; None when the trustee is away."""
    anybody = Asker(cluster, UUID(int=0), UUID(int=0), "customer", "", frozenset({Role.CUSTOMER}))
    told = _quickly("regions", anybody)
    return None if told is None else told["region_names"]


def _quickly(verb: str, asker: Asker = NOBODY) -> Any:
    """The answer of a trustee that is there, within two seconds; None when it is not."""
    quick = Client(client().path, patience_s=0.0, timeout_s=2.0)
    try:
        return quick.ask(verb, asker, {})
    except (TrusteeAwayError, Refused):
        return None
    finally:
        quick.close()
