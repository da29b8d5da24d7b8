# SPDX-License-Identifier: Apache-2.0
"""A manager's morning: this week, down to one order, the figures taken along; a colleague gets a role and loses it."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from tests.support.browsing import tab_to
from tests.support.served import Served

Open = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "figures", "customers", "price"),
    [("nb", "Tall", "Kunder", "Verdi"), ("en", "Figures", "Customers", "Value")],
)
def test_from_the_week_to_the_figures_and_out(
    open_as: Open, axe: Callable[[Page], None], language: str, figures: str, customers: str, price: str
) -> None:
    """The figures by customer are found by their tab, and the workbook has what the page shows."""
    page = open_as("manager", language=language)
    page.goto("/manager/")
    axe(page)
    page.locator("main .actions").get_by_role("link", name=figures).click()
    page.get_by_role("link", name=customers).click()
    page.wait_for_url("**by=customers*")
    axe(page)
    shown = page.locator(".listing tbody tr").count()
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="Excel").click()
    rows = list(load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == shown + 1
    assert price in rows[0]


@pytest.mark.parametrize(("language", "late"), [("nb", "Ordrer"), ("en", "Orders")])
def test_down_to_an_order_by_keyboard(open_as: Open, language: str, late: str) -> None:
    """From the search over everything to what was promised of an order, and why it comes when it comes."""
    page = open_as("manager", language=language)
    number = page.request.get("/api/orders?size=1&side=seller").json()["items"][0]["number"]
    page.goto("/manager/")
    tab_to(page, late)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sales/orders/")
    tab_to(page, number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sales/orders/*/")
    expect(page.locator("h1")).to_contain_text(number)
    expect(page.locator("dl.facts time").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "give", "taken"),
    [("nb", "Gi rollen", "Rollen er tatt bort."), ("en", "Give the role", "The role is taken away.")],
)
def test_a_colleague_gets_a_role_and_loses_it(
    open_as: Open, browser: Browser, server: Served, language: str, give: str, taken: str
) -> None:
    """The link that is shown once lets a new colleague choose a password and in; without the role nothing opens."""
    page, email = open_as("manager", language=language), f"{uuid4().hex[:8]}@small.example"
    page.goto("/manager/people/")
    page.fill("[name=email]", email)
    page.select_option("#id_role", "sales")
    page.get_by_role("button", name=give).click()
    link = page.locator("section.notice.ok input").input_value()
    guest = browser.new_context(base_url=server.url, locale="en-GB").new_page()
    guest.goto(link)
    secret = uuid4().hex
    for field in guest.locator("input[type=password]").all():
        field.fill(secret)
    guest.locator("main form button").first.click()
    guest.wait_for_load_state()
    guest.goto("/account/login/?next=/sales/orders/")
    if "/account/login/" in guest.url:
        guest.locator("input[name=login]").fill(email)
        guest.locator("input[name=password]").fill(secret)
        guest.keyboard.press("Enter")
    guest.wait_for_url(f"{server.url}/sales/orders/")
    page.goto("/manager/people/")
    page.get_by_role("row").filter(has_text=email).get_by_role("button").first.click()
    expect(page.locator("body")).to_contain_text(taken)
    answer = guest.goto("/sales/orders/")
    assert answer is not None
    assert answer.status == 403
    guest.context.close()
