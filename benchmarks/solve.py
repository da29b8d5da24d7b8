# SPDX-License-Identifier: Apache-2.0
"""Instances of the literature against PyJobShop, OR-Tools CP-SAT and a dispatching rule, at equal processor time.

Each solver runs in a process of its own until it has used twice the seconds named (two workers on two free cores), so
that a busy machine favours nobody; processor and wall seconds of each run are in the table. `--python` names an
interpreter that has the peers (`pip install pyjobshop job-shop-lib`, or the dependency group `bench`), if this one
has not.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # this file is run as a script

from benchmarks.peers.solve_page import page, table

from klynge.exchange.instances import load
from klynge.planning.project.problem import ProjectProblem
from klynge.planning.shop.due_dates import shortest_work
from klynge.planning.shop.problem import ShopProblem

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "solve.md"
SMALL = ROOT / "tests" / "outside" / "instances"
SHARED = ROOT.parent / "shared" / "data" / "instances"
ONE = Path(__file__).parent / "peers" / "solve_one.py"
PEERS = ("klynge", "pyjobshop", "cp-sat", "dispatching")
SETS = ("fjsp", "jsp", "sdst", "rcpsp", "tardiness")
FOLDERS = {"fjsp": "fjsp", "jsp": "jsp", "sdst": "fjsp-sdst", "rcpsp": "rcpsp", "tardiness": "jsp-tardiness"}


@dataclass(frozen=True, slots=True)
class Case:
    """One instance with its objective and the best value known before, where there is one."""

    group: str
    name: str
    objective: str
    problem: ShopProblem | ProjectProblem
    known: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """What one solver reached on one case; seconds are of processors (all threads) and by the wall."""

    case: Case
    peer: str
    seconds: float
    seed: int
    objective: int | None
    bound: int
    cpu: float
    wall: float
    trace: tuple[tuple[float, int], ...]
    version: str


def cases(folder: Path, wanted: Sequence[str], only: str) -> Iterator[Case]:
    """All instances of the sets, in order; due dates are made for flexible shops, which have none published."""
    known = best_known(folder)
    for group in wanted:
        for path in sorted(paths_of(folder, group)):
            if only and only not in path.stem:
                continue
            problem = load(path).problem
            name = f"{path.parent.name.removeprefix('hurink-')}/{path.stem}" if group == "fjsp" else path.stem
            if isinstance(problem, ProjectProblem):
                yield Case(group, name, "makespan", problem, known.get(("rcpsp", path.stem)))
            elif group == "tardiness" and problem.due is not None:
                yield Case(group, name, "tardiness", problem, known.get(("tardiness", path.stem)))
            elif group == "tardiness":
                yield Case(group, f"{path.stem}+due", "twt", with_drawn_dates(problem), None)
            else:
                yield Case(group, name, "makespan", problem, known.get((group, known_name(path))))


def paths_of(folder: Path, group: str) -> list[Path]:
    """The files of a set: in its folder, or told by their content where all lie in one."""
    inside = folder / FOLDERS[group]
    if inside.is_dir():
        found = [path for path in inside.rglob("*") if path.suffix in (".txt", ".fjs", ".sm")]
        if group == "tardiness":
            found += [folder / "fjsp" / "brandimarte" / f"mk{number:02d}.txt" for number in range(1, 11)]
            found += [folder / "jsp" / f"la{number}.txt" for number in (21, 26, 31, 36)]
        return [path for path in found if path.exists()]
    return [path for path in folder.iterdir() if path.suffix in (".txt", ".fjs", ".sm") and group in groups_of(path)]


def groups_of(path: Path) -> tuple[str, ...]:
    """Which sets a file of the small selection belongs to."""
    found = load(path)
    if isinstance(found.problem, ProjectProblem):
        return ("rcpsp",)
    if found.problem.due is not None:
        return ("tardiness",)
    kinds = {"job shop": ("jsp",), "flexible job shop": ("fjsp", "tardiness")}
    return kinds.get(found.kind, ("sdst",))


def known_name(path: Path) -> str:
    """The name by which best_known.csv calls it."""
    kind = path.parent.name.removeprefix("hurink-")
    return f"{path.stem}_{kind}" if kind in ("edata", "rdata", "vdata") else path.stem


def best_known(folder: Path) -> dict[tuple[str, str], int]:
    """Upper bounds of the literature by set and instance, as far as the folder has them."""
    found: dict[tuple[str, str], int] = {}
    for row in _rows(folder / "best_known.csv"):
        found[row["problem"], row["instance"]] = int(row["upper_bound"])
    for path in folder.glob("rcpsp/optimum*.csv"):
        for row in _rows(path):
            name, value = list(row.values())[:2]
            found["rcpsp", name.removesuffix(".sm")] = int(float(value))
    columns = [folder / "jsp-tardiness" / f"Lawrence_Liao_{solver}.csv" for solver in ("CPLEX", "Gurobi")]
    for path in filter(Path.exists, columns):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            reached = round(float(line.split()[0]))
            key = ("tardiness", f"gla{number:02d}")
            found[key] = min(reached, found.get(key, reached))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def with_drawn_dates(problem: ShopProblem) -> ShopProblem:
    """Due at release plus 1.1 to 2.0 times the job's shortest work, weights 1 to 10, drawn from seed 1."""
    draw = np.random.default_rng(1)
    due = problem.release + np.floor(draw.uniform(1.1, 2.0, problem.jobs) * shortest_work(problem)).astype(np.int64)
    return replace(problem, due=due, weight=draw.integers(1, 11, problem.jobs))


