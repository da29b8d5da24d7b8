# SPDX-License-Identifier: Apache-2.0
"""What a work centre reads and reports, over HTTP with the real log and trustee."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import translation
from tests.server.web.test_plan import committed, member
from tests.support.people import Person

from klynge.planning.fold import PlanState, fold
from klynge.server.log.store import rows_after
from klynge.server.losses.models import Loss
from klynge.server.pages.floor.cards import board
from klynge.server.roles import Role
from klynge.server.tenancy import Asker, acting_as
from klynge.server.trustee.link import ask

pytestmark = pytest.mark.usefixtures("trustee")


def queue(who: Person, centre: str, **asked: Any) -> dict[str, Any]:
    from klynge.server.accounts.queries import places_of, standing_in

    standing = standing_in(who.user.id, places_of(who.user.id))
    assert standing is not None
    with translation.override("nb"):
        found: dict[str, Any] = ask("queue", standing, {"work_centre": centre, **asked})
    return found


def tell(who: Person, body: dict[str, Any], key: str = "") -> Any:
    return who.post("/floor/reports/", body, headers={"Idempotency-Key": key or uuid4().hex})


def told(entry: dict[str, Any], kind: str, **more: Any) -> dict[str, Any]:
    names = ("job", "operation", "work_centre", "unit", "quantity", "start", "end")
    return {"kind": kind} | {name: entry[name] for name in names} | more


def to_do(who: Person, centre: str) -> dict[str, Any]:
    """The first of a work centre's queue that may be begun."""
    entries = queue(who, centre)["entries"]
    found: dict[str, Any] = next(one for one in entries if one["may_report"] and one["state"] == "planned")
    return found


def state_now(who: Person) -> PlanState:
    """What the log of a person's cluster adds up to."""
    with connections["trustee"].cursor() as cursor:
        return fold(rows_after(cursor.cursor, who.organisation.cluster.id, 0))


def test_a_work_centre_has_its_own_page_and_no_stranger_opens_it() -> None:
    """The furniture maker opens its saw; the weaver finds no such thing, and the other way round."""
    sawyer, weaver = member(Role.FLOOR), member(Role.FLOOR, "vidda")
    assert sawyer.get("/floor/at/saw/").status_code == 200
    assert weaver.get("/floor/at/saw/").status_code == 404
    assert weaver.get("/floor/at/loom/").status_code == 200
    assert b"/floor/at/saw/" in sawyer.get("/floor/").content
    assert b"/floor/at/saw/" not in weaver.get("/floor/").content


def test_another_firms_work_names_neither_order_nor_item_nor_day() -> None:
    """The weaver sews the furniture maker's cushions: it reads the job, the step and the time."""
    committed()
    weaver = member(Role.FLOOR, "vidda")
    others = [one for one in queue(weaver, "sewing")["entries"] if not one["own"]]
    assert others
    assert {(one["order"], one["item"], one["due"], one["unit_name"]) for one in others} == {(None, None, None, "")}


def test_a_report_is_taken_in_once_however_often_it_is_sent() -> None:
    """The same key gives the same answer, and the work is begun once."""
    who = member(Role.FLOOR)
    entry, key = to_do(who, "saw"), uuid4().hex
    first = tell(who, told(entry, "start"), key)
    again = tell(who, told(entry, "start"), key)
    assert (first.status_code, again.status_code) == (200, 200), first.content
    assert first.json() == again.json()
    begun = [one for one in queue(who, "saw")["entries"] if one["state"] == "started" and one["job"] == entry["job"]]
    assert sum(one["quantity"] for one in begun) == entry["quantity"]
    assert board(queue(who, "saw")).now


def test_scrap_needs_a_reason_that_is_kept_for_the_firm_alone() -> None:
    """Without one of the reasons it is told what to choose; with one the loss is noted, without a person."""
    who = member(Role.FLOOR)
    entry = to_do(who, "saw")
    refused = tell(who, told(entry, "scrap", quantity=1, reason="because"))
    assert refused.status_code == 422
    assert "reason" in refused.content.decode()
    assert tell(who, told(entry, "scrap", quantity=1, reason="material")).status_code == 200
    with acting_as(Asker(tenant=who.organisation.id)):
        assert [loss.reason for loss in Loss.objects.all()] == ["material"]
    with acting_as(Asker(tenant=member(Role.FLOOR, "vidda").organisation.id)):
        assert not Loss.objects.exists()


def test_what_cannot_be_told_is_a_problem_in_words() -> None:
    """Nonsense, a work centre that is another's and a report without a key: no page, no traceback."""
    who = member(Role.FLOOR)
    entry = to_do(who, "saw")
    for body, status in (({"kind": "start"}, 422), (told(entry, "start", work_centre="loom"), 404)):
        answer = tell(who, body)
        assert answer.status_code == status
        assert json.loads(answer.content)["title"]
    assert who.post("/floor/reports/", told(entry, "start")).status_code == 400


