# SPDX-License-Identifier: Apache-2.0
"""The commands that read a cluster: check a folder, export it as a workbook, import a workbook as a folder."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from klynge.network.problem import FolderError, Problem
from klynge.words import NORWEGIAN, language_of, say

_WORDS = {
    "Check a cluster's folder: every error of every file, with file, row and column and how to mend it.": (
        "Kontroller mappen med en klynge: alle feil i alle filer, med fil, rad og kolonne og hvordan de rettes."
    ),
    "Write a cluster's folder as one workbook.": "Skriv mappen med en klynge som én arbeidsbok.",
    "Write a workbook as a cluster's folder, when all of it is right.": (
        "Skriv en arbeidsbok som mappen til en klynge, når alt i den er riktig."
    ),
    "The workbook (.xlsx).": "Arbeidsboken (.xlsx).",
    "Replace the tables of a folder that is there already.": "Erstatt tabellene i en mappe som finnes fra før.",
    "{path} is in order: {orders} orders, {work_centres} work centres, {members} members.": (
        "{path} er i orden: {orders} ordrer, {work_centres} arbeidsstasjoner, {members} medlemmer."
    ),
    "{count} problems, nothing was used:": "{count} feil, ingenting ble brukt:",
    "1 problem, nothing was used:": "1 feil, ingenting ble brukt:",
    "… and {count} more; --json shows all": "… og {count} til; --json viser alle",
    "File": "Fil",
    "Row": "Rad",
    "Column": "Kolonne",
    "Problem": "Feil",
    "Mend it": "Rett den",
}
_SHOWN = 200

Folder = Annotated[Path, typer.Argument(help="The cluster's folder.", show_default=False)]
Book = Annotated[Path, typer.Argument(help="The workbook (.xlsx).", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for machines.")]
Language = Annotated[
    str | None, typer.Option("--language", help="Language of the texts: nb or en (default: from LANG).")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module, and their words, to the app."""
    for english, norwegian in _WORDS.items():
        NORWEGIAN.setdefault(english, norwegian)
    app.command(
        help="Check a cluster's folder: every error of every file, with file, row and column and how to mend it."
    )(check)
    app.command(help="Write a cluster's folder as one workbook.")(export)
    app.command("import", help="Write a workbook as a cluster's folder, when all of it is right.")(import_)


def check(folder: Folder, as_json: AsJson = False, language: Language = None) -> None:
    """Read the folder and tell what is wrong with it, or what is in it."""
    from klynge.reading import read_network

    words = _language(language)
    try:
        network = read_network(folder)
    except FolderError as error:
        if as_json:
            # Only when asked: what machines read does not hang on where the command runs.
            spoken = words if language else "en"
            _print_json({"ok": False, "problems": [_as_json(problem, spoken) for problem in error.problems]})
        else:
            show_problems(error.problems, words)
        raise typer.Exit(1) from None
    counts = {
        "orders": len(network.orders),
        "work_centres": len(network.work_centres),
        "members": len(network.members),
    }
    if as_json:
        _print_json({"ok": True, "problems": [], "name": network.name, **counts})
        return
    text = "{path} is in order: {orders} orders, {work_centres} work centres, {members} members."
    _say(say(words, text, path=folder, **counts))


def export(folder: Folder, book: Book, language: Language = None) -> None:
    """Write the folder's workbook."""
    from klynge.exchange import write_workbook
    from klynge.reading import expander

    try:
        write_workbook(folder, book, expander())
    except FolderError as error:
        show_problems(error.problems, _language(language))
        raise typer.Exit(1) from None
    _say(say(_language(language), "Written: {path}", path=book))


def import_(
    book: Book,
    folder: Folder,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the tables of a folder that is there already.")
    ] = False,
    language: Language = None,
) -> None:
    """Write the workbook's folder."""
    from klynge.exchange import read_workbook
    from klynge.reading import expander

    try:
        read_workbook(book, folder, replace_folder=replace, configure=expander())
    except FolderError as error:
        show_problems(error.problems, _language(language))
        raise typer.Exit(1) from None
    _say(say(_language(language), "Written: {path}", path=folder))


def show_problems(problems: tuple[Problem, ...], language: str) -> None:
    """The problems as a table on stderr, the first of them when there are very many."""
    console = Console(stderr=True, highlight=False)
    one = "1 problem, nothing was used:"
    console.print(
        say(language, one if len(problems) == 1 else "{count} problems, nothing was used:", count=len(problems))
    )
    table = Table(box=None, pad_edge=False)
    for name in ("File", "Row", "Column", "Problem", "Mend it"):
        table.add_column(say(language, name), overflow="fold", justify="right" if name == "Row" else "left")
    for problem in problems[:_SHOWN]:
        row = str(problem.row) if problem.row else ""
        said = problem.words(language)
        # Text, not str: what is in a file must not be read as markup.
        table.add_row(*map(Text, (problem.file, row, problem.column, said.message, said.remedy)))
    console.print(table)
    if len(problems) > _SHOWN:
        console.print(say(language, "… and {count} more; --json shows all", count=len(problems) - _SHOWN))


def _as_json(problem: Problem, language: str) -> dict[str, object]:
    """The problem for machines: English under `message` and `remedy`, Norwegian beside it when that is asked for."""
    found = asdict(problem)
    del found["norwegian"]
    if language == "nb":
        said = problem.words(language)
        found |= {"message_nb": said.message, "remedy_nb": said.remedy}
    return found


def _language(chosen: str | None) -> str:
    return language_of(["--language", chosen] if chosen else [])


def _say(text: str) -> None:
    Console(highlight=False, markup=False, soft_wrap=True).print(text)


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
