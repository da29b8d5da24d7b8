# SPDX-License-Identifier: Apache-2.0
"""How people come in: by invitation only, and by an identity provider only when they were invited.

An account is joined to a provider's by an address that the provider has verified, and only then. Who set the password
of an account whose address was never verified here, or its keys, may be someone else: whoever invited, or whoever got
hold of the link. So these end when the owner of the address comes; the address counts as verified from then on.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest

from klynge.server.texts import say


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

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who comes the first time, by an address that was never verified here, is left with no key of anyone's."""
        user = sociallogin.user
        if sociallogin.account.pk or not user.pk:
            return  # joined before, or nobody that was invited
        address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
        if address.verified:
            return
        keys, _ = Authenticator.objects.filter(user=user).delete()
        if keys or user.has_usable_password():
            messages.warning(
                request,
                say("You log in by your provider from now on. The password and keys that were here before have ended."),
            )
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.filter(pk=address.pk).update(verified=True)
