# SPDX-License-Identifier: Apache-2.0
"""Whether goods can get from step to step and to the customers by the lanes there are.

Each step keeps the sites from which the rest of the work can be reached; a link at which none is left is a problem.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from klynge.network.expansion import Expansion, Recipe
from klynge.network.model import Network, Source
from klynge.network.problem import shown
from klynge.network.reading import Reading
from klynge.network.routes import RouteRows
from klynge.network.schema import Items, Lanes, Links, Materials, Orders, Routings, Sites, WorkCentres
from klynge.network.topology import ordered
from klynge.network.work import supply_sites

_Sites = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class _Road:
    """The pairs of places between which goods can go."""

    pairs: frozenset[tuple[str, str]]

    def joins(self, origin: str, destination: str) -> bool:
        return origin == destination or (origin, destination) in self.pairs


def check_transport(reading: Reading, network: Network, expansion: Expansion, rows: Mapping[str, RouteRows]) -> None:
    """Note items that cannot be made, and orders that cannot be delivered, for want of a lane or a common site."""
    if not reading.sound(Lanes.table, Routings.table, Items.table, WorkCentres.table, Sites.table):
        return
    road = _Road(frozenset((lane.origin, lane.destination) for lane in network.lanes.values()))
    _check_supplies(reading, network)
    uses = [(use.item, item) for item in expansion.recipes for _, use in expansion.parts_used(item)]
    reached: dict[str, _Sites] = {}
    known: dict[Hashable, _Sites] = {}
    for item in ordered(expansion.recipes, uses):
        sites = _Narrowing(network, expansion, rows[item], road, reached, known).possible(item)
        if sites is not None:
            reached[item] = {step: sites[step] for step in expansion.recipes[item].last_steps}
    _check_regions(reading, reached, road)


def _check_supplies(reading: Reading, network: Network) -> None:
    for row in reading.rows(Items.table):
        item = network.items.get(row[Items.item])
        if item and item.source is Source.LOT and item.id in network.routings and not supply_sites(network, item):
            message = f"no site of {item.owner} can do every step of a lot of {shown(item.id)}"
            row.problem(Items.item, message, "give each step an own work centre at one common site")


@dataclass(frozen=True, slots=True)
class _Narrowing:
    """Takes from each step the sites that cannot work, until nothing changes (arc consistency)."""

    network: Network
    expansion: Expansion
    rows: RouteRows
    road: _Road
    reached: Mapping[str, _Sites]  # of items that were looked at before: the sites of their last steps
    known: dict[Hashable, _Sites]  # of recipes that were looked at before

    def possible(self, item: str) -> _Sites | None:
        """The sites left for each step, or None when a problem was noted."""
        recipe = self.expansion.recipes[item]
        key = (*map(id, recipe.routing.steps), recipe.routing.links)
        if key not in self.known:
            found = self._narrowed(recipe)
            if found is None:
                return None
            self.known[key] = found
        return self.known[key]

    def _narrowed(self, recipe: Recipe) -> _Sites | None:
        centres = self.network.work_centres
        sites = {step.id: {centres[way.work_centre].site for way in step.alternatives} for step in recipe.routing.steps}
        if not self._material(recipe, sites):
            return None
        left = -1
        while left != (left := sum(map(len, sites.values()))):
            if not (self._together(recipe, sites) and self._linked(recipe, sites)):
                return None
        return sites

    def _material(self, recipe: Recipe, sites: _Sites) -> bool:
        for step in recipe.routing.steps:
            for use in step.materials:
                item = self.network.items.get(use.item)
                if item is None:
                    continue
                before, row = sites[step.id], self.rows.materials[step.id, use.item]
                if item.source is Source.LOT and item.id in self.network.routings:
                    there = set(supply_sites(self.network, item))
                    sites[step.id] = before & there
                    if there and not sites[step.id]:
                        message = f"lots of {item.id} are made at {_list(there)}, {step.id} is done at {_list(before)}"
                        row.problem(Materials.material, message, "give both a work centre at one common site")
                        return False
                for last, origins in self.reached.get(item.id, {}).items():
                    sites[step.id] = self._from(origins, sites[step.id])
                    if not sites[step.id]:
                        message = (
                            f"no lane leads from {_list(origins)}, where {item.id} is made ({last}), to {_list(before)}"
                        )
                        row.problem(Materials.material, message, "add a lane to lanes.csv")
                        return False
        return True

    def _from(self, origins: set[str], places: set[str]) -> set[str]:
        return {place for place in places if any(self.road.joins(origin, place) for origin in origins)}

    def _together(self, recipe: Recipe, sites: _Sites) -> bool:
        for group in recipe.same_site:
            common = set.intersection(*(sites[step] for step in group))
            if not common:
                message = f"the steps {_list(group)} should share a site, but no site can do them all"
                self.rows.steps[group[0]][0].problem(
                    Routings.same_site, message, "change same_site or the work centres"
                )
                return False
            for step in group:
                sites[step] = set(common)
        return True

    def _linked(self, recipe: Recipe, sites: _Sites) -> bool:
        for link in recipe.routing.links:
            before, after = sites[link.before], sites[link.after]
            sites[link.after] = self._from(before, after)
            sites[link.before] = {place for place in before if any(self.road.joins(place, other) for other in after)}
            if not sites[link.after] or not sites[link.before]:
                row = self.rows.of_link(link.before, link.after)
                column = Links.after if row.table.spec is Links.table else Routings.after
                message = f"no lane leads from {_list(before)} ({link.before}) to {_list(after)} ({link.after})"
                row.problem(column, message, "add a lane to lanes.csv, or a work centre at a common site")
                return False
        return True


def _check_regions(reading: Reading, reached: Mapping[str, _Sites], road: _Road) -> None:
    told: set[tuple[str, str]] = set()
    for row in reading.rows(Orders.table):
        item, region = row[Orders.item], row[Orders.region]
        if item not in reached or (item, region) in told:
            continue
        for step, places in reached[item].items():
            if not any(road.joins(place, region) for place in places):
                told.add((item, region))
                message = f"no lane leads from {_list(places)}, where {item} is finished ({step}), to {region}"
                row.problem(Orders.region, message, "add a lane to lanes.csv")
                break


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
