# SPDX-License-Identifier: Apache-2.0
"""The command that mends a late order: shows the best repairs, and carries one out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from klynge.words import say

if TYPE_CHECKING:
    from klynge.network.model import Network
    from klynge.planning.repair import Repair


def register(app: typer.Typer) -> None:
    """Add the command of this module to the app."""
    app.command(help="The best ways to mend a late order, each planned for real; one can be carried out.")(repair)


def repair(
    folder: Folder,
    order: Annotated[str, typer.Option(help="The order to mend.")],
    wanted: Annotated[
        str | None, typer.Option(help="The day by which it should arrive (default: its promised or due day).")
    ] = None,
    choose: Annotated[int | None, typer.Option(help="Carry out the repair with this number.", min=1)] = None,
    out: Annotated[Path | None, typer.Option(help="Write the plan to this file (plan.json).")] = None,
    plan_file: PlanFile = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Plan the folder, find repairs, carry one out."""
    from klynge import api, api_repair

    spoken = chosen(language)
    if out is not None and choose is None:
        raise typer.BadParameter(say(spoken, "--out writes a plan that is mended: add --choose"))
    day = day_of(spoken, wanted)
    planned = planned_folder(spoken, folder, rule, plan_file)
    with going_on(say(spoken, "Finding repairs")):
        found = api_repair.repairs(planned, order, wanted=day)
    if choose is not None and choose > len(found):
        raise typer.BadParameter(say(spoken, "there are {count} repairs: choose one of them", count=len(found)))
    if choose is not None:
        mended = api_repair.apply_repair(planned, found[choose - 1])
        if out is not None:
            api.save(mended, out)
    if as_json:
        show_json({"order": order, "repairs": [one.as_json() for one in found], "chosen": choose})
        return
    print(in_words(spoken, order, found, planned.cluster.network))
    if out is not None:
        print(say(spoken, "Written: {path}", path=out))
        print(say(spoken, "The plan holds once the folder has what repair {number} changes.", number=choose))


def in_words(language: str, order: str, found: list[Repair], network: Network) -> str:
    """The repairs, numbered."""
    from klynge.planning.repair.texts import KINDS

    if not found:
        return say(language, "{order}: nothing to mend, or no repair helps.", order=order)
    parts = []
    for number, one in enumerate(found, 1):
        head = f"{number}. {KINDS[language][one.kind]}"
        parts.append("\n".join([head, *(f"   {line}" for line in one.words(language, network).splitlines())]))
    return "\n".join(parts)
