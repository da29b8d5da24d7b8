# SPDX-License-Identifier: Apache-2.0
"""The frame in a browser: keys, choices, lists, live updates, passkeys, the tour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import People, tab_to

Open = Callable[..., Page]


def test_the_first_tab_skips_to_the_content(open_as: Open) -> None:
    """Who uses the keyboard is past the navigation with two keys."""
    page = open_as("planner")
    page.goto("/design/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('content').contains(document.activeElement)")


def test_keys_search_and_help(open_as: Open) -> None:
    """Slash goes to the search, a question mark opens the help, Escape closes it; while one types they are letters."""
    page = open_as("planner", "en")
    page.goto("/")
    page.keyboard.press("?")
    expect(page.locator("#panel-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel-help")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("a/b?")
    expect(page.locator("#find-everything")).to_have_value("a/b?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_single_keys_can_be_switched_off(open_as: Open) -> None:
    """WCAG 2.1.4; the choice is remembered."""
    page = open_as("planner", "en")
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Single letters are keys").uncheck()
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#panel-help")).to_be_hidden()


def test_language_and_look_are_chosen_by_keyboard(open_as: Open) -> None:
    """They stay over pages."""
    page = open_as("office", "nb")
    page.goto("/design/")
    tab_to(page, "Kontoen og valgene dine")
    page.keyboard.press("Enter")
    tab_to(page, "Mørkt")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(page.url.replace("/theme/", "/design/"))
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_list_is_found_sorted_and_kept_as_a_view(open_as: Open) -> None:
    """All state is in the address; a saved view leads back to it."""
    page = open_as("sales", "en")
    page.goto("/design/")
    page.get_by_label("Search in the list").fill("A-00")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Quantity", exact=True).click()
    page.get_by_role("link", name="Quantity", exact=True).click()
    assert "q=A-00" in page.url
    assert "sort=-quantity" in page.url
    expect(page.locator("table.list tbody tr").first).to_contain_text("A-008")
    page.get_by_role("button", name="Save this view").click()
    page.get_by_label("Name", exact=True).last.fill("the biggest first")
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    page.goto("/design/")
    page.get_by_role("link", name="the biggest first").first.click()
    assert "sort=-quantity" in page.url


def test_a_list_is_exported(open_as: Open) -> None:
    """As a file named after the list."""
    page = open_as("sales", "en")
    page.goto("/design/?q=A-00")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.startswith("design-")


def test_live_updates_are_on(open_as: Open) -> None:
    """The other port is let in by the policy of the page, and tells of an order that is held."""
    page = open_as("sales", "en")
    page.goto("/")
    expect(page.locator("[data-live-dot]")).to_have_attribute("data-state", "on")
    page.evaluate("document.body.addEventListener('live:order', () => { document.body.dataset.heard = 'yes'; })")
    held = page.evaluate("""async () => {
      const { send } = await import("/static/frame/send.js");
      return send("POST", "/api/promises/hold", { item: "chair", quantity: 1, region: "Oslo", customer: "c" });
    }""")
    assert held["status"] == 201, held
    expect(page.locator("body")).to_have_attribute("data-heard", "yes")


def test_a_passkey_is_made_and_logs_in(people: People) -> None:
    """With the browser's own virtual authenticator: add a passkey, log out, log in with it, the password untouched."""
    page = people.at("operator", "en")
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    client.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/account/2fa/webauthn/add/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill("klynge-demo-2026")
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/account/2fa/webauthn/")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Your account and choices").click()
    page.get_by_role("button", name="Log out").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(f"{people.server.url}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("operator")
    people.forget("operator")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_tour_leads_through_all_roles(language: str, people: People) -> None:
    """Each step has someone to be, and being it opens a page."""
    page = people.at("", language)
    page.goto("/demo/tour/")
    steps = page.locator("ol.tour > li").count()
    assert steps >= 8
    for step in range(steps):
        page.goto("/demo/tour/")
        page.locator("ol.tour > li").nth(step).locator("button, a.button").first.click()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.locator("h1").count() == 1, page.url


def test_a_page_that_is_not_there_says_so(open_as: Open, people: People) -> None:
    """In the frame, with a way on."""
    people.allowed += ["404"]
    page = open_as("sales", "en")
    answer = page.goto("/no-such-page/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    page.get_by_role("main").get_by_role("link", name="Home").click()
    expect(page).to_have_url(f"{people.server.url}/")


def test_without_a_network_one_is_told(open_as: Open, people: People) -> None:
    """A page that the browser has kept; with the network back one goes on."""
    people.allowed += ["ERR_INTERNET_DISCONNECTED", "Failed to fetch"]
    page = open_as("sales", "en")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/search/?q=a")
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_is_cut_on_a_small_screen(width: int, open_as: Open) -> None:
    """No page scrolls sideways; the menu opens by a button."""
    page = open_as("manager", "nb", size=(width, 740))
    for address in ("/", "/design/", "/you/", "/demo/tour/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    if width < 700:
        page.get_by_role("button", name="Meny").click()
        expect(page.locator("#rail")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#rail")).to_be_hidden()
