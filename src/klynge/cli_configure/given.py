# SPDX-License-Identifier: Apache-2.0
"""What the command was given: the product, and choices as words, all that is wrong with them told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import typer

from klynge.configure import ProductModel, read_product, read_products
from klynge.configure.model import ChoiceVariable, NumberVariable
from klynge.words import Language

from .texts import text

Value = str | int


def products_beside(path: Path) -> dict[str, ProductModel]:
    """The product of a file and, when it lies among a cluster's products, the others, which may be parts of it.

    The file's own product is the first. Raises klynge.configure.ProductError.
    """
    folder = path.resolve().parent
    if folder.name != "products":
        model = read_product(path)
        return {model.id: model}
    known = read_products(folder.parent)
    own = next(name for name, model in known.items() if Path(model.place.file).name == path.name)
    return {own: known.pop(own), **known}


def product_named(language: Language, name: str, products: Mapping[str, ProductModel], cluster: Path) -> ProductModel:
    """The product of a cluster with that identifier, or whose file that is."""
    if name in products:
        return products[name]
    file = Path(name).resolve()
    if file.parent == (cluster / "products").resolve():
        for model in products.values():
            if Path(model.place.file).name == file.name:
                return model
    if not products:
        raise typer.BadParameter(text(language, "no_products", cluster=cluster))
    if Path(name).exists():
        raise typer.BadParameter(text(language, "file_and_cluster", name=name, cluster=cluster))
    raise typer.BadParameter(
        text(language, "no_product", cluster=cluster, name=name, near=near(language, name, products))
    )


def region_named(language: Language, name: str, regions: Sequence[str]) -> str:
    """A region that a lane leads to."""
    if name not in regions:
        raise typer.BadParameter(text(language, "region_unknown", name=name, near=near(language, name, regions)))
    return name


def choices_of(language: Language, model: ProductModel, words: Iterable[str]) -> dict[str, Value]:
    """Choices written VARIABLE=VALUE, of variables and values that the product has."""
    found: dict[str, Value] = {}
    wrong: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        name, value = name.strip(), value.strip()
        variable = model.variables.get(name)
        if not equals:
            example = next(iter(model.variables), "width") + "=…"
            wrong.append(text(language, "not_a_choice", text=word, example=example))
        elif variable is None:
            facts = {"product": model.id, "name": name, "near": near(language, name, model.variables)}
            wrong.append(text(language, "no_variable", **facts))
        elif isinstance(variable, ChoiceVariable):
            options = [option.id for option in variable.options]
            if value not in options:
                facts = {"variable": name, "value": value, "near": near(language, value, options)}
                wrong.append(text(language, "no_option", **facts))
            found[name] = value
        elif isinstance(variable, NumberVariable):
            number = whole(value)
            if number is None:
                wrong.append(text(language, "not_whole", variable=name, value=value))
            else:
                found[name] = number
        else:
            found[name] = value
    if wrong:
        raise typer.BadParameter("\n".join(wrong))
    return found


def whole(typed: str) -> int | None:
    """A whole number, blanks between its digits allowed; None for anything else."""
    stripped = "".join(typed.split())
    digits = stripped.removeprefix("-")
    return int(stripped) if digits.isascii() and digits.isdecimal() and len(stripped) < 19 else None


def near(language: Language, name: str, known: Iterable[str]) -> str:
    """What was probably meant, or what there is."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return text(language, "near", names=", ".join(close))
    return text(language, "has", names=", ".join(names[:8]) + (", …" if len(names) > 8 else "")) if names else ""


def day_for(on: date | None, start: date | None) -> date:
    """The day for which rules and prices hold."""
    return on or start or date.today()
