# SPDX-License-Identifier: Apache-2.0
"""A customer's order and a planner's breakdown: the customer's page tells the new day, and why, before anyone asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

Opening = Callable[..., Page]
DAYS = """(label) => [...document.querySelectorAll('.facts dt')].filter((dt) => dt.innerText === label)
  .map((dt) => dt.nextElementSibling.querySelector('time').dateTime.slice(0, 10))[0]"""
TOLD = {
    "en": ("It comes later than we agreed.", "The work on it takes place later than was planned."),
    "nb": ("Den kommer senere enn vi avtalte.", "Arbeidet skjer senere enn planlagt."),
}


def ordered(page: Page) -> None:
    """A bench, chosen, held and ordered."""
    page.goto("/buy/configure/fjell/bench/?to=0150&choices=length=900")
    page.locator(".summary a.button.primary").click()
    page.locator('.summary a.button.primary[href*="/buy/offers/"]').click()
    page.locator("button[name=which]").first.click()
    page.locator("form[action$='/commit/'] button").click()
    expect(page.locator("#tracking li").first).to_be_visible()


def broken_down(planner: Page, first: date, last: date) -> None:
    """All of the assembly stands from one day to another."""
    planner.goto("/planner/changes/?kind=stop")
    planner.select_option("[name=place]", label="Assembly, all of it")
    planner.fill("[name=start]", f"{first}T00:00")
    planner.fill("[name=end]", f"{last}T18:00")
    planner.click("main button.primary")
    expect(planner.locator("table")).to_contain_text("Assembly")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_breakdown_tells_the_customer_the_new_day_and_why(
    open_as: Opening, axe: Callable[[Page], None], language: str
) -> None:
    """Agreed stays what was agreed, the day expected now is a later one, and the reason stands beside it."""
    buyer, planner = open_as("customer", language="en"), open_as("planner", language="en")
    ordered(buyer)
    agreed = date.fromisoformat(buyer.evaluate(DAYS, "Delivered on or before"))
    assert date.fromisoformat(buyer.evaluate(DAYS, "Expected")) <= agreed
    expect(buyer.locator(".notice.warn")).to_have_count(0)
    begins = min(re.findall(r"\d{4}-\d{2}-\d{2}", buyer.locator("#tracking").inner_html()))
    broken_down(planner, date.fromisoformat(begins), agreed + timedelta(days=3))
    page = open_as("customer", language=language)
    page.goto(buyer.url)
    later, why = TOLD[language]
    expect(page.locator(".notice.warn")).to_contain_text(later)
    expect(page.locator(".notice.warn")).to_contain_text(why)
    expected = page.evaluate(DAYS, "Expected" if language == "en" else "Forventet")
    assert date.fromisoformat(expected) > agreed
    assert page.locator(f".notice.warn time[datetime^='{expected}']").count() == 1
    axe(page)
