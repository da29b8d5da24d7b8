# SPDX-License-Identifier: Apache-2.0
"""What is entered of machines and people, as a page."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from tests.support.planned import In, asked, do

from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
EN = {"Accept-Language": "en"}


def test_people_away_are_counted_listed_by_days_and_called_off() -> None:
    """From the first day to the last one, how many; what has not begun is called off, not over."""
    planner = In("reported").member(Role.PLANNER)
    do(planner, "absence", pool="packers", amount=1500, first="2026-01-28", last="2026-01-30")
    page = unescape(planner.get("/planner/changes/", headers=EN).content.decode())
    row = next(each for each in page.split("<tr>") if "Wed 28 Jan" in each)
    assert "1.5 people" in row
    assert "Fri 30 Jan" in row
    assert "00:00" not in row
    assert "Call it off" in row
    assert "It is over" not in row
    change = next(
        one["change"]
        for one in asked(planner, "network_changes")["changes"]
        if one["kind"] == "absence" and one["start"].startswith("2026-01-28")
    )
    given = {"change": change, "state": "coming", "key": uuid4().hex}
    answer = planner.client.post("/planner/changes/end", given, headers=EN, follow=True)
    page = unescape(answer.content.decode())
    assert "It is called off" in page
    assert "Wed 28 Jan" not in page
