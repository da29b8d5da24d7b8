# SPDX-License-Identifier: Apache-2.0
"""Selling by keyboard: a phone order, and a quotation from inquiry to order."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect
from tests.support.browsing import tab_to

Open = Callable[..., Page]


def test_a_phone_order_by_keyboard(open_as: Open, axe: Callable[[Page], None]) -> None:
    """Typed field by field; the days come by themselves, Enter holds the best, and the day is ordered."""
    page = open_as("sales", language="en")
    page.goto("/sales/enter/")
    for text in ("Kafeen", "stool"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("Oslo")
    expect(page.locator("#days input[name=which]:checked")).to_have_count(1)
    axe(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sales/orders/*/")
    expect(page.get_by_role("heading", name="The day is held")).to_be_visible()
    axe(page)
    tab_to(page, "Order it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The day is held")).to_have_count(0)
    page.get_by_role("button", name="Withdraw the order").click()
    expect(page.get_by_role("button", name="Withdraw the order")).to_have_count(0)


def test_what_is_sold_is_found_by_words_of_its_name(open_as: Open, axe: Callable[[Page], None]) -> None:
    """The list follows what is typed; arrows and Enter choose, Escape leaves what was typed; no complaint meanwhile."""
    page = open_as("sales", language="en")
    page.goto("/sales/enter/")
    page.keyboard.press("Tab")
    field, options = page.locator("#id_item"), page.get_by_role("option")
    field.press_sequentially("stoo", delay=5)
    expect(options.first).to_contain_text("stool")
    expect(page.locator("#days .notice")).to_have_count(0)
    axe(page)
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("stoo")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("stool")
    field.fill("")
    field.press_sequentially("stoo", delay=5)
    options.first.click()
    expect(field).to_have_value("stool")
    expect(field).to_be_focused()
    field.fill("sofa")
    page.keyboard.press("Tab")
    expect(page.locator("#days")).to_contain_text("You sell nothing called that")


def test_slow_days_end_with_what_was_typed_last(open_as: Open) -> None:
    """What is on its way is awaited; the days shown last are those of what was typed last, without a complaint."""
    page = open_as("sales", language="en")
    page.goto("/sales/enter/?customer=Kafeen&item=stool&quantity=1")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/sales/enter/days/*", slowly)
    page.fill("#id_region", "Oslo")
    for quantity in ("2", "3", "4"):
        page.fill("#id_quantity", quantity)
        page.wait_for_timeout(400)
    expect(page.locator("#days")).to_contain_text("4 ×")


def test_one_key_orders_at_once(open_as: Open) -> None:
    """Ctrl and Enter in any field orders what Enter would hold."""
    page = open_as("sales")
    page.goto("/sales/enter/?customer=Kafeen&item=stool&quantity=1")
    page.fill("#id_region", "Oslo")
    expect(page.locator("#days input[name=which]:checked")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sales/orders/*/")
    expect(page.get_by_role("button", name="Trekk ordren")).to_be_visible()
    page.get_by_role("button", name="Trekk ordren").click()


def test_a_quotation_becomes_an_order(open_as: Open, axe: Callable[[Page], None]) -> None:
    """Inquiry, a day and a price, sent, yes: an order with the price that was quoted."""
    page = open_as("sales")
    page.goto("/sales/")
    page.keyboard.press("n")
    page.wait_for_url("**/sales/inquiry/")
    for name, text in (("customer", "Skolen"), ("item", "stool"), ("quantity", "2"), ("region", "Oslo")):
        page.fill(f"#id_{name}", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sales/quotes/*/")
    page.fill("#id_price", "1 800,50")
    axe(page)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Det er sendt").click()
    axe(page)
    page.get_by_role("button", name="Ja: bestill").click()
    page.wait_for_url("**/sales/orders/*/")
    expect(page.locator("dl.facts")).to_contain_text(re.compile(r"1\s800,50\skr"))
    page.get_by_role("button", name="Trekk ordren").click()
