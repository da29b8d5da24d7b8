# SPDX-License-Identifier: Apache-2.0
"""The pages, one line each, by app: how each is opened with what belongs to a firm.

The key is the address as `klynge.server.pages.access.pages()` has it. A page without a line fails the matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.server.web.canaries import word
from tests.server.web.matrix_api import order
from tests.support.people import Person

from klynge.server.pages.frame.models import SavedView
from klynge.server.tenancy import Asker, acting_as

Arguments = Callable[[Person], Mapping[str, Any]]


@dataclass(frozen=True)
class PageCall:
    """`arguments` of the address, about what is `owner`'s; the fields of a form, for a page that takes POST; what a
    stranger gets (None: anything but the owner's). `open`: also who has not logged in may see it."""

    arguments: Arguments | None = None
    post: Mapping[str, Any] | None = None
    stranger: int | None = None
    query: str = ""
    open: bool = False

    @property
    def refused(self) -> int | None:
        """What a stranger gets: for what is an owner's, that there is no such thing."""
        return 404 if self.stranger is None and self.arguments is not None else self.stranger


mine = order
"""The random identifier of an order of the owner's, with canaries in all its texts."""


def view_of(who: Person) -> UUID:
    """A view that the owner has saved, with a canary for a name."""
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        view, _ = SavedView.objects.get_or_create(
            tenant=who.organisation.id, owner=who.user.id, path="/design/", name=word("view"), query="q=1"
        )
    return view.id


FRAME: dict[str, PageCall] = {
    "": PageCall(),
    "organisation/": PageCall(post={"organisation": ""}),
    "language/": PageCall(post={"language": ""}, open=True),
    "theme/": PageCall(post={"theme": ""}, open=True),
    "search/": PageCall(query="?q=canary"),
    "views/": PageCall(post={"path": "/design/", "query": "q=x", "name": "a view"}, stranger=302),
    "views/<uuid:view>/remove/": PageCall(lambda who: {"view": view_of(who)}, post={}),
    "design/": PageCall(stranger=200),
    "you/": PageCall(stranger=200),
    "offline/": PageCall(open=True),
    "worker.js": PageCall(open=True),
    "demo/": PageCall(open=True),
    "demo/be/<uuid:user>/": PageCall(lambda who: {"user": who.user.id}, post={}, open=True),
    "demo/tour/": PageCall(open=True),
}
CUSTOMER: dict[str, PageCall] = {}
SALES: dict[str, PageCall] = {}
PLANNER: dict[str, PageCall] = {}
FLOOR: dict[str, PageCall] = {}
MANAGER: dict[str, PageCall] = {}
OFFICE: dict[str, PageCall] = {}
OPERATION: dict[str, PageCall] = {}

PAGES: dict[str, PageCall] = FRAME | CUSTOMER | SALES | PLANNER | FLOOR | MANAGER | OFFICE | OPERATION
