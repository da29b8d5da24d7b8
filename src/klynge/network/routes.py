# SPDX-License-Identifier: Apache-2.0
"""Rows as routings: steps, their alternatives, links and materials, with what must hold of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from klynge.job import Material, Need, Phase
from klynge.network.crew import Crew
from klynge.network.model import (
    Agreement,
    Alternative,
    Item,
    Kind,
    Link,
    Routing,
    SetupMatrix,
    Site,
    Source,
    Step,
    WorkCentre,
)
from klynge.network.problem import UnfitError, nearest, shown
from klynge.network.reading import Reading
from klynge.network.schema import Links, Materials, People, Pools, Routings, Setups
from klynge.network.table import Column, Row
from klynge.network.topology import cycle

Steps = dict[Hashable, tuple[Step, object]]


@dataclass(frozen=True, slots=True)
class Shop:
    """What alternatives refer to."""

    items: Mapping[str, Item]
    sites: Mapping[str, Site]
    centres: Mapping[str, WorkCentre]
    matrices: Mapping[str, SetupMatrix]
    agreements: Mapping[str, Agreement]
    crew: Crew
    steps: Steps = field(default_factory=dict)  # of articles, by what they are made from
    orderly: set[tuple[tuple[str, str], ...]] = field(default_factory=set)  # links known to run in no circle


@dataclass(frozen=True, slots=True)
class RouteRows:
    """Where a routing's rows are, for checks that come later."""

    steps: Mapping[str, list[Row]]
    links: Mapping[tuple[str, str], Row]
    materials: Mapping[tuple[str, str], Row]

    def of_link(self, before: str, after: str) -> Row:
        """The row that made a link."""
        return self.links.get((before, after)) or self.steps[after][0]


def routings_of(reading: Reading, shop: Shop) -> tuple[dict[str, Routing], dict[str, RouteRows]]:
    """The routings by item, and the rows of each. A routing some of whose rows are wrong is left out."""
    steps: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in reading.rows(Routings.table):
        steps[row[Routings.item]][row[Routings.step]].append(row)
    links: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows(Links.table):
        links[row[Links.item]].append(row)
    materials: dict[str, list[Row]] = defaultdict(list)
    for row in reading.rows(Materials.table):
        materials[row[Materials.item]].append(row)
    broken = {row.values[0] for spec in (Routings, Links, Materials) for row in reading.tables[spec.table.name].broken}
    _check_strays(steps.keys() | broken, shop.items, links, materials, reading)
    routings: dict[str, Routing] = {}
    rows: dict[str, RouteRows] = {}
    for item, of_item in steps.items():
        if item in broken or item not in shop.items:
            continue
        before = len(reading.findings.problems)
        used = {(row[Materials.step], row[Materials.material]): row for row in materials[item]}
        linked = _linked(of_item, links[item])
        made = _routing(reading, shop, shop.items[item], of_item, linked, used)
        rows[item] = RouteRows(of_item, linked, used)
        if len(reading.findings.problems) == before:
            routings[item] = made
    return routings, rows


def _check_strays(
    known: set[str],
    items: Mapping[str, Item],
    links: Mapping[str, list[Row]],
    materials: Mapping[str, list[Row]],
    reading: Reading,
) -> None:
    if not reading.tables[Routings.table.name].keys and not reading.sound(Routings.table):
        return
    for column, groups in ((Links.item, links), (Materials.item, materials)):
        for item, rows in groups.items():
            # Made items without a routing are told of once, where the item is.
            made = item in items and items[item].source in (Source.MAKE, Source.LOT)
            if item not in known and not made:
                rows[0].problem(column, f"{shown(item)} has no routing", "give its steps in routings.csv")


