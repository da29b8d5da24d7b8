# SPDX-License-Identifier: Apache-2.0
"""The commands about product models: check what is wrong with them, count the products that they allow."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from klynge.words import NORWEGIAN, language_of, say

if TYPE_CHECKING:
    from klynge.configure import ProductError
    from klynge.configure.check import Finding
    from klynge.configure.counting import ProductCount

_WORDS = {
    "Product models: check them, count the products that they allow.": (
        "Produktmodeller: kontroller dem, tell produktene de tillater."
    ),
    "Check product models: what cannot be read, chosen, made or paid for.": (
        "Kontroller produktmodeller: det som ikke kan leses, velges, lages eller prises."
    ),
    "Count the different valid products of a product file, or of a constraint model in XCSP 2.1 (.xml).": (
        "Tell de ulike gyldige produktene i en produktfil, eller i en restriksjonsmodell i XCSP 2.1 (.xml)."
    ),
    "A product file, a folder of them, or a cluster's folder.": (
        "En produktfil, en mappe med dem, eller mappen til en klynge."
    ),
    "A product file (.yaml), or a constraint model in XCSP 2.1 (.xml).": (
        "En produktfil (.yaml), eller en restriksjonsmodell i XCSP 2.1 (.xml)."
    ),
    "The cluster that makes them (default: the one whose folder `products` they are in).": (
        "Klyngen som lager dem (standard: den som har dem i mappen `products`)."
    ),
    "The day that is asked about (default: the cluster's first day, or today).": (
        "Dagen det spørres om (standard: klyngens første dag, eller i dag)."
    ),
    "The day that is asked about (default: today).": "Dagen det spørres om (standard: i dag).",
    "{name} is in order: {variables} variables, {rules} rules.": (
        "{name} er i orden: {variables} variabler, {rules} regler."
    ),
    "error": "feil",
    "warning": "advarsel",
    "row": "rad",
    "The rules of {name} are too intricate to be compiled: {cause}": (
        "Reglene til {name} er for innfløkte til å kompileres: {cause}"
    ),
    "Errors: {errors}. Warnings: {warnings}.": "Feil: {errors}. Advarsler: {warnings}.",
    "{name}: {count} products.": "{name}: {count} produkter.",
    "{name}: at most {count} products; rules on numbers multiplied or added may exclude some of them.": (
        "{name}: høyst {count} produkter; regler for tall som ganges eller legges sammen, kan utelukke noen av dem."
    ),
    "Texts are not counted: {texts}": "Tekster er ikke talt med: {texts}",
}

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for machines.")]
Language = Annotated[
    str | None, typer.Option("--language", help="Language of the texts: nb or en (default: from LANG).")
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], help="The day that is asked about (default: the cluster's first day, or today)."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module, and their words, to the app."""
    for english, norwegian in _WORDS.items():
        NORWEGIAN.setdefault(english, norwegian)
    product = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        help="Product models: check them, count the products that they allow.",
    )
    product.command(help="Check product models: what cannot be read, chosen, made or paid for.")(check)
    product.command(
        help="Count the different valid products of a product file, or of a constraint model in XCSP 2.1 (.xml)."
    )(count)
    app.add_typer(product, name="product")