def test_a_code_opens_the_work_where_it_stands_now() -> None:
    """A whole address that a scanner typed, or the job alone, leads to the page of its work centre, marked."""
    who = member(Role.FLOOR)
    entry = to_do(who, "saw")
    typed = f"http://elsewhere/floor/find/?q={entry['job']}&operation={entry['operation']}"
    answer = who.get("/floor/find/", data={"q": typed})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/floor/at/saw/?job=")
    assert who.get("/floor/find/", data={"q": "no-such-job"}).status_code == 404
    assert member(Role.FLOOR, "vidda").get("/floor/find/", data={"q": entry["job"]}).status_code == 404


def test_a_week_and_a_work_order_go_on_paper_with_codes() -> None:
    """Each line has a code; the work order is a PDF too; a stranger gets none of it."""
    who = member(Role.FLOOR)
    entry = to_do(who, "saw")
    week = who.get(f"/floor/paper/week/saw/?week={entry['start'][:4]}-W03").content.decode()
    assert week.count('class="qr"') == week.count('class="tick"') > 0
    page = who.get("/floor/paper/order/", data={"job": entry["job"]}).content.decode()
    assert 'class="qr"' in page
    file = who.get("/floor/paper/order/", data={"job": entry["job"], "as": "pdf"})
    assert file.content.startswith(b"%PDF")
    stranger = member(Role.FLOOR, "vidda")
    assert stranger.get("/floor/paper/week/saw/").status_code == 404


def test_what_was_reported_is_marked_on_paper() -> None:
    """The week list and the work order say what has begun and what is done."""
    who = member(Role.FLOOR)
    entry = to_do(who, "saw")
    year, week, _ = datetime.fromisoformat(entry["start"]).isocalendar()
    papers = [(f"/floor/paper/week/saw/?week={year}-W{week:02d}", {}), ("/floor/paper/order/", {"job": entry["job"]})]

    def marked(word: str) -> list[int]:
        return [who.get(path, data=asked).content.decode().count(f"</svg>{word}</span>") for path, asked in papers]

    before = marked("I arbeid"), marked("Ferdig")
    assert tell(who, told(entry, "start")).status_code == 200
    assert marked("I arbeid") == [n + 1 for n in before[0]]
    begun = next(one for one in queue(who, "saw")["entries"] if one["job"] == entry["job"])
    assert tell(who, told(begun, "finish")).status_code == 200
    assert (marked("I arbeid"), marked("Ferdig")) == (before[0], [n + 1 for n in before[1]])


def test_a_card_speaks_the_readers_language() -> None:
    """The step, the item and the unit; a lot is named by its item, never by its number."""
    floor = member(Role.FLOOR)
    said = {"nb": ("Fres ben og sete", "Stolramme", "stk", "Blandet maling"),
            "en": ("Mill legs and seat", "Chair frame", "pcs", "Mixed paint")}  # fmt: skip
    for language, other in (("nb", "en"), ("en", "nb")):
        pages = [floor.get(f"/floor/at/{name}/", headers={"Accept-Language": language}) for name in ("cnc", "mixing")]
        shown = " ".join(
            re.sub(r"<script.*?</script>|<[^>]*>", " ", p.content.decode(), flags=re.DOTALL) for p in pages
        )
        assert all(word in shown for word in said[language])
        assert not any(re.search(rf"\b{word}\b", shown) for word in (*said[other], "paint-mix"))


def test_a_lot_for_stock_is_reported_like_any_work() -> None:
    """A supply lot is begun by its name, stands so after others have moved, is done by that name, and undone."""
    floor, centre = member(Role.FLOOR), "mixing"
    entry = next(each for each in queue(floor, centre)["entries"] if each["lot"] and each["state"] == "planned")
    assert (entry["may_report"], entry["item"], entry["order"]) == (True, "Blandet maling", None)
    assert tell(floor, told(entry, "start")).status_code == 200
    committed()
    (begun,) = [each for each in queue(floor, centre)["entries"] if each["job"] == entry["job"]]
    assert (begun["state"], begun["lot"], begun["order"]) == ("started", True, None)
    key = uuid4().hex
    now = queue(floor, centre)["now"]
    assert tell(floor, told(begun, "finish") | {"end": max(now, begun["start"])}, key).status_code == 200
    assert entry["job"] in {each["job"] for each in queue(floor, centre)["ended"]}
    assert tell(floor, {"kind": "undo", "report": key}).status_code == 200
    assert entry["job"] not in {each["job"] for each in queue(floor, centre)["ended"]}


def test_a_lot_begun_by_mistake_leaves_nothing_behind() -> None:
    """Taken back, the lot is planned as it was, an order and a receipt of its name are nowhere; it is begun again."""
    floor, centre = member(Role.FLOOR), "mixing"
    entry = next(each for each in queue(floor, centre)["entries"] if each["lot"] and each["state"] == "planned")
    before, key = state_now(floor), uuid4().hex
    assert tell(floor, told(entry, "start"), key).status_code == 200
    assert state_now(floor).orders.keys() - before.orders.keys() == {entry["job"]}
    assert tell(floor, {"kind": "undo", "report": key}).status_code == 200
    after = state_now(floor)
    assert (after.orders.keys(), after.network.stock) == (before.orders.keys(), before.network.stock)
    assert after.lots.keys() == before.lots.keys()
    assert tell(floor, told(entry, "start")).status_code == 200
