# SPDX-License-Identifier: Apache-2.0
"""Every page, for every role that may open it, in both languages, light and dark."""

from __future__ import annotations

import csv
import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.addresses import ADDRESSES, See
from tests.support.browsing import People, grave
from tests.support.served import SMALL, Served

ROLES = ["", "customer", "sales", "planner", "floor", "manager", "office", "operator"]
EVERY = bool(os.environ.get("KLYNGE_EVERY_LOOK"))
LOOKS = [("nb", "light"), ("en", "dark")] + [("nb", "dark"), ("en", "light")] * EVERY
"""Each language in one look, a page by axe for one role that opens it; KLYNGE_EVERY_LOOK=1: in both, for every role."""
DOWNLOADS = re.compile(r"\.(pdf|csv|xlsx|zip|json|js|svg|webmanifest)$|/(data|export|download)/")
TEXT = "() => document.body.innerText"
LOST = """() => {
  const places = [...document.querySelectorAll("#rail a")];
  const belongs = places.some((a) => a.pathname !== "/" && location.pathname.startsWith(a.pathname));
  return belongs && !places.some((a) => a.ariaCurrent === "page");
}"""
"""Whether the navigation has the page's place and does not say so."""


@pytest.fixture(scope="module")
def known(server: Served) -> dict[str, Any]:
    """All pages and all texts."""
    return server.known()


def addresses(known: dict[str, Any], page: Page, role: str) -> list[str]:
    """The pages to look at as a role (as nobody: ""), arguments filled in."""
    found = []
    for each in known["pages"]:
        written = each["address"]
        mine = each["open"] if not role else role in each["roles"]
        if "GET" not in each["methods"] or not mine:
            continue
        if written in ADDRESSES:
            address = ADDRESSES[written](See(page, role))
            found += [address] if address else []
        elif "<" not in written:
            found.append("/" + written)
    return [address for address in found if not DOWNLOADS.search(address)]


def test_every_page_can_be_found(known: dict[str, Any]) -> None:
    """A page whose address has arguments says in addresses.py where they come from."""
    written = {each["address"] for each in known["pages"] if "GET" in each["methods"]}
    assert sorted(a for a in written - set(ADDRESSES) if "<" in a and not DOWNLOADS.search(a)) == []


@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_every_page_is_sound(language: str, look: str, people: People, known: dict[str, Any]) -> None:
    """No page complains to anyone, none has anything that axe finds serious, none speaks the other language."""
    foreign = [re.compile(re.escape(text)) for text in other_language(known["norwegian"], language)]
    foreign += [re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w@-])") for name in other_names(language)]
    examined: set[str] = set()
    wrong: list[str] = []
    for role in ROLES:
        page = people.at(role, language, look)
        for address in addresses(known, page, role):
            wrong += [f"{role} {address}: {each}" for each in faults(page, address, examined, foreign)]
        people.close()
    assert not wrong, "\n".join(wrong)


def faults(page: Page, address: str, examined: set[str], foreign: list[re.Pattern[str]]) -> list[str]:
    """What is wrong with a page; by axe once, for the first role that opens it."""
    answer = page.goto(address)
    assert answer is not None
    if "html" not in answer.headers.get("content-type", "") or "<html" not in answer.text():
        return []
    page.wait_for_selector("html[data-ready]", state="attached")
    wrong = [str(answer.status)] if answer.status != 200 else []
    if EVERY or address not in examined:
        examined.add(address)
        wrong += grave(page)
    wrong += ["the navigation does not say where one is"] if page.evaluate(LOST) else []
    text = page.evaluate(TEXT)
    return wrong + [f"speaks the other language: {found[0]}" for each in foreign if (found := each.search(text))]


def other_language(norwegian: dict[str, str], language: str) -> list[str]:
    """Texts long enough to be told from names, that no page in this language shows."""
    pairs = [(english, there) for english, there in norwegian.items() if english != there and "{" not in english]
    texts = [english if language == "nb" else there for english, there in pairs]
    own = set(norwegian.values()) if language == "nb" else set(norwegian)
    return [text for text in texts if len(text) > 14 and not any(text in mine for mine in own)]


def other_names(language: str) -> list[str]:
    """The names of the cluster's things that no page in this language shows, as they are in the tables."""
    pairs = set()
    for table in ("sites", "work_centres", "pools", "items", "routings", "names"):
        with (SMALL / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            pairs |= {(row["name"], row["name_en"]) for row in csv.DictReader(file) if row["name_en"]}
    both = {"en": {english for _, english in pairs}, "nb": {name for name, _ in pairs}}
    return sorted(both["en" if language == "nb" else "nb"] - both[language])
