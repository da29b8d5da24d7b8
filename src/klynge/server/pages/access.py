# SPDX-License-Identifier: Apache-2.0
"""Each page declares the ability it needs; who has not logged in is led to the log-in, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, get_resolver

from klynge.server.api.access import ANY_ROLE_PAGE, OPEN, declare, page_declares
from klynge.server.api.problem import not_allowed
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import standing_of

View = Callable[..., HttpResponse]


def page(ability: Ability | tuple[Ability, ...] | None, *methods: str) -> Callable[[View], View]:
    """A view for who has the ability (any one of several; None: whoever has a place), by these methods (GET when none
    is named)."""
    allowed = methods or ("GET",)
    wanted = ability if isinstance(ability, tuple) else () if ability is None else (ability,)

    def guarded(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            standing = standing_of(request)
            if standing is None and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if standing is None or (wanted and not any(standing.may(each) for each in wanted)):
                raise not_allowed()
            if request.method not in _answered(allowed):
                return HttpResponseNotAllowed(allowed)
            return view(request, *arguments, **named)

        entered.methods = allowed  # type: ignore[attr-defined]
        return declare(entered, ANY_ROLE_PAGE if ability is None else ability)

    return guarded


def public(*methods: str) -> Callable[[View], View]:
    """A view for everyone, also for who has not logged in, by these methods (GET when none is named)."""
    allowed = methods or ("GET",)

    def open_to_all(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if request.method not in _answered(allowed):
                return HttpResponseNotAllowed(allowed)
            return view(request, *arguments, **named)

        entered.methods = allowed  # type: ignore[attr-defined]
        return declare(entered, OPEN)

    return open_to_all


def _answered(methods: tuple[str, ...]) -> set[str]:
    return {*methods, *(("HEAD",) if "GET" in methods else ())}


def abilities_of(view: Callable[..., Any]) -> tuple[Ability, ...]:
    """The abilities any one of which opens a page; empty: one that is open to every role, or to everyone."""
    declared = page_declares(view)
    if isinstance(declared, tuple):
        return declared
    return (declared,) if isinstance(declared, Ability) else ()


def pages() -> list[tuple[str, Callable[..., Any]]]:
    """All addresses of our own pages, as they are written, each with its view."""
    return sorted(_below(get_resolver().url_patterns, ""), key=lambda each: each[0])


def undeclared_pages() -> list[str]:
    """The pages of ours that declare no ability: there must be none."""
    return [address for address, view in pages() if page_declares(view) is None]


def _below(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterable[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, address)
        elif pattern.callback.__module__.startswith("klynge.server.pages"):
            yield address, pattern.callback
