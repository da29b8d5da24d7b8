# SPDX-License-Identifier: Apache-2.0
"""The committed example folders are what the generator writes."""

from __future__ import annotations

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest

from klynge.reading import read_network

ROOT = Path(__file__).resolve().parents[2]


def generate(out: Path, *options: str) -> None:
    command = [sys.executable, "-m", "examples.generate", "--out", str(out), *options]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)


@pytest.mark.parametrize("name", ["roros", "elverum"])
def test_committed_folder_is_generated_byte_for_byte(name: str, tmp_path: Path) -> None:
    """Generating again gives exactly the committed tables, no more and no fewer; what is no invention is by hand."""
    generate(tmp_path)
    names = sorted(path.name for path in (tmp_path / name).iterdir() if path.is_file())
    committed = {path.name for path in (ROOT / "examples" / name).iterdir() if path.is_file()} - {
        "charter.yaml",
        "postcodes.csv",
    }
    assert names == sorted(committed)
    _, different, unreadable = filecmp.cmpfiles(tmp_path / name, ROOT / "examples" / name, names, shallow=False)
    assert (different, unreadable) == ([], [])


def test_another_seed_draws_other_orders(tmp_path: Path) -> None:
    """The seed decides the orders, and nothing about what firms, work centres and routings there are."""
    generate(tmp_path, "--seed", "7")
    drawn, committed = tmp_path / "roros", ROOT / "examples" / "roros"
    assert (drawn / "orders.csv").read_bytes() != (committed / "orders.csv").read_bytes()
    assert (drawn / "routings.csv").read_bytes() == (committed / "routings.csv").read_bytes()


def test_scale_multiplies_orders_and_capacity(tmp_path: Path) -> None:
    """Twice the scale is twice the orders on twice the units, and still a folder without problems."""
    generate(tmp_path, "--scale", "2")
    large, small = read_network(tmp_path / "elverum"), read_network(ROOT / "examples" / "elverum")
    assert len(large.orders) == 2 * len(small.orders)
    assert large.work_centres["nm-furnace"].units == 2 * small.work_centres["nm-furnace"].units
    assert large.agreements["cnc-partner-to-norse"].ceiling_s == 2 * small.agreements["cnc-partner-to-norse"].ceiling_s
