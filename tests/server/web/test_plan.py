# SPDX-License-Identifier: Apache-2.0
"""The plan, its reasons, and what the floor and the world do to it, over HTTP with the real log and trustee."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.server.web.test_promises import act, at, buyer, hold
from tests.support.people import Person, person

from klynge.server.accounts.models import Kind
from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")


def member(role: Role, code: str = "fjell") -> Person:
    return person(role, at(Kind.MEMBER, code))


def send(who: Person, path: str, told: dict[str, Any], key: str = "") -> Any:
    return who.post(f"/api/{path}", told, headers={"Idempotency-Key": key or uuid4().hex})


def planned(who: Person, **asked: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = who.get("/api/plan", data={"size": 500} | asked).json()["items"]
    return items


def reported(portion: dict[str, Any], kind: str = "finish", **changes: Any) -> dict[str, Any]:
    told = {name: portion[name] for name in ("job", "operation", "work_centre", "unit", "quantity", "start", "end")}
    return told | {"kind": kind} | changes


def to_do(who: Person, **having: Any) -> dict[str, Any]:
    """The first portion of a committed order's that is not reported."""
    having |= {"state": "planned"}
    return next(p for p in planned(who) if all(p[name] == value for name, value in having.items()))


def committed() -> str:
    """The number of a fresh order of chairs that is committed."""
    customer = buyer()
    held = hold(customer).json()
    assert act(customer, held["id"], "commit").status_code == 200
    number: str = held["order"]
    return number


def test_one_sees_ones_own_work_centres_and_of_others_the_job() -> None:
    """The weaver sees the furniture maker's work in its sewing room, not whose order it is; a stranger's saw: 404."""
    committed()
    weaver = member(Role.FLOOR, "vidda")
    answer = weaver.get("/api/plan?size=500").json()
    assert {p["work_centre"] for p in answer["items"]} <= {c["work_centre"] for c in answer["work_centres"]}
    assert {c["work_centre"] for c in answer["work_centres"]} == {"warping", "loom", "sewing"}
    others = [p for p in answer["items"] if not p["own"]]
    assert others
    assert {(p["order"], p["order_id"], p["item"]) for p in others} == {(None, None, None)}
    assert weaver.get("/api/plan?work_centre=saw").status_code == 404


