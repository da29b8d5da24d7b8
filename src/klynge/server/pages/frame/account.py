# SPDX-License-Identifier: Apache-2.0
"""What one has in Klynge: who one is, and how one logs in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klynge.server.pages.access import public


@public()
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The ways in that one has, each with where to change it."""
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    context = {
        "keys": kinds.count(Authenticator.Type.WEBAUTHN),
        "totp": Authenticator.Type.TOTP in kinds,
        "codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }
    return render(request, "frame/account.html", context)
