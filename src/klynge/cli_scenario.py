# SPDX-License-Identifier: Apache-2.0
"""The command that plans scenarios and compares them with the cluster as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from klynge.cli_plan import AsJson, Folder, Language, Rule, chosen, going_on, show_json
from klynge.words import number, say

if TYPE_CHECKING:
    from klynge.planning.scenario import Comparison, Outcome, Scenario

SIDE_BY_SIDE = 4
ENDINGS = (".yaml", ".yml", ".json")
SHOWN_ORDERS = 5
HOUR_S, DAY_S = 3600, 86_400

ROWS = {  # measure: heading, what one of it is, unit
    "on_time": ("On time", 1, ""),
    "promises_kept": ("Promises kept", 1, ""),
    "late": ("Late orders", 1, ""),
    "unplanned": ("Not planned", 1, ""),
    "weighted_lateness_s": ("Lateness by weight", DAY_S, "days"),
    "lead_time_mean_s": ("Lead time (mean)", DAY_S, "days"),
    "value_ore": ("Value", 100, "kr"),
    "cost_ore": ("Cost", 100, "kr"),
    "machine_ore": ("  Machines", 100, "kr"),
    "people_ore": ("  People", 100, "kr"),
    "power_ore": ("  Power and fixtures", 100, "kr"),
    "setup_ore": ("  Set-ups", 100, "kr"),
    "stock_material_ore": ("  Material from stock", 100, "kr"),
    "purchase_ore": ("  Purchases", 100, "kr"),
    "external_ore": ("  Outside the cluster", 100, "kr"),
    "transport_ore": ("  Transport", 100, "kr"),
    "invested_ore": ("Investment in this time", 100, "kr"),
    "net_ore": ("Value less cost and investment", 100, "kr"),
    "co2_g": ("CO2", 1000, "kg"),
}
MANY = {
    "on_time": ("On time", 1),
    "late": ("Late", 1),
    "cost_ore": ("Cost, 1000 kr", 100_000),
    "net_ore": ("Net, 1000 kr", 100_000),
    "co2_g": ("CO2, tonnes", 1_000_000),
}
MOVED = {
    "late_to_on_time": "Late before, on time now",
    "on_time_to_late": "On time before, late now",
    "planned": "Not planned before, planned now",
    "not_planned": "Planned before, not planned now",
    "new": "New",
    "gone": "Gone",
    "earlier": "Earlier",
    "later": "Later",
}


def register(app: typer.Typer) -> None:
    """Add the command of this module to the app."""
    app.command(help="What if? Plan scenarios and compare them with the cluster as it is.")(scenario)


def scenario(
    folder: Folder,
    files: Annotated[list[Path], typer.Argument(help="Scenario files, or folders of them.", show_default=False)],
    workers: Annotated[int, typer.Option(help="How many are planned at a time.", min=1, max=256)] = 2,
    rank: Annotated[str | None, typer.Option(help="The measure to rank by, such as net_ore or on_time.")] = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read the folder and the scenarios, plan all, compare."""
    from klynge import api
    from klynge.planning.scenario import MEASURES

    spoken = chosen(language)
    if rule not in api.RULES:
        known = ", ".join(api.RULES)
        raise typer.BadParameter(say(spoken, "{text!r} is no rule: use one of {rules}", text=rule, rules=known))
    if rank is not None and not MEASURES.get(rank):
        known = ", ".join(name for name, sign in MEASURES.items() if sign)
        raise typer.BadParameter(say(spoken, "{text!r} is no measure: use one of {known}", text=rank, known=known))
    wanted = read_all(spoken, files)
    with going_on(say(spoken, "Reading {path}", path=folder)):
        cluster = api.read(folder)
    what = say(spoken, "Planning {count} scenarios", count=len(wanted))
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
        bar = shown.add_task(what, total=None)

        def progress(done: int, total: int) -> None:
            shown.update(bar, completed=done, total=total)

        found = api.compare(cluster, wanted, rule=rule, workers=workers, progress=progress)
    outcomes = found.ranked(rank) if rank else found.outcomes
    if as_json:
        show_json(
            {
                "cluster": cluster.network.name,
                "base": found.base,
                "bottleneck": found.bottleneck,
                "scenarios": [outcome.as_json() for outcome in outcomes],
                "stopped": list(found.stopped),
                "failed": dict(found.failed),
            }
        )
    else:
        show(Console(highlight=False), spoken, found, outcomes)
    if found.stopped or found.failed:
        raise typer.Exit(130 if found.stopped else 1)


