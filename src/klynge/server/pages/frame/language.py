# SPDX-License-Identifier: Apache-2.0
"""The language a person has chosen goes before the one the browser asks for; a program's request asks for its own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

OUTSIDE = ("/static/", "/health/")


class LanguageMiddleware:
    """After the log-in is known: speak the language that the user has chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language."""
        if not request.path.startswith(OUTSIDE) and request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)
