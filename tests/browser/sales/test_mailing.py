# SPDX-License-Identifier: Apache-2.0
"""A quotation goes out by mail, is accepted by who got it, and becomes an order; two sellers at one; parts sent in."""

from __future__ import annotations

import email
import re
import time
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import People, tab_to
from tests.support.papers import words_of
from tests.support.served import Served

CUSTOMER = "kari@kafeen.example"
LINK = re.compile(r"https?://[^/\s]+(/quotation/\S+)")


def delivered(server: Served, to: str, about: str) -> EmailMessage:
    """The newest mail to someone about something, as it left the background process: a file in the data folder."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for file in sorted(Path(server.environment["KLYNGE_DATA"], "mail").glob("*.log"), reverse=True):
            found = email.message_from_bytes(file.read_bytes().partition(b"\n" + b"-" * 79)[0], policy=policy.default)
            assert isinstance(found, EmailMessage)
            if found["To"] == to and about in str(found["Subject"]):
                return found
        time.sleep(0.2)
    raise AssertionError(f"no mail to {to} about {about}")


def offered(page: Page, price: str = "1800") -> str:
    """A new quotation on two stools, with a day and a price; its number."""
    page.goto("/sales/inquiry/")
    for name, text in (("customer", "Kafé Čáhppes"), ("item", "stool"), ("quantity", "2"), ("region", "Oslo")):
        page.fill(f"#id_{name}", text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sales/quotes/*/")
    page.fill("#id_price", price)
    page.keyboard.press("Enter")
    expect(page.locator("#mail")).to_be_visible()
    found = re.search(r"\d{4,}", page.locator("h1").inner_text())
    assert found is not None
    return found[0]


@pytest.mark.parametrize(("language", "scheme", "title", "yes"), [
    ("nb", "light", "Tilbud", "Godta og bestill"), ("en", "dark", "Quotation", "Accept, and order"),
])  # fmt: skip
def test_a_quotation_is_accepted_by_its_link(
    people: People, server: Served, axe: Callable[[Page], None], language: str, scheme: str, title: str, yes: str
) -> None:
    """Sent by keyboard, read in the mail with its PDF, accepted without logging in; the seller sees who."""
    seller = people.at("sales", language=language, scheme=scheme)
    number = offered(seller)
    seller.locator("#id_email").focus()
    seller.keyboard.type(CUSTOMER)
    seller.select_option("#id_language", language)
    tab_to(seller, "Send på e-post" if language == "nb" else "Send by mail")
    seller.keyboard.press("Enter")
    expect(seller.locator("dl.facts").first).to_contain_text(CUSTOMER)
    axe(seller)
    mail = delivered(server, CUSTOMER, f"{title} {number}")
    (paper,) = mail.iter_attachments()
    assert "Kafé Čáhppes" in words_of(paper.get_content())
    body = mail.get_body(("plain",))
    link = LINK.search(str(body.get_content()) if body else "")
    assert link is not None
    customer = people.at("", language=language, scheme=scheme)
    customer.goto(link[1])
    axe(customer)
    customer.locator("#name").focus()
    customer.keyboard.type("Kari Nordmann")
    tab_to(customer, yes)
    customer.keyboard.press("Enter")
    expect(customer.locator(".notice[role=status]")).to_be_visible()
    axe(customer)
    delivered(server, CUSTOMER, "bekreftet" if language == "nb" else "is confirmed")
    delivered(server, "sales@small.example", number)
    seller.reload()
    expect(seller.locator("dl.facts").first).to_contain_text("Kari Nordmann")
    seller.locator("main dl a[href*='/sales/orders/']").click()
    seller.wait_for_url("**/sales/orders/*-*/")
    seller.get_by_role("button", name=re.compile("Trekk ordren|Withdraw the order")).click()


def test_two_sellers_at_one_quotation(people: People, axe: Callable[[Page], None]) -> None:
    """The second is told what the first changed, keeps what was typed, and has it so by one click."""
    people.allowed.append("409")
    first = people.at("sales", language="en")
    offered(first)
    second = people.at("sales", language="en")
    second.goto(first.url)
    first.fill("#id_price", "1900")
    first.get_by_role("button", name="Make the quotation").click()
    expect(first.locator("dl.facts").first).to_contain_text("1,900.00")
    second.fill("#id_price", "2100")
    second.fill("#id_message", "Delivered in one piece")
    second.get_by_role("button", name="Make the quotation").click()
    expect(second.get_by_role("heading", name="Someone else changed this")).to_be_visible()
    expect(second.locator("table")).to_contain_text("1,900.00")
    expect(second.locator("table")).to_contain_text("2,100.00")
    axe(second)
    second.get_by_role("button", name="Use mine").click()
    expect(second.locator("dl.facts").first).to_contain_text("2,100.00")
    expect(second.locator("main")).to_contain_text("Delivered in one piece")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_part_is_sent_in(people: People, axe: Callable[[Page], None], tmp_path: Path, language: str) -> None:
    """A model is given out as it came; what is none is refused beside the field, and what was typed stays."""
    people.allowed.append("422")
    page = people.at("sales", language=language)
    page.goto("/sales/parts/")
    model, none = tmp_path / f"brakett-{language}.step", tmp_path / "notat.txt"
    model.write_bytes(b"ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;\n")
    none.write_text("ikke en modell", "utf-8")
    page.set_input_files("#id_file", none)
    page.fill("#id_quantity", "40")
    page.fill("#id_alloy", "EN AC-42100 T6")
    page.locator("aside form button.primary").click()
    expect(page.locator(".error").first).to_contain_text("STEP")
    expect(page.locator("#id_alloy")).to_have_value("EN AC-42100 T6")
    axe(page)
    page.set_input_files("#id_file", model)
    page.locator("aside form button.primary").click()
    row = page.locator("tr", has_text=model.name)
    expect(row).to_contain_text("EN AC-42100 T6")
    with page.expect_download() as kept:
        row.get_by_role("link", name=model.name).click()
    assert kept.value.path().read_bytes() == model.read_bytes()
    row.locator("form button").click()
    expect(page.locator("tr", has_text=model.name)).to_have_count(0)
