# SPDX-License-Identifier: Apache-2.0
"""The command that configures: at a terminal with keys, or by `--set` for machines."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from klynge.cli_plan import AsJson, Language, PlanFile, Rule, chosen, day_of, show_json

from .texts import text

if TYPE_CHECKING:
    from klynge import words
    from klynge.configure import Session
    from klynge.offers import By

    from .dialogue import Dialogue
    from .finishing import Finish, Way
    from .machine import Contradiction

INTERRUPTED = 130


def configure(
    product: Annotated[
        str,
        typer.Argument(help="A product file, or with --cluster a product's identifier.", show_default=False),
    ],
    cluster: Annotated[
        Path | None, typer.Option(help="The cluster that makes it: gives days beside the prices.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="Where the customer is: days are those of delivery there.")] = None,
    quantity: Annotated[int, typer.Option(help="How many pieces.", min=1)] = 1,
    choices: Annotated[
        list[str] | None, typer.Option("--set", help="A choice, such as width=900; as often as needed.")
    ] = None,
    complete: Annotated[
        str | None,
        typer.Option(help="Decide what is left open: cheapest, earliest, lightest, greenest or likeliest."),
    ] = None,
    earliest: Annotated[
        bool, typer.Option("--earliest", help="Beside options the earliest way to have each, not the cheapest.")
    ] = False,
    on: Annotated[
        str | None,
        typer.Option(
            help="The day for which rules and prices hold (default: today, or where the cluster's planning begins)."
        ),
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Add the finished configuration to this file (configurations.csv).")
    ] = None,
    plan_file: PlanFile = None,
    rule: Rule = "best",
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Read the product (and the cluster's plan), then let choices be made."""
    from .dialogue import Dialogue
    from .finishing import COMPLETIONS, ways_of
    from .given import choices_of, region_named
    from .machine import chosen as made
    from .opening import opened

    spoken = chosen(language)
    way = next((one for one in COMPLETIONS if one == complete), None)
    if way != complete:
        raise typer.BadParameter(text(spoken, "by_unknown", name=complete, names=", ".join(COMPLETIONS)))
    if cluster is None and region is not None:
        raise typer.BadParameter(text(spoken, "region_alone"))
    if (earliest or complete == "earliest") and region is None:
        raise typer.BadParameter(text(spoken, "needs_region"))
    by_hand = not (as_json or complete or save) and sys.stdin.isatty() and sys.stdout.isatty()
    if not (by_hand or as_json or complete or save or choices):
        raise typer.BadParameter(text(spoken, "no_terminal"))
    if cluster is None and not Path(product).is_file():
        raise typer.BadParameter(text(spoken, "no_file", name=product))
    plan = (plan_file, rule) if by_hand or region is not None else None
    found = opened(spoken, product, cluster, day_of(spoken, on), plan)
    if region is not None:
        region_named(spoken, region, found.regions)
    session = found.session(quantity)
    if session.product.empty:
        raise typer.BadParameter(text(spoken, "empty_product"))
    session, wrong = made(session, choices_of(spoken, found.model, choices or ()), spoken)
    by: By = "earliest" if earliest else "cheapest"
    if way is not None and way not in ways_of(session):
        raise typer.BadParameter(text(spoken, "by_unknown", name=way, names=", ".join(ways_of(session))))
    if not by_hand:
        said = Said(spoken, found.finish, region or "", by, as_json)
        raise typer.Exit(said.by_words(session, wrong, way, save))
    if wrong is not None:
        raise typer.BadParameter(wrong.sentence(spoken))
    dialogue = Dialogue(
        session, spoken, found.finish, found.regions, region or "", by, (cluster or Path()) / "configurations.csv"
    )
    given = "".join(f" {name} {value}" for name, value in (("--cluster", cluster), ("--plan", plan_file)) if value)
    raise typer.Exit(by_keys(dialogue, product, given))


def by_keys(dialogue: Dialogue, product: str, given: str) -> int:
    """Let a person choose; the exit code. What was not saved is told as a command that makes the choices again."""
    from .screen import Screen

    screen = Screen(dialogue)
    screen.run()
    if dialogue.unsaved and dialogue.session.choices:
        print(dialogue.say("resume"))
        print(f"  {dialogue.resume(product, given)}")
    return INTERRUPTED if screen.interrupted else 0


@dataclass(frozen=True, slots=True)
class Said:
    """Answers to choices made by words."""

    language: words.Language
    finish: Finish
    region: str
    by: By
    as_json: bool

    def by_words(self, session: Session, wrong: Contradiction | None, way: Way | None, save: Path | None) -> int:
        """Complete, save and show; the exit code, 1 when choices contradict one another or something is not there."""
        from .finishing import completed, completion
        from .machine import as_json, as_text

        notes = []
        failed = wrong is not None
        if way and wrong is None:
            choices = completion(session, way, self.finish, self.region)
            if choices is None:
                notes.append(text(self.language, "cannot_complete"))
                failed = True
            else:
                session = completed(session, choices)
        quote = None
        if self.finish.quoter is not None and self.region and not session.complete and wrong is None:
            quote = self.finish.quoter.quote(session, self.region, self.by)
        facts = (session, self.finish, self.region, quote, wrong, self.language)
        if self.as_json:
            show_json(as_json(*facts))
        else:
            print("\n".join(as_text(*facts)))
        if save is not None and wrong is None:
            note, fine = self._saved(session, save)
            notes.append(note)
            failed = failed or not fine
        for note in notes:
            print(note, file=sys.stderr)
        return 1 if failed else 0

    def _saved(self, session: Session, path: Path) -> tuple[str, bool]:
        from .finishing import still_open
        from .saving import saved

        if not session.complete:
            return text(self.language, "save_open", variables=still_open(session, self.language)), False
        item, new = saved(path, self.finish.configuration(session))
        return text(self.language, "saved" if new else "saved_before", item=item, path=path), True
