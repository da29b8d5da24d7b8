# SPDX-License-Identifier: Apache-2.0
"""The server's time for every page on the demonstration's data: 50th and 99th percentile over HTTP, page by page.

The Røros example is served by real processes on this machine (database, planner, web, live). Each page is asked for by
a role that uses it, over one connection, the pages in turn; the times include the way through HTTP.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' server and browser

from tests.browser.pictures import shown
from tests.support.browsing import People, chromium
from tests.support.served import ROOT, served

PROMISED_MS = 150.0


def main() -> None:
    """Measure, print a table, and write it where the documentation has it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cluster", type=Path, default=ROOT / "examples" / "roros")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--write", type=Path, help="a Markdown page to write")
    asked = parser.parse_args()
    rows = measured(asked.cluster, asked.rounds)
    table = Table("page", "p50 ms", "p99 ms", title=f"{asked.cluster.name}, {asked.rounds} rounds")
    for address, p50, p99 in rows:
        table.add_row(address, f"{p50:.0f}", f"{p99:.0f}", style="bold red" if p99 > PROMISED_MS else "")
    Console().print(table)
    if asked.write:
        asked.write.write_text(page(rows, asked.cluster.name, asked.rounds), "utf-8")


def measured(cluster: Path, rounds: int) -> list[tuple[str, float, float]]:
    """Each page's percentiles in milliseconds, the slowest first."""
    spans: dict[str, list[float]] = {}
    with served((cluster,)) as server, sync_playwright() as playwright:
        people = People(chromium(playwright), server, cluster.name)
        found = [(path, page) for _, path, page in shown(people, server.known()["pages"], "")]
        for turn in range(rounds + 2):
            for path, page in found:
                start = time.perf_counter()
                answer = page.request.get(path)
                body = answer.body()
                span = time.perf_counter() - start
                assert answer.ok, f"{path}: {answer.status} {body[:200]!r}"
                if turn >= 2:  # the first ones compile templates and connect
                    spans.setdefault(path, []).append(1000 * span)
    rows = [
        (path, float(np.percentile(values, 50)), float(np.percentile(values, 99))) for path, values in spans.items()
    ]
    return sorted(rows, key=lambda row: -row[2])


def page(rows: list[tuple[str, float, float]], cluster: str, rounds: int) -> str:
    """The table as the documentation has it."""
    load = os.getloadavg()[0]
    lines = [
        "# The server's time for each page",
        "",
        f"`make bench-pages`: the example {cluster}, {rounds} rounds, {os.cpu_count()} cores ({platform.machine()}), "
        f"load average {load:.1f} at the end. Milliseconds over HTTP on the same machine.",
        "",
        "| page | p50 | p99 |",
        "|---|---:|---:|",
        *(f"| {path} | {p50:.0f} | {p99:.0f} |" for path, p50, p99 in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
