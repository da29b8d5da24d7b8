# SPDX-License-Identifier: Apache-2.0
"""The API: its routers, and how every kind of error becomes a problem."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from klynge.server.api import cluster, imports, me, orders, plan, planner, products, promises, scenarios, tokens
from klynge.server.api.problem import ProblemError, not_found
from klynge.server.api.schema import Api
from klynge.server.texts import say
from klynge.server.trustee.client import Refused, TrusteeAwayError

api = Api(title="Klynge", version="1", urls_namespace="api", docs_url=None, openapi_url="openapi.json")
api.add_router("me", me.router)
api.add_router("tokens", tokens.router)
api.add_router("orders", orders.router)
api.add_router("", promises.router)
api.add_router("", plan.router)
for name, rooms in (("planner", planner.routers), ("cluster", cluster.routers)):
    for router in rooms:
        api.add_router(name, router)
api.add_router("scenarios", scenarios.router)
api.add_router("", products.router)
api.add_router("", imports.router)


@api.exception_handler(ProblemError)
def _problem(_request: HttpRequest, error: ProblemError) -> HttpResponse:
    return error.response()


@api.exception_handler(Http404)
def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return not_found().response()


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return unreadable(error.errors).response()


@api.exception_handler(HttpError)
def _http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    kind = "unreadable" if error.status_code == 400 else "not-possible"
    return ProblemError(error.status_code, kind, say("The request cannot be read."), detail=str(error)).response()


@api.exception_handler(Refused)
def _refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    told = error.problem
    return ProblemError(
        int(told["status"]), told["kind"], told["title"], told.get("detail", ""), told.get("remedy", "")
    ).response()


@api.exception_handler(TrusteeAwayError)
def _away(_request: HttpRequest, _error: TrusteeAwayError) -> HttpResponse:
    response = ProblemError(
        503, "planner-away", say("The planner does not answer just now."), remedy=say("Try again in a few seconds.")
    ).response()
    response["Retry-After"] = "2"
    return response


def unreadable(errors: list[dict[str, Any]]) -> ProblemError:
    """Every field that is wrong, where it is, and what it should be."""
    told = [
        {"where": ".".join(str(part) for part in error.get("loc", ())), "what": str(error.get("msg", ""))}
        for error in errors[:50]
    ]
    return ProblemError(
        422,
        "unreadable",
        say("Some of what was sent cannot be used."),
        remedy=say("Mend the fields that are named."),
        errors=told,
    )
