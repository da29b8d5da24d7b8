# SPDX-License-Identifier: Apache-2.0
"""Whose address an account has: who chooses a password by a link that only the address got is the one who reads there.

Where a link was shown to someone else, an inviting manager where there is no mail server, whoever had it may have used
it; then the address counts as verified only when a password is chosen once more, by the link that "I have forgotten the
password" sends.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from klynge.server.accounts.models import User


def is_verified(user: User) -> bool:
    """Whether the owner of the address is known to have the account."""
    found: bool = EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    return found


def handed(user: User) -> None:
    """A link to choose the password was shown to someone else."""
    User.objects.filter(pk=user.pk).update(handed=timezone.now())


def password_chosen(user: User, **_: Any) -> None:
    """A password was chosen by a link, which ends all links from before. The first time that only the address can have
    had the link, keys of whoever had the account until then end as well; sessions do with the password."""
    lasting = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    shown = user.handed is not None and timezone.now() < user.handed + lasting
    others = EmailAddress.objects.filter(user=user).exclude(email=user.email)
    User.objects.filter(pk=user.pk).update(handed=None)
    if shown or others.exists() or is_verified(user):
        return
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
