# SPDX-License-Identifier: Apache-2.0
"""The pages, one line each, by app: how each is opened with what belongs to a firm.

The key is the address as `klynge.server.pages.access.pages()` has it. A page without a line fails the matrix.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from tests.server.web.canaries import word
from tests.server.web.matrix_api import agreement, brought, invitation, order, token
from tests.support.people import Person

from klynge.server.drafts.models import Draft
from klynge.server.pages.frame.models import SavedView
from klynge.server.quotes.models import Part, Quote
from klynge.server.scenarios.models import Scenario
from klynge.server.suggestions.models import Suggestion
from klynge.server.tenancy import Asker, acting_as

ALIKE = 0
"""As `stranger`: the arguments name nothing of the owner's alone, such as a product that others may buy too."""
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
        if self.stranger == ALIKE:
            return None
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
    values = {"tenant": firm.id, "cluster": firm.cluster_id, "name": word("draft"), "base": 1}
    drafts = Draft.objects.using("trustee")  # the trustee's alone; pages ask it
    draft, _ = drafts.get_or_create(id=uuid5(firm.id, "draft"), defaults=values)
    return draft.id


def scenario_of(who: Person) -> UUID:
    """A scenario of the owner's firm, with a canary for a name."""
    firm = who.organisation
    with acting_as(Asker(tenant=firm.id, user=who.user.id)):
        values = {"tenant": firm.id, "cluster": firm.cluster_id, "name": word("scenario")}
        scenario = Scenario.objects.filter(**values).first()  # posting makes more of the name
        return (scenario or Scenario.objects.create(**values, changes={}, job=uuid4())).id


SAW = "saw"
"""A work centre by name: the firm's own are canaries, and a page of a problem holds the address that one asked for."""


def suggestion_of(who: Person) -> UUID:
    """A suggestion of the owner's firm, with a photo and a canary in its text."""
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        made, _ = Suggestion.objects.get_or_create(
            tenant=who.organisation.id,
            key="of the matrix",
            defaults={"text": word("suggestion"), "photo": b"\xff\xd8\xff" + word("photo").encode(),
                      "photo_type": "image/jpeg"},
        )  # fmt: skip
    return made.id


TABLE = {"product": "fjell/table"}
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
    "favicon.ico": PageCall(open=True),
    "offline/": PageCall(open=True),
    "worker.js": PageCall(open=True),
    "demo/": PageCall(open=True),
    "demo/be/<uuid:user>/": PageCall(lambda who: {"user": who.user.id}, post={}, open=True),
    "demo/tour/": PageCall(open=True),
}
CUSTOMER: dict[str, PageCall] = {
    "buy/": PageCall(),
    "buy/code/": PageCall(query="?code=0000-0000-0000", stranger=302),
    "buy/configure/<path:product>/": PageCall(lambda _: TABLE, stranger=ALIKE),
    "buy/choose/<path:product>/": PageCall(lambda _: TABLE, query="?variable=length&value=900", stranger=ALIKE),
    "buy/complete/<path:product>/": PageCall(lambda _: TABLE, stranger=ALIKE),
    "buy/days/<path:product>/": PageCall(lambda _: TABLE, query="?to=Oslo", stranger=ALIKE),
    "buy/compare/<path:product>/": PageCall(lambda _: TABLE, stranger=ALIKE),
    "buy/offers/<path:product>/": PageCall(lambda _: TABLE, stranger=ALIKE),
    "buy/hold/<path:product>/": PageCall(lambda _: TABLE, post={"which": "earliest"}, stranger=ALIKE),
    "buy/orders/": PageCall(),
    "buy/orders/<uuid:order>/": PageCall(lambda who: {"order": mine(who)}),
    "buy/orders/<uuid:order>/commit/": PageCall(lambda who: {"order": mine(who)}, post={}),
    "buy/orders/<uuid:order>/withdraw/": PageCall(lambda who: {"order": mine(who)}, post={}),
}


def quote_of(who: Person) -> UUID:
    """A quotation of the owner's firm with a day and a price, with canaries in all its texts."""
    firm = who.organisation
    told = {name: word("quote") for name in ("customer", "contact", "reference", "notes", "message", "region")}
    with acting_as(Asker(tenant=firm.id, user=who.user.id)):
        made, _ = Quote.objects.get_or_create(
            tenant=firm.id, number=1,
            defaults={**told, "cluster": firm.cluster_id, "user": who.user.id, "item": "stool", "quantity": 1,
                      "name_nb": word("quote"), "name_en": word("quote"), "state": "sent", "day": date(2026, 3, 2),
                      "price_ore": 100},
        )  # fmt: skip
    return made.id


def part_of(who: Person) -> UUID:
    """A part of the owner's firm, with canaries in its name and its file."""
    with acting_as(Asker(tenant=who.organisation.id, user=who.user.id)):
        made = Part.objects.create(
            tenant=who.organisation.id, user=who.user.id, name=word("part"), kind="step", size=1, quantity=1,
            content=word("part").encode(), alloy=word("part"), wishes=word("part"),
        )  # fmt: skip
    return made.id


