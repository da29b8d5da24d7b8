# SPDX-License-Identifier: Apache-2.0
"""What one chooses for oneself, problems in parts of pages, and that the demonstration is shut where it is none."""

from __future__ import annotations

import json

import pytest
from django.test import override_settings
from tests.support.people import person, visitor

from klynge.server.accounts.models import User
from klynge.server.roles import Role


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_one_is_never_led_elsewhere(wanted: str) -> None:
    """After a choice one is back on a page of ours, whatever was asked for."""
    for path, sent in (("/language/", {"language": "en"}), ("/theme/", {"theme": "dark"})):
        assert visitor().post(path, sent | {"next": wanted})["Location"] == "/"


def test_the_look_is_remembered() -> None:
    """In the browser, and taken back."""
    client = visitor()
    client.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/account/login/").content.decode()
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/account/login/").content.decode()


def test_a_problem_in_a_part_of_a_page_is_a_message() -> None:
    """Nothing is swapped, and what is wrong is said over the page."""
    answer = person(Role.SALES).client.post("/views/", {"name": ""}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Reswap"] == "none"
    assert json.loads(answer["HX-Trigger"])["frame:toast"]["tone"] == "bad"


def test_there_is_no_demonstration_unless_it_was_asked_for() -> None:
    """No page of it, and nobody becomes anyone."""
    someone = User.objects.create_user("planner@shut.example")
    client = visitor()
    assert [client.get(path).status_code for path in ("/demo/", "/demo/tour/")] == [404, 404]
    assert client.post(f"/demo/be/{someone.id}/").status_code == 404
    assert client.get("/api/me").status_code == 401


def test_in_the_demonstration_only_its_users_can_be_become() -> None:
    """A real person's account is none of them, whatever its place."""
    real = person(Role.PLANNER)
    with override_settings(DEMO=True):
        client = visitor()
        assert client.post(f"/demo/be/{real.user.id}/").status_code == 404
        assert client.get("/api/me").status_code == 401


def test_a_page_that_is_not_there_is_ours() -> None:
    """In the frame, without a traceback."""
    answer = visitor().get("/no/such/page/")
    assert answer.status_code == 404
    assert 'class="bar"' in answer.content.decode()
