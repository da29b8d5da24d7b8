# SPDX-License-Identifier: Apache-2.0
"""Each operation declares the ability it needs. One that declares none does not start: see `undeclared`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

from klynge.server.api.problem import not_allowed, not_logged_in
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, standing_of

OPEN = "open"
_DECLARED = "_klynge_ability"


def needs(ability: Ability) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let an operation be called only by who has the ability."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            standing = standing_of(request)
            if standing is None:
                raise not_logged_in()
            if not standing.may(ability):
                raise not_allowed()
            return view(request, *args, **kwargs)

        setattr(guarded, _DECLARED, ability)
        return guarded

    return guard


def anyone(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declare an operation open to who has not logged in, too."""
    setattr(view, _DECLARED, OPEN)
    return view


def asker(request: HttpRequest) -> Standing:
    """Who asks, of an operation that `needs` something."""
    standing = standing_of(request)
    if standing is None:
        raise not_logged_in()
    return standing


def declared(view: Callable[..., Any]) -> Ability | str | None:
    """What a view declared; None when it declared nothing."""
    found: Ability | str | None = getattr(view, _DECLARED, None)
    return found


def operations(api: NinjaAPI) -> list[tuple[str, str, Callable[..., Any]]]:
    """All operations of the API: method, path, view."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                found += [(method, f"{prefix}{path}", operation.view_func) for method in operation.methods]
    return sorted(found, key=lambda each: (each[1], each[0]))


def undeclared(api: NinjaAPI) -> list[str]:
    """The operations that declare no ability: the server refuses to start with one."""
    return [f"{method} {path}" for method, path, view in operations(api) if declared(view) is None]
