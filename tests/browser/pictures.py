# SPDX-License-Identifier: Apache-2.0
"""Takes a picture of every page, as a role that uses it, for the documentation: `make pictures`."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.browser.addresses import ADDRESSES, See
from tests.browser.test_every_page import DOWNLOADS
from tests.support.browsing import CHROMIUM, NO_CHROMIUM, People, chromium
from tests.support.served import ROOT, served

LARGEST = 150_000
SETTLES_MS = 700
APPS = {
    "buy": "customer", "sales": "sales", "planner": "planner", "floor": "floor", "manager": "manager",
    "office": "office", "operation": "operator",
}  # fmt: skip
"""Whose eyes a page is seen with, by the first part of its address."""


def main() -> None:
    """One PNG a page, and a list of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cluster", type=Path, default=ROOT / "examples" / "roros")
    parser.add_argument("--only", default="", help="a part of the addresses to take")
    asked = parser.parse_args()
    if CHROMIUM is None:
        raise SystemExit(NO_CHROMIUM)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with served((asked.cluster,)) as server, sync_playwright() as playwright:
        people = People(chromium(playwright), server, asked.cluster.name)
        taken = []
        for address, path, page in shown(people, server.known()["pages"], asked.only):
            name = named(address)
            (asked.folder / name).write_bytes(small(page.screenshot()))
            print(f"{path} -> {name}", flush=True)
            taken.append((address, name))
            page.context.close()
    if not asked.only:
        (asked.folder / "index.md").write_text(listed(taken), "utf-8")


def shown(people: People, pages: list[dict[str, Any]], only: str) -> Iterator[tuple[str, str, Page]]:
    """Every page that one can look at: its address as it is written, the one that was opened, and the page."""
    for each in pages:
        address = str(each["address"])
        if "GET" not in each["methods"] or only not in address or DOWNLOADS.search(address):
            continue
        role = APPS.get(address.partition("/")[0], "planner")
        if role not in each["roles"] and not each["open"]:
            role = each["roles"][0]
        page = people.at(role, "nb", size=(1280, 800))
        path = ADDRESSES[address](See(page, role)) if address in ADDRESSES else f"/{address}"
        if path is None or "<" in path:
            continue
        answer = page.goto(path)
        if answer is None or answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        page.wait_for_selector("html[data-ready]", state="attached")
        page.wait_for_timeout(SETTLES_MS)
        yield address, path, page


def named(address: str) -> str:
    """A file's name for an address."""
    return (re.sub(r"[^a-z0-9]+", "-", re.sub(r"<\w+:(\w+)>", r"\1", address)).strip("-") or "home") + ".png"


def small(png: bytes) -> bytes:
    """The picture with as many colours as fit; a page has few, and those that cover little matter too."""
    with Image.open(io.BytesIO(png)) as picture:
        flat = picture.convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        few = flat.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def listed(taken: list[tuple[str, str]]) -> str:
    """The pictures under one another."""
    parts = [f"## /{address}\n![The page /{address}]({name})\n" for address, name in taken]
    head = "# The pages\n\nPages of an example, taken by `make pictures`. Its figures are invented.\n"
    return "\n".join([head, *parts])


if __name__ == "__main__":
    main()
