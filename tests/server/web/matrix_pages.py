# SPDX-License-Identifier: Apache-2.0
"""The pages, one line each, by app: how each is opened with what belongs to a firm.

The key is the address as `klynge.server.pages.access.pages()` has it. A page without a line fails the matrix.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from tests.server.web.canaries import word
from tests.server.web.matrix_api import order
from tests.support.people import Person

from klynge.server.drafts.models import Draft
from klynge.server.pages.frame.models import SavedView
from klynge.server.scenarios.models import Scenario
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


def draft_of(who: Person) -> UUID:
    """A draft of the owner's firm, with a canary for a name."""
    firm = who.organisation
    with acting_as(Asker(tenant=firm.id, user=who.user.id)):
        draft, _ = Draft.objects.get_or_create(
            tenant=firm.id, cluster=firm.cluster_id, name=word("draft"), defaults={"base": 1}
        )
    return draft.id


def scenario_of(who: Person) -> UUID:
    """A scenario of the owner's firm, with a canary for a name."""
    firm = who.organisation
    with acting_as(Asker(tenant=firm.id, user=who.user.id)):
        scenario, _ = Scenario.objects.get_or_create(
            tenant=firm.id,
            cluster=firm.cluster_id,
            name=word("scenario"),
            defaults={"changes": {}, "job": uuid4()},
        )
    return scenario.id


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
    "demo/": PageCall(open=True),
    "demo/be/<uuid:user>/": PageCall(lambda who: {"user": who.user.id}, post={}, open=True),
    "demo/tour/": PageCall(open=True),
}
CUSTOMER: dict[str, PageCall] = {}
SALES: dict[str, PageCall] = {}
PLACE = {"job": "none", "operation": "none", "work_centre": "saw", "unit": 1, "start": "2026-02-02T08:00:00+01:00"}
TO = {name: PLACE[name] for name in ("work_centre", "unit", "start")}
PLANNER: dict[str, PageCall] = {
    "planner/": PageCall(),
    "planner/board.json": PageCall(),
    "planner/lists": PageCall(query="?which=waiting"),
    "planner/found": PageCall(query="?text=canary"),
    "planner/inspect": PageCall(query="?job=none&operation=none"),
    "planner/repairs/<uuid:order>": PageCall(lambda who: {"order": mine(who)}),
    "planner/verdict": PageCall(post={"place": json.dumps(PLACE), "to": json.dumps(TO)}),
    "planner/edit": PageCall(post={"edit": json.dumps({"kind": "move", "place": PLACE, "to": TO})}),
    "planner/move": PageCall(post={**PLACE, "to": "saw|1", "to_start": "2026-02-03T08:00"}),
    "planner/step": PageCall(post={"draft": str(uuid4()), "step": "undo"}),
    "planner/repair": PageCall(post={"order": str(uuid4()), "repair": "none"}),
    "planner/lock": PageCall(post={"job": "none", "operation": "none"}),
    "planner/freeze": PageCall(post={"until": "soon"}),
    "planner/drafts/": PageCall(post={"name": ""}),
    "planner/drafts/part": PageCall(),
    "planner/drafts/<uuid:draft>/": PageCall(lambda who: {"draft": draft_of(who)}),
    "planner/scenarios/": PageCall(post={"kind": "units"}),
    "planner/scenarios/compare": PageCall(query=f"?id={uuid4()}"),
    "planner/scenarios/<uuid:scenario>": PageCall(lambda who: {"scenario": scenario_of(who)}, post={"step": "none"}),
    "planner/changes/": PageCall(post={"kind": "stop"}),
    "planner/changes/end": PageCall(post={"change": "none"}),
}
FLOOR: dict[str, PageCall] = {}
MANAGER: dict[str, PageCall] = {}
OFFICE: dict[str, PageCall] = {}
OPERATION: dict[str, PageCall] = {}

PAGES: dict[str, PageCall] = FRAME | CUSTOMER | SALES | PLANNER | FLOOR | MANAGER | OFFICE | OPERATION
