# SPDX-License-Identifier: Apache-2.0
"""Projects of the literature: known optima are reached and never passed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from klynge.exchange.instances import progen_max, psplib
from klynge.planning.budget import Budget
from klynge.planning.project.check import check_project
from klynge.planning.project.solve import solve_project

PROJECTS = Path(__file__).parent / "projects"
READERS = {"psplib": psplib, "progen_max": progen_max}
KNOWN = list(csv.DictReader((PROJECTS / "known.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known["file"])
def test_known_makespans_are_reached(known: dict[str, str]) -> None:
    """Optima exactly, other best known values within 2 %, and what has no schedule is proven to have none."""
    text = (PROJECTS / known["file"]).read_text("utf-8")
    reader = READERS[known["kind"]]
    assert reader.recognise(text)
    problem = reader.read(text, known["file"])
    best = int(known["best_known"] or 0)
    enough = best if known["optimal"] == "yes" else best * 102 // 100
    result = solve_project(problem, Budget(seconds=60, target=(enough,)))
    if known["optimal"] == "unsatisfiable":
        assert result.schedule is None
        assert result.proven
        return
    assert result.schedule is not None
    assert check_project(problem, result.schedule) == []
    assert result.objective <= enough
    assert result.objective >= best or known["optimal"] == "no"
