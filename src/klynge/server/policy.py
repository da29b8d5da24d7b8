# SPDX-License-Identifier: Apache-2.0
"""What a browser may load in our pages: django-csp's, with the policy put together once where it is always the same."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase

OTHERWISE = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")
"""What django-csp's decorators leave on an answer that has a policy of its own."""


class PolicyMiddleware(CSPMiddleware):
    """To put it together takes a twelfth of a short answer's time: it is anew only for a page with a nonce."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        super().__init__(get_response)
        self._always = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, with its policy."""
        if getattr(request, "_csp_nonce", None) is not None or any(hasattr(response, name) for name in OTHERWISE):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._always)
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response
