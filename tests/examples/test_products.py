# SPDX-License-Identifier: Apache-2.0
"""The members' products are real models, and what is ordered of the members is configured by them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from klynge.configure import ProductModel, read_products
from klynge.configure.check import check_product, names_of
from klynge.configure.model import ChoiceVariable
from klynge.configure.work import parse_choices

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLUSTERS = ("roros", "elverum")
START = date(2026, 11, 2)
PRODUCTS = sorted(path for cluster in CLUSTERS for path in (EXAMPLES / cluster / "products").glob("*.yaml"))


@cache
def models() -> dict[str, ProductModel]:
    return {name: model for cluster in CLUSTERS for name, model in read_products(EXAMPLES / cluster).items()}


def rows(cluster: str, table: str) -> Iterator[dict[str, str]]:
    with (EXAMPLES / cluster / f"{table}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_every_product_is_a_real_model() -> None:
    """Ten variables and ten named rules, or more."""
    assert len(models()) == len(PRODUCTS) == 11
    for model in models().values():
        assert len(model.variables) >= 10, model.id
        assert len(model.rules) >= 10, model.id


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
def test_product_names_its_sources_and_what_is_invented(path: Path) -> None:
    """The head says which facts are public and from where; the model says what is not."""
    head = "".join(line for line in path.read_text("utf-8").splitlines(True) if line.startswith("#"))
    assert "Public facts" in head
    assert "invented" in next(model.synthetic for model in models().values() if model.place.file.endswith(path.name))


@pytest.mark.parametrize("name", sorted(models()))
def test_product_is_clean(name: str) -> None:
    """No dead options, no rule without effect, nothing that cannot be made of what the cluster has; all is priced."""
    folder = next(EXAMPLES / cluster for cluster in CLUSTERS if name in read_products(EXAMPLES / cluster))
    found = check_product(models()[name], START, products=models(), cluster=names_of(folder, frozenset(models())))
    assert [one.line("en") for one in found if "first-number" not in one.place.key] == []


def test_orders_are_configured_products() -> None:
    """Only bells and the machining partner's turned parts are made without being configured."""
    for cluster in CLUSTERS:
        declared = {row["item"] for row in rows(cluster, "configurations")}
        ordered = {row["item"] for row in rows(cluster, "orders")}
        assert declared <= ordered
        assert all(item.startswith(("osid/bell-", "mp/")) for item in ordered - declared)


def test_no_two_ear_tags_have_the_same_number() -> None:
    """Within a holding, a species and a year of birth every running number is given once."""
    pieces = {row["item"]: int(row["quantity"]) for row in rows("roros", "orders")}
    ranges = defaultdict(list)
    for row in rows("roros", "configurations"):
        if row["product"] == "os-id/ear-tag" and "numbering=range" in row["choices"]:
            chosen = dict(cell.split("=") for cell in row["choices"].split("|"))
            scope = (chosen["holding"], chosen["species"], chosen["birth-year"])
            ranges[scope].append((int(chosen["first-number"]), pieces[row["item"]]))
    assert len(ranges) > 100
    for given in ranges.values():
        assert all(first + count <= after for (first, count), (after, _) in pairwise(sorted(given)))


def test_nearly_every_option_is_ordered_by_somebody() -> None:
    """What the generator's customers like covers the models: nine in ten options that may be ordered occur."""
    seen = defaultdict(set)
    for cluster in CLUSTERS:
        for row in rows(cluster, "configurations"):
            for name, value in parse_choices(row["choices"]).items():
                seen[row["product"], name].add(value)
    for model in models().values():
        options = {
            (variable.id, option.id)
            for variable in model.variables.values()
            if isinstance(variable, ChoiceVariable)
            for option in variable.options
            if option.id != variable.otherwise
        }
        if model.id != "roroshytta/cabin":  # a dozen orders cannot
            missing = {(name, option) for name, option in options if option not in seen[model.id, name]}
            assert len(missing) <= 0.1 * len(options), (model.id, missing)