def check(
    path: Annotated[
        Path,
        typer.Argument(help="A product file, a folder of them, or a cluster's folder.", show_default=False),
    ],
    cluster: Annotated[
        Path | None,
        typer.Option(help="The cluster that makes them (default: the one whose folder `products` they are in)."),
    ] = None,
    on: Day = None,
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Check every model and tell what was found; exit code 1 when there are errors."""
    from klynge.configure import ProductError
    from klynge.configure.check import check_product
    from klynge.configure.check.files import models_at

    words = language_of(["--language", language] if language else [])
    try:
        there = models_at(path, cluster)
    except ProductError as error:
        _unreadable(error, words, as_json, spoken=bool(language))
        raise typer.Exit(1) from None
    day = on.date() if on else there.start or datetime.now().astimezone().date()
    found = [
        finding
        for model in there.models
        for finding in check_product(model, day, products=there.products, cluster=there.cluster)
    ]
    errors = sum(finding.severity == "error" for finding in found)
    if as_json:
        problems = [_as_json(finding, words if language else "en") for finding in found]
        _print_json({"ok": not errors, "products": [model.id for model in there.models], "problems": problems})
    else:
        _show([(str(one.severity), one.place.file, one.place.line, one.place.key, one.message(words), one.remedy(words))
               for one in found], words)  # fmt: skip
        touched = {finding.place.file for finding in found if finding.severity == "error"}
        for model in there.models:
            if model.place.file not in touched:
                text = "{name} is in order: {variables} variables, {rules} rules."
                _say(say(words, text, name=model.id, variables=len(model.variables), rules=len(model.rules)))
        if found:
            _say(say(words, "Errors: {errors}. Warnings: {warnings}.", errors=errors, warnings=len(found) - errors))
    if errors:
        raise typer.Exit(1)


def count(
    path: Annotated[
        Path,
        typer.Argument(help="A product file (.yaml), or a constraint model in XCSP 2.1 (.xml).", show_default=False),
    ],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="The day that is asked about (default: today)."),
    ] = None,
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Count and tell."""
    from klynge.configure import TooIntricateError
    from klynge.configure.counting import count_products
    from klynge.configure.diagram import TooWideError
    from klynge.configure.xcsp import XcspError

    words = language_of(["--language", language] if language else [])
    # A count may have more digits than Python writes unasked.
    sys.set_int_max_str_digits(0)
    try:
        found = count_products(path, on.date() if on else None)
    except XcspError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None
    except (TooIntricateError, TooWideError) as error:
        text = "The rules of {name} are too intricate to be compiled: {cause}"
        print(say(words, text, name=path.name, cause=error), file=sys.stderr)
        raise typer.Exit(1) from None
    if as_json:
        _print_json(_counted(found))
        return
    text = "{name}: {count} products."
    if not found.exact:
        text = "{name}: at most {count} products; rules on numbers multiplied or added may exclude some of them."
    number = f"{found.count:,}".replace(",", "\N{NO-BREAK SPACE}" if words == "nb" else ",")
    _say(say(words, text, name=found.name, count=number))
    if found.texts:
        _say(say(words, "Texts are not counted: {texts}", texts=", ".join(found.texts)))


def _counted(found: ProductCount) -> dict[str, object]:
    return {
        "name": found.name,
        "count": found.count,
        "exact": found.exact,
        "variables": found.variables,
        "not_counted": list(found.texts),
    }


def _unreadable(error: ProductError, words: str, as_json: bool, *, spoken: bool) -> None:
    """Tell what keeps models from being read."""
    if not as_json:
        said = [problem.words(words) for problem in error.problems]
        _show([("error", one.file, one.row, one.column, one.message, one.remedy) for one in said], words)
        _say(say(words, "Errors: {errors}. Warnings: {warnings}.", errors=len(said), warnings=0))
        return
    rows = []
    for problem in error.problems:
        row = {"severity": "error", "code": "unreadable", "file": problem.file, "row": problem.row}
        row |= {"key": problem.column, "message": problem.message, "remedy": problem.remedy}
        if spoken and words == "nb":
            norwegian = problem.words("nb")
            row |= {"message_nb": norwegian.message, "remedy_nb": norwegian.remedy}
        rows.append(row)
    _print_json({"ok": False, "products": [], "problems": rows})


def _as_json(finding: Finding, language: str) -> dict[str, object]:
    row: dict[str, object] = {"severity": str(finding.severity), "code": finding.code, "file": finding.place.file}
    row |= {"row": finding.place.line, "key": finding.place.key}
    row |= {"message": finding.message("en"), "remedy": finding.remedy("en")}
    if language == "nb":
        row |= {"message_nb": finding.message("nb"), "remedy_nb": finding.remedy("nb")}
    return row


def _show(rows: list[tuple[str, str, int, str, str, str]], language: str) -> None:
    """Findings, which are the answer: each where it stands, what, and how to mend it."""
    for kind, file, row, key, message, remedy in rows:
        at = f" {say(language, 'row')} {row}" if row else ""
        _say(f"{file}{at}{f', {key}' if key else ''}")
        _say(f"  {say(language, kind)}: {message} ({remedy})")


def _say(text: str) -> None:
    Console(highlight=False, markup=False, soft_wrap=True).print(text)


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