def plain(case: Case) -> dict[str, Any]:
    """The problem as JSON has it."""
    arrays = {field.name: getattr(case.problem, field.name) for field in fields(case.problem)}
    kind = "project" if isinstance(case.problem, ProjectProblem) else "shop"
    lists = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in arrays.items()}
    return {"kind": kind, "objective": case.objective, "arrays": lists}


def solved(case: Case, peer: str, seconds: float, seed: int, workers: int, python: str) -> Run | None:
    """One run in a process of its own; None when the solver fails, which is said."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(plain(case), file)
        file.flush()
        command = [sys.executable if peer == "klynge" else python, str(ONE), peer, file.name]
        options = [f"--cpu={2 * seconds}", f"--workers={workers}", f"--seed={seed}"]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{peer} on {case.name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    found = json.loads(done.stdout)
    trace = tuple((float(cpu), int(value)) for cpu, value in found["trace"])
    result = (found["objective"], found["bound"], found["cpu"], found["wall"], trace, found["version"])
    return Run(case, peer, seconds, seed, *result)


def has_peer(peer: str, python: str) -> bool:
    """Whether the interpreter can import the peer's packages."""
    module = {"pyjobshop": "pyjobshop", "cp-sat": "ortools", "dispatching": "job_shop_lib"}.get(peer)
    return module is None or subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def main() -> None:
    """Run, show, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--instances", type=Path, default=SHARED if SHARED.is_dir() else SMALL)
    asked.add_argument("--set", nargs="+", choices=SETS, default=list(SETS))
    asked.add_argument("--only", default="", help="instances whose name contains this")
    asked.add_argument("--every", type=int, default=1, help="every so many instances of a set")
    asked.add_argument("--seconds", nargs="+", type=float, default=[10.0, 30.0])
    asked.add_argument("--seeds", nargs="+", type=int, default=[1])
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    asked.add_argument("--python", default=sys.executable, help="an interpreter that has the peers")
    asked.add_argument("--page", type=Path, default=PAGE, help="where to write the page and the plot beside it")
    given = asked.parse_args()
    if given.instances == SMALL:
        print(
            "No folder of instances was given (--instances DIR): these are the few of tests/outside.", file=sys.stderr
        )
    peers = [peer for peer in given.peers if peer == "klynge" or has_peer(peer, given.python)]
    for peer in sorted(set(given.peers) - set(peers)):
        print(f"{peer} is not installed: uv sync --group bench, or pip install pyjobshop job-shop-lib", file=sys.stderr)
    runs: list[Run] = []
    for group in given.set:
        for case in list(cases(given.instances, [group], given.only))[:: given.every]:
            for seconds in given.seconds:
                for seed in given.seeds:
                    for peer in peers:
                        run = solved(case, peer, seconds, seed, given.workers, given.python)
                        if run is not None and run.objective is not None:
                            runs.append(run)
                            shown = f"{group} {case.name} {seconds:g} s seed {seed} {peer}: {run.objective}"
                            print(f"{shown} ({run.cpu:.1f} CPU s, {run.wall:.1f} s)", flush=True)
    print("\n".join(" | ".join(row) for row in table(runs)))
    if runs:
        page(runs, given.page, given.workers)
        print(f"written: {given.page}")


if __name__ == "__main__":
    main()