def _linked(of_item: Mapping[str, list[Row]], link_rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """The links of a routing, each with the row it is from; a row of links.csv before one of routings.csv."""
    linked: dict[tuple[str, str], Row] = {}
    previous = ""
    for step, rows in of_item.items():
        first = rows[0]
        after = first[Routings.after]
        names = after if after is not None else (previous,) if previous else ()
        for name in names if names != ("-",) else ():
            if name not in of_item:
                remedy = nearest(name, of_item) if name != "-" else "write - alone for no step before"
                first.problem(
                    Routings.after, f"there is no step {shown(name)} of {shown(first[Routings.item])}", remedy
                )
            elif name == step:
                first.problem(Routings.after, f"the step {shown(name)} comes after itself", "name another step")
            else:
                linked[name, step] = first
        previous = step
    for row in link_rows:
        pair = (row[Links.before], row[Links.after])
        missing = [(column, row[column]) for column in (Links.before, Links.after) if row[column] not in of_item]
        for column, name in missing:
            row.problem(column, f"there is no step {shown(name)} of {shown(row[Links.item])}", nearest(name, of_item))
        if pair[0] == pair[1]:
            row.problem(Links.after, f"the step {shown(pair[0])} comes after itself", "name another step")
        elif not missing:
            linked[pair] = row
    return linked


def _routing(
    reading: Reading,
    shop: Shop,
    item: Item,
    of_item: Mapping[str, list[Row]],
    linked: Mapping[tuple[str, str], Row],
    used: Mapping[tuple[str, str], Row],
) -> Routing:
    first = next(iter(of_item.values()))[0]
    if item.source not in (Source.MAKE, Source.LOT):
        message = f"{shown(item.id)} is of source {item.source.value} and not made"
        first.problem(Routings.item, message, "make its source make or lot, or leave its routing out")
    links = tuple(linked)
    circle = [] if links in shop.orderly else cycle(of_item, linked)
    if not circle:
        shop.orderly.add(links)
    else:
        first.problem(
            Routings.after, f"the steps run in a circle: {' → '.join(circle)}", "take one of these links away"
        )
    materials: dict[str, list[Material]] = defaultdict(list)
    for (step, name), row in used.items():
        if step not in of_item:
            row.problem(Materials.step, f"there is no step {shown(step)} of {shown(item.id)}", nearest(step, of_item))
        _check_material(row, item, shop.items.get(name))
        materials[step].append(Material(name, row[Materials.quantity], row[Materials.per]))
    steps = tuple(_step(reading, shop, item, rows, tuple(materials[name])) for name, rows in of_item.items())
    return Routing(item.id, item.owner, steps, tuple(_link(pair, row) for pair, row in linked.items()))


def _check_material(row: Row, item: Item, material: Item | None) -> None:
    if material is None:
        return
    if item.source is Source.LOT and material.source in (Source.LOT, Source.MAKE):
        message = (
            f"{shown(item.id)} is made in lots and cannot use {shown(material.id)} of source {material.source.value}"
        )
        row.problem(Materials.material, message, "a lot may use items of source buy or stock only")


def _link(pair: tuple[str, str], row: Row) -> Link:
    if row.table.spec is not Links.table:
        return Link(*pair)
    least, most = row[Links.min_lag], row[Links.max_lag]
    if most is not None and least > most:
        row.problem(Links.max_lag, "the longest lag is shorter than the shortest", "make max_lag at least min_lag")
    return Link(*pair, least, most, row[Links.transfer_quantity])


def _step(reading: Reading, shop: Shop, item: Item, rows: list[Row], materials: tuple[Material, ...]) -> Step:
    """The step; articles that have the same rows and materials share one that was right."""
    if rows[0].source is None:
        return _checked_step(reading, shop, item, rows, materials)
    key = (item.owner, item.source, materials, *[id(row.source) for row in rows])
    known = shop.steps.get(key)
    if known is not None:
        return known[0]
    before = len(reading.findings.problems)
    step = _checked_step(reading, shop, item, rows, materials)
    if len(reading.findings.problems) == before:
        shop.steps[key] = step, [row.source for row in rows]  # kept, so that their identities stay theirs
    return step


def _checked_step(reading: Reading, shop: Shop, item: Item, rows: list[Row], materials: tuple[Material, ...]) -> Step:
    first = rows[0]
    step_columns: tuple[Column[Any], ...] = (
        Routings.yield_permille,
        Routings.max_lots,
        Routings.min_lot,
        Routings.same_site,
        Routings.after,
    )
    for row in rows[1:]:
        for column in step_columns:
            if row[column] is not None and row[column] != first[column]:
                message = f"{column.name} differs from the first row of the step {shown(first[Routings.step])}"
                row.problem(column, message, f"leave it empty here; the first row (row {first.number}) counts")
    max_lots = first[Routings.max_lots] or 1
    if item.source is Source.LOT and max_lots > 1:
        first.problem(Routings.max_lots, "a step of a lot is always done in one portion", "leave max_lots empty")
    return Step(
        id=first[Routings.step],
        name=first[Routings.name],
        name_en=first[Routings.name_en],
        alternatives=tuple(_alternative(reading, shop, item, row) for row in rows),
        materials=materials,
        yield_permille=first[Routings.yield_permille] or 1000,
        max_lots=max_lots,
        min_lot=first[Routings.min_lot] or 1,
        same_site=first[Routings.same_site] or "",
    )


def _alternative(reading: Reading, shop: Shop, item: Item, row: Row) -> Alternative:
    centre = shop.centres.get(row[Routings.work_centre])
    if not row[Routings.fixed] and not row[Routings.per_unit]:
        row.problem(Routings.per_unit, "the step takes no time here", "give fixed or per_unit, or both")
    needs: tuple[Need, ...] = ()
    if centre:
        _check_load(row, centre)
        _check_family(reading, row, centre, shop.matrices)
        needs = _needs(reading, shop.crew, row, centre)
        site = shop.sites.get(centre.site)
        if site:
            _check_agreement(shop, item, row, centre, site)
    return Alternative(
        work_centre=row[Routings.work_centre],
        fixed_s=row[Routings.fixed],
        unit_ms=row[Routings.per_unit],
        family=row[Routings.family],
        pause=row[Routings.pause],
        needs=needs,
        load_per_unit=row[Routings.load_per_unit],
        agreement=row[Routings.agreement],
        cost_ore=row[Routings.cost],
        cost_ore_unit=row[Routings.cost_unit],
    )


def _check_load(row: Row, centre: WorkCentre) -> None:
    load = row[Routings.load_per_unit]
    if centre.kind is Kind.BATCH:
        if not load:
            message = f"the batch work centre {centre.id} needs to know what a unit takes of its capacity"
            row.problem(Routings.load_per_unit, message, f"give load_per_unit in {centre.measure}")
        elif load > centre.capacity:
            message = f"one unit takes {load} {centre.measure}, {centre.id} holds {centre.capacity}"
            row.problem(
                Routings.load_per_unit, message, "correct the load or the capacity, or name another work centre"
            )
    elif load:
        message = f"{centre.id} is of kind {centre.kind.value} and takes no load"
        row.problem(Routings.load_per_unit, message, "leave it empty, or name a batch work centre")


def _check_family(reading: Reading, row: Row, centre: WorkCentre, matrices: Mapping[str, SetupMatrix]) -> None:
    matrix = matrices.get(centre.setup_matrix)
    if matrix is None or not reading.sound(Setups.table):
        return
    family = row[Routings.family]
    if not family:
        message = f"{centre.id} has set-ups, so the step needs a family"
        row.problem(Routings.family, message, nearest("", matrix.families))
    elif family not in matrix.families:
        message = f"the family {shown(family)} is not in the matrix {matrix.id}"
        row.problem(Routings.family, message, nearest(family, matrix.families))


def _needs(reading: Reading, crew: Crew, row: Row, centre: WorkCentre) -> tuple[Need, ...]:
    needs: list[Need] = []
    for column, phase in ((Routings.setup_needs, Phase.SETUP), (Routings.run_needs, Phase.RUN)):
        wanted: tuple[tuple[str, int], ...] = row[column]
        if wanted and centre.kind is Kind.EXTERNAL:
            row.problem(column, "external work uses no pools", "leave it empty, or name another work centre")
        elif reading.sound(People.table, Pools.table):
            try:
                needs += crew.needs(wanted, phase, centre.site)
            except UnfitError as error:
                row.problem(column, error.message, error.remedy)
    if centre.power_pool and centre.power_kw:
        needs.append(Need(Phase.RUN, (centre.power_pool,), centre.power_kw * 1000))
    return tuple(needs)


def _check_agreement(shop: Shop, item: Item, row: Row, centre: WorkCentre, site: Site) -> None:
    name = row[Routings.agreement]
    if site.member == item.owner:
        if name:
            row.problem(Routings.agreement, f"{centre.id} is {item.owner}'s own", "leave the agreement empty")
        return
    fitting = [
        agreement.id
        for agreement in shop.agreements.values()
        if (agreement.giver, agreement.taker, agreement.work_centre) == (site.member, item.owner, centre.id)
    ]
    if not name:
        remedy = f"write {fitting[0]}" if fitting else "add one to agreements.csv, or name an own work centre"
        row.problem(
            Routings.agreement, f"{centre.id} is {site.member}'s; {item.owner} needs an agreement to use it", remedy
        )
    elif name in shop.agreements and name not in fitting:
        agreement = shop.agreements[name]
        message = f"{name} lets {agreement.taker} use {agreement.work_centre}, not {item.owner} use {centre.id}"
        row.problem(
            Routings.agreement, message, f"write {fitting[0]}" if fitting else "add one that fits to agreements.csv"
        )
