# SPDX-License-Identifier: Apache-2.0
"""An operator's day: health, the doctor, a backup, a job that is stopped, who has which role where."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import tab_to

Open = Callable[..., Page]
PATIENCE_S = 180


def reloaded_until(page: Page, there: Callable[[], bool]) -> None:
    """Load the page again until something is there, as one who waits does."""
    end = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < end, page.locator("main").inner_text()
        page.wait_for_timeout(1000)
        page.reload()


@pytest.mark.parametrize(
    ("language", "look", "well"),
    [("nb", "Se på nytt", "Alle deler svarer."), ("en", "Look again", "All parts answer.")],
)
def test_the_doctor_looks(open_as: Open, axe: Callable[[Page], None], language: str, look: str, well: str) -> None:
    """All parts answer; by keyboard the doctor is asked, and its findings stand there a while later."""
    page = open_as("operator", language=language)
    page.goto("/operation/")
    expect(page.locator(".lead")).to_have_text(well)
    tab_to(page, look)
    with page.expect_navigation():  # what the other language's test found stands there until then
        page.keyboard.press("Enter")
    reloaded_until(page, lambda: page.locator("ul.checks li").count() > 3)
    axe(page)


@pytest.mark.parametrize(("language", "begin"), [("nb", "Ta en sikkerhetskopi"), ("en", "Begin a backup")])
def test_a_backup_is_made(open_as: Open, axe: Callable[[Page], None], language: str, begin: str) -> None:
    """One button; after a while there is one file more, with its size."""
    page = open_as("operator", language=language)
    page.goto("/operation/backups/")
    before = page.locator("table tbody tr").count()
    page.get_by_role("button", name=begin).click()
    reloaded_until(page, lambda: page.locator("table tbody tr").count() > before)
    expect(page.locator("table tbody tr").first).to_contain_text("MB")
    axe(page)


SCENARIOS = """async ([name, many]) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
  const changes = [{ change: "volume", members: ["fjell"], permille: 20000 }];
  const scenario = JSON.stringify({ format: "klynge-scenario/1", id: "asked", name: { en: name, nb: name }, changes });
  const one = (n) => fetch("/api/scenarios", {
    method: "POST", body: JSON.stringify({ name: `${name} ${n}`, scenario }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "Idempotency-Key": crypto.randomUUID() },
  }).then((answer) => answer.status);
  return Promise.all([...Array(many).keys()].map(one));
}"""
"""Many what-ifs at once, so that the last ones stand in line for a while."""


@pytest.mark.parametrize(("language", "stop"), [("nb", "Stopp jobben"), ("en", "Stop the job")])
def test_a_job_is_stopped(open_as: Open, axe: Callable[[Page], None], language: str, stop: str) -> None:
    """A planner's scenarios are seen by their kind alone; one in line is told to stop, and there is nothing to do."""
    planner, name = open_as("planner", language="en"), uuid4().hex[:8]
    planner.goto("/planner/scenarios/")
    assert set(planner.evaluate(SCENARIOS, [name, 24])) <= {200, 201, 202}
    page = open_as("operator", language=language)
    page.goto("/operation/jobs/?state=ready")
    assert name not in page.locator("main").inner_text()
    page.locator("tbody tr a").first.click()
    job = page.url.partition("job=")[2]
    axe(page)
    page.get_by_role("button", name=stop).click()
    page.wait_for_url("**/operation/jobs/")
    reloaded_until(page, lambda: page.locator(f"tbody a[href*='{job}']").count() == 0)


def test_who_has_which_role(open_as: Open) -> None:
    """Found by a part of the address; of a firm's work there is nothing."""
    page = open_as("operator")
    page.goto("/operation/users/")
    page.fill("#q-users", "planner@")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("planner@small.example")
