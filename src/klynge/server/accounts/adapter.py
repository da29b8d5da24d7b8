# SPDX-License-Identifier: Apache-2.0
"""How people come in: by invitation only, and by an identity provider only when they were invited."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


class KnownOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider vouches for who someone is; whether he has a place is ours to say."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False
