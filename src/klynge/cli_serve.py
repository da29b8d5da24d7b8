# SPDX-License-Identifier: Apache-2.0
"""The commands that run and look after a server."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from klynge.cli_plan import Language, chosen

PORT = "Where web pages and the API answer; live updates one above."
Port = Annotated[int, typer.Option(help=PORT, min=1, max=65_534)]
Demo = Annotated[bool, typer.Option("--demo", help="Load the example clusters first, with a user for each role.")]
Load = Annotated[
    list[Path] | None,
    typer.Option(help="Load this cluster's folder first, once; as often as needed.", exists=True, file_okay=False),
]


def register(app: typer.Typer) -> None:
    """Make the commands known."""
    app.command()(serve)


def serve(port: Port = 8000, demo: Demo = False, load: Load = None, language: Language = None) -> None:
    """Run the whole server on this machine: database, planner, web pages, live updates. Data is kept in KLYNGE_DATA."""
    from klynge.server.database import AddressError
    from klynge.server.postgres import EmbeddedError
    from klynge.server.serve.start import StartError
    from klynge.server.serve.start import serve as run
    from klynge.server.serve.texts import said
    from klynge.server.serve.this_week import in_this_week

    words = chosen(language)
    examples = _examples() if demo else []
    if demo and not examples:
        print(said("no_examples", words), file=sys.stderr)
        raise typer.Exit(1)
    if demo:
        os.environ["KLYNGE_DEMO"] = "yes"
    try:
        with in_this_week(examples, date.today()) as this_week:
            run(port, load or [], lambda kind, **facts: print(said(kind, words, **facts), flush=True), worked=this_week)
    except StartError as error:
        print(said(error.kind, words, **error.facts), file=sys.stderr)
        raise typer.Exit(1) from None
    except (AddressError, EmbeddedError) as error:
        print(error.words(words), file=sys.stderr)
        raise typer.Exit(1) from None


def _examples() -> list[Path]:
    """The example clusters beside the sources, or in the folder where one stands."""
    for place in (Path(__file__).parents[2] / "examples", Path("examples")):
        found = [place / name for name in ("roros", "elverum") if (place / name / "cluster.yaml").exists()]
        if found:
            return found
    return []
