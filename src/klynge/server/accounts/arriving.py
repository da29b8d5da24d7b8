# SPDX-License-Identifier: Apache-2.0
"""Who has logged in, for each request."""

from __future__ import annotations

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, with the person read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`, found out when it is asked for first."""
        from klynge.server.accounts.sessions import person_of

        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]
