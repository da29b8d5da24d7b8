# SPDX-License-Identifier: Apache-2.0
"""Problem details (RFC 9457): what is wrong, where, how to mend it. No traceback ever reaches a user."""

from __future__ import annotations

import json
import logging
import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from klynge.server.database.away import is_away
from klynge.server.texts import say

logger = logging.getLogger("klynge.server")
MEDIA_TYPE = "application/problem+json"
ABOUT = "https://klynge.example/problems/"


@dataclass
class ProblemError(Exception):
    """An answer other than success. `title` is the same for every problem of the kind, `detail` is about this one."""

    status: int
    kind: str
    title: str
    detail: str = ""
    remedy: str = ""
    errors: Sequence[dict[str, str]] = ()

    def body(self) -> dict[str, Any]:
        """The members of the problem; those that are empty are left out."""
        found = {
            "type": f"{ABOUT}{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "remedy": self.remedy,
            "errors": list(self.errors),
        }
        return {name: value for name, value in found.items() if value}

    def response(self) -> HttpResponse:
        """The problem as a response."""
        return JsonResponse(self.body(), status=self.status, content_type=MEDIA_TYPE)


def not_found() -> ProblemError:
    """What there is not, or what is not the asker's: the same answer."""
    return ProblemError(404, "not-found", say("There is no such thing here."), remedy=say("Check the address."))


def not_logged_in() -> ProblemError:
    """Nobody."""
    return ProblemError(
        401,
        "not-logged-in",
        say("You are not logged in."),
        remedy=say("Log in, or send a token as Authorization: Bearer."),
    )


def not_allowed() -> ProblemError:
    """A role without the ability."""
    return ProblemError(
        403, "not-allowed", say("Your role may not do this."), remedy=say("Ask your manager for the role.")
    )


def database_away() -> ProblemError:
    """The database is not there just now; it is started again by itself."""
    return ProblemError(
        503,
        "database-away",
        say("The database does not answer just now."),
        remedy=say("Try again in a few seconds."),
    )


def not_kept() -> ProblemError:
    """A value that the database has no place for, such as a text with the character of number 0."""
    return ProblemError(
        422,
        "unreadable",
        say("The request cannot be read."),
        detail=say("It holds a character or a number that cannot be kept."),
        remedy=say("Mend the request."),
    )


def forged() -> ProblemError:
    """A write that came with a session but without the page's token: perhaps from another site."""
    return ProblemError(
        403,
        "not-from-here",
        say("This did not come from a page of ours."),
        remedy=say("Load the page again, or send X-CSRFToken, or use a token."),
    )


class ProblemMiddleware:
    """The last wall: whatever was not foreseen becomes a problem with a number to quote, and a line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and give every answer a number."""
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = told(request, self.get_response(request))
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A problem as JSON for the API, as a page for people."""
        if isinstance(error, ProblemError):
            return shown(request, error)
        if (answered := _of_the_trustee(error)) is not None:
            return shown(request, answered)
        if is_away(error):
            return failed(request, error)
        if isinstance(error, DataError):
            logger.warning("what cannot be kept", exc_info=error)
            return shown(request, not_kept())
        number = getattr(request, "request_id", "")
        logger.error("not foreseen", exc_info=error, extra={"request_id": number})
        problem = ProblemError(
            500,
            "not-foreseen",
            say("Something went wrong that we did not foresee."),
            detail=say("Nothing was changed. The number {number} finds it in the log.", number=number),
            remedy=say("Try again; if it stays, give the operator the number."),
        )
        return shown(request, problem)


def failed(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """The answer to a request that ended in an exception, also before it came to a page or an operation."""
    if not is_away(error or sys.exc_info()[1]):
        return shown(request, _refused(500))
    logger.warning("the database is away", extra={"request_id": getattr(request, "request_id", "")})
    response = shown(request, database_away())
    response["Retry-After"] = "2"
    return response


def told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The API's answer. What others refused before it came to an operation (an address that there is not, a method, a
    body that is too large) is a problem too."""
    if response.status_code < 400 or not request.path.startswith("/api/"):
        return response
    if response.get("Content-Type") == MEDIA_TYPE:
        return response
    found = _refused(response.status_code).response()
    for name in ("Allow", "Retry-After"):
        if name in response:
            found[name] = response[name]
    return found


def _refused(status: int) -> ProblemError:
    """The problem of a status alone."""
    if status == 404:
        return not_found()
    if status == 403:
        return forged()
    if status == 405:
        return ProblemError(
            405, "no-such-method", say("This cannot be done here."), remedy=say("Use a method of Allow.")
        )
    if status >= 500:
        return ProblemError(status, "not-foreseen", say("Something went wrong that we did not foresee."))
    return ProblemError(status, "unreadable", say("The request cannot be read."), remedy=say("Mend the request."))


def planner_away() -> ProblemError:
    """The trustee does not answer."""
    return ProblemError(
        503, "planner-away", say("The planner does not answer just now."), remedy=say("Try again in a few seconds.")
    )


def _of_the_trustee(error: Exception) -> ProblemError | None:
    """What the trustee refused or that it is away, as a problem; None for any other error."""
    from klynge.server.trustee.client import Refused, TrusteeAwayError

    if isinstance(error, TrusteeAwayError):
        return planner_away()
    if isinstance(error, Refused):
        told = error.problem
        return ProblemError(
            int(told["status"]), told["kind"], told["title"], told.get("detail", ""), told.get("remedy", "")
        )
    return None


def shown(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """A problem in the form that the asker reads: data for a program, a message over the page when a part of it asked,
    else a page."""
    if request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/"):
        return problem.response()
    if getattr(request, "htmx", False):
        text = " ".join(filter(None, (problem.title, problem.detail, problem.remedy)))
        response = HttpResponse(status=problem.status)
        response["HX-Reswap"] = "none"
        response["HX-Trigger"] = json.dumps({"frame:toast": {"text": text, "tone": "bad"}})
        return response
    try:
        page = render_to_string("problem.html", {"problem": problem}, request)
    except Exception:  # the page's frame asks the database, which may be what is wrong
        page = render_to_string("problem_alone.html", {"problem": problem, "language": get_language()})
    return HttpResponse(page, status=problem.status)
