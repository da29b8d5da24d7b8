# SPDX-License-Identifier: Apache-2.0
"""Is it alive, is it ready, how is it doing: for supervisors and monitoring. Nothing here tells of any firm."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from klynge.server.metrics import METRICS_TYPE, gauge, may_count
from klynge.server.trustee.link import measures, trustee_answers


def live(_request: HttpRequest) -> HttpResponse:
    """The process runs."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Database and trustee answer."""
    found = {"database": _database_answers(), "trustee": trustee_answers()}
    response = JsonResponse(found, status=200 if all(found.values()) else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # who asks is told; asked each second, a log would fill
    return response


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format. How much goes on is told to who brings KLYNGE_METRICS_TOKEN alone: in a small cluster a
    count that grows tells one firm of another's orders."""
    up = [('{part="database"}', int(_database_answers())), ('{part="trustee"}', int(trustee_answers()))]
    text = gauge("klynge_up", "Whether database and trustee answer.", up)
    if may_count(request.headers.get("Authorization", "")) and (found := measures()):
        logs = [(f'{{cluster="{log["cluster"]}"}}', log) for log in found["logs"]]
        jobs = [(f'{{state="{state}"}}', number) for state, number in sorted(found["jobs"].items())]
        text += gauge("klynge_log_sequence", "The log's last row.", [(label, log["sequence"]) for label, log in logs])
        text += gauge("klynge_holds", "Orders held and not committed.", [(label, log["holds"]) for label, log in logs])
        text += gauge("klynge_jobs", "Background jobs by state.", jobs)
    return HttpResponse(text, content_type=METRICS_TYPE)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False
