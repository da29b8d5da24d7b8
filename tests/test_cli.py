# SPDX-License-Identifier: Apache-2.0
"""What the command promises: answers for people and machines, clear errors, exit codes, both languages."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from tests.support.command import klynge

from klynge import api, words
from klynge.cli import command_in
from klynge.cli_reference import page

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of the small example."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    said = klynge("plan", ROOT / "examples" / "small", "--out", path)
    assert said.code == 0, said.err
    return path


def test_help_is_frozen() -> None:
    """The command is what docs/reference/command.md says (`make reference` writes it)."""
    assert (ROOT / "docs" / "reference" / "command.md").read_text("utf-8") == page()


def test_help_exists_in_norwegian() -> None:
    """Every command's help is said in Norwegian."""
    english, norwegian = command_in("en").commands, command_in("nb").commands
    same = [name for name in english if english[name].help == norwegian[name].help]
    assert same == []


def test_every_text_has_norwegian() -> None:
    """All that the command says through `say` has an entry, and both languages ask for the same facts."""
    command_in("en")
    said = set()
    for path in (ROOT / "src" / "klynge").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                text = node.args[1]
                said |= {text.value} if isinstance(text, ast.Constant) and isinstance(text.value, str) else set()
    assert said - set(words.NORWEGIAN) == set()
    for english, norwegian in words.NORWEGIAN.items():
        assert set(re.findall(r"{\w+", english)) == set(re.findall(r"{\w+", norwegian)), english


def test_version() -> None:
    """--version prints a version."""
    assert klynge("--version").out.count(".") == 2


def test_plan_for_people(small: Path, tmp_path: Path) -> None:
    """`klynge plan` shows how good the plan is and what limits it, and writes what was asked for."""
    said = klynge("plan", small, "--out", tmp_path / "plan.json", "--board", tmp_path / "board.html")
    assert said.code == 0, said.err
    for shown in ("Small: 7 orders", "On time", "Promises kept", "Bottlenecks", f"Written: {tmp_path / 'board.html'}"):
        assert shown in said.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board.html", "plan.json"]


def test_plan_for_machines(small: Path) -> None:
    """--json gives every order's outcome and the measures."""
    answer = json.loads(klynge("plan", small, "--json").out)
    assert {row["order"] for row in answer["orders"]} == {"C-1", "C-2", "C-3", "S-1", "S-2", "B-1", "B-2"}
    assert answer["measures"]["service"]["orders"] == 7


def test_plan_in_norwegian(small: Path) -> None:
    """--language nb speaks Norwegian."""
    said = klynge("plan", small, "--language", "nb")
    assert "Flaskehalser" in said.out
    assert "7 ordrer" in said.out


@pytest.mark.parametrize("rule", api.RULES)
def test_every_rule_plans(small: Path, rule: str) -> None:
    """Each priority rule gives a plan."""
    assert klynge("plan", small, "--rule", rule).code == 0


def test_promise(small: Path) -> None:
    """A promise says the day, and a wanted day is answered yes, or no with the nearest."""
    asked = ("promise", small, "--item", "chair", "--quantity", 4, "--region", "Oslo")
    assert "4 of chair in Oslo:" in klynge(*asked).out
    assert ": yes." in klynge(*asked, "--wanted", "2026-03-20").out
    assert ": no. The nearest day is" in klynge(*asked, "--wanted", "2026-01-06").out
    answer = json.loads(klynge(*asked, "--json").out)
    assert datetime.fromisoformat(answer["delivered"]).utcoffset() is not None


def test_explain(small: Path, plan_file: Path) -> None:
    """An order is explained from the plan made now or from a file, alike."""
    now = klynge("explain", small, "--order", "C-1")
    assert now.code == 0
    assert "C-1" in now.out
    assert klynge("explain", small, "--order", "C-1", "--plan", plan_file).out == now.out
    assert json.loads(klynge("explain", small, "--order", "C-1", "--json").out)["order"] == "C-1"


def test_verify_finds_nothing(small: Path, plan_file: Path) -> None:
    """A plan that Klynge made keeps every rule, says the second implementation."""
    said = klynge("verify", small, plan_file)
    assert (said.code, "keeps every rule" in said.out) == (0, True)


