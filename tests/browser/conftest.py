# SPDX-License-Identifier: Apache-2.0
"""A real server and a real browser. Without a Chromium these tests are skipped, and the summary says so loudly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.support.browsing import CHROMIUM, NO_CHROMIUM, People, chromium, grave
from tests.support.served import Served, served

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    if CHROMIUM is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """The small example served by real processes: `.url`, `.live`."""
    with served() as running:
        yield running


@pytest.fixture(scope="module")  # while it runs its thread has an event loop, in which Django refuses to work
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a file."""
    with sync_playwright() as playwright:
        running = chromium(playwright)
        yield running
        running.close()


@pytest.fixture(scope="module")
def everyone(browser: Browser, server: Served) -> People:
    """All users of the small example; each logs in once."""
    return People(browser, server)


@pytest.fixture
def people(everyone: People) -> Iterator[People]:
    """The same for one test, which fails when a page complains of what nobody expected (`people.allowed`)."""
    everyone.errors.clear()
    everyone.allowed.clear()
    yield everyone
    complaints = everyone.complaints()
    everyone.close()
    assert complaints == []


@pytest.fixture
def open_as(people: People) -> Callable[..., Page]:
    """`open_as("planner", language="nb", scheme="light")`: a page of someone with the role, logged in."""
    return people.at


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails for anything serious or critical."""

    def check(page: Page) -> None:
        assert grave(page) == []

    return check
