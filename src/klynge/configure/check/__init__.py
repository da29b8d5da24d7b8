# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a product model that can be read: what can never be chosen, made or paid for.

In go a `ProductModel`, and the models and the cluster round it where there are any; out come findings: errors, which
customers or the shop floor would meet, and warnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from klynge.configure.check.cluster import ClusterNames, names_of, unknown_in_cluster
from klynge.configure.check.finding import Finding, Severity
from klynge.configure.check.making import not_makeable
from klynge.configure.check.possible import impossible
from klynge.configure.check.written import written
from klynge.configure.model import ProductModel

__all__ = ["ClusterNames", "Finding", "Severity", "check_product", "names_of"]


def check_product(
    model: ProductModel,
    on: date,
    *,
    products: Mapping[str, ProductModel] | None = None,
    cluster: ClusterNames | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with a model on a day, in the order of its files and lines.

    `products` are the models that its parts may be of; `cluster` the names of the cluster that makes it.
    """
    found = [*_all(model, on, products or {}, cluster)]
    return tuple(sorted(set(found), key=lambda one: (one.place.file, one.place.line, one.code, one.place.key)))


def _all(
    model: ProductModel, on: date, products: Mapping[str, ProductModel], cluster: ClusterNames | None
) -> Iterator[Finding]:
    yield from written(model, on)
    if cluster is not None:
        yield from unknown_in_cluster(model, cluster)
    nothing, found = impossible(model, on)
    yield from found
    if not nothing:  # of a product that cannot be chosen, nothing can be made
        yield from not_makeable(model, on, products)
