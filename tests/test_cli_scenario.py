# SPDX-License-Identifier: Apache-2.0
"""`klynge scenario`: measures side by side, in both languages, as data, and one line for everything that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.command import klynge

MORE = "name: {en: Half as much again, nb: Halvannen gang}\nchanges:\n- {change: volume, permille: 1500}\n"
DEARER = "name: Dearer\nchanges:\n- {change: price, of: work_centre, field: cost_ore_h, permille: 1100}\n"


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A scenario file."""
    (tmp_path / "more.yaml").write_text(MORE, encoding="utf-8")
    return tmp_path / "more.yaml"


@pytest.fixture
def dearer(tmp_path: Path) -> Path:
    """Another one."""
    (tmp_path / "dearer.yaml").write_text(DEARER, encoding="utf-8")
    return tmp_path / "dearer.yaml"


def test_side_by_side(small: Path, more: Path, dearer: Path) -> None:
    """Measures as they are and with each scenario, and which orders move."""
    said = klynge("scenario", small, more, dearer)
    assert said.code == 0, said.err
    for shown in ("As it is", "Half as much again", "Dearer", "Bottleneck", "New: 3 (", "Every order comes as before."):
        assert shown in said.out


def test_norwegian(small: Path, more: Path) -> None:
    """--language nb speaks Norwegian, the scenario's name included."""
    said = klynge("scenario", small, more, "--language", "nb")
    for shown in ("Som nå", "Halvannen gang", "Flaskehals", "Ny: 3 ("):
        assert shown in said.out


def test_many_are_a_row_each(small: Path, more: Path, dearer: Path) -> None:
    """Six scenarios: a table of differences, the best first."""
    said = klynge("scenario", small, more, dearer, more, dearer, more, dearer, "--rank", "net_ore")
    rows = [line for line in said.out.splitlines() if line.startswith((" Half", " Dearer"))]
    assert [row.split()[0] for row in rows] == ["Half"] * 3 + ["Dearer"] * 3


def test_as_data(small: Path, more: Path) -> None:
    """--json gives measures, differences, orders and figures."""
    found = json.loads(klynge("scenario", small, more, "--json", "--workers", "1").out)
    (one,) = found["scenarios"]
    assert one["differences"]["value_ore"] == one["measures"]["value_ore"] - found["base"]["value_ore"] > 0
    assert {row["moved"] for row in one["orders"]} >= {"new"}
    assert one["scenario"]["id"] == "more"


def test_what_is_wrong(small: Path, tmp_path: Path) -> None:
    """All problems of all files, one line each, and no traceback."""
    (tmp_path / "bad.yaml").write_text(
        "changes: [{change: lost, work_centre: swa}, {change: leaves, member: x}]", encoding="utf-8"
    )
    said = klynge("scenario", small, tmp_path / "bad.yaml")
    assert said.code == 1
    assert len(said.err.splitlines()) == 2
    assert "did you mean “saw”?" in said.err


@pytest.mark.parametrize("wrong", [("--rank", "beauty"), ("--rule", "luck"), ("--workers", "0")])
def test_wrong_use(small: Path, more: Path, wrong: tuple[str, str]) -> None:
    """An unknown measure or rule, or nobody to do it."""
    assert klynge("scenario", small, more, *wrong).code == 2


def test_a_file_that_is_not_there(small: Path, tmp_path: Path) -> None:
    """Says so in a line."""
    said = klynge("scenario", small, tmp_path / "none.yaml")
    assert (said.code, len(said.err.splitlines())) == (1, 1)


def test_a_folder_of_scenarios(small: Path, more: Path, dearer: Path) -> None:
    """All scenario files of a folder, by name; an empty folder is wrong use."""
    found = json.loads(klynge("scenario", small, more.parent, "--json").out)
    assert [one["scenario"]["id"] for one in found["scenarios"]] == ["dearer", "more"]
    assert dearer.exists()
    (more.parent / "empty").mkdir()
    assert klynge("scenario", small, more.parent / "empty").code == 2


def test_all_files_are_read_before_it_stops(small: Path, tmp_path: Path) -> None:
    """Errors of two files are told together."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("changes: [{change: unit}]", encoding="utf-8")
    said = klynge("scenario", small, tmp_path)
    assert [line.partition(",")[0] for line in said.err.splitlines()] == ["one.yaml", "two.yaml"]
