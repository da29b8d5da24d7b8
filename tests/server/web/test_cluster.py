# SPDX-License-Identifier: Apache-2.0
"""Charter, register, agreements, releases and journal over HTTP, with the real trustee."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from tests.server.web.conftest import FUZZED
from tests.support.people import Person, person

from klynge.cooperation.barrier import Entry, Journal, JournalError
from klynge.server.accounts.models import Kind, Organisation
from klynge.server.barrier.models import Act, DisclosureRow
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
SIGNED = {"signatory": "Kari"}


def one(role: Role, kind: Kind, code: str) -> Person:
    return person(role, Organisation.objects.using("trustee").get(cluster__slug=FUZZED, kind=kind, code=code))


def office() -> Person:
    return one(Role.OFFICE, Kind.OFFICE, "office")


def manager(code: str) -> Person:
    return one(Role.MANAGER, Kind.MEMBER, code)


def send(who: Person, path: str, told: dict[str, Any], method: str = "POST") -> Any:
    key = {"Idempotency-Key": uuid4().hex}
    at = f"/api/cluster/{path}"
    return who.client.generic(method, at, json.dumps(told), content_type="application/json", headers=key)


def members(who: Person) -> dict[str, dict[str, Any]]:
    return {each["member"]: each for each in who.get("/api/cluster/charter").json()["members"]}


def joined() -> None:
    """The weaver is a member too."""
    if "vidda" not in members(office()):
        assert send(office(), "charter/members", {"member": "vidda", "joins": "2026-01-01"}).status_code == 201
        sign = send(manager("vidda"), f"charter/members/{members(office())['vidda']['id']}/sign", SIGNED)
        assert sign.status_code == 204, sign.content


def terms(**changes: Any) -> dict[str, Any]:
    found = {"giver": "vidda", "taker": "fjell", "fields": ["order.reason", "sub-supplier.name"], **SIGNED}
    return found | {"purpose": "order-follow-up", "valid_from": "2026-01-01", "valid_to": "2099-12-31"} | changes


def agreed() -> str:
    """An agreement by which the weaver names itself to the furniture maker, signed by both."""
    joined()
    made = send(manager("vidda"), "agreements", terms())
    assert made.status_code == 201, made.content
    assert send(manager("fjell"), f"agreements/{made.json()['id']}/sign", SIGNED).status_code == 204
    return str(made.json()["id"])


def places(who: Person) -> set[str]:
    """Where an account of the chairs' time says that it went."""
    found: set[str] = set()
    for order in who.get("/api/orders?side=seller&size=500").json()["items"]:
        if order["state"] not in ("withdrawn", "expired"):
            told = who.get(f"/api/orders/{order['id']}/reasons").json()
            found |= {stretch["work_centre"] for stretch in told["stretches"] if stretch["work_centre"]}
    return found


def test_the_folder_founds_the_cluster() -> None:
    """Who signed is a member; what it was founded with stands in the register, each firm's in its own view."""
    found = members(office())
    assert (found["fjell"]["signatory"], found["fjell"]["state"]) == ("Fjellheims leder", "member")
    entries = manager("vidda").get("/api/cluster/relationships").json()["items"]
    assert [(e["one_member"], e["other_member"], e["relation"]) for e in entries][-1] == ("fjell", "vidda", "vertical")


def test_a_member_joins_by_its_own_signature() -> None:
    """The office invites, and cannot sign; the firm signs, once."""
    joined()
    vidda = members(office())["vidda"]
    assert vidda["state"] == "member"
    assert send(office(), f"charter/members/{vidda['id']}/sign", SIGNED).status_code == 403
    assert send(manager("fjell"), f"charter/members/{vidda['id']}/sign", SIGNED).status_code == 404
    assert send(manager("vidda"), f"charter/members/{vidda['id']}/sign", SIGNED).status_code == 409
    assert (
        send(manager("vidda"), f"charter/members/{vidda['id']}/leave", SIGNED | {"day": "2020-01-01"}).status_code
        == 422
    )


def test_nobody_writes_in_anothers_name() -> None:
    """The database takes no deed for another organisation, and changes or removes none."""
    from klynge.server.tenancy import Asker, acting_as

    fjell, vidda = manager("fjell"), manager("vidda")
    forged = Act(tenant=vidda.organisation.id, cluster=fjell.organisation.cluster_id, at=datetime.now(UTC), deed="sign",
                 member="vidda", day=datetime.now(UTC).date(), person="x")  # fmt: skip
    with pytest.raises(DatabaseError), acting_as(Asker(tenant=fjell.organisation.id)):
        forged.save(force_insert=True)
    joined()
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("alter table klynge_act no force row level security")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic("owner"):
            cursor.execute("delete from klynge_act")
        cursor.execute("alter table klynge_act force row level security")


