# SPDX-License-Identifier: Apache-2.0
"""The API's operations, one line each: how each is called with what belongs to a firm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.server.web.canaries import REGISTER, word
from tests.server.web.test_access import order_for
from tests.support.people import Person

from klynge.configure.work import code_of
from klynge.server.accounts.actions import make_token
from klynge.server.accounts.queries import places_of, standing_in
from klynge.server.barrier.models import AgreementRow, Invitation
from klynge.server.drafts.models import Draft
from klynge.server.imports.models import Import
from klynge.server.products.models import Configuration
from klynge.server.roles import abilities
from klynge.server.scenarios.actions import add_scenario
from klynge.server.tenancy import Asker, acting_as

SPOILT = {"kind": "scrap", "job": "C-1", "operation": "assembly", "work_centre": "assembly", "quantity": 1}
STOP = {"work_centre": "saw", "start": "2026-01-12T08:00:00+01:00", "end": "2026-01-13T08:00:00+01:00"}


@dataclass(frozen=True)
class Call:
    """How an operation is called with what is `owner`'s; `stranger`: what another firm gets for it. None: whatever it
    would get for something of its own that is like it."""

    path: Callable[[Person], str]
    body: dict[str, Any] | None = None
    stranger: int | None = 404


def order(owner: Person) -> str:
    """An order of the owner's, with canaries in it."""
    return str(order_for(owner.organisation, word("order")).public)


