# SPDX-License-Identifier: Apache-2.0
"""Messages that a view leaves while only a part of a page is asked for: sent along, to be shown at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponseBase

EVENT = "frame:toast"
TONES = {"success": "ok", "warning": "warn", "error": "bad"}


class ToastMiddleware:
    """Puts the messages into the answer's events (https://four.htmx.org/headers/hx-trigger/)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with what there is to say."""
        response = self.get_response(request)
        asked_for_part = getattr(request, "htmx", False) and response.status_code < 300
        if not asked_for_part or "HX-Redirect" in response or "HX-Refresh" in response or "HX-Location" in response:
            return response
        left = [{"text": str(m), "tone": TONES.get(m.level_tag, "info")} for m in get_messages(request)]
        if left:
            response["HX-Trigger"] = json.dumps(_events(response.get("HX-Trigger", "")) | {EVENT: {"all": left}})
        return response


def _events(header: str) -> dict[str, Any]:
    """The events that an answer has already: a JSON object, or names separated by commas."""
    if header.startswith("{"):
        found: dict[str, Any] = json.loads(header)
        return found
    return {name.strip(): {} for name in header.split(",") if name.strip()}
