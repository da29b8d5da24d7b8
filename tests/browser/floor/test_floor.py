# SPDX-License-Identifier: Apache-2.0
"""The shop floor's tablet: reports through a network gap, taken back, found by a scanner, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
GONE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch", "Failed to load resource", "EventSource")


@pytest.fixture(autouse=True)
def a_gap_is_no_complaint(people: object) -> None:
    """Chromium says in its console that there is no network."""
    people.allowed.extend(GONE)  # type: ignore[attr-defined]


def at(open_as: Open, centre: str, language: str = "nb") -> Page:
    page = open_as("floor", language=language)
    page.goto(f"/floor/at/{centre}/")
    page.wait_for_selector("[data-floor][data-ready]", state="attached")
    return page


def planned(page: Page) -> str:
    """The key of the first card that can be started."""
    card = page.locator("[data-card]:has([data-act=start]:not([hidden]))").first
    found = card.get_attribute("data-card")
    assert found
    return found


def card(page: Page, key: str) -> Locator:
    return page.locator(f'[data-card="{key}"]')


def act(page: Page, key: str, kind: str) -> None:
    card(page, key).locator(f"[data-act={kind}]:not([hidden])").first.click()


def taken_back(page: Page) -> Locator:
    """The mark that what takes a report back is sent."""
    return page.locator("[data-records] li").filter(has_text="Angret:").locator("[data-is=sent]")


def test_a_report_survives_a_network_gap(open_as: Open) -> None:
    """Tapped without a network it shows as begun and waiting, also after a new load; it is sent when there is one."""
    page = at(open_as, "saw")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # from now on the worker has the page
    page.wait_for_selector("[data-floor][data-ready]", state="attached")
    key = planned(page)
    page.context.set_offline(True)
    act(page, key, "start")
    expect(card(page, key)).to_have_attribute("data-state", "started")
    expect(page.locator("[data-status=waiting]")).to_be_visible()
    page.reload()  # the worker gives the page as it was seen
    expect(card(page, key)).to_have_attribute("data-state", "started")
    expect(card(page, key).locator("[data-waiting]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-status=sent]")).to_be_visible(timeout=40_000)
    page.reload()
    expect(card(page, key)).to_have_attribute("data-state", "started")
    expect(card(page, key).locator("[data-waiting]")).to_be_hidden()


def test_what_was_reported_is_taken_back(open_as: Open) -> None:
    """Undo makes the plan what it was, with and without a network."""
    page = at(open_as, "cnc")
    key = planned(page)
    act(page, key, "start")
    expect(page.locator("[data-records] [data-is=sent]").first).to_be_visible(timeout=40_000)
    expect(card(page, key)).to_have_attribute("data-state", "started", timeout=40_000)
    page.locator("[data-records] [data-part=undo]:not([hidden])").first.click()
    expect(card(page, key)).to_have_attribute("data-state", "planned")
    expect(taken_back(page)).to_be_visible(timeout=40_000)
    page.context.set_offline(True)
    act(page, key, "start")
    expect(page.locator("[data-status=waiting]")).to_be_visible()
    page.locator("[data-records] [data-part=undo]:not([hidden])").first.click()
    expect(card(page, key)).to_have_attribute("data-state", "planned")
    expect(page.locator("[data-status=sent]")).to_be_visible(timeout=40_000)


def test_an_english_page_tells_the_time_in_24_hours(open_as: Open) -> None:
    """What was reported stands with its time of day."""
    page = at(open_as, "cnc", "en")
    key = planned(page)
    act(page, key, "start")
    record = page.locator("[data-records] li").first
    expect(record.locator("[data-part=when]")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(record.locator("[data-is=sent]")).to_be_visible(timeout=40_000)
    record.locator("[data-part=undo]").click()
    expect(card(page, key)).to_have_attribute("data-state", "planned")
    expect(page.locator("[data-status=sent]")).to_be_visible(timeout=40_000)


def test_nothing_is_replaced_under_a_finger(open_as: Open) -> None:
    """A queue fetched anew leaves what is as it was; a tap during which it is fetched is a tap."""
    page = at(open_as, "cnc")
    fetched = page.locator("#queue [data-now]").element_handle()
    card(page, planned(page)).locator("[data-act=start]:not([hidden])").first.hover()
    page.mouse.down()
    with page.expect_response("**/floor/at/cnc/?part=queue"):
        page.evaluate("document.body.dispatchEvent(new CustomEvent('live:floor'))")
    page.wait_for_timeout(200)
    page.mouse.up()
    record = page.locator("[data-records] li").first
    expect(record.locator("[data-is=sent]")).to_be_visible(timeout=40_000)
    page.wait_for_function("fetched => !fetched.isConnected", arg=fetched)
    kept = [page.locator("[data-card]").last.element_handle(), record.locator("[data-part=undo]").element_handle()]
    fetched = page.locator("#queue [data-now]").element_handle()
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:plan'))")
    page.wait_for_function("fetched => !fetched.isConnected", arg=fetched)
    assert [page.evaluate("each => each.isConnected", each) for each in kept] == [True, True]
    record.locator("[data-part=undo]").click()
    expect(taken_back(page)).to_be_visible(timeout=40_000)


def test_a_scanner_that_types_finds_the_work(open_as: Open) -> None:
    """Whatever has the focus: the code of a card marks the card; one that stands elsewhere leads there."""
    page = at(open_as, "saw")
    key = planned(page)
    job, step, _ = key.split("|")
    page.keyboard.type(f"http://localhost/floor/find/?q={job}&operation={step}")
    page.keyboard.press("Enter")
    expect(card(page, key)).to_have_class("work found")
    page.goto("/floor/at/glue/")
    page.wait_for_selector("[data-floor][data-ready]", state="attached")
    page.keyboard.type(f"http://localhost/floor/find/?q={job}&operation={step}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/floor/at/saw/?*")
    expect(card(page, key)).to_have_class("work found")


def test_scrap_and_pause_ask_why(open_as: Open) -> None:
    """By keys alone: without a reason it is said beside the field; with one it is sent."""
    page = at(open_as, "saw")
    key = planned(page)
    card(page, key).locator("[data-act=start]").focus()
    page.keyboard.press("Enter")
    sent = page.locator("[data-records] li").first.locator("[data-is=sent]")
    expect(sent).to_be_visible(timeout=40_000)
    card(page, key).locator("[data-act=scrap]:not([hidden])").focus()
    page.keyboard.press("Enter")
    form = page.locator("form[data-amount=scrap]")
    form.locator("input[name=quantity]").fill("1")
    page.keyboard.press("Enter")
    expect(form.locator("[data-wrong]")).to_be_visible()
    form.locator("input[value=material]").press("Space")
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    expect(page.locator("[data-records] li").nth(1)).to_be_visible()
    expect(sent).to_be_visible(timeout=40_000)


def test_big_targets(open_as: Open) -> None:
    """What is hit with gloves is 64 px high or more."""
    page = at(open_as, "saw")
    heights = page.locator(".acts button:visible").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert heights
    assert min(heights) >= 64


def test_a_suggestion_is_kept_until_it_can_be_sent(open_as: Open) -> None:
    """Written without a network, it is with the manager when there is one."""
    page = at(open_as, "saw")
    page.context.set_offline(True)
    page.get_by_role("button", name="Jeg har et forslag").click()
    page.fill("#suggestion-text", "Flytt stativet nærmere saga")
    page.locator("form[data-suggestion] button.primary").click()
    expect(page.locator("[data-status=waiting]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-status=sent]")).to_be_visible(timeout=40_000)
    manager = open_as("manager")
    manager.goto("/manager/suggestions/")
    expect(manager.get_by_text("Flytt stativet nærmere saga")).to_be_visible()
