# SPDX-License-Identifier: Apache-2.0
"""The command that searches for a better plan."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.support.command import klynge

SMALL = str(Path(__file__).parents[1] / "examples" / "small")
# the command, which says on stderr when it is in the midst of its search
SEARCHING = """
import sys
from importlib import import_module
import klynge.cli

room = import_module("klynge.planning.improve.improve")
one_round = room._Run.round

def told(run, pool):
    one_round(run, pool)
    print("searching", file=sys.stderr, flush=True)

room._Run.round = told
klynge.cli.main()
"""


def test_a_better_plan_is_written_and_keeps_every_rule(tmp_path: Path) -> None:
    """The plan file passes `verify`, and the answer tells before, after and the way."""
    plan = tmp_path / "plan.json"
    said = klynge("improve", SMALL, "--iterations", "300", "--out", plan, "--json")
    told = json.loads(said.out)
    assert (said.code, told["iterations"], told["interrupted"]) == (0, 300, False)
    assert told["after"]["objective"] <= told["before"]["objective"]
    assert klynge("verify", SMALL, plan).code == 0


def test_norwegian_and_english_tables() -> None:
    """Before and after stand beside one another, in both languages."""
    assert "Before" in klynge("improve", SMALL, "--iterations", "50", "--language", "en").out
    assert "Før" in klynge("improve", SMALL, "--iterations", "50", "--language", "nb").out


def test_an_interrupt_keeps_the_best_found(tmp_path: Path) -> None:
    """Ctrl-C ends the search; the plan is written and right."""
    plan = tmp_path / "plan.json"
    arguments = ["improve", SMALL, "--seconds", "600", "--out", str(plan), "--json"]
    command = [sys.executable, "-c", SEARCHING, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        heard = running.stderr.readline().strip()
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=120)
    assert heard == "searching"
    assert (running.returncode, json.loads(out)["interrupted"]) == (0, True)
    assert klynge("verify", SMALL, plan).code == 0


def test_wrong_use_is_said() -> None:
    """Fewer than one worker, less than no seconds."""
    assert klynge("improve", SMALL, "--workers", "0").code == 2
    assert klynge("improve", SMALL, "--seconds", "-1").code == 2
