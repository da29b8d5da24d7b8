# SPDX-License-Identifier: Apache-2.0
"""The pages, one line each, by app: how each is opened with what belongs to a firm.

The key is the address as `klynge.server.pages.access.pages()` has it. A page without a line fails the matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.server.web.canaries import plant, word
from tests.server.web.matrix_api import agreement, invitation, order
from tests.support.people import Person

from klynge.server.pages.frame.models import SavedView

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


def view(owner: Person) -> str:
    """A view that the owner saved."""
    row = SavedView(
        tenant=owner.organisation.id, owner=owner.user.id, path="/", query=word("row"), name=f"{word('row')}{uuid4()}"
    )
    plant(row)
    return str(row.id)


FRAME: dict[str, PageCall] = {
    "": PageCall(),
    "organisation/": PageCall(post={"organisation": ""}),
    "language/": PageCall(post={}, open=True),
    "theme/": PageCall(post={}, open=True),
    "search/": PageCall(query="?q=kanari"),
    "views/": PageCall(post={"path": "/search/", "query": "q=a", "name": "mine"}),
    "views/<uuid:view>/remove/": PageCall(lambda who: {"view": view(who)}, post={}),
    "design/": PageCall(),
    "you/": PageCall(),
    "demo/": PageCall(open=True),  # there is a demonstration only where the server was started for one
    "demo/be/<uuid:user>/": PageCall(lambda who: {"user": who.user.id}, post={}, open=True),
    "demo/tour/": PageCall(open=True),
}
CUSTOMER: dict[str, PageCall] = {}
SALES: dict[str, PageCall] = {}
PLANNER: dict[str, PageCall] = {}
FLOOR: dict[str, PageCall] = {}
MANAGER: dict[str, PageCall] = {}
OFFICE: dict[str, PageCall] = {
    "office/": PageCall(),
    "office/members/invite/": PageCall(post={}),
    "office/members/<uuid:member>/sign/": PageCall(lambda who: {"member": invitation(who)}, post={}),
    "office/members/<uuid:member>/leave/": PageCall(lambda who: {"member": invitation(who)}, post={}),
    "office/register/": PageCall(),
    "office/register/review/": PageCall(post={}),
    "office/register/market/": PageCall(post={}),
    "office/agreements/": PageCall(),
    "office/agreements/new/": PageCall(post={}),
    "office/agreements/<uuid:agreement>/": PageCall(lambda who: {"agreement": agreement(who)}),
    "office/agreements/<uuid:agreement>/sign/": PageCall(lambda who: {"agreement": agreement(who)}, post={}),
    "office/agreements/<uuid:agreement>/end/": PageCall(lambda who: {"agreement": agreement(who)}, post={}),
    "office/figures/": PageCall(),
    "office/figures/ask/": PageCall(post={}),
    "office/figures/consent/": PageCall(post={}),
    "office/disclosures/": PageCall(),
    "office/disclosures/journal.csv": PageCall(),
    "office/disclosures/journal.json": PageCall(),
    "office/disclosures/stop/": PageCall(post={}),
    "office/joint/": PageCall(),
    "office/sharing/": PageCall(),
}
OPERATION: dict[str, PageCall] = {}

PAGES: dict[str, PageCall] = FRAME | CUSTOMER | SALES | PLANNER | FLOOR | MANAGER | OFFICE | OPERATION
