# SPDX-License-Identifier: Apache-2.0
"""`klynge replan` and `klynge diff`: what happened comes in as files, what came of it goes out in words and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.command import klynge

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "examples" / "small"
EVENT = SMALL / "events" / "paint-line.yaml"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A plan of the small example, and the plan after its paint line stood."""
    folder = tmp_path_factory.mktemp("plans")
    before, after = folder / "before.json", folder / "after.json"
    assert klynge("plan", SMALL, "--out", before).code == 0
    said = klynge(
        "replan", SMALL, "--event", EVENT, "--plan", before, "--now", "2026-01-13T07:00", "--out", after, "--json"
    )
    assert said.code == 0, said.err
    assert json.loads(said.out)["diff"]["moved"]
    return before, after


def test_the_new_plan_is_right(plans: tuple[Path, Path]) -> None:
    """The plan after a breakdown keeps every rule of the folder too."""
    said = klynge("verify", SMALL, plans[1])
    assert said.code == 0, said.out


@pytest.mark.parametrize(("language", "words"), [("en", "portions moved"), ("nb", "deler er flyttet")])
def test_diff_in_both_languages(plans: tuple[Path, Path], language: str, words: str) -> None:
    """Two plan files are compared in English and Norwegian."""
    said = klynge("diff", SMALL, *plans, "--language", language)
    assert said.code == 0, said.err
    assert words in said.out
    assert json.loads(klynge("diff", SMALL, plans[0], plans[0], "--json").out)["moved"] == []


def test_wrong_events_are_said_at_once(tmp_path: Path) -> None:
    """Every problem of every file is named with file and event, without a traceback."""
    wrong, worse = tmp_path / "wrong.json", tmp_path / "worse.yaml"
    wrong.write_text('[{"kind": "withdrawn"}, {"kind": "flood"}]', "utf-8")
    worse.write_text("- [", "utf-8")
    said = klynge("replan", SMALL, "--event", wrong, "--event", worse)
    assert said.code == 1
    assert [line.partition(": ")[0] for line in said.err.splitlines()] == [str(wrong), str(wrong), f"{worse}:1"]
    meant = tmp_path / "meant.json"
    meant.write_text('{"kind": "withdrawn", "order": "C-11"}', "utf-8")
    said = klynge("replan", SMALL, "--event", meant, "--language", "nb")
    assert said.code == 1
    assert "mente du «C-1»" in said.err


def test_a_plan_of_a_file_is_improved(plans: tuple[Path, Path], tmp_path: Path) -> None:
    """The search starts from a plan file as from a plan made now, and what comes out is right."""
    out = tmp_path / "better.json"
    said = klynge("improve", SMALL, "--plan", plans[1], "--iterations", 20, "--out", out)
    assert said.code == 0, said.err
    assert klynge("verify", SMALL, out).code == 0


def test_a_plan_that_breaks_a_rule_is_not_promised_beside(plans: tuple[Path, Path], tmp_path: Path) -> None:
    """A plan file that is not right is refused with what does not fit."""
    tree = json.loads(plans[0].read_text("utf-8"))
    row = next(row for row in tree["operations"] if not row["frozen"])
    row["quantity"] += 1
    wrong = tmp_path / "plan.json"
    wrong.write_text(json.dumps(tree), "utf-8")
    said = klynge("promise", SMALL, "--item", "chair", "--quantity", 1, "--region", "Oslo", "--plan", wrong)
    assert said.code == 1
    assert "klynge verify" in said.err
    assert "Traceback" not in said.err
