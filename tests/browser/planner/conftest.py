# SPDX-License-Identifier: Apache-2.0
"""The board on a page of its own in Chromium, without a server: bars drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.bars import board, board_texts, show


@pytest.fixture(scope="package")
def content() -> dict[str, Any]:
    """2 000 bars on 40 units of ten work centres at one site, over a year."""
    return board(2_000, 40)


@pytest.fixture
def alone(browser: Browser, content: dict[str, Any]) -> Iterator[Page]:
    """The board, open at four weeks from February; a test fails when the page reports an error."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 800}, color_scheme="light", reduced_motion="reduce")
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    show(page, content, board_texts(), "?from=2026-02-02T00:00&days=28")
    yield page
    page.close()
    assert errors == []
