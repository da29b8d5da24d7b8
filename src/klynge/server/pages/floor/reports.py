# SPDX-License-Identifier: Apache-2.0
"""Reports from the tablet: JSON in and out, one at a time, each with its key, as often as the network needs.

A reason goes to the losses, the report itself to the plan.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from klynge.server.api.access import asker
from klynge.server.api.main import unreadable
from klynge.server.api.problem import ProblemError
from klynge.server.api.types import Known, Moment, Unit
from klynge.server.losses.actions import forget_loss, note_loss
from klynge.server.losses.models import Kind
from klynge.server.losses.reasons import CODES
from klynge.server.pages.access import page
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.client import Refused, TrusteeAwayError
from klynge.server.trustee.link import ask

_KEY = re.compile(r"[!-~]{8,255}")
LOST = {"scrap": Kind.SCRAP, "pause": Kind.PAUSE}


class Sent(BaseModel):
    """What was done at the work centre; `reason` is a code of `losses.reasons`, for scrap and pauses."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["start", "pause", "resume", "finish", "scrap"]
    job: Known
    operation: Known
    work_centre: Known
    unit: Unit
    quantity: Annotated[int, Field(ge=0, le=10_000_000)]
    start: Moment | None = None
    end: Moment | None = None
    redo: bool = True
    reason: str = ""

    @model_validator(mode="after")
    def _reasoned(self) -> Sent:
        kind = LOST.get(self.kind)
        if kind is not None and self.reason not in CODES[kind]:
            raise ValueError("choose one of the reasons")
        return self


class Undone(BaseModel):
    """The key of the report that was a mistake."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["undo"]
    report: Annotated[str, Field(min_length=8, max_length=255)]


@page(Ability.REPORT, "POST")
def report(request: HttpRequest) -> HttpResponse:
    """Take in one report; sent again with its key, it gets the first answer."""
    standing = asker(request)
    try:
        return JsonResponse(_taken(standing, request.body, request.headers.get("Idempotency-Key", "")))
    except ValidationError as error:
        return unreadable([dict(each) for each in error.errors(include_url=False)]).response()
    except Refused as error:
        told = error.problem
        remedy, detail = told.get("remedy", ""), told.get("detail", "")
        return ProblemError(int(told["status"]), told["kind"], told["title"], detail, remedy).response()
    except TrusteeAwayError:
        return ProblemError(503, "planner-away", say("The planner does not answer just now.")).response()
    except ProblemError as error:
        return error.response()


def _taken(standing: Standing, body: bytes, key: str) -> Any:
    if not _KEY.fullmatch(key):
        raise ProblemError(400, "key-missing", say("A report needs a key."), remedy=say("Load the page again."))
    if b'"undo"' in body:
        undone = Undone.model_validate_json(body)
        answer = ask("undo_report", standing, {"report": undone.report}, key)
        with acting_for(standing):
            forget_loss(standing.organisation, undone.report)
        return answer
    sent = Sent.model_validate_json(body)
    answer = ask("report", standing, sent.model_dump(mode="json", exclude={"reason"}), key)
    if (kind := LOST.get(sent.kind)) is not None:
        with acting_for(standing):
            note_loss(
                standing.organisation, key, sent.end or datetime.now(UTC), kind, sent.reason,
                work_centre=sent.work_centre, job=sent.job, operation=sent.operation, quantity=sent.quantity,
            )  # fmt: skip
    return answer