def token(owner: Person) -> str:
    """A token of the owner's."""
    standing = standing_in(owner.user.id, places_of(owner.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        role = next(iter(standing.roles))
        made = make_token(standing, word("token"), role, frozenset(list(abilities(role))[:1]), 1)[0]
    return str(made.id)


def _kept(owner: Person) -> dict[str, Any]:
    return {"tenant": owner.organisation.id, "cluster": owner.organisation.cluster_id, "at": timezone.now()}


def invitation(owner: Person) -> str:
    """The owner's firm is invited to the cluster."""
    known = Invitation.objects.using("trustee").filter(
        organisation=owner.organisation.id, member=owner.organisation.code
    )
    row = known.first() or Invitation.objects.using("trustee").create(
        organisation=owner.organisation.id, member=owner.organisation.code, name=owner.organisation.name,
        joins=date(2026, 1, 1), **_kept(owner),
    )  # fmt: skip
    return str(row.id)


def agreement(owner: Person) -> str:
    """What the owner's firm would show to another, with canaries."""
    row = AgreementRow.objects.using("trustee").create(
        giver=owner.organisation.id, taker=uuid4(), giver_member=owner.organisation.code, taker_member=word(REGISTER),
        fields=["order.state"], purpose=word(REGISTER), object=word(REGISTER), valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1), **_kept(owner),
    )  # fmt: skip
    return str(row.id)


def draft(owner: Person) -> str:
    """A draft of the owner's."""
    row = Draft.objects.using("trustee").create(
        tenant=owner.organisation.id, cluster=owner.organisation.cluster_id, name=word("draft"), base=1
    )
    return str(row.id)


def scenario(owner: Person) -> str:
    """A scenario of the owner's."""
    standing = standing_in(owner.user.id, places_of(owner.user.id))
    assert standing is not None
    with acting_as(Asker(tenant=standing.organisation, user=standing.user)):
        text = f"{{format: klynge-scenario/1, id: {word('scenario')}, changes: []}}"
        return str(add_scenario(standing, word("scenario"), text, uuid4().hex).id)


def brought(owner: Person) -> str:
    """A file that the owner's firm brought in, with a canary for a name."""
    with acting_as(Asker(tenant=owner.organisation.id, user=owner.user.id)):
        made = Import.objects.create(
            tenant=owner.organisation.id, cluster=owner.organisation.cluster_id, user=owner.user.id,
            name=word("import"), size=1, digest="", content=b"x",
        )  # fmt: skip
    return str(made.id)


def code(owner: Person) -> str:
    """The code of a configuration that the owner's firm saved."""
    made = code_of("fjell/table", {"engraving": str(owner.organisation.id)})
    Configuration.objects.using("trustee").get_or_create(
        tenant=owner.organisation.id, cluster=owner.organisation.cluster_id, item=f"fjell/table/{made}",
        defaults={"product": "fjell/table", "version": "2", "choices": {"engraving": word("code")},
                  "name_nb": word("code"), "name_en": word("code")},
    )  # fmt: skip
    return made


TABLE: dict[str, Any] = {"product": "fjell/table", "choices": {}}
SIGNED = {"signatory": "Kari"}
LEAVING = SIGNED | {"day": "2099-01-01"}
CLUSTER = "/api/cluster"
TERMS = SIGNED | {"giver": "fjell", "taker": "vidda", "fields": ["order.state"], "purpose": "p",
                  "valid_from": "2026-01-01", "valid_to": "2026-12-31"}  # fmt: skip
REVIEW = {"members": ["fjell", "vidda"], "market": "m", "relation": "none", "since": "2026-01-01", "reviewer": "Kari"}
EVENING = {"work_centre": "saw", "start": "2026-01-12T16:00:00+01:00", "end": "2026-01-12T20:00:00+01:00"}
DAYS = {"pool": "jig", "amount": 1000, "first": "2026-01-12", "last": "2026-01-13"}
PLACE = {"work_centre": "saw", "unit": 1, "start": "2026-01-12T08:00:00+01:00"}
MOVE = {"place": PLACE | {"job": "C-1", "operation": "saw"}, "to": PLACE}
STEP = {"job": "C-1", "operation": "saw"}
MONTHS = {"figure": "kept", "first": "2026-01-01", "last": "2026-01-31"}

MATRIX: dict[str, Call] = {
    "GET /cluster/charter": Call(lambda _: f"{CLUSTER}/charter", stranger=200),
    "POST /cluster/charter/members": Call(
        lambda _: f"{CLUSTER}/charter/members", {"member": "nobody", "joins": "2026-01-01"}
    ),
    "POST /cluster/charter/members/{uuid:member}/sign": Call(
        lambda owner: f"{CLUSTER}/charter/members/{invitation(owner)}/sign", SIGNED
    ),
    "POST /cluster/charter/members/{uuid:member}/leave": Call(
        lambda owner: f"{CLUSTER}/charter/members/{invitation(owner)}/leave", LEAVING
    ),
    "POST /cluster/charter/members/{uuid:member}/end": Call(
        lambda owner: f"{CLUSTER}/charter/members/{invitation(owner)}/end", LEAVING
    ),
    "PUT /cluster/disclosures": Call(lambda _: f"{CLUSTER}/disclosures", SIGNED | {"stopped": False}, 204),
    "GET /cluster/relationships": Call(lambda _: f"{CLUSTER}/relationships?size=500", stranger=200),
    "POST /cluster/relationships": Call(lambda _: f"{CLUSTER}/relationships", REVIEW, 422),
    "POST /cluster/markets": Call(lambda _: f"{CLUSTER}/markets", {"code": "m", "kind": "labour"}, None),
    "GET /cluster/agreements": Call(lambda _: f"{CLUSTER}/agreements", stranger=200),
    "POST /cluster/agreements": Call(lambda _: f"{CLUSTER}/agreements", TERMS, 422),
    "POST /cluster/agreements/{uuid:agreement}/sign": Call(
        lambda owner: f"{CLUSTER}/agreements/{agreement(owner)}/sign", SIGNED
    ),
    "POST /cluster/agreements/{uuid:agreement}/end": Call(
        lambda owner: f"{CLUSTER}/agreements/{agreement(owner)}/end", SIGNED
    ),
    "GET /cluster/releases": Call(lambda _: f"{CLUSTER}/releases?size=500", stranger=200),
    "POST /cluster/releases": Call(lambda _: f"{CLUSTER}/releases", MONTHS, None),
    "PUT /cluster/consent": Call(
        lambda _: f"{CLUSTER}/consent", SIGNED | {"field": "order.delivery", "given": False}, 204
    ),
    "GET /cluster/disclosures": Call(lambda _: f"{CLUSTER}/disclosures?size=500", stranger=200),
    "GET /cluster/disclosures/export": Call(lambda _: f"{CLUSTER}/disclosures/export", stranger=200),
    "GET /cluster/joint-products": Call(lambda _: f"{CLUSTER}/joint-products", stranger=200),
    "GET /cluster/sharing": Call(lambda _: f"{CLUSTER}/sharing?reader=nobody"),
    "GET /me": Call(lambda _: "/api/me", stranger=200),
    "GET /orders": Call(lambda _: "/api/orders", stranger=200),
    "GET /orders/{uuid:order}": Call(lambda owner: f"/api/orders/{order(owner)}"),
    "GET /orders/{uuid:order}/reasons": Call(lambda owner: f"/api/orders/{order(owner)}/reasons"),
    "POST /orders/{uuid:order}/commit": Call(lambda owner: f"/api/orders/{order(owner)}/commit", {}),
    "POST /orders/{uuid:order}/withdraw": Call(lambda owner: f"/api/orders/{order(owner)}/withdraw", {}),
    "GET /plan": Call(lambda _: "/api/plan?size=500", stranger=200),
    "POST /floor/reports": Call(lambda _: "/api/floor/reports", SPOILT),
    "POST /network/stops": Call(lambda _: "/api/network/stops", STOP),
    "POST /floor/reports/undo": Call(lambda _: "/api/floor/reports/undo", {"report": "12345678"}),
    "GET /network": Call(lambda _: "/api/network", stranger=200),
    "GET /network/changes": Call(lambda _: "/api/network/changes", stranger=200),
    "POST /network/changes/{change}/end": Call(
        lambda _: "/api/network/changes/nothing/end", {"at": "2026-01-12T08:00:00+01:00"}, 409
    ),
    "POST /network/overtime": Call(lambda _: "/api/network/overtime", EVENING),
    "POST /network/absences": Call(lambda _: "/api/network/absences", DAYS),
    "POST /network/people": Call(lambda _: "/api/network/people", DAYS),
    "GET /planner/board": Call(lambda _: "/api/planner/board", stranger=200),
    "GET /planner/load": Call(lambda _: "/api/planner/load", stranger=200),
    "GET /planner/lists": Call(lambda _: "/api/planner/lists?which=late&size=500", stranger=200),
    "GET /planner/find": Call(lambda _: "/api/planner/find?text=kanari", stranger=200),
    "GET /planner/inspect": Call(lambda _: "/api/planner/inspect?job=C-1&operation=saw"),
    "GET /planner/orders/{uuid:order}": Call(lambda owner: f"/api/planner/orders/{order(owner)}"),
    "GET /planner/orders/{uuid:order}/repairs": Call(lambda owner: f"/api/planner/orders/{order(owner)}/repairs"),
    "POST /planner/orders/{uuid:order}/repairs": Call(
        lambda owner: f"/api/planner/orders/{order(owner)}/repairs", {"repair": "nothing"}
    ),
    "POST /planner/verdict": Call(lambda _: "/api/planner/verdict", MOVE, 200),
    "GET /planner/drafts": Call(lambda _: "/api/planner/drafts", stranger=200),
    "POST /planner/drafts": Call(lambda _: "/api/planner/drafts", {"name": "d"}, 201),
    "GET /planner/drafts/{uuid:draft}": Call(lambda owner: f"/api/planner/drafts/{draft(owner)}"),
    "GET /planner/drafts/{uuid:draft}/board": Call(lambda owner: f"/api/planner/drafts/{draft(owner)}/board"),
    "POST /planner/drafts/{uuid:draft}/edits": Call(
        lambda owner: f"/api/planner/drafts/{draft(owner)}/edits", {"version": 1, "edit": STEP | {"kind": "lock"}}
    ),
    "POST /planner/drafts/{uuid:draft}/undo": Call(
        lambda owner: f"/api/planner/drafts/{draft(owner)}/undo", {"version": 1}
    ),
    "POST /planner/drafts/{uuid:draft}/redo": Call(
        lambda owner: f"/api/planner/drafts/{draft(owner)}/redo", {"version": 1}
    ),
    "POST /planner/drafts/{uuid:draft}/publish": Call(
        lambda owner: f"/api/planner/drafts/{draft(owner)}/publish", {"version": 1}
    ),
    "POST /planner/drafts/{uuid:draft}/discard": Call(lambda owner: f"/api/planner/drafts/{draft(owner)}/discard", {}),
    "GET /planner/locks": Call(lambda _: "/api/planner/locks", stranger=200),
    "POST /planner/locks": Call(lambda _: "/api/planner/locks", STEP),
    "POST /planner/unlock": Call(lambda _: "/api/planner/unlock", STEP, 200),
    "POST /planner/freeze": Call(lambda _: "/api/planner/freeze", {"until": None}, 200),
    "GET /planner/improvement": Call(lambda _: "/api/planner/improvement", stranger=200),
    "POST /planner/improvement": Call(lambda _: "/api/planner/improvement", {"improve": "off"}, 200),
    "GET /scenarios": Call(lambda _: "/api/scenarios", stranger=200),
    "POST /scenarios": Call(lambda _: "/api/scenarios", {"scenario": "{format: klynge-scenario/1, changes: []}"}, 201),
    "GET /scenarios/compare": Call(lambda owner: f"/api/scenarios/compare?scenario={scenario(owner)}"),
    "GET /scenarios/{uuid:scenario}": Call(lambda owner: f"/api/scenarios/{scenario(owner)}"),
    "POST /scenarios/{uuid:scenario}/plan": Call(lambda owner: f"/api/scenarios/{scenario(owner)}/plan", {}),
    "POST /scenarios/{uuid:scenario}/stop": Call(lambda owner: f"/api/scenarios/{scenario(owner)}/stop", {}),
    "DELETE /scenarios/{uuid:scenario}": Call(lambda owner: f"/api/scenarios/{scenario(owner)}"),
    "GET /items": Call(lambda _: "/api/items?size=500", stranger=200),
    "POST /promises": Call(lambda _: "/api/promises", {"item": "chair", "quantity": 1, "region": "Oslo"}, None),
    "POST /promises/hold": Call(
        lambda _: "/api/promises/hold", {"item": "chair", "quantity": 1, "region": "Oslo", "customer": "c"}, None
    ),
    "GET /products": Call(lambda _: "/api/products", stranger=None),
    "POST /configurations": Call(lambda _: "/api/configurations", TABLE, None),
    "POST /configurations/days": Call(lambda _: "/api/configurations/days", TABLE | {"region": "Oslo"}, None),
    "POST /configurations/change": Call(
        lambda _: "/api/configurations/change", TABLE | {"variable": "length", "value": 900}, None
    ),
    "POST /configurations/complete": Call(lambda _: "/api/configurations/complete", TABLE, None),
    "POST /configurations/save": Call(lambda _: "/api/configurations/save", TABLE, None),
    "POST /configurations/compare": Call(
        lambda _: "/api/configurations/compare", {"left": TABLE, "right": TABLE}, None
    ),
    "GET /codes/{code}": Call(lambda owner: f"/api/codes/{code(owner)}"),
    "GET /imports": Call(lambda _: "/api/imports", stranger=200),
    "POST /imports": Call(lambda _: "/api/imports", stranger=422),
    "GET /imports/{uuid:file}": Call(lambda owner: f"/api/imports/{brought(owner)}"),
    "POST /imports/{uuid:file}/check": Call(lambda owner: f"/api/imports/{brought(owner)}/check", {}),
    "POST /imports/{uuid:file}/apply": Call(lambda owner: f"/api/imports/{brought(owner)}/apply", {}),
    "GET /export/workbook": Call(lambda _: "/api/export/workbook", stranger=200),
    "GET /tokens": Call(lambda _: "/api/tokens", stranger=200),
    "POST /tokens": Call(lambda _: "/api/tokens", {"name": "n", "role": "manager", "scopes": ["read-orders"]}, 201),
    "DELETE /tokens/{uuid:token}": Call(lambda owner: f"/api/tokens/{token(owner)}"),
}
