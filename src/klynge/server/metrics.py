# SPDX-License-Identifier: Apache-2.0
"""Prometheus' text format (version 0.0.4), and who may see counts."""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest

from django.conf import settings

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def gauge(name: str, says: str, values: Iterable[tuple[str, int]]) -> str:
    """A gauge with its values, each with its labels as they are written ("" for none)."""
    lines = [f"# HELP {name} {says}", f"# TYPE {name} gauge", *(f"{name}{labels} {value}" for labels, value in values)]
    return "\n".join(lines) + "\n"


def may_count(authorization: str) -> bool:
    """Whether a request's header has the installation's token for metrics; never when there is none."""
    token = str(settings.METRICS_TOKEN)
    return bool(token) and compare_digest(authorization.encode(), f"Bearer {token}".encode())
