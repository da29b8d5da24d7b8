# SPDX-License-Identifier: Apache-2.0
"""What a click costs on models of real cars: the diagram against a SAT solver, CP-SAT and a BDD library, in one run.

A click sets one variable; it is answered when the values left of all variables are known. The clicks are those by
which sold cars are chosen, in random order, the same for all engines, each in a process of its own. The models
(Renault "medium" and "big", BR4CP) carry no open licence: `--models` names the folder that has them. `--python` names
an interpreter that has the peers (`pip install python-sat ortools dd`, or the dependency group `bench`), if this one
has not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from math import log10
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # this file is run as a script

from benchmarks.scenarios import machine

from klynge.configure.diagram import compile
from klynge.configure.xcsp import read

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "configuration.md"
FOLDER = Path(os.environ.get("KLYNGE_RENAULT") or ROOT.parent / "shared" / "data" / "configuration")
ONE = Path(__file__).parent / "peers" / "configuration_one.py"
CARS = {"medium": 100, "big": 30}
COLOURS = {"medium": "#1f6f8b", "big": "#d98032"}
ENGINES = {
    "klynge": "Klynge: all values left",
    "klynge+prices": "Klynge: and the cheapest price of each",
    "glucose": "Glucose 4 (python-sat)",
    "cadical": "CaDiCaL 1.5.3 (python-sat)",
    "cp-sat": "OR-Tools CP-SAT",
    "cudd": "CUDD (dd)",
}
HEAD = """# What a click costs

Made by `python benchmarks/configuration.py`. A customer sets one variable; the click is answered when the values left
of *all* variables are known, none too many and none too few. The models are the cars "medium" (148 variables, 174
tables, 278 744 valid cars) and "big" (268 variables, 332 tables with 225 989 rows, 2.5e22 valid cars) of BR4CP, the
clicks those by which cars that were sold are chosen, in random order, without what follows by itself; the same for
all engines. SAT and CP-SAT ask for each value that none of the solutions found on the way has shown; CUDD builds one
BDD and restricts it to each value. Klynge alone also tells the cheapest completion of every value left: its second
line.

Ran on {machine}, each engine in one thread of its own process, with compiling for {seconds:.0f} s of the processor or
{wall:.0f} s by the wall at most; what was not done by then is said. All times are of the processor.
*First screen* is the click before anything is chosen. Answers that differ from Klynge's: {differing}.

