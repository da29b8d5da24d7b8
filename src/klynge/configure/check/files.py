# SPDX-License-Identifier: Apache-2.0
"""The models to check: those of a file, a folder of products, or a cluster, with the cluster that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from klynge.configure.check.cluster import ClusterNames, names_of
from klynge.configure.model import ProductModel
from klynge.configure.reading import FOLDER, ProductError, read_product, read_products
from klynge.network.problem import Findings, Problem
from klynge.network.settings import CLUSTER, read_settings

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Models to check, all models that are known, the names of the cluster (None: no cluster), and its first day."""

    models: tuple[ProductModel, ...]
    products: dict[str, ProductModel]
    cluster: ClusterNames | None
    start: date | None


def models_at(path: Path, cluster: Path | None = None) -> ToCheck:
    """The models at a path: a product file, a folder of them, or a cluster folder with `products` in it.

    The cluster is the one given, else the one whose products they are. Raises ProductError with every problem.
    """
    if path.is_dir():
        return _folder(path, cluster)
    home = cluster or _cluster_of(path.parent)
    model = read_product(path)
    products = _others(home) if home is not None else {}
    if model.id in products:
        model = products[model.id]
    return _to_check([model], {**products, model.id: model}, home)


def _folder(path: Path, cluster: Path | None) -> ToCheck:
    if (path / FOLDER).is_dir():
        products = read_products(path)
        own = path if (path / CLUSTER).is_file() else None
        return _to_check(list(products.values()), products, cluster or own)
    home = cluster or _cluster_of(path)
    bare = (path / CLUSTER).is_file()  # its YAML files are no products
    files = [] if bare else sorted(file for file in path.iterdir() if file.suffix in _ENDINGS)
    if not files:
        message, remedy = "there is no product in this folder", "name a product file, or a folder with products in it"
        norwegian = ("det er ikke noe produkt i mappen", "oppgi en produktfil, eller en mappe med produkter i")
        raise ProductError([Problem(str(path), 0, "", message, remedy, norwegian)])
    if home is not None and path.resolve() == (home / FOLDER).resolve():
        products = read_products(home)
        return _to_check(list(products.values()), products, home)
    problems: list[Problem] = []
    models: list[ProductModel] = []
    for file in files:
        try:
            models.append(read_product(file))
        except ProductError as error:
            problems += error.problems
    if problems:
        raise ProductError(problems)
    return _to_check(models, {model.id: model for model in models}, home)


def _cluster_of(folder: Path) -> Path | None:
    """The cluster whose folder of products this is."""
    parent = folder.resolve().parent
    return parent if folder.resolve().name == FOLDER and (parent / CLUSTER).is_file() else None


def _others(cluster: Path) -> dict[str, ProductModel]:
    """The cluster's models; none when one of them is broken, which is told when that one is checked."""
    try:
        return read_products(cluster)
    except ProductError:
        return {}


def _to_check(models: list[ProductModel], products: dict[str, ProductModel], cluster: Path | None) -> ToCheck:
    if cluster is None:
        return ToCheck(tuple(models), products, None, None)
    start = read_settings(cluster, Findings()).start.date()
    return ToCheck(tuple(models), products, names_of(cluster, frozenset(products)), start)