def read_all(language: str, paths: list[Path]) -> list[Scenario]:
    """The scenarios of files and of all files in folders; every error of all of them at once."""
    from klynge import api
    from klynge.planning.scenario import ScenarioError, Trouble

    found: list[Scenario] = []
    troubles: list[Trouble] = []
    for path in paths:
        files = sorted(x for x in path.iterdir() if x.suffix in ENDINGS) if path.is_dir() else [path]
        if not files:
            message = say(language, "{path} has no scenario file: name one that ends in .yaml or .json", path=path)
            raise typer.BadParameter(message)
        for file in files:
            try:
                found.append(api.read_scenario(file))
            except ScenarioError as error:
                troubles += error.problems
    if troubles:
        raise ScenarioError(troubles)
    return found


def show(console: Console, language: str, found: Comparison, outcomes: tuple[Outcome, ...]) -> None:
    """Measures side by side, then what each scenario moves."""
    if len(outcomes) <= SIDE_BY_SIDE:
        _side_by_side(console, language, found, outcomes)
    else:
        _one_a_row(console, language, found, outcomes)
    for outcome in outcomes:
        _moves(console, language, outcome)
    for name, why in found.failed:
        console.print(say(language, "{name} could not be planned: {why}", name=name, why=why), markup=False)
    if found.stopped:
        said = say(language, "Stopped; not planned: {names}", names=", ".join(found.stopped))
        console.print(said, markup=False)


def _side_by_side(console: Console, language: str, found: Comparison, outcomes: tuple[Outcome, ...]) -> None:
    from klynge.cli_tables import table

    made = table(language, "", "Measure", ">As it is")
    for outcome in outcomes:
        made.add_column(outcome.scenario.title(language), justify="right")
    for name, (heading, unit, of) in ROWS.items():
        if not found.base[name] and not any(outcome.measures[name] for outcome in outcomes):
            continue
        cells = [_with_difference(language, o.measures[name] / unit, o.differences[name] / unit) for o in outcomes]
        said = say(language, heading)
        made.add_row(f"{said}, {say(language, of)}" if of else said, _number(language, found.base[name] / unit), *cells)
    made.add_row(say(language, "Bottleneck"), found.bottleneck, *(o.bottleneck[1] for o in outcomes))
    console.print(made)


def _one_a_row(console: Console, language: str, found: Comparison, outcomes: tuple[Outcome, ...]) -> None:
    """The base's measures, and by how much each scenario's differ."""
    from klynge.cli_tables import table

    made = table(language, "", "Scenario")
    for heading, _ in MANY.values():
        made.add_column(say(language, heading), justify="right")
    made.add_column(say(language, "Bottleneck"))
    base = (_number(language, found.base[name] / unit) for name, (_, unit) in MANY.items())
    made.add_row(say(language, "As it is"), *base, found.bottleneck)
    for outcome in outcomes:
        cells = (_signed(language, outcome.differences[name] / unit) for name, (_, unit) in MANY.items())
        after = outcome.bottleneck[1]
        made.add_row(outcome.scenario.title(language), *cells, "" if after == found.bottleneck else after)
    console.print(made)


def _moves(console: Console, language: str, outcome: Outcome) -> None:
    console.print(outcome.scenario.title(language), style="bold", markup=False)
    before, after = outcome.bottleneck
    if before != after:
        said = say(language, "The bottleneck moves from {before} to {after}.", before=before, after=after)
        console.print(f"  {said}", markup=False)
    for moved, text in MOVED.items():
        orders = [change.order for change in outcome.changes if change.moved == moved]
        if orders:
            named = ", ".join(orders[:SHOWN_ORDERS]) + (", …" if len(orders) > SHOWN_ORDERS else "")
            console.print(f"  {say(language, text)}: {number(language, len(orders))} ({named})", markup=False)
    if not outcome.changes:
        console.print(f"  {say(language, 'Every order comes as before.')}")
    console.print()


def _number(language: str, value: float) -> str:
    return number(language, value, 1 if abs(value) < 100 and value != int(value) else 0)


def _signed(language: str, difference: float) -> str:
    return f"{'+' if difference > 0 else '-'}{_number(language, abs(difference))}" if difference else ""


def _with_difference(language: str, value: float, difference: float) -> str:
    said = _number(language, value)
    return f"{said} ({_signed(language, difference)})" if difference else said
