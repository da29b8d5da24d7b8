# SPDX-License-Identifier: Apache-2.0
"""What the address of a page says, checked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from klynge.server.api.problem import not_found


def uuid_in(request: HttpRequest, name: str) -> UUID | None:
    """A random identifier of the address; None when it is not given. What is none is nowhere."""
    given = request.GET.get(name, "")
    try:
        return UUID(given) if given else None
    except ValueError:
        raise not_found() from None
