# SPDX-License-Identifier: Apache-2.0
"""The command that searches for a better plan: `klynge improve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from klynge.cli_plan import AsJson, Folder, Language, PlanFile, Rule, chosen, going_on, planned_folder, show_json
from klynge.cli_search import Iterations, Seconds, Seed, Shown, Workers, stopping
from klynge.words import Language as Spoken
from klynge.words import number, say

if TYPE_CHECKING:
    from klynge.planning.budget import Point
    from klynge.planning.improve import Improved
    from klynge.planning.measure import Measures

SECONDS = 30.0
HOUR_S = 3600


def register(app: typer.Typer) -> None:
    """Add the command of this module to the app."""
    app.command(help="Search for a better plan, from a plan file or one made now; Ctrl-C keeps the best found.")(
        improve
    )


def improve(
    folder: Folder,
    plan_file: PlanFile = None,
    seconds: Seconds = None,
    iterations: Iterations = None,
    workers: Workers = 2,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option(help="Write the plan to this file (plan.json).")] = None,
    board: Annotated[Path | None, typer.Option(help="Write a page to look at (board.html).")] = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read, plan, search, measure both, write, show."""
    from klynge import api
    from klynge.planning.budget import Budget

    spoken = chosen(language)
    planned = planned_folder(spoken, folder, rule, plan_file)
    limit = SECONDS if seconds is None and iterations is None else seconds
    shown = Shown(spoken, lambda point: _line(spoken, point))
    budget = Budget(limit, iterations, progress=shown)
    with stopping(budget) as interrupted, shown:
        better, found = api.improve(planned, budget, workers=workers, seed=seed)
    with going_on(say(spoken, "Measuring")):
        before, after = api.measure(planned), api.measure(better)
    if out:
        api.save(better, out, after)
    if board:
        api.board(better, board, spoken, after)
    if as_json:
        show_json(_json(found, before, after, bool(interrupted)))
        return
    _show(spoken, found, before, after, bool(interrupted))
    for path in (out, board):
        if path:
            print(say(spoken, "Written: {path}", path=path))


def _line(language: Spoken, point: Point) -> str:
    broken, late, money = point.objective[:3]
    return say(
        language,
        "{seconds} s: {broken} broken promises, {late} h late, {money} kr; Ctrl-C keeps it",
        seconds=number(language, point.seconds, 1),
        broken=number(language, broken),
        late=number(language, late / HOUR_S),
        money=number(language, money / 100),
    )


def _json(found: Improved, before: Measures, after: Measures, interrupted: bool) -> dict[str, object]:
    return {
        "before": before.as_json(),
        "after": after.as_json(),
        "seconds": round(found.seconds, 3),
        "iterations": found.iterations,
        "interrupted": interrupted,
        "progress": [[round(point.seconds, 3), point.iterations, *point.objective] for point in found.points],
    }


def _show(language: Spoken, found: Improved, before: Measures, after: Measures, interrupted: bool) -> None:
    from klynge.cli_tables import table

    shown = table(language, "", "", ">Before", ">After")
    rows = (
        ("Promises kept", before.service.promises_kept, after.service.promises_kept, 1),
        ("On time", before.service.on_time, after.service.on_time, 1),
        ("Late orders", before.service.late, after.service.late, 1),
        ("Hours late, by weight", before.objective[1], after.objective[1], HOUR_S),
        ("Cost, kr", before.costs.total_ore, after.costs.total_ore, 100),
    )
    for name, was, is_now, unit in rows:
        shown.add_row(say(language, name), number(language, was / unit), number(language, is_now / unit))
    Console(highlight=False).print(shown)
    spent = {"seconds": number(language, found.seconds, 1), "iterations": number(language, found.iterations)}
    print(say(language, "{seconds} s, {iterations} iterations", **spent))
    if interrupted:
        print(say(language, "Interrupted: this is the best found until then."))
