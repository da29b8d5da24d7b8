# SPDX-License-Identifier: Apache-2.0
"""Reads what is to be configured, and the plan on which days are asked for."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from klynge import api
from klynge.api_offers import desk_of
from klynge.cli_plan import going_on, planned_folder
from klynge.configure import ProductModel, Session
from klynge.configure.work import ChoicesError, Desk, parse_choices
from klynge.offers import Quoter
from klynge.words import Language, say

from .finishing import Finish
from .given import product_named, products_beside


@dataclass(frozen=True, slots=True)
class Opened:
    """A product ready to be configured. `regions` are where its days can be asked for; none without a plan."""

    model: ProductModel
    finish: Finish
    regions: tuple[str, ...] = ()

    def session(self, quantity: int) -> Session:
        """A session in which nothing is chosen yet."""
        return self.finish.desk.work(self.model.id).completing.compiled.session(quantity=quantity)


def open_file(path: Path, on: date | datetime | None, language: Language) -> Opened:
    """A product file alone: prices, no days. Raises klynge.configure.ProductError."""
    products = products_beside(path)
    desk = Desk(products, _day(on) or date.today(), language)
    return Opened(next(iter(products.values())), Finish(desk))


def open_cluster(
    folder: Path,
    name: str,
    on: date | datetime | None,
    language: Language,
    plan: tuple[Path | None, str] | None,
) -> Opened:
    """A product of a cluster; with a plan (of a file, or made now by a rule) there are days.

    Raises klynge.FolderError, klynge.configure.ProductError and what reading or making the plan raises.
    """
    if plan is None:
        cluster = api.read(folder)
        planned = None
    else:
        planned = planned_folder(language, folder, plan[1], plan[0])
        cluster = planned.cluster
    network = cluster.network
    desk = desk_of(cluster)
    model = product_named(language, name, desk.products, folder)
    if on is not None:
        desk = Desk(desk.products, _day(on) or desk.on, language)
    quoter = None if planned is None else Quoter(api.schedule_for(planned), desk)
    finish = Finish(desk, network.items, ordered_options(folder, model), quoter)
    return Opened(
        model, finish, tuple(sorted({lane.destination for lane in network.lanes.values()} - set(network.sites)))
    )


def ordered_options(folder: Path, model: ProductModel) -> dict[tuple[str, str | int], int]:
    """How many pieces of each option the orders of a cluster ask for, as its configurations.csv and orders.csv say."""
    pieces: Counter[str] = Counter()
    for row in _rows(folder / "orders.csv"):
        quantity = row.get("quantity") or ""
        pieces[row.get("item") or ""] += int(quantity) if quantity.isdecimal() else 0
    found: Counter[tuple[str, str | int]] = Counter()
    for row in _rows(folder / "configurations.csv"):
        if row.get("product") == model.id:
            try:
                choices = parse_choices(row.get("choices") or "")
            except ChoicesError:
                continue
            for name, value in choices.items():
                number = name in model.variables and hasattr(model.variables[name], "spans") and value.isdecimal()
                found[name, int(value) if number else value] += pieces[row.get("item") or ""]
    return dict(found)


def opened(
    language: Language,
    product: str,
    cluster: Path | None,
    on: date | datetime | None,
    plan: tuple[Path | None, str] | None,
) -> Opened:
    """The product to configure, and its cluster's plan when it has one. Raises as `open_file` and `open_cluster`."""
    with going_on(say(language, "Reading {path}", path=cluster or product)):
        if cluster is None:
            return open_file(Path(product), on, language)
    return open_cluster(cluster, product, on, language, plan)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(on: date | datetime | None) -> date | None:
    return on.date() if isinstance(on, datetime) else on
