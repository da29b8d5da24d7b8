# SPDX-License-Identifier: Apache-2.0
"""`klynge solve`: any instance file in, the best schedule out, whatever ends the search."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.support.command import klynge

OUTSIDE = Path(__file__).parent / "outside" / "instances"


def test_for_machines(tmp_path: Path) -> None:
    """--json gives objective, bound and schedule, with machines as the file numbers them; --out writes the same."""
    out = tmp_path / "answer.json"
    said = klynge("solve", OUTSIDE / "gla01.txt", "--iterations", 20_000, "--json", "--check", "--out", out)
    assert said.code == 0, said.err
    answer = json.loads(said.out)
    assert {"objective", "lower_bound", "seconds", "iterations", "schedule"} <= set(answer)
    assert (answer["measure"], answer["checked"], answer["stopped_by"]) == ("tardiness", True, "iterations")
    assert {row["machine"] for row in answer["schedule"]} == {1, 2, 3, 4, 5}
    assert len(answer["schedule"]) == 50
    assert json.loads(out.read_text("utf-8")) == answer


def test_for_people() -> None:
    """Without --json the answer is a few lines, in the language asked for."""
    said = klynge("solve", OUTSIDE / "la01.txt", "--iterations", 2_000, "--check")
    assert said.code == 0, said.err
    assert "la01: job shop" in said.out
    assert "makespan 666, proven optimal" in said.out
    assert "Checked: the schedule keeps every rule." in said.out
    assert "jobbshop" in klynge("solve", OUTSIDE / "la01.txt", "--iterations", 10, "--language", "nb").out


@pytest.mark.parametrize(
    ("name", "options", "measure"),
    [
        ("mk01.fjs", (), "makespan"),
        ("mk01.fjs", ("--objective", "twt", "--due-factor", "1.2"), "twt"),
        ("Fattahi_setup_03.fjs", (), "makespan"),
        ("Fattahi_setup_03.fjs", ("--objective", "tardiness", "--due-factor", "1"), "tardiness"),
    ],
)
def test_kinds(name: str, options: tuple[str, ...], measure: str) -> None:
    """Every kind of shop is solved by each objective, and the plain checker agrees."""
    said = klynge("solve", OUTSIDE / name, "--iterations", 2_000, "--json", "--check", *options)
    assert said.code == 0, said.err
    assert json.loads(said.out)["measure"] == measure


def test_target_ends_the_search() -> None:
    """A target that is easy to meet ends the search."""
    said = klynge("solve", OUTSIDE / "ft06.txt", "--target", 70, "--seconds", 60, "--json")
    assert json.loads(said.out)["stopped_by"] in ("target", "proof")


def test_bad_files_and_wrong_use(tmp_path: Path) -> None:
    """What is wrong with a file is said with its line (1); wrong use is told apart (2)."""
    bad = tmp_path / "bad.txt"
    bad.write_text("2 3\n0 4 1 5 2 6\n2 1 7 2 0 3\n")
    said = klynge("solve", bad)
    assert (said.code, said.out) == (1, "")
    assert f"{bad}: line 3: there is no machine 7" in said.err
    assert klynge("solve", tmp_path / "missing").code == 1
    for options in (("--objective", "fun"), ("--objective", "twt"), ("--seconds", "nan"), ("--workers", "0")):
        assert klynge("solve", OUTSIDE / "ft06.txt", *options).code == 2, options


def test_a_full_disk_loses_nothing() -> None:
    """Where the file cannot be written that is said, and the answer is printed. (Where no device is always full, as on
    a Mac, nothing can be written there either.)"""
    said = klynge("solve", OUTSIDE / "ft06.txt", "--iterations", 100, "--out", "/dev/full")
    assert said.code == 1
    assert "/dev/full" in said.err
    assert len(json.loads(said.out)["schedule"]) == 36


def test_ctrl_c_keeps_the_best() -> None:
    """An interrupt ends the search with the best so far, as an answer and exit code 0."""
    command = [sys.executable, "-m", "klynge.cli", "solve", str(OUTSIDE / "gla01.txt"), "--seconds", "300", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as running:
        timer = threading.Timer(6, running.send_signal, (signal.SIGINT,))
        timer.start()
        out, err = running.communicate(timeout=120)
    timer.cancel()
    if running.returncode == 130:
        pytest.skip("the interrupt came before the search began")
    assert running.returncode == 0, err
    assert json.loads(out)["stopped_by"] == "interrupt"
