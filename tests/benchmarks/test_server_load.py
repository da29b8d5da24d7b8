# SPDX-License-Identifier: Apache-2.0
"""The benchmark of a running server, on a small example and with few requests."""

from __future__ import annotations

from pathlib import Path

from benchmarks.server_load import main
from tests.support.faults.processes import ROOT, free_port


def test_a_server_under_load_answers_everything(tmp_path: Path) -> None:
    """Every kind of request is answered, alone and among others, and each page that listens hears of each commit."""
    page, port = tmp_path / "page.md", free_port(beside=1)
    told = {"cluster": ROOT / "examples" / "small", "port": port, "page": page, "seconds": 1, "share": 0.2}
    main([f"--{name}={value}" for name, value in {**told, "clients": 5, "commits": 2}.items()])
    text = page.read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")][1:]
    assert [row[0] for row in rows] == [
        "menu, alone", "hold and commit, alone", "list, alone",
        "menu, all at once", "hold and commit, all at once", "list, all at once",
    ]  # fmt: skip
    assert all(int(row[1]) > 0 for row in rows)
    refused = {row[-1] for row in rows} - {"0"}
    assert all("409" in each and "," not in each for each in refused)  # what is not to be had, and nothing else
    assert "5 clients, 2 commits" in text
    assert "; 0 events not heard" in text
