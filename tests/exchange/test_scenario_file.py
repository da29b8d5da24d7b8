# SPDX-License-Identifier: Apache-2.0
"""Scenario files: read as written, written as read, and every error of their shape at once."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from klynge.exchange.scenario_file import read_scenario, write_scenario
from klynge.planning.scenario import ScenarioError, data

EXAMPLES = Path(__file__).parents[2] / "examples"


def written(folder: Path, text: str) -> Path:
    path = folder / "what.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as raised:
        read_scenario(written(folder, text))
    return [problem.line("en") for problem in raised.value.problems]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/scenarios/*.yaml")), ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_examples_come_back(path: Path, tmp_path: Path) -> None:
    """Every example can be written and read again without loss, and says its name in both languages."""
    found = read_scenario(path)
    write_scenario(tmp_path / "again.yaml", found)
    assert read_scenario(tmp_path / "again.yaml") == found
    assert found.title("nb") != found.title("en")


def test_times_need_no_quotes(tmp_path: Path) -> None:
    """14:00 is a time of day, which plain YAML would read as a number; null forbids a change of family."""
    found = read_scenario(
        written(
            tmp_path,
            "changes:\n"
            "- {change: shifts, work_centres: [a], shifts: [{days: mon-fri, from: 14:00, to: 22:00}]}\n"
            "- {change: setup, matrix: m, entries: [{before: x, after: y, seconds: null}]}\n",
        )
    )
    shifts, setup = found.changes
    assert isinstance(shifts, data.Shifts)
    assert isinstance(setup, data.SetupTimes)
    assert (shifts.shifts[0].start, setup.entries[0].seconds) == (time(14), None)
    assert found.id == "what"


def test_every_error_of_the_shape(tmp_path: Path) -> None:
    """An unknown kind, a missing and an unexpected field, a word for a number: one line each."""
    said = problems(
        tmp_path,
        "changes:\n- {change: unit, work_centre: a}\n- {change: units, units: many, colour: red}\n- {work_centre: a}\n",
    )
    assert [line.partition(": ")[0] for line in said] == [
        "what.yaml, change 1 (unit)",
        *["what.yaml, change 2 (units)"] * 3,
        "what.yaml, change 3 (?)",
    ]
    for wanted in ("no change “unit”", "work_centre is missing", "“many”", "colour does not belong", "says what it is"):
        assert any(wanted in line for line in said), wanted


@pytest.mark.parametrize("text", ["", "- 1", "changes: [", "{" * 3000, "a: *b", "!!python/object/apply:os.abort []"])
def test_texts_that_are_no_scenario(text: str, tmp_path: Path) -> None:
    """One line that says so, and nothing of the file is run."""
    assert len(problems(tmp_path, text)) == 1


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Says that it is not UTF-8."""
    path = tmp_path / "what.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="UTF-8"):
        read_scenario(path)


def test_what_a_field_may_be_is_said_in_both_languages(tmp_path: Path) -> None:
    """A day, a time, a number within limits."""
    text = (
        "changes:\n"
        "- {change: lost, work_centre: a, first: tomorrow}\n"
        "- {change: units, work_centre: a, units: 99999}\n"
        "- {change: shifts, calendars: [c], shifts: [{from: noon, to: 22:00}]}\n"
        "- {change: price, of: weather, field: x}\n"
    )
    with pytest.raises(ScenarioError) as raised:
        read_scenario(written(tmp_path, text))
    for problem, (en, nb) in zip(
        raised.value.problems,
        [("a day such as", "en dag som"), ("10000 or less", "10000 eller mindre"), ("a time of day", "et klokkeslett"),
         ("one of 'work_centre'", "en av 'work_centre'")],
        strict=True,
    ):  # fmt: skip
        assert en in problem.line("en")
        assert nb in problem.line("nb")