NO_SECRET = {"secret": "none"}
"""What opens no quotation: who has a secret that does may see it. What it then shows: see sales/test_links."""
SALES: dict[str, PageCall] = {
    "sales/": PageCall(query="?q=canary"),
    "sales/inquiry/": PageCall(post={"customer": ""}),
    "sales/quotes/<uuid:quote>/": PageCall(lambda who: {"quote": quote_of(who)}, post={"price": ""}),
    "sales/quotes/<uuid:quote>/change/": PageCall(lambda who: {"quote": quote_of(who)}, post={}),
    "sales/quotes/<uuid:quote>/step/": PageCall(lambda who: {"quote": quote_of(who)}, post={"do": "follow"}),
    "sales/quotes/<uuid:quote>/quotation.pdf": PageCall(lambda who: {"quote": quote_of(who)}),
    "quotation/<str:secret>/": PageCall(lambda _: NO_SECRET, post={"name": "Kari"}, stranger=404, open=True),
    "quotation/<str:secret>/quotation.pdf": PageCall(lambda _: NO_SECRET, stranger=404, open=True),
    "sales/enter/": PageCall(post={"customer": ""}),
    "sales/enter/days/": PageCall(query="?item=stool"),
    "sales/enter/things/": PageCall(query="?typed=stool"),
    "sales/enter/lines/": PageCall(post={"lines": ""}),
    "sales/orders/": PageCall(),
    "sales/orders/<uuid:order>/": PageCall(lambda who: {"order": mine(who)}),
    "sales/orders/<uuid:order>/act/": PageCall(lambda who: {"order": mine(who)}, post={"do": "commit"}),
    "sales/parts/": PageCall(post={"quantity": ""}),
    "sales/parts/<uuid:part>/file": PageCall(lambda who: {"part": part_of(who)}),
    "sales/parts/<uuid:part>/remove/": PageCall(lambda who: {"part": part_of(who)}, post={}),
}
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
    "planner/improvement": PageCall(post={"improve": "other"}),
    "planner/drafts/": PageCall(post={"name": ""}),
    "planner/drafts/part": PageCall(),
    "planner/drafts/<uuid:draft>/": PageCall(lambda who: {"draft": draft_of(who)}),
    "planner/scenarios/": PageCall(post={"kind": "units"}),
    "planner/scenarios/compare": PageCall(query=f"?id={uuid4()}"),
    "planner/scenarios/<uuid:scenario>": PageCall(lambda who: {"scenario": scenario_of(who)}, post={"step": "none"}),
    "planner/changes/": PageCall(post={"kind": "stop"}),
    "planner/changes/end": PageCall(post={"change": "none"}),
}
FLOOR: dict[str, PageCall] = {
    "floor/": PageCall(),
    "floor/at/<path:centre>/": PageCall(lambda _: {"centre": SAW}),
    "floor/find/": PageCall(query=f"?q={SAW}"),
    "floor/worker.js": PageCall(stranger=200),
    "floor/reports/": PageCall(post={}, stranger=400),
    "floor/suggestions/": PageCall(post={"text": ""}),
    "floor/suggestions/<uuid:suggestion>/photo": PageCall(lambda who: {"suggestion": suggestion_of(who)}),
    "floor/paper/week/<path:centre>/": PageCall(lambda _: {"centre": SAW}),
    "floor/paper/order/": PageCall(query="?job=C-1:frame"),
}
MANAGER: dict[str, PageCall] = {
    "manager/": PageCall(),
    "manager/figures/": PageCall(),
    "manager/suggestions/": PageCall(),
    "manager/suggestions/<uuid:suggestion>/": PageCall(lambda who: {"suggestion": suggestion_of(who)}, post={}),
    "manager/import/": PageCall(post={}),
    "manager/import/<uuid:file>/": PageCall(lambda who: {"file": brought(who)}),
    "manager/import/<uuid:file>/apply/": PageCall(lambda who: {"file": brought(who)}, post={}),
    "manager/export/klynge.xlsx": PageCall(),
    "manager/export/klynge-template.xlsx": PageCall(),
    "manager/people/": PageCall(post={"email": "", "role": "floor"}),
    "manager/people/<uuid:user>/": PageCall(lambda who: {"user": who.user.id}, post={"role": ""}, stranger=302),
    "manager/tokens/": PageCall(post={"name": ""}),
    "manager/tokens/<uuid:token>/": PageCall(lambda who: {"token": token(who)}, post={}),
}
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
OPERATION: dict[str, PageCall] = {
    "operation/": PageCall(post={}),
    "operation/jobs/": PageCall(),
    "operation/jobs/<uuid:job>/": PageCall(lambda _: {"job": UUID(int=1)}, post={"do": "stop"}),
    "operation/backups/": PageCall(post={}),
    "operation/users/": PageCall(),
}

PAGES: dict[str, PageCall] = FRAME | CUSTOMER | SALES | PLANNER | FLOOR | MANAGER | OFFICE | OPERATION
