# SPDX-License-Identifier: Apache-2.0
"""Boards of any size, drawn from a seed, as the server would send them; and a page that shows one without a server."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.utils.translation import override
from playwright.sync_api import Page, Route

from klynge.server.pages.planner.board_words import board_words
from klynge.server.pages.planner.content import axis

STATIC = Path(__file__).parents[2] / "src" / "klynge" / "server" / "pages" / "planner" / "static" / "planner"
EPOCH = datetime(2026, 1, 5, tzinfo=UTC)
DAY = 86_400
SITE = "http://board.test"


def board(bars: int, rows: int, days: int = 365, seed: int = 1) -> dict[str, Any]:
    """About `bars` bars on `rows` units over some days: two shifts on workdays, no unit doing two things at once."""
    draw = random.Random(seed)
    open_hours = [[d * DAY + 6 * 3600, d * DAY + 22 * 3600] for d in range(days) if d % 7 < 5]
    columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
    each = bars // rows
    length = days * DAY / max(each, 1)
    orders = max(bars // 5, 1)
    labels = ["saw", "turn", "mill", "weld", "paint", "pack", *(f"N-{1000 + n}" for n in range(orders))]
    late = [draw.random() < 0.06 for _ in range(orders)]
    for row in range(rows):
        at = 0.0
        for _ in range(each):
            order, step = draw.randrange(orders), draw.randrange(6)
            taken = length * draw.uniform(0.5, 0.9)
            setup = int(taken * 0.15) if draw.random() < 0.4 else 0
            values = (order, row, int(at), int(at) + setup, int(at + taken), draw.randint(1, 400), 6 + order, 6 + order)
            flags = 1 + 2 * late[order] + 32 * (draw.random() < 0.02)
            for name, value in zip(_COLUMNS, (*values, step, step, -1, -1, flags), strict=True):
                columns[name].append(value)
            at += length
    centres = [(f"wc-{row // 4}", row % 4 + 1) for row in range(rows)]
    named: list[dict[str, Any]] = [
        {"work_centre": c, "name": f"Work centre {c[3:]}", "kind": "machine", "unit": unit, "units": 4}
        | {"site": f"site-{row // 40}", "site_name": f"Site {row // 40 + 1}"}
        for row, (c, unit) in enumerate(centres)
    ]
    weeks = sorted({(EPOCH + timedelta(days=d)).strftime("%G-W%V") for d in range(days)})
    loads, hours = [60] * len(weeks), [80] * len(weeks)
    return {
        "sequence": 7,
        "whole": True,
        "epoch": int(EPOCH.timestamp()),
        "zone": "Europe/Oslo",
        "time": axis(EPOCH, "Europe/Oslo", 0, days * DAY) | {"now": 30 * DAY},
        "frozen_until": None,
        "rows": named,
        "open": {name: open_hours for name, _ in centres},
        "stops": [[0, 31 * DAY, 32 * DAY]],
        "labels": labels,
        "sources": [f"s{n}" for n in range(orders)],
        "bars": columns,
        "orders": {
            f"s{n}": {
                "number": labels[6 + n],
                "order_id": f"id-{n}",
                "item": "chair",
                "customer": "",
                "state": "committed",
            }
            | {"promised": 100 * DAY, "due": 100 * DAY, "expected": (102 if late[n] else 95) * DAY, "late": late[n]}
            for n in range(orders)
        },
        "load": {
            "weeks": weeks,
            "pools": [
                {"pool": kind, "kind": kind, "name": kind.title(), "load_h": loads, "capacity_h": hours}
                for kind in ("people", "power")
            ],
        },
    }


_COLUMNS = (
    *("source", "row", "setup", "start", "end", "quantity", "label"),
    *("job", "operation", "operation_name", "family", "batch", "flags"),
)

ALONE = Path(__file__).parent / "alone"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


def show(page: Page, content: dict[str, Any], words: dict[str, str], query: str = "") -> None:
    """Open a page of its own that shows the board, without a server; `window.board` is it."""
    data = {"content.json": content, "words.json": words}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{SITE}/").partition("?")[0] or "page.html"
        path = STATIC / name.removeprefix("planner/") if name.startswith("planner/") else ALONE / name
        if name in data:
            route.fulfill(json=data[name])
        elif path.is_file():
            route.fulfill(body=path.read_text("utf-8"), content_type=KINDS[path.suffix])
        else:
            route.fulfill(status=204)

    page.route(f"{SITE}/**", answer)
    page.goto(f"{SITE}/{query}")
    page.wait_for_selector("#board[data-ready=all]")


def board_texts() -> dict[str, str]:
    """The board's texts in English, by the keys that its modules use."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
        django.setup()
    with override("en"):
        return board_words()
