# SPDX-License-Identifier: Apache-2.0
"""Asking the trustee for who looks at a page, and moments as a page writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from klynge.server.tenancy.middleware import Standing, standing_of
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask


def standing(request: HttpRequest) -> Standing:
    """Who asks; a page of `access.page` has let in nobody else."""
    found = standing_of(request)
    assert found is not None
    return found


def asked(request: HttpRequest, verb: str, **arguments: Any) -> Any:
    """What the trustee answers. Raises Refused for its problem."""
    return ask(verb, standing(request), arguments)


def written(request: HttpRequest, verb: str, key: str = "", **arguments: Any) -> Any:
    """What the trustee answers to a write, which a key that comes twice does once. Raises Refused for its problem."""
    return ask(verb, standing(request), arguments, key or str(uuid4()))


def said(refused: Refused) -> str:
    """A problem in one paragraph: what is wrong, about what, how to mend it."""
    parts = (refused.problem.get(name, "").strip() for name in ("title", "detail", "remedy"))
    return " ".join(part if part[-1] in ".!?:" else f"{part}." for part in parts if part)


def moment(text: str | None) -> datetime | None:
    """A moment of an answer, for the template to write in the reader's way."""
    return None if text is None else datetime.fromisoformat(text)
