# SPDX-License-Identifier: Apache-2.0
"""The page of the benchmark `solve`: tables of gaps, and a plot of the gap over processor time."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 360, 60, 40
WORST_SHOWN = 1.0


def table(runs: Sequence[Any]) -> list[list[str]]:
    """Mean and worst gap of each set, time and solver, and how often it was the best, alone or shared."""
    found = [["set", "seconds", "solver", "instances", "mean gap", "worst gap", "best", "CPU s", "wall s"]]
    keys = dict.fromkeys((run.case.group, run.seconds, run.peer) for run in runs)
    for group, seconds, peer in keys:
        here = [run for run in runs if (run.case.group, run.seconds, run.peer) == (group, seconds, peer)]
        gaps = [_gap(run, runs) for run in here]
        others = {(run.case.name, run.seed): [] for run in here}  # type: ignore[var-annotated]
        for run in runs:
            if run.case.group == group and run.seconds == seconds and (run.case.name, run.seed) in others:
                others[run.case.name, run.seed].append(run.objective)
        best = sum(run.objective == min(others[run.case.name, run.seed]) for run in here)
        cpu, wall = (np.mean([getattr(run, name) for run in here]) for name in ("cpu", "wall"))
        row = [group, f"{seconds:g}", peer, str(len({run.case.name for run in here}))]
        found.append([*row, _percent(float(np.mean(gaps))), _percent(max(gaps)), f"{best} of {len(here)}"])
        found[-1] += [f"{cpu:.1f}", f"{wall:.1f}"]
    return found


def instances(runs: Sequence[Any]) -> list[list[str]]:
    """Each instance: the best known, and the objective of each solver (mean over seeds)."""
    peers = list(dict.fromkeys(run.peer for run in runs))
    found = [["set", "instance", "seconds", "best known", *peers]]
    for group, name, seconds in dict.fromkeys((run.case.group, run.case.name, run.seconds) for run in runs):
        row = [group, name, f"{seconds:g}"]
        here = [run for run in runs if (run.case.group, run.case.name, run.seconds) == (group, name, seconds)]
        row.append(str(_best(here[0], runs)))
        for peer in peers:
            values = [run.objective for run in here if run.peer == peer]
            row.append(f"{np.mean(values):g}" if values else "–")
        found.append(row)
    return found


def losses(runs: Sequence[Any]) -> list[str]:
    """Where a peer was better than Klynge, in words."""
    ours = {(run.case.group, run.case.name, run.seconds, run.seed): run for run in runs if run.peer == "klynge"}
    found = []
    for run in runs:
        mine = ours.get((run.case.group, run.case.name, run.seconds, run.seed))
        if mine is not None and run.peer != "klynge" and run.objective < mine.objective:
            by = _percent((mine.objective - run.objective) / max(1, run.objective))
            found.append(
                f"- {run.case.name}, {run.seconds:g} s: {run.peer} {run.objective}, Klynge {mine.objective} ({by})"
            )
    return found


def page(runs: Sequence[Any], path: Path, workers: int) -> None:
    """Write the page, and the plot beside it."""
    plot = path.with_suffix(".svg")
    plot.write_text(curves(runs), encoding="utf-8")
    versions = ", ".join(sorted({f"{run.peer} {run.version}" for run in runs}))
    lost = losses(runs)
    path.write_text(
        f"""# Instances of the literature against other solvers

Made by `make bench-solve` (`python benchmarks/solve.py`, whose help says how to get the peers). Each solver had {workers} workers
and twice the named seconds of processor time, all threads together: what two free cores give in those seconds. Building a model
is part of it, importing is not. A solver that proves its answer stops earlier. Ran on {_machine()}; {versions}.

*Gap*: how much worse than the best known value, which is the published one or the best of these runs. *dispatching* is the rule
most work remaining of job_shop_lib, one schedule. Sets: *fjsp* flexible job shops, *jsp* job shops, *sdst* flexible job shops with
set-ups, *rcpsp* projects, all by makespan; *tardiness* job shops by total tardiness (gla), and shops with drawn due dates and
weights (`+due`: release plus 1.1 to 2.0 times the work, weights 1 to 10) by total weighted tardiness.

{_markdown(table(runs))}

![Mean gap to the best known over processor seconds]({plot.name})

## Where a peer was better

{chr(10).join(lost) if lost else "Nowhere in these runs."}

## Each instance

{_markdown(instances(runs))}
""",  # noqa: E501  the page has lines of its own
        encoding="utf-8",
    )


def curves(runs: Sequence[Any]) -> str:
    """An SVG: the mean gap of each solver over processor seconds, of the longest runs; 100 % without a schedule."""
    longest = max(run.seconds for run in runs)
    chosen = [run for run in runs if run.seconds == longest]
    peers = list(dict.fromkeys(run.peer for run in chosen))
    times = np.geomspace(0.1, 2 * longest, 60)
    parts = [_axes(times)]
    for number, peer in enumerate(peers):
        here = [run for run in chosen if run.peer == peer]
        means = [float(np.mean([_gap_at(run, t, runs) for run in here])) for t in times]
        points = " ".join(f"{_x(t, times):.1f},{_y(gap):.1f}" for t, gap in zip(times, means, strict=True))
        colour = {"klynge": "#c0392b", "pyjobshop": "#2c6fbb", "cp-sat": "#2e8b57"}.get(peer, "#777777")
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = (
            f'<text x="{WIDTH - 150}" y="{30 + 18 * number}" fill="{colour}" font-size="14">{peer} ({len(here)})</text>'
        )
        parts.append(label)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>"]) + "\n"


def _axes(times: np.ndarray) -> str:
    parts = []
    for gap in (0.0, 0.01, 0.05, 0.2, 0.5, 1.0):
        y = _y(gap)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 10}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" font-size="12">{100 * gap:g} %</text>')
    for t in (0.1, 0.3, 1, 3, 10, 30, 60):
        if t <= times[-1]:
            place = f'x="{_x(t, times):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" font-size="12"'
            parts.append(f"<text {place}>{t:g}</text>")
    said = "processor seconds; mean gap to the best known (root scale)"
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 6}" text-anchor="middle" font-size="12">{said}</text>')
    return "\n".join(parts)


def _x(t: float, times: np.ndarray) -> float:
    share = np.log(t / times[0]) / np.log(times[-1] / times[0])
    return float(LEFT + (WIDTH - 10 - LEFT) * share)


def _y(gap: float) -> float:
    """Small gaps get more room: by the square root."""
    return float(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 15) * min(1.0, gap / WORST_SHOWN) ** 0.5)


def _gap_at(run: Any, t: float, runs: Sequence[Any]) -> float:
    values = [value for cpu, value in run.trace if cpu <= t]
    if t >= run.cpu:
        values.append(run.objective)
    return min(WORST_SHOWN, (min(values) - _best(run, runs)) / max(1, _best(run, runs))) if values else WORST_SHOWN


def _gap(run: Any, runs: Sequence[Any]) -> float:
    best = _best(run, runs)
    return float((run.objective - best) / max(1, best))


def _best(run: Any, runs: Sequence[Any]) -> int:
    here = [other.objective for other in runs if (other.case.group, other.case.name) == (run.case.group, run.case.name)]
    return int(min([*here, *([run.case.known] if run.case.known is not None else [])]))


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _markdown(rows: list[list[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine() -> str:
    software = ", ".join(f"{package} {version(package)}" for package in ("numpy", "numba"))
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {software}"