def test_a_window_holds_what_stands_in_it_a_page_at_a_time() -> None:
    """The pages of a window together are what stands in it, each once."""
    planner = member(Role.PLANNER)
    since, until = "2026-01-12T00:00:00+01:00", "2026-01-19T00:00:00+01:00"
    found = planned(planner, since=since, until=until)
    assert found
    assert all(p["end"] > "2026-01-11T23" and p["setup_start"] < "2026-01-18T23" for p in found)
    pages = [planned(planner, since=since, until=until, page=page, size=7) for page in range(1, len(found) // 7 + 2)]
    assert [p for page in pages for p in page] == found


def test_reasons_add_up_and_name_no_other_firm() -> None:
    """The seller hears its own steps, the customer days alone; the time adds up; no other member's place is named."""
    customer = buyer()
    held = hold(customer).json()
    path = f"/api/orders/{held['id']}/reasons"
    seller, told = member(Role.SALES).get(path).json(), customer.get(path).json()
    assert seller["day"] == told["day"] == held["day"]
    first, last = (datetime.fromisoformat(seller["stretches"][n][name]) for n, name in ((0, "first"), (-1, "last")))
    assert sum(s["seconds"] for s in seller["stretches"]) == (last - first).total_seconds()
    assert {s["work_centre"] for s in seller["stretches"]} & {"saw", "assembly"}
    assert not {s["work_centre"] for s in seller["stretches"]} & {"warping", "loom", "sewing"}
    assert len(seller["words"]) > 1
    assert told["words"] == []
    assert all(value is None for s in told["stretches"] for name, value in s.items() if not name.endswith("_day"))
    assert member(Role.SALES, "vidda").get(path).status_code == 404


def test_anothers_work_is_a_stretch_of_time() -> None:
    """The furniture maker's chairs wait for the weaver's sewing room: it hears how long, not where nor for what."""
    seller = member(Role.SALES)
    orders = seller.get("/api/orders?side=seller&size=500").json()["items"]
    told = [
        seller.get(f"/api/orders/{order['id']}/reasons").json() for order in orders if order["state"] != "withdrawn"
    ]
    hidden = [s for each in told for s in each["stretches"] if s["cause"] is None]
    assert hidden
    assert all(s["seconds"] and not (s["work_centre"] or s["operation"] or s["subject"]) for s in hidden)
    assert not {s["work_centre"] for each in told for s in each["stretches"]} & {"warping", "loom", "sewing"}
    assert "another firm" in (words := str([each["words"] for each in told])) or "en annen bedrift" in words
    assert "Sewing" not in words


def test_the_floor_begins_and_ends_in_part() -> None:
    """Begun, then some of it done, then the rest: the plan keeps what was, and says so; too much is refused."""
    order, floor = committed(), member(Role.FLOOR)
    first = to_do(floor, order=order)
    begun = send(floor, "floor/reports", reported(first, "start"))
    assert begun.status_code == 201, begun.content
    assert begun.json()["left"] == 0
    part = send(floor, "floor/reports", reported(first, quantity=1))
    assert part.status_code == 201, part.content
    rest = send(floor, "floor/reports", reported(first, quantity=first["quantity"] - 1, start=first["end"]))
    assert rest.status_code == 201, rest.content
    found = [p for p in planned(floor) if (p["job"], p["operation"]) == (first["job"], first["operation"])]
    assert {p["state"] for p in found} == {"finished"}
    assert sum(p["quantity"] for p in found) == first["quantity"]
    again = send(floor, "floor/reports", reported(first))
    assert again.status_code == 409
    assert again.json()["detail"]


def test_a_report_is_taken_in_once() -> None:
    """The same report with the same key: the same answer, one portion."""
    order, floor, key = committed(), member(Role.FLOOR), uuid4().hex
    told = reported(to_do(floor, order=order), quantity=1)
    one, two = (send(floor, "floor/reports", told, key) for _ in range(2))
    assert one.status_code == 201, one.content
    assert one.json() == two.json()
    same = [p for p in planned(floor) if (p["job"], p["operation"]) == (told["job"], told["operation"])]
    assert [p["state"] for p in same].count("finished") == 1


def test_what_is_spoilt_is_made_again() -> None:
    """The order needs so much more of that step than before."""
    order, floor = committed(), member(Role.FLOOR)
    first = to_do(floor, order=order)
    answer = send(floor, "floor/reports", reported(first, "scrap", quantity=1))
    assert answer.status_code == 201, answer.content
    assert answer.json()["left"] == first["quantity"] + 1


def test_others_work_cannot_be_reported_elsewhere() -> None:
    """The weaver reports at its own places alone; a held order is not begun; times outside the plan are refused."""
    order, floor = committed(), member(Role.FLOOR)
    first = to_do(floor, order=order)
    assert send(member(Role.FLOOR, "vidda"), "floor/reports", reported(first)).status_code == 404
    held = hold(buyer()).json()["order"]
    assert send(floor, "floor/reports", reported(to_do(floor, order=held))).status_code == 409
    late = reported(first, start="2031-01-01T00:00:00Z", end="2031-01-01T01:00:00Z")
    assert send(floor, "floor/reports", late).status_code == 409
    assert send(floor, "floor/reports", {**reported(first), "quantity": 0}).status_code == 422


def test_a_stop_gives_new_days_and_names_ones_own() -> None:
    """Assembly stands for three weeks: the seller's order is named with its new day, and everyone reads it."""
    customer = buyer()
    held = hold(customer).json()
    assert act(customer, held["id"], "commit").status_code == 200
    stop = {"work_centre": "assembly", "start": "2026-01-05T08:00:00+01:00", "end": "2026-02-02T08:00:00+01:00"}
    assert send(member(Role.PLANNER, "vidda"), "network/stops", stop).status_code == 404
    answer = send(member(Role.PLANNER), "network/stops", stop)
    assert answer.status_code == 201, answer.content
    mine = next(each for each in answer.json()["new_days"] if each["number"] == held["order"])
    assert mine["before"] == held["day"] < mine["now"]
    assert not mine["kept"]
    assert customer.get(f"/api/orders/{held['id']}/reasons").json()["day"] == mine["now"]
    assert [p for p in planned(member(Role.FLOOR), work_centre="assembly") if p["order"] == held["order"]]


@pytest.mark.parametrize("wrong", [{"unit": 9}, {"end": "2026-01-01T00:00:00Z"}, {"family": "green"}])
def test_a_stop_that_cannot_be_says_why(wrong: dict[str, Any]) -> None:
    """A unit that there is not, an end before the start, a family that there is not: nothing is changed."""
    stop = {"work_centre": "paint", "start": "2026-01-12T08:00:00+01:00", "end": "2026-01-13T08:00:00+01:00"}
    answer = send(member(Role.MANAGER), "network/stops", stop | wrong)
    assert answer.status_code == 409
    assert answer.json()["detail"]