def test_what_is_agreed_is_shown_journalled_and_ends() -> None:
    """Signed by one: nothing. Signed by both: the weaver's steps by name, each in the journal. Ended: nothing again."""
    fjell = manager("fjell")
    before = places(fjell)
    assert not before & {"warping", "loom", "sewing"}
    agreement = agreed()
    assert places(fjell) & {"sewing"}
    told = [e for e in fjell.get("/api/cluster/disclosures?size=500").json()["items"] if e["agreement"] == agreement]
    assert told
    assert {(e["reader"], e["owner"], e["rule"]) for e in told} == {("fjell", "vidda", "agreed")}
    assert send(manager("vidda"), f"agreements/{agreement}/end", SIGNED).status_code == 204
    assert places(fjell) == before


def test_the_office_stops_all_disclosures() -> None:
    """One switch, and what was agreed is shown no more until it is on again."""
    agreement = agreed()
    fjell = manager("fjell")
    assert send(office(), "disclosures", SIGNED | {"stopped": True}, "PUT").status_code == 204
    try:
        assert not places(fjell) & {"sewing"}
    finally:
        assert send(office(), "disclosures", SIGNED | {"stopped": False}, "PUT").status_code == 204
    assert places(fjell) & {"sewing"}
    send(manager("vidda"), f"agreements/{agreement}/end", SIGNED)


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"fields": ["person.wage"]}, 422), ({"fields": ["work_centre.load"]}, 409), ({"valid_to": "2025-01-01"}, 422),
     ({"giver": "nobody", "taker": "vidda"}, 422), ({"fields": ["colour"]}, 422)],
)  # fmt: skip
def test_what_can_never_be_agreed_is_refused_at_once(changes: dict[str, Any], status: int) -> None:
    """Wages; capacity between firms that nobody reviewed in every market; an end before the beginning."""
    joined()
    answer = send(manager("vidda"), "agreements", terms(**changes))
    assert answer.status_code == status, answer.content
    assert answer.json()["remedy"]


def test_two_firms_are_too_few_for_a_figure() -> None:
    """The office hears why it is withheld, members nothing; asked for again with the same key, it is the same row."""
    key = {"Idempotency-Key": uuid4().hex}
    wanted = {"figure": "kept", "first": "2026-01-01", "last": "2026-02-01"}
    asking = office()
    answers = [asking.post("/api/cluster/releases", wanted, headers=key) for _ in range(2)]
    assert answers[0].status_code == 201, answers[0].content
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["withheld"], answers[0].json()["value"]) == ("too-few", None)
    assert all(r["withheld"] is None for r in manager("fjell").get("/api/cluster/releases").json()["items"])
    ahead = {"figure": "kept", "first": "2098-01-01", "last": "2098-01-01"}
    assert send(office(), "releases", ahead).status_code == 422


def test_the_journal_is_a_chain_that_shows_tampering() -> None:
    """The office's export is whole; without an entry, or with another text, it is not."""
    agreement = agreed()
    places(manager("fjell"))
    told = office().get("/api/cluster/disclosures/export").json()
    entries = [Entry(**(each | {"at": datetime.fromisoformat(each["at"]).astimezone(UTC)})) for each in told]
    assert len(Journal(entries)) == len(told) > 0
    with pytest.raises(JournalError):
        Journal([replace(entries[0], reader="vidda"), *entries[1:]])
    send(manager("vidda"), f"agreements/{agreement}/end", SIGNED)


def test_a_member_sees_what_others_see_of_it() -> None:
    """Field by field, as it is decided today: by agreement, never, or not agreed."""
    agreement = agreed()
    seen = {e["field"]: e for e in manager("vidda").get("/api/cluster/sharing?reader=fjell").json()}
    assert (seen["order.reason"]["rule"], seen["order.reason"]["agreement"]) == ("agreed", agreement)
    assert seen["person.wage"]["rule"] == "never"
    assert seen["work_centre.load"]["rule"] == "competitors"
    assert seen["member.name"]["rule"] == "public"
    send(manager("vidda"), f"agreements/{agreement}/end", SIGNED)


def test_capacity_that_is_lent_is_read_by_its_parties() -> None:
    """The office sees that there is an agreement, not at what rate; who makes parts is named to the seller."""
    kept = office().get("/api/cluster/agreements").json()["capacity"]
    assert {(c["giver"], c["rate_ore_h"]) for c in kept} == {("Vidda Veveri", None)}
    assert {c["rate_ore_h"] for c in manager("fjell").get("/api/cluster/agreements").json()["capacity"]} == {62000}
    joint = {j["product"]: j for j in manager("fjell").get("/api/cluster/joint-products").json()}
    assert (joint["Stol"]["others"], joint["Stol"]["named"]) == (1, ["Vidda Veveri"])
    assert manager("vidda").get("/api/cluster/joint-products").json() == []


def test_the_same_shown_again_on_a_day_is_one_entry() -> None:
    """Looking twice adds nothing to the journal."""
    agreement = agreed()
    fjell = manager("fjell")
    places(fjell)
    before = DisclosureRow.objects.using("trustee").filter(of=manager("vidda").organisation.id).count()
    places(fjell)
    assert DisclosureRow.objects.using("trustee").filter(of=manager("vidda").organisation.id).count() == before
    send(manager("vidda"), f"agreements/{agreement}/end", SIGNED)
