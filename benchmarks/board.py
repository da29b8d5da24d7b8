# SPDX-License-Identifier: Apache-2.0
"""The plan board in headless Chromium beside Apache ECharts and vis-timeline: first paint, and frames while panning.

The same bars for all three, drawn from a seed: 20 000 on 200 units and 100 000 on 500, over a year. "First paint" is
from the text of the data to bars on the screen. Then the view is moved once a frame: two weeks of 26 rows, a quarter,
the year, and the year with all rows that fit (the own board shows load by week there). Chromium draws in software.
The peers are fetched by npm into a cache outside the repository; without npm or a network they are left out, and the
table says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' boards

from tests.support.bars import STATIC, board, board_texts

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "klynge" / "board-peers"
PAGES = Path(__file__).parent / "peers" / "board"
PEERS = {
    "ECharts": ("echarts@6.1.0", "echarts", ["dist/echarts.min.js"]),
    "vis-timeline": (
        "vis-timeline@8.5.4",
        "vis",
        ["standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"],
    ),
}
SIZES = ((20_000, 200), (100_000, 500))
KINDS = {".js": "text/javascript", ".css": "text/css"}
SITE = "http://board.test"
LIMIT_MS = 240_000


def fetched(package: str) -> Path | None:
    """The folder of a package of npm's registry, fetched once; None when it cannot be."""
    name, _, version = package.rpartition("@")
    folder = CACHE / f"{name}-{version}"
    if (folder / "package").is_dir():
        return folder / "package"
    if shutil.which("npm") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", package, "--pack-destination", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def page_of(script: str, files: list[str]) -> str:
    """A page that shows a board by a script, with the files of a peer."""
    heads = [
        f'<link rel="stylesheet" href="/{path}">' if path.endswith(".css") else f'<script src="/{path}"></script>'
        for path in files
    ]
    style = "<style>html, body { margin: 0; height: 100%; font-family: sans-serif } #board { height: 100vh }</style>"
    own = '<link rel="stylesheet" href="/planner/board/board.css">' if script == "own" else ""
    body = f'<div id="board" class="board"></div><script type="module" src="/{script}.js"></script>'
    return f'<!doctype html><meta charset="utf-8"><title>Board</title>{style}{own}{"".join(heads)}{body}'


def run(
    browser: Browser, script: str, folder: Path | None, files: list[str], content: dict[str, Any]
) -> dict[str, Any]:
    """What a page of one board measured."""
    data = {"content.json": content, "words.json": board_texts() if script == "own" else {}}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{SITE}/")
        places = [STATIC / name.removeprefix("planner/"), PAGES / name, *([folder / name] if folder else [])]
        path = next((place for place in places if name and place.is_file()), None)
        if not name:
            route.fulfill(body=page_of(script, files), content_type="text/html")
        elif name in data:
            route.fulfill(json=data[name])
        elif path is not None:
            route.fulfill(body=path.read_text("utf-8"), content_type=KINDS[path.suffix])
        else:
            route.fulfill(status=204)

    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.route(f"{SITE}/**", answer)
    page.goto(f"{SITE}/")
    page.wait_for_function("window.found", timeout=LIMIT_MS)
    found: dict[str, Any] = page.evaluate("window.found")
    page.close()
    return found


def row(name: str, bars: int, found: dict[str, Any] | None, why: str = "") -> str:
    """A line of the table."""
    if found is None:
        return f"| {name} | {bars:,} | {why} | | | | | |".replace(",", " ")
    cells = [_frames(found[kind]) for kind in ("weeks", "quarter", "year", "whole")]
    heap = f"{found['heap'] / 1e6:.0f} MB"
    return f"| {name} | {bars:,} | {found['first']:.0f} ms | ".replace(",", " ") + " | ".join([*cells, heap]) + " |"


def _frames(took: list[float] | None) -> str:
    if not took:
        return "–"
    return f"{took[len(took) // 2]:.0f} / {took[int(len(took) * 0.95)]:.0f}"


def main() -> None:
    """Measure and print; with --page also write the page of the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, help="write the table to this file, such as docs/benchmarks/board.md")
    parser.add_argument(
        "--chromium", default=next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    )
    given = parser.parse_args()
    lines, hits = [], []
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=given.chromium, args=arguments)
        version = browser.version
        for bars, rows in SIZES:
            content = board(bars, rows)
            own = run(browser, "own", None, [], content)
            hits.append(own["hit"])
            lines.append(row("Klynge", bars, own))
            for name, (package, script, files) in PEERS.items():
                folder = fetched(package)
                if folder is None:
                    lines.append(row(name, bars, None, "not fetched: no npm or no network"))
                elif script == "vis" and bars > 20_000:
                    lines.append(row(name, bars, None, "not tried: see 20 000"))
                else:
                    lines.append(
                        row(f"{name} {package.rpartition('@')[2]}", bars, run(browser, script, folder, files, content))
                    )
                print(lines[-1], flush=True)
        browser.close()
    text = told(lines, hits, version)
    print(text)
    if given.page:
        given.page.write_text(text, "utf-8")


def told(lines: list[str], hits: list[float], version: str) -> str:
    """The page of the documentation."""
    return (
        (PAGES / "page.md")
        .read_text("utf-8")
        .format(
            version=version,
            cores=os.cpu_count(),
            machine=platform.machine(),
            load=" ".join(f"{each:.1f}" for each in os.getloadavg()),
            lines="\n".join(lines),
            hits=" and ".join(f"{each:.1f}" for each in hits),
        )
    )


if __name__ == "__main__":
    main()
