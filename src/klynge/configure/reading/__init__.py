# SPDX-License-Identifier: Apache-2.0
"""Product files (docs/reference/product-model.md) as `ProductModel`, or a `ProductError` with every problem in them.

Nothing in a file is ever run: expressions are parsed by a grammar of their own into typed trees.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from klynge.configure.model import ProductModel
from klynge.configure.reading.problem import ProductError, Report
from klynge.configure.reading.product import Draft, read_draft, with_parts

__all__ = ["ProductError", "read_product", "read_products"]

FOLDER = "products"


def read_product(path: Path | str, *, products: Mapping[str, ProductModel] | None = None) -> ProductModel:
    """Read one product file and the tables beside it.

    `products` are the models of other products: when given, sub-products are checked against them, else they are taken
    as they are written. Raises ProductError with every problem.
    """
    report = Report()
    draft = read_draft(Path(path), "", report)
    known = {**products, draft.model.id: draft.model} if draft is not None and products is not None else None
    model = with_parts(draft, known) if draft is not None else None
    if report.problems or model is None:
        raise ProductError(report.problems)
    return model


def read_products(folder: Path | str) -> dict[str, ProductModel]:
    """Read every product of a cluster folder, by identifier; none when there is no folder `products` in it.

    Raises ProductError with every problem of every file.
    """
    place = Path(folder) / FOLDER
    report = Report()
    drafts: dict[str, Draft] = {}
    for path in sorted([*place.glob("*.yaml"), *place.glob("*.yml")]):
        draft = read_draft(path, f"{FOLDER}/", report)
        if draft is None:
            continue
        name = draft.model.id or f"\0{path.name}"
        if name in drafts:
            report.say(draft.model.place, "product_twice", name=name, file=drafts[name].model.place.file)
        else:
            drafts[name] = draft
    known = {name: draft.model for name, draft in drafts.items()}
    models = {name: with_parts(draft, known) for name, draft in drafts.items()}
    _check_circles(models, report)
    if report.problems:
        raise ProductError(report.problems)
    return models


def _check_circles(models: Mapping[str, ProductModel], report: Report) -> None:
    """A product cannot be a part of itself, not by way of others either."""
    graph = {name: {part.product for part in model.parts} & models.keys() for name, model in models.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = list(error.args[1])
        report.say(models[cycle[0]].place, "part_of_itself", names=" → ".join(reversed(cycle)))
