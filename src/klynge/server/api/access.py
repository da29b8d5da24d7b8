# SPDX-License-Identifier: Apache-2.0
"""Each operation and page declares the ability it needs. One that declares none does not start: see `undeclared`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.utils import check_csrf

from klynge.server.api.problem import forged, not_allowed, not_logged_in
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, standing_of

View = TypeVar("View", bound=Callable[..., Any])
OPEN = "open"
ANY_ROLE_PAGE = "any-role"
Declared = Ability | tuple[Ability, ...] | str
_DECLARED = "_klynge_ability"


@dataclass(frozen=True, slots=True)
class Needs:
    """An operation's guard, given as its `auth`: only who has the ability comes in. None: whoever has logged in."""

    ability: Ability | None

    def __call__(self, request: HttpRequest) -> Standing:
        """Who asks. Raises ProblemError 401 for nobody, 403 for a role without the ability."""
        standing = asker(request)
        if standing.scopes is None and check_csrf(request) is not None:  # a cookie comes along by itself, a token not
            raise forged()
        if self.ability is not None and not standing.may(self.ability):
            raise not_allowed()
        return standing


def needs(ability: Ability) -> Needs:
    """The guard for an ability."""
    return Needs(ability)


ANY_ROLE = Needs(None)


def anyone(view: View) -> View:
    """Declare a page open to who has not logged in, or to every role."""
    return declare(view, OPEN)


def declare(view: View, ability: Declared) -> View:
    """Note what a page needs, for the check that every page does."""
    setattr(view, _DECLARED, ability)
    return view


def asker(request: HttpRequest) -> Standing:
    """Who asks. Raises ProblemError 401 for nobody."""
    standing = standing_of(request)
    if standing is None:
        raise not_logged_in()
    return standing


def page_declares(view: Callable[..., Any]) -> Declared | None:
    """What a page declared (abilities: any one of them opens it); None when it declared nothing."""
    found: Declared | None = getattr(view, _DECLARED, None)
    return found


def operations(api: NinjaAPI) -> list[tuple[str, str, Needs | None]]:
    """All operations of the API: method, path and guard."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                guards = [guard for guard in operation.auth_callbacks if isinstance(guard, Needs)]
                guard = guards[0] if len(guards) == len(operation.auth_callbacks) == 1 else None
                found += [(method, _plain(f"{prefix}/{path}"), guard) for method in operation.methods]
    return sorted(found, key=lambda each: each[:2])


def _plain(path: str) -> str:
    """The path as it is written in the routers."""
    return "/" + "/".join(filter(None, path.replace("{uuidstr:", "{uuid:").split("/")))


def undeclared(api: NinjaAPI) -> list[str]:
    """The operations that declare no ability: the server refuses to start with one."""
    return [f"{method} {path}" for method, path, guard in operations(api) if guard is None]
