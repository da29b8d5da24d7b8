# SPDX-License-Identifier: Apache-2.0
"""Two planners change the same rule or draft: the second is told who changed what, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.people import Person
from tests.support.planned import In, asked, do, refused, to_do

from klynge.server.roles import Role

pytestmark = pytest.mark.usefixtures("trustee")
HERE = In("drafted")
FIRST, SECOND = "2026-02-03T08:00:00+01:00", "2026-02-04T08:00:00+01:00"


def filled(who: Person, path: str, **fields: Any) -> Any:
    return who.client.post(f"/planner/{path}", fields, headers={"Accept-Language": "en"})


def test_a_freeze_that_another_changed_shows_both() -> None:
    """Theirs with their name beside one's own, which the form still holds; sent for theirs it is taken."""
    mine, theirs = HERE.member(Role.PLANNER), HERE.member(Role.PLANNER)
    do(mine, "freeze", until=None)
    do(theirs, "freeze", until=FIRST, was=None)
    lost = filled(mine, "freeze", until="2026-02-04T08:00", version="none")
    page = lost.content.decode()
    assert lost.status_code == 409
    assert theirs.user.email in page
    assert 'name="until" value="2026-02-04T08:00"' in page
    seen = page.partition('name="version" value="')[2].partition('"')[0]
    assert filled(mine, "freeze", until="2026-02-04T08:00", version=seen).status_code == 302
    assert do(mine, "freeze", until=None, was=SECOND)["frozen_until"] is None


def test_who_wants_what_it_is_already_is_not_stopped() -> None:
    """Both froze up to the same moment: there is nothing to choose."""
    mine, theirs = HERE.member(Role.PLANNER), HERE.member(Role.PLANNER)
    do(mine, "freeze", until=None)
    do(theirs, "freeze", until=FIRST)
    assert do(mine, "freeze", until=FIRST, was=None)["frozen_until"]
    do(mine, "freeze", until=None)


def test_a_policy_that_another_changed_says_so() -> None:
    """The page names who and shows both; the API refuses with the kind of the problem."""
    mine, theirs = HERE.member(Role.PLANNER), HERE.member(Role.PLANNER)
    do(mine, "set_policy", improve="off")
    do(theirs, "set_policy", improve="propose", was="off")
    assert refused(mine, "set_policy", improve="publish", was="off")["kind"] == "rule-changed"
    lost = filled(mine, "improvement", improve="publish", version="off")
    assert lost.status_code == 409
    assert "A better plan becomes a draft that someone looks at." in lost.content.decode()
    assert filled(mine, "improvement", improve="off", version="propose").status_code == 302


def test_each_rule_has_its_own_last_change() -> None:
    """One chose the policy and another then froze the plan: who meets the policy is told of the first."""
    mine, chose, froze = (HERE.member(Role.PLANNER) for _ in range(3))
    do(mine, "set_policy", improve="off")
    do(chose, "set_policy", improve="propose")
    do(froze, "freeze", until=FIRST)
    assert chose.user.email in str(refused(mine, "set_policy", improve="publish", was="off"))
    lost = filled(mine, "improvement", improve="publish", version="off").content.decode()
    assert (chose.user.email in lost, froze.user.email in lost) == (True, False)
    assert asked(mine, "locks")["changed_by"] == froze.user.email
    do(mine, "freeze", until=None)
    do(mine, "set_policy", improve="off")


def test_a_draft_says_who_changed_what() -> None:
    """The newest edit is named, so that the second planner need not look for it."""
    mine, theirs = HERE.member(Role.PLANNER), HERE.member(Role.PLANNER)
    portion = to_do(mine)
    draft = do(mine, "draft_new", name="Both")
    lock = {"kind": "lock", "job": portion["job"], "operation": portion["operation"]}
    do(theirs, "draft_edit", draft=draft["draft"], version=1, edit=lock)
    detail = refused(mine, "draft_undo", draft=draft["draft"], version=1)["detail"]
    assert theirs.user.email in detail
    assert portion["job"] in detail


def test_a_form_sent_twice_makes_one_draft() -> None:
    """The key that was made with the form makes a reload harmless."""
    planner = HERE.member(Role.PLANNER)
    page = planner.get("/planner/drafts/").content.decode()
    key = page.partition('name="key" value="')[2].partition('"')[0]
    places = [filled(planner, "drafts/", name="Once", key=key)["Location"] for _ in range(2)]
    assert places[0] == places[1]