def test_verify_names_broken_rules(small: Path, plan_file: Path, tmp_path: Path) -> None:
    """A plan with a portion in the wrong place is refused by the name of the rule."""
    content = json.loads(plan_file.read_text("utf-8"))
    last = content["operations"][-1]
    last["start"] = last["setup_start"]
    last["quantity"] += 1
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(content), "utf-8")
    said = klynge("verify", small, broken)
    assert (said.code, "[quantity]" in said.out) == (1, True)
    assert json.loads(klynge("verify", small, broken, "--json").out)[0].keys() == {"rule", "where", "message"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--item", "chiar", "--region", "Oslo"), "no item 'chiar' that is made; did you mean chair?"),
        (("--item", "chair", "--region", "Mars"), "no lane to a region 'Mars'; it has: Export, Oslo, Trondheim"),
    ],
)
def test_unknown_names(small: Path, arguments: tuple[str, ...], said: str) -> None:
    """A name that the cluster does not have is answered with what was probably meant."""
    answer = klynge("promise", small, "--quantity", 1, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err


def test_unknown_order(small: Path) -> None:
    """An order that the plan does not have is one line, not a traceback."""
    answer = klynge("explain", small, "--order", "C1")
    assert (answer.code, answer.err) == (1, "the cluster has no order 'C1'; did you mean C-1?\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan",),
        ("plan", "examples/small", "--rule", "luck"),
        ("plan", "examples/small", "--language", "fr"),
        ("promise", "examples/small", "--item", "chair", "--region", "Oslo", "--quantity", "0"),
        ("promise", "examples/small", "--item", "chair", "--region", "Oslo", "--quantity", "1", "--wanted", "soon"),
        ("dance",),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong use exits with 2 and says how it is used."""
    monkeypatch.chdir(ROOT)
    said = klynge(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "Error:" in said.err


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder and a missing plan file are problems of the input, named."""
    missing = tmp_path / "nowhere"
    said = klynge("plan", missing)
    assert said.code == 1
    assert "nowhere" in said.err
    said = klynge("verify", ROOT / "examples" / "small", missing)
    assert (said.code, said.err) == (1, f"cannot use {missing}: No such file or directory\n")


def test_a_place_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    """A file in the way of a folder is named."""
    (tmp_path / "file").write_text("", "utf-8")
    said = klynge("plan", small, "--out", tmp_path / "file" / "plan.json")
    assert said.code == 1
    assert str(tmp_path / "file") in said.err


def test_own_errors_are_one_line_and_how_to_report(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error says so without a traceback, and how to report it; KLYNGE_DEBUG shows it."""

    def break_down(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(api, "plan", break_down)
    said = klynge("plan", small)
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[0] == "Klynge stopped on an error of its own: ZeroDivisionError: division by zero"
    assert "Traceback" not in said.err
    monkeypatch.setenv("KLYNGE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        klynge("plan", small)


INTERRUPTED = """
import os, signal, sys, time
from klynge import api, cli
api.measure = lambda *_: (os.kill(os.getpid(), signal.SIGINT), time.sleep(10))
cli.main()
"""


def test_interrupted_cleanly(small: Path, tmp_path: Path) -> None:
    """Ctrl-C ends with one line, exit code 130 and nothing half written."""
    arguments = [sys.executable, "-c", INTERRUPTED, "plan", str(small), "--out", str(tmp_path / "plan.json")]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.strip()) == (130, "Interrupted; nothing is half written.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ((), {}, "en"),
        ((), {"LANG": "nb_NO.UTF-8"}, "nb"),
        ((), {"LANG": "nn_NO.UTF-8"}, "nb"),
        ((), {"LANG": "C.UTF-8", "KLYNGE_LANGUAGE": "nb"}, "nb"),
        (("plan", "x", "--language", "en"), {"LANG": "nb_NO.UTF-8"}, "en"),
        (("plan", "x", "--language=nb"), {"LANG": "en_GB.UTF-8"}, "nb"),
    ],
)
def test_language(arguments: tuple[str, ...], environment: dict[str, str], language: str) -> None:
    """The option decides, then KLYNGE_LANGUAGE, then the locale."""
    assert words.language_of(arguments, environment) == language
