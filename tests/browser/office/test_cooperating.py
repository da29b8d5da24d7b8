# SPDX-License-Identifier: Apache-2.0
"""A firm joins by signing, two firms agree on what one shows the other, and what was shown stands in the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import tab_to
from tests.support.served import Served

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def weaver(server: Served) -> str:
    """The manager of the weaving mill, which is no member yet."""
    server.employ("vidda", "manager", "weaver")
    return "weaver"


def joined(open_as: Open, weaver: str) -> None:
    """The office invites the weaving mill by keyboard, and its manager signs; once."""
    page = open_as("office")
    page.goto("/office/")
    if page.locator("tbody tr").count() > 1:
        return
    tab_to(page, "Inviter en bedrift")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invite/")
    page.locator("#id_member").focus()
    page.keyboard.press("v")
    page.fill("#id_joins", date.today().isoformat())
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")
    signing = open_as(weaver)
    signing.goto("/office/")
    signing.locator("tbody a.primary").click()
    signing.fill("#id_signatory", "Veveriets leder")
    signing.keyboard.press("Enter")
    signing.wait_for_url("**/office/")
    page.reload()
    expect(page.locator("tbody tr").filter(has_text="Veveriets leder")).to_have_count(1)


def agreed(open_as: Open, weaver: str, language: str, axe: Callable[[Page], None], days: int) -> str:
    """The furniture maker proposes to be shown reasons, and both sign; the last day, by which it is found."""
    joined(open_as, weaver)
    last = (date.today() + timedelta(days=days)).isoformat()
    page = open_as("manager", language=language)
    page.goto("/office/agreements/new/")
    page.locator("[name=direction][value=take]").check()
    page.select_option("#id_other", "vidda")
    for field in ("order.reason", "sub-supplier.name"):
        page.locator(f"[name=fields_][value='{field}']").check()
    page.fill("#id_valid_to", last)
    axe(page)
    page.fill("#id_signatory", "Fjellheims leder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/agreements/")
    other = open_as(weaver, language=language)
    other.goto(f"/office/agreements/?q={last}")
    other.locator("tbody a").first.click()
    other.locator("main a.primary").click()
    other.fill("#id_signatory", "Veveriets leder")
    other.keyboard.press("Enter")
    other.wait_for_url("**/office/agreements/")
    return last


@pytest.mark.parametrize(("language", "in_force", "days"), [("nb", "gjelder", 200), ("en", "in force", 201)])
def test_two_firms_agree(
    open_as: Open, weaver: str, axe: Callable[[Page], None], language: str, in_force: str, days: int
) -> None:
    """One proposes and signs, the other reads and signs: then it is in force, and the office keeps it."""
    last = agreed(open_as, weaver, language, axe, days)
    office = open_as("office", language=language)
    office.goto(f"/office/agreements/?q={last}")
    expect(office.locator("tbody tr").first).to_contain_text(in_force)
    axe(office)


@pytest.mark.parametrize(
    ("language", "ask", "withheld", "whole"),
    [("nb", "Spør", "holdt tilbake", "Kjeden er hel."), ("en", "Ask", "withheld", "The chain is whole.")],
)
def test_a_figure_and_what_was_shown(
    open_as: Open, weaver: str, axe: Callable[[Page], None], language: str, ask: str, withheld: str, whole: str
) -> None:
    """A figure of two firms is withheld and says so; an account of another's work stands in the journal, sealed."""
    agreed(open_as, weaver, language, axe, 202)
    manager = open_as("manager", language=language)
    orders = manager.request.get("/api/orders?side=seller&size=200").json()["items"]
    for order in orders[:8]:
        manager.request.get(f"/api/orders/{order['id']}/reasons")
    page = open_as("office", language=language)
    page.goto("/office/figures/ask/")
    tab_to(page, ask)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/figures/")
    expect(page.locator("tbody tr").first).to_contain_text(withheld)
    axe(page)
    page.goto("/office/disclosures/?check=1")
    expect(page.locator(".notice.ok")).to_contain_text(whole)
    expect(page.locator("tbody tr").first.locator("time")).to_have_count(1)
