# SPDX-License-Identifier: Apache-2.0
"""Every answer has the policy that django-csp would give it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from csp.decorators import csp_exempt, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from klynge.server.policy import PolicyMiddleware

View = Callable[[HttpRequest], HttpResponse]


def plain(_: HttpRequest) -> HttpResponse:
    """An answer like most."""
    return HttpResponse("x")


def with_nonce(request: HttpRequest) -> HttpResponse:
    """A page that lets a script of its own run."""
    request._csp_nonce = "abc"  # type: ignore[attr-defined] # as it would be drawn
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


def with_its_own(_: HttpRequest) -> HttpResponse:
    """A page that has set a policy itself."""
    return HttpResponse("x", headers={"Content-Security-Policy": "default-src 'self'"})


@pytest.mark.parametrize(
    "view", [plain, with_nonce, with_its_own, csp_update({"img-src": ["x.example"]})(plain), csp_exempt()(plain)]
)
def test_the_policy_is_djangos(view: View) -> None:
    """Header by header, the second time too; and afterwards no nonce is to be had that the browser was not told."""
    for _ in range(2):
        (theirs, drawn), (ours, ours_drawn) = (answer(made, view) for made in (CSPMiddleware, PolicyMiddleware))
        assert (ours.headers, ours.content, ours_drawn) == (theirs.headers, theirs.content, drawn)


def answer(made: type[CSPMiddleware], view: View) -> tuple[HttpResponse, bool]:
    """What a view answers through a middleware, and whether a nonce was drawn by then."""
    request: Any = RequestFactory().get("/")
    found = made(view)(request)
    assert isinstance(found, HttpResponse)
    return found, bool(getattr(request.csp_nonce, "_wrapped", None))
