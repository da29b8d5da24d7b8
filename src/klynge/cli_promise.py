# SPDX-License-Identifier: Apache-2.0
"""The command that promises: one day, the menu of ways to have it, or what makes a wanted day possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

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
from klynge.words import say

if TYPE_CHECKING:
    from klynge.api import Planned
    from klynge.planning.promise import Entry, Menu, Possible


def register(app: typer.Typer) -> None:
    """Add the command of this module to the app."""
    app.command(
        help="When can a customer have it? Answered in the capacity that the plan leaves free; nothing is reserved."
    )(promise)


def promise(
    folder: Folder,
    item: Annotated[str, typer.Option(help="The item to make.")],
    quantity: Annotated[int, typer.Option(help="How much of it.", min=1)],
    region: Annotated[str, typer.Option(help="Where the customer is: a region that a lane leads to.")],
    wanted: Annotated[str | None, typer.Option(help="The wanted day, such as 2026-03-20 (counts to its end).")] = None,
    released: Annotated[
        str | None, typer.Option(help="The day from which work may begin (default: where planning begins).")
    ] = None,
    menu: Annotated[bool, typer.Option("--menu", help="Every way that no other beats in day, cost and CO2.")] = False,
    just_in_time: Annotated[
        bool, typer.Option("--just-in-time", help="The menu made as late as the wanted day allows.")
    ] = False,
    make_possible: Annotated[
        bool, typer.Option("--make-possible", help="The cheapest things that make the wanted day possible.")
    ] = False,
    plan_file: PlanFile = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Plan the folder (or read its plan), then ask for one more order."""
    from klynge import api, api_promise, cli_promise_tables, cli_tables

    spoken = chosen(language)
    if (just_in_time or make_possible) and wanted is None:
        raise typer.BadParameter(say(spoken, "--just-in-time and --make-possible need a day: add --wanted"))
    wanted_day, released_day = (day_of(spoken, text) for text in (wanted, released))
    planned = planned_folder(spoken, folder, rule, plan_file)
    asked: dict[str, Any] = {"item": item, "quantity": quantity, "region": region}
    console, facts = Console(highlight=False), (item, quantity, region)
    with going_on(say(spoken, "Finding a day")):
        if make_possible:
            assert wanted_day is not None
            remedies = api_promise.possible(planned, **asked, wanted=wanted_day, released=released_day)
        elif menu or just_in_time:
            ways = api_promise.menu(
                planned, **asked, wanted=wanted_day, released=released_day, just_in_time=just_in_time
            )
        else:
            answer = api.promise(planned, **asked, wanted=wanted_day, released=released_day)
    if make_possible:
        if as_json:
            show_json(asked | possible_as_json(planned, remedies))
        else:
            cli_promise_tables.show_possible(console, spoken, planned, facts, remedies)
    elif menu or just_in_time:
        if as_json:
            show_json(asked | menu_as_json(planned, ways))
        else:
            cli_promise_tables.show_menu(console, spoken, planned, facts, ways)
    elif as_json:
        show_json({**asked, **asdict(answer)})
    else:
        cli_tables.show_promise(console, spoken, planned, facts, answer)


def menu_as_json(planned: Planned, ways: Menu) -> dict[str, Any]:
    """The menu for machines."""
    return {
        "wanted": ways.wanted,
        "kept": ways.kept,
        "reason": ways.reason,
        "operation": ways.operation,
        "entries": [entry_as_json(planned, entry) for entry in ways.entries],
    }


def possible_as_json(planned: Planned, found: Possible) -> dict[str, Any]:
    """The remedies for machines."""
    at = _clock(planned)
    remedies = [
        {
            "kind": remedy.kind,
            "extra_ore": remedy.extra_ore,
            "overtime": [
                asdict(hours) | {"first": at(hours.first), "last": at(hours.last)} for hours in remedy.overtime
            ],
            "put_off": [{"order": o.order, "was": o.was, "arrives": o.arrives} for o in remedy.put_off],
            "entry": entry_as_json(planned, remedy.entry),
            "rest": None if remedy.rest is None else entry_as_json(planned, remedy.rest),
        }
        for remedy in found.remedies
    ]
    return {"wanted": found.wanted, "earliest": found.earliest, "remedies": remedies}


def entry_as_json(planned: Planned, entry: Entry) -> dict[str, Any]:
    """An offer for machines: moments as ISO 8601, what can be told of it and its portions."""
    at = _clock(planned)
    portions = [
        asdict(portion) | {name: at(getattr(portion, name)) for name in ("setup_start", "start", "end")}
        for portion in entry.portions
    ]
    for portion in portions:
        portion["pegs"] = [peg | {"available": at(peg["available"])} for peg in portion["pegs"]]
    names = ("names", "delivered", "kept", "cost_ore", "co2_g", "extra_ore", "later_s", "lanes", "ways")
    told = {name: getattr(entry, name) for name in names}
    whole = max(job.quantity for job in entry.jobs if job.region or len(entry.jobs) == 1)
    return told | {
        "quantity": whole,
        "work_centres": entry.work_centres,
        "agreements": entry.agreements,
        "portions": portions,
    }


def _clock(planned: Planned) -> Callable[[int], datetime]:
    """From seconds after the epoch to moments in the cluster's time zone."""
    zone = ZoneInfo(planned.cluster.network.time_zone)
    return lambda seconds: planned.plan.at(seconds).astimezone(zone)
