# SPDX-License-Identifier: Apache-2.0
"""The commands that plan, explain and verify.

What needs the engine is imported where it is used: loading it takes a second that `klynge --help` should not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from klynge import words
from klynge.words import language_of, say

if TYPE_CHECKING:
    from klynge.api import Planned

Folder = Annotated[Path, typer.Argument(help="The cluster's folder.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for machines.")]
Language = Annotated[
    str | None, typer.Option("--language", help="Language of the texts: nb or en (default: from LANG).")
]
Rule = Annotated[str, typer.Option(help="The order in which jobs are placed; best tries several.")]
PlanFile = Annotated[Path | None, typer.Option("--plan", help="The plan file to use (default: plan the folder now).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the app."""
    app.command(help="Plan all orders of a cluster on its finite capacity.")(plan)
    app.command(help="Why is this order when it is? The binding reasons, from the delivery back to the start.")(explain)
    app.command(help="Check a plan file against every rule of the planning model.")(verify)
    app.command(help="Compile the planning kernels now, so that the next command starts at once.")(warmup)


def plan(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="Write the plan to this file (plan.json).")] = None,
    board: Annotated[Path | None, typer.Option(help="Write a page to look at (board.html).")] = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read, plan, measure, write, show."""
    from klynge import api, cli_tables
    from klynge.exchange.plan_json import order_rows

    spoken = chosen(language)
    planned = planned_folder(spoken, folder, rule)
    network, work = planned.cluster.network, planned.cluster.work
    with going_on(say(spoken, "Measuring")):
        measures = api.measure(planned)
    if out:
        with going_on(say(spoken, "Writing {path}", path=out)):
            api.save(planned, out, measures)
    if board:
        with going_on(say(spoken, "Writing {path}", path=board)):
            api.board(planned, board, spoken, measures)
    rows = order_rows(network, work, planned.plan)
    if as_json:
        show_json({"cluster": network.name, "rule": rule, "orders": rows, "measures": measures.as_json()})
        return
    console = Console(highlight=False)
    cli_tables.show_plan(console, spoken, planned, measures, rows)
    for path in (out, board):
        if path:
            console.print(say(spoken, "Written: {path}", path=path))


def explain(
    folder: Folder,
    order: Annotated[str, typer.Option(help="The order to explain.")],
    repairs: Annotated[bool, typer.Option("--repairs", help="Show the best ways to mend it too.")] = False,
    plan_file: PlanFile = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Plan the folder (or read its plan), then say why one order is when it is."""
    from klynge import api

    spoken = chosen(language)
    planned = planned_folder(spoken, folder, rule, plan_file)
    answer = api.explain(planned, order)
    found = []
    if repairs:
        from klynge import api_repair

        with going_on(say(spoken, "Finding repairs")):
            found = api_repair.repairs(planned, order)
    if as_json:
        show_json(asdict(answer) | ({"repairs": [one.as_json() for one in found]} if repairs else {}))
        return
    print(answer.words(spoken))
    if repairs:
        from klynge.cli_repair import in_words

        print(in_words(spoken, order, found, planned.cluster.network))


def verify(
    folder: Folder,
    plan_file: Annotated[Path, typer.Argument(help="The plan file.", show_default=False)],
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read the folder and a plan of it, and name every broken rule."""
    from klynge import api

    spoken = chosen(language)
    planned = planned_folder(spoken, folder, "best", plan_file)
    with going_on(say(spoken, "Checking")):
        findings = api.check(planned)
    if as_json:
        show_json([{"rule": found.rule, "where": found.where, "message": found.words(spoken)} for found in findings])
    elif findings:
        print(say(spoken, "{path} breaks {count} rules:", path=plan_file, count=len(findings)))
        for found in findings:
            print(f"  [{found.rule}] {found.words(spoken)}")
    else:
        facts = {"portions": len(planned.plan.portions), "orders": len(planned.plan.outcomes)}
        print(say(spoken, "{path} keeps every rule: {portions} portions of {orders} orders.", path=plan_file, **facts))
    if findings:
        raise typer.Exit(1)


def warmup(language: Language = None) -> None:
    """Run every kernel once on a small cluster; they stay compiled on disk."""
    from klynge.cached import warm

    spoken = chosen(language)
    if not warm():
        from klynge.warm_up import warm_up

        with going_on(say(spoken, "Compiling the kernels (once, about a minute)")):
            warm_up()
    print(say(spoken, "The kernels are ready."))


def chosen(language: str | None) -> words.Language:
    """The language to speak. Wrong use when it is not one of ours."""
    if language is None:
        return language_of(())
    if language not in ("nb", "en"):
        raise typer.BadParameter(say("en", "{text!r} is no language: use nb or en", text=language))
    return "nb" if language == "nb" else "en"


def day_of(language: str, text: str | None) -> date | datetime | None:
    """A day or a moment from the command line; wrong use when it is neither."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        message = say(language, "{text!r} is no day: write 2026-03-20 or 2026-03-20T14:00", text=text)
        raise typer.BadParameter(message) from None


def planned_folder(language: str, folder: Path, rule: str, plan_file: Path | None = None) -> Planned:
    """The folder's cluster with the plan of a file, or one made now."""
    from klynge import api

    if rule not in api.RULES:
        known = ", ".join(api.RULES)
        raise typer.BadParameter(say(language, "{text!r} is no rule: use one of {rules}", text=rule, rules=known))
    with going_on(say(language, "Reading {path}", path=folder)):
        cluster = api.read(folder)
    if plan_file is not None:
        with going_on(say(language, "Reading {path}", path=plan_file)):
            return api.load(cluster, plan_file)
    what = say(language, "Planning {orders} orders", orders=len(cluster.network.orders))
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
        bar = shown.add_task(what, total=None)
        return api.plan(cluster, rule, lambda placed, total: shown.update(bar, completed=placed, total=total))


@contextmanager
def going_on(what: str) -> Iterator[None]:
    """Show on stderr what takes a while; nothing where nobody looks."""
    if sys.stderr.isatty():
        with Console(stderr=True).status(what):
            yield
    else:
        yield


def show_json(answer: Any) -> None:
    """The answer for machines, moments as ISO 8601."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=_moment)
    print()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
