# SPDX-License-Identifier: Apache-2.0
"""Is it alive, is it ready, how is it doing: for supervisors and monitoring. Nothing here tells of any firm."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from klynge.server.trustee.link import trustee_answers


def live(_request: HttpRequest) -> HttpResponse:
    """The process runs."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Database and trustee answer."""
    found = {"database": _database_answers(), "trustee": trustee_answers()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def metrics(_request: HttpRequest) -> HttpResponse:
    """Prometheus' text format."""
    lines = [
        "# HELP klynge_up Whether database and trustee answer.",
        "# TYPE klynge_up gauge",
        f'klynge_up{{part="database"}} {int(_database_answers())}',
        f'klynge_up{{part="trustee"}} {int(trustee_answers())}',
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False
