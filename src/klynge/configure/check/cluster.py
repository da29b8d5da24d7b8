# SPDX-License-Identifier: Apache-2.0
"""What a model names that the cluster does not have: work centres, people, agreements, items, members, products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from klynge.configure.check.finding import Finding, error
from klynge.configure.model import ProductModel
from klynge.network import values
from klynge.network.problem import nearest
from klynge.network.reading import read_files
from klynge.network.schema import Agreements, Items, Members, People, Pools, WorkCentres


@dataclass(frozen=True, slots=True)
class ClusterNames:
    """The names that models may use. Names of rows with errors are here too: those are told elsewhere."""

    members: frozenset[str]
    work_centres: frozenset[str]
    needs: frozenset[str]
    agreements: frozenset[str]
    items: frozenset[str]
    products: frozenset[str]


def names_of(folder: Path, products: frozenset[str]) -> ClusterNames:
    """The names of a cluster folder, of which other errors are not asked here."""
    reading = read_files(folder)
    people = reading.tables[People.table.name]
    skills = {skill for row in (*people.rows, *people.broken) for skill in row[People.skills] or ()}
    members, centres, pools, agreements, items = (
        frozenset(map(str, reading.tables[part.table.name].keys))
        for part in (Members, WorkCentres, Pools, Agreements, Items)
    )
    return ClusterNames(members, centres, pools | skills, agreements, items, products)


def unknown_in_cluster(model: ProductModel, names: ClusterNames) -> Iterator[Finding]:
    """What the model names and the cluster does not have."""
    if model.owner not in names.members:
        yield error("unknown_owner", model.place, name=model.owner, near=nearest(model.owner, names.members))
    for step in model.steps:
        for way in step.ways:
            if way.work_centre not in names.work_centres:
                near = nearest(way.work_centre, names.work_centres)
                yield error("unknown_work_centre", way.place, name=way.work_centre, near=near)
            for need in (*way.setup_needs, *way.run_needs):
                name = values.need(need)[0]
                if name not in names.needs:
                    yield error("unknown_need", way.place, name=name, near=nearest(name, names.needs))
            if way.agreement and way.agreement not in names.agreements:
                near = nearest(way.agreement, names.agreements)
                yield error("unknown_agreement", way.place, name=way.agreement, near=near)
    for line in model.bill:
        if line.item not in names.items:
            yield error("unknown_item", line.place, name=line.item, near=nearest(line.item, names.items))
    for part in model.parts:
        if part.product not in names.products:
            yield error("unknown_part", part.place, name=part.product, near=nearest(part.product, names.products))
