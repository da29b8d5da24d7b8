# SPDX-License-Identifier: Apache-2.0
"""A customer chooses, is shown the days, holds one and orders it, by clicks and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Opening = Callable[..., Page]
BENCH = "/buy/configure/fjell/bench/?to=0150"


def test_choosing_keeps_the_address_the_drawing_and_the_days(open_as: Opening) -> None:
    """A click changes the part of the page alone; the browser's way back undoes it."""
    page = open_as("customer", language="en")
    page.goto(BENCH)
    expect(page.locator("[data-present]")).to_contain_text("Can be there")
    page.select_option("#i-length", "1400")
    expect(page.locator("svg.drawing").first).to_contain_text("1400 mm")
    assert "length%3D1400" in page.url
    page.click("#o-padded-yes")
    expect(page.locator("#o-padded-yes")).to_have_attribute("aria-current", "true")
    expect(page.locator("#o-padded-yes")).to_be_focused()
    expect(page.locator("[data-day='legs=chrome']")).to_contain_text("later")
    page.go_back()
    expect(page.locator("#o-padded-yes")).not_to_have_attribute("aria-current", "true")


def test_what_does_not_fit_is_one_click_away(open_as: Opening) -> None:
    """The reason stands beside it, and the repair makes it fit; what was given up is said."""
    page = open_as("customer", language="en")
    page.goto("/buy/configure/fjell/table/?choices=leaves=3|length=2200")
    expect(page.locator(".notice")).to_contain_text("cannot have more than two leaves")
    page.get_by_role("link", name="Take it, and change Leaves").click()
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.locator("#v-length .variable-value")).to_contain_text("2200")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_from_choices_to_an_order_by_keyboard(open_as: Opening, language: str) -> None:
    """Enter on links and buttons is enough: decide the rest, hold a day, order it."""
    page = open_as("customer", language=language)
    page.goto(BENCH + "&choices=length=900")
    page.locator(".summary a.button.primary").focus()
    page.keyboard.press("Enter")
    offers = page.locator('.summary a.button.primary[href*="/buy/offers/"]')
    expect(offers).to_be_visible()
    offers.focus()
    page.keyboard.press("Enter")
    hold = page.locator("button[name=which]").first
    expect(hold).to_be_visible()
    hold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-countdown]")).to_contain_text(":")
    page.locator("form[action$='/commit/'] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tracking li").first).to_be_visible()
    page.locator("form[action$='/withdraw/'] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tracking")).to_have_count(0)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_rest_as_early_as_can_be(open_as: Opening, axe: Callable[[Page], None], language: str) -> None:
    """A switch that the address keeps: prices and days beside options are then those of the earliest way."""
    page = open_as("customer", language=language)
    page.goto(BENCH)
    page.get_by_role("link", name="tidligst" if language == "nb" else "earliest").click()
    page.wait_for_url("**by=earliest**")
    expect(page.locator(".segmented [aria-current]")).to_contain_text("tidligst" if language == "nb" else "earliest")
    expect(page.locator("[data-present]")).not_to_be_empty()
    axe(page)
    page.click("#o-padded-yes")
    expect(page.locator("#o-padded-yes")).to_have_attribute("aria-current", "true")
    assert "by=earliest" in page.url
    page.locator(".summary a.button.primary").click()
    expect(page.locator('.summary a.button.primary[href*="/buy/offers/"]')).to_be_visible()
    assert "by=earliest" in page.url
