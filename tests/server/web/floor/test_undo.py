# SPDX-License-Identifier: Apache-2.0
"""Taking a report back over the API: for five minutes, by who sent it, and the page says so."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from tests.support.people import Person
from tests.support.planned import In, to_do

from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("reported")


def post(who: Person, path: str, body: dict[str, Any], key: str = "") -> Any:
    return who.post(f"/api/floor/reports{path}", body, headers={"Idempotency-Key": key or uuid4().hex})


def begun(floor: Person) -> str:
    """The key of a report of a start, sent over HTTP."""
    portion, key = to_do(floor, order=HERE.committed()), uuid4().hex
    told = {name: portion[name] for name in ("job", "operation", "work_centre", "unit")}
    answer = post(floor, "", {"kind": "start", **told}, key)
    assert answer.status_code == 201, answer.content
    assert answer.json()["undo_until"]
    return key


def waited(minutes: int, key: str) -> None:
    """So many minutes have gone by since a report: it was answered earlier than it was."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("alter table log_answer no force row level security")
        cursor.execute("update log_answer set at = at - %s * interval '1 minute' where key = %s", [minutes, key])
        assert cursor.rowcount == 1
        cursor.execute("alter table log_answer force row level security")


def test_it_is_taken_back_for_five_minutes() -> None:
    """Four minutes later it still is; six minutes later another is refused with what to do instead."""
    floor = HERE.member(Role.FLOOR)
    for minutes, status in ((4, 200), (6, 409)):
        key = begun(floor)
        waited(minutes, key)
        answer = post(floor, "/undo", {"report": key})
        assert answer.status_code == status, answer.content
    assert answer.json()["type"].endswith("too-late-to-undo")
    assert answer.json()["remedy"]


def test_only_who_sent_it_can_take_it_back() -> None:
    """The key of a report is known where it was sent: no other key takes it back, nor another firm with the key."""
    floor = HERE.member(Role.FLOOR)
    key = begun(floor)
    assert post(HERE.member(Role.FLOOR, "vidda"), "/undo", {"report": key}).status_code == 404
    assert post(HERE.member(Role.FLOOR), "/undo", {"report": uuid4().hex}).status_code == 404
    assert post(HERE.member(Role.SALES), "/undo", {"report": key}).status_code == 403
    assert post(floor, "/undo", {"report": key}).status_code == 200


def test_a_report_is_taken_back_once() -> None:
    """The same undoing sent again is answered the same; another one finds that there is nothing to take back."""
    floor = HERE.member(Role.FLOOR)
    key, undo = begun(floor), uuid4().hex
    first = post(floor, "/undo", {"report": key}, undo)
    assert post(floor, "/undo", {"report": key}, undo).json() == first.json()
    assert post(floor, "/undo", {"report": key}).status_code == 409


def test_the_page_says_how_long() -> None:
    """Beside what was reported stands how long and where it can be taken back."""
    page = HERE.member(Role.FLOOR).get("/floor/at/saw/", headers={"Accept-Language": "en"}).content.decode()
    assert "can be taken back here for five minutes" in page