![Milliseconds of a click by engine](configuration.svg)
"""


@dataclass(slots=True)
class Run:
    """What one engine did on one model; seconds."""

    model: str
    engine: str
    version: str = ""
    size: str = ""
    compiled: float | None = None
    screens: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    asked: int = 0

    def note(self, line: dict[str, Any]) -> None:
        """Take in one fact that the engine printed."""
        self.version = line.get("version", self.version)
        self.size = line.get("size", self.size)
        self.compiled = line.get("compile", self.compiled)
        if "click" in line:
            (self.screens if line["first"] else self.clicks).append(line["click"])
            self.answers.append(line["left"])

    def row(self) -> list[str]:
        """As the page has it."""
        if not self.version:
            return [ENGINES[self.engine], "not installed", *[""] * 7]
        if self.compiled is None:
            return [ENGINES[self.engine], self.version, "not done", *[""] * 6]
        times = [milliseconds(np.percentile(self.clicks, p)) if self.clicks else "" for p in (50, 99, 100)]
        screen = milliseconds(float(np.median(self.screens))) if self.screens else "not done"
        done = f"{len(self.answers)} of {self.asked}"
        return [ENGINES[self.engine], self.version, f"{self.compiled:.2f}", self.size, screen, *times, done]


def wall_of(seconds: float) -> float:
    """When a process is ended, for so many seconds of the processor."""
    return 2 * seconds + 15


def milliseconds(seconds: float) -> str:
    """With three figures."""
    ms = 1000 * seconds
    return f"{ms:.3f}" if ms < 1 else f"{ms:.3g}" if ms < 1000 else f"{ms:.0f}"


def model_of(name: str, folder: Path) -> dict[str, Any]:
    """The model as plain data, and the clicks: the literals chosen so far, for one car after the other."""
    instance = read(folder / f"{name}_domainsorted.xml")
    diagram = compile(instance.sizes, instance.constraints)
    header, *lines = (folder / f"config_{name}_filtered.txt").read_text("utf-8").splitlines()
    columns = [instance.names.index(word) for word in header.split()]
    draw, sweep = random.Random(1), diagram.sweep()
    clicks: list[list[int]] = []
    for line in draw.sample(sorted(set(lines)), CARS[name]):
        car = [
            diagram.literal_at(v, instance.values[v].index(int(word)))
            for v, word in zip(columns, line.split(), strict=True)
        ]
        chosen: list[int] = []
        clicks.append([])
        allowed = diagram.allowed()
        for literal in draw.sample(car, len(car)):
            variable = diagram.variable[literal]
            if sweep.domains(allowed)[diagram.first[variable] : diagram.first[variable + 1]].sum() > 1:
                chosen.append(literal)
                clicks.append(chosen.copy())
                allowed = diagram.given(allowed, literal)
    tables = [[list(table.scope), table.rows.tolist()] for table in instance.constraints]
    return {"sizes": list(instance.sizes), "tables": tables, "clicks": clicks}


def run(name: str, model: dict[str, Any], engine: str, seconds: float, python: str) -> Run:
    """One engine in a process of its own, ended when its time is over."""
    found = Run(name, engine, asked=len(model["clicks"]))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(model, file)
        file.flush()
        command = [sys.executable if engine.startswith("klynge") else python, str(ONE), engine, file.name]
        try:
            done = subprocess.run(
                [*command, f"--seconds={seconds}"], capture_output=True, text=True, timeout=wall_of(seconds)
            )
            output, error = done.stdout, done.stderr
        except subprocess.TimeoutExpired as expired:
            output, error = (expired.stdout or b"").decode(), ""
    for line in output.splitlines():
        found.note(json.loads(line))
    if error:
        print(f"{engine} on {name}: {error.strip().splitlines()[-1]}", file=sys.stderr)
    return found


def page(runs: list[Run], seconds: float) -> str:
    """The page: a table for each model."""
    parts, differing = [], 0
    for name in dict.fromkeys(run.model for run in runs):
        ours = next(run for run in runs if run.model == name)
        of_model = [run for run in runs if run.model == name]
        differing += sum(a != b for run in of_model for a, b in zip(ours.answers, run.answers, strict=False))
        head = ["engine", "version", "compile s", "size", "first screen ms", "click p50", "p99", "max", "clicks done"]
        lines = [head, ["---", "---", "---:", "---", *["---:"] * 5], *(run.row() for run in of_model)]
        parts.append(f"## {name}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n")
    return (
        HEAD.format(machine=machine(), seconds=seconds, wall=wall_of(seconds), differing=differing)
        + "\n"
        + "\n".join(parts)
    )


def picture(runs: list[Run]) -> str:
    """Bars from p50 to p99 of a click for each engine and model, on a logarithmic scale, as SVG."""
    shown = [(run, run.clicks or run.screens) for run in runs if run.answers]
    left, wide, low, high = 230, 520, -2.0, 5.0  # 0.01 ms to 100 s
    lines = []

    def at(seconds: float) -> float:
        return left + wide * (log10(1000 * seconds) - low) / (high - low)

    bottom = 30 + 22 * len(shown)
    for power, word in ((-2, "0.01 ms"), (-1, "0.1"), (0, "1 ms"), (1, "10"), (2, "100"), (3, "1 s"), (4, "10 s")):
        x = left + wide * (power - low) / (high - low)
        lines.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="22" y2="{bottom}" stroke="#ddd"/>')
        lines.append(f'<text x="{x:.1f}" y="16" text-anchor="middle">{word}</text>')
    for row, (one, times) in enumerate(shown):
        y = 30 + 22 * row
        first, last = (at(float(np.percentile(times, p))) for p in (50, 99))
        colour = COLOURS[one.model]
        lines.append(f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{ENGINES[one.engine]}</text>')
        lines.append(f'<rect x="{first:.1f}" y="{y}" width="{max(last - first, 2):.1f}" height="14" fill="{colour}"/>')
    legend = ", ".join(f'<tspan fill="{colour}">{name}</tspan>' for name, colour in COLOURS.items())
    says = "a click, from the median to the 99th percentile (a thin bar: few were done)"
    lines.append(f'<text x="{left}" y="{bottom + 14}">{says}: {legend}</text>')
    size = f'viewBox="0 0 {left + wide + 40} {bottom + 24}" width="{left + wide + 40}"'
    body = "\n".join(lines)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">\n{body}\n</svg>\n'


def main() -> None:
    """Run, show, and write the page when nothing was left out."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--models", type=Path, default=FOLDER, help="the folder with *_domainsorted.xml and sold cars")
    asked.add_argument("--seconds", type=float, default=40.0, help="for each engine and model, with compiling")
    asked.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    asked.add_argument("--python", default=sys.executable, help="an interpreter that has the peers")
    asked.add_argument("--page", type=Path, default=PAGE, help="where to write the page and the plot beside it")
    given = asked.parse_args()
    names = [name for name in CARS if (given.models / f"{name}_domainsorted.xml").exists()]
    for name in sorted(set(CARS) - set(names)):
        print(
            f"{name}: not in {given.models}; get it from github.com/toulbar2/CFN-learn, folder renault", file=sys.stderr
        )
    runs = []
    for name in names:
        model = model_of(name, given.models)
        for engine in given.engines:
            runs.append(run(name, model, engine, given.seconds, given.python))
            print(name, " | ".join(runs[-1].row()), flush=True)
    if names == list(CARS) and given.engines == list(ENGINES):
        given.page.write_text(page(runs, given.seconds), "utf-8")
        given.page.with_suffix(".svg").write_text(picture(runs), "utf-8")
        print(f"written: {given.page}")


if __name__ == "__main__":
    main()
