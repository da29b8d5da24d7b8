# SPDX-License-Identifier: Apache-2.0
"""The commands that replan after events, and that compare two plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klynge.cli_plan import (
    AsJson,
    Folder,
    Language,
    PlanFile,
    Rule,
    chosen,
    day_of,
    going_on,
    planned_folder,
    show_json,
)
from klynge.cli_search import stopping
from klynge.words import say


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the app."""
    app.command(
        help="Replan after something happened: what can be kept is kept, what cannot is named with its new day."
    )(replan)
    app.command(help="What differs between two plans: orders, promises, portions.")(diff)


def replan(
    folder: Folder,
    event: Annotated[
        list[Path], typer.Option("--event", help="A file with what happened (JSON or YAML), as often as needed.")
    ],
    plan_file: PlanFile = None,
    now: Annotated[
        str | None, typer.Option(help="The moment of replanning: nothing new starts before it (default: the start).")
    ] = None,
    frozen_until: Annotated[
        str | None, typer.Option(help="What starts before this day stays where it is, if it can.")
    ] = None,
    seconds: Annotated[float, typer.Option(help="Improve the new plan for so many seconds.", min=0)] = 0.0,
    iterations: Annotated[
        int | None, typer.Option(help="Improve it by so many changes instead: the same plan each time.", min=0)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the plan to this file (plan.json).")] = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Plan the folder (or read its plan), bring the events into it, show what came of it."""
    from klynge import api
    from klynge.exchange.event_files import read_events
    from klynge.planning.budget import Budget

    spoken = chosen(language)
    at, until = (day_of(spoken, text) for text in (now, frozen_until))
    events = read_events(event)
    planned = planned_folder(spoken, folder, rule, plan_file)
    budget = Budget(seconds if iterations is None else None, iterations)
    better = budget if seconds or iterations else None
    with stopping(budget), going_on(say(spoken, "Replanning")):  # Ctrl-C keeps the best found by then
        answer = api.replan(planned, events, now=at, frozen_until=until, budget=better)
    if out:
        with going_on(say(spoken, "Writing {path}", path=out)):
            api.save(api.Planned.of(answer), out)
    if as_json:
        lost = [
            {
                "order": one.order,
                "promised": one.promised,
                "before": one.before,
                "now": one.now,
                "cause": one.cause,
                "operation": one.operation,
            }
            for one in answer.lost
        ]
        show_json({"lost": lost, "diff": answer.diff.as_json(), "feasible_cpu_s": answer.feasible_cpu_s})
        return
    print(answer.words(spoken))
    if orders := answer.diff.words(spoken, portions=False):
        print(orders)
    if out:
        print(say(spoken, "Written: {path}", path=out))


def diff(
    folder: Folder,
    before: Annotated[Path, typer.Argument(help="The plan before.", show_default=False)],
    after: Annotated[Path, typer.Argument(help="The plan after.", show_default=False)],
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read two plans of the folder and show what differs."""
    from klynge import api

    spoken = chosen(language)
    one = planned_folder(spoken, folder, "best", before)
    other = api.load(one.cluster, after)
    found = api.diff(one, other)
    if as_json:
        show_json(found.as_json())
    else:
        print(found.words(spoken))
