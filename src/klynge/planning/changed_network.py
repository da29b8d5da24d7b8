# SPDX-License-Identifier: Apache-2.0
"""A problem over a network that has changed: of the tables of what is there only those are made that must be.

Disturbances, scenarios and the fold of a log all change networks by this. Tables are compared by identity: what was not
replaced has not changed. The old numbers of work centres, pools, items, agreements and matrices must hold (new ones
come after them); sites stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Network

from . import resources as tables_of
from .kernels import columns as col
from .kernels.columns import Resources, Table
from .kernels.view import Tables
from .problem import Problem, agreement_rows, span_of, steps_of, supply_keys
from .resources import CalendarTables, Clock, Names
from .tables import table

NAMED = ("work_centres", "setup_matrices", "pools", "lanes", "regions", "agreements", "items")


@dataclass(frozen=True)
class Known:
    """What a problem's tables say of its network in other words, looked up when first asked for."""

    problem: Problem

    @classmethod
    def of(cls, problem: Problem) -> Known:
        """That of a problem, the same one whenever it is asked for."""
        found = problem.kept.get("known")
        if not isinstance(found, Known) or found.problem.resources is not problem.resources:
            found = problem.kept["known"] = cls(problem)
            _ = found.calendars, found.departures  # now, and not in the first threads that ask
        return found

    @cached_property
    def calendars(self) -> dict[tuple[str, str], int]:
        """The rows of the calendars in use, by calendar and time zone."""
        network, wc = self.problem.network, self.problem.resources.wc
        return {
            (centre.calendar, network.sites[centre.site].time_zone): int(wc[row, col.WC_CAL])
            for row, centre in enumerate(network.work_centres.values())
        }

    @cached_property
    def departures(self) -> dict[str, list[int]]:
        """When every lane leaves, in engine seconds."""
        resources, names = self.problem.resources, replace(self.problem.names, network=self.problem.network)
        return {
            lane.id: resources.departure[int(row[col.LANE_DEP0]) : int(row[col.LANE_DEP1])].tolist()
            for lane, row in zip(tables_of.sorted_lanes(names), resources.lane, strict=True)
        }


@dataclass(frozen=True, slots=True)
class _Change:
    """From a problem to another network of the same sites."""

    problem: Problem
    network: Network
    clock: Clock

    @property
    def before(self) -> Network:
        """The network as it was."""
        return self.problem.network

    @property
    def same_span(self) -> bool:
        """Whether planning begins and ends when it did."""
        return (self.before.start, self.before.end) == (self.network.start, self.network.end)

    def of(self, *tables: str) -> bool:
        """Whether one of these tables has changed, or the time that all of them are told for."""
        return not self.same_span or any(
            getattr(self.before, name) is not getattr(self.network, name) for name in tables
        )


def with_network(problem: Problem, network: Network) -> tuple[Problem, frozenset[str]]:
    """The problem over another network, and the work centres that are otherwise than they were.

    Raises PlanningError when the network cannot be told in tables.
    """
    if network is problem.network:
        return problem, frozenset()
    change = _Change(problem, network, Clock(problem.zero, network.end))
    names = _names(change)
    tables, touched, units = _work_centres(change, names)
    tables |= _tables(change, names)
    resources = problem.resources._replace(**tables) if tables else problem.resources
    steps, left, ids = problem.pool_steps, problem.stock_left, problem.stock_ids
    if change.of("pools", "calendars"):
        steps = _pool_steps(change)
    if change.of("stock") or _longer(change, "items"):
        first, rows, lots, lot_ids = tables_of.stock_tables(names, change.clock)
        resources = resources._replace(key_stock0=first, stock=table(rows, col.STOCK_WIDTH))
        left, ids = np.array(lots, np.int32), tuple(lot_ids)
    views = problem.views if resources is problem.resources else (Tables(resources), *problem.views[1:])
    changed = replace(
        problem, network=network, names=names, resources=resources, units=units, pool_steps=steps, stock_left=left,
        stock_ids=ids, views=views,
    )  # fmt: skip
    return changed, touched


def _longer(change: _Change, name: str) -> bool:
    return len(getattr(change.before, name)) != len(getattr(change.network, name))


def _names(change: _Change) -> Names:
    names = change.problem.names
    if not change.of(*NAMED):
        return replace(names, network=change.network)
    found = tables_of.names_of(change.network)
    found.signature, found.loose_family = dict(names.signature), dict(names.loose_family)
    return found


def _tables(change: _Change, names: Names) -> dict[str, Table]:
    """Set-ups, rates, lanes, agreements and items, those that are other ones."""
    network, old, found = change.network, change.problem.resources, dict[str, Table]()
    if change.of("setup_matrices"):
        found |= {"setup_s": tables_of.setup_table(names), "setup_ore": tables_of.setup_ore_table(names)}
    if change.of("pools"):
        found["pool_ore_h"] = np.array([pool.cost_ore_h for pool in network.pools.values()], np.int32)
    if change.of("lanes", "regions"):
        known = Known.of(change.problem).departures if change.same_span else {}
        pair0, lanes, leaving = tables_of.lane_tables(
            names, change.clock, lambda lane: _leaving(change, known, lane.id)
        )
        found |= {"pair_lane0": pair0, "lane": table(lanes, col.LANE_WIDTH), "departure": leaving}
        found["span"] = np.array([*old.span[:2], len(names.site) + len(names.region), *old.span[3:]], np.int32)
    if not change.same_span:
        found["span"] = span_of(names, change.clock)
    if change.of("agreements"):
        found["agreement"] = table(agreement_rows(network, change.clock), col.AGR_WIDTH)
    if change.of("items"):
        found["item"] = table(tables_of.item_rows(names), col.ITEM_WIDTH)
    if _longer(change, "items"):
        found["key_supply"] = supply_keys(names, change.problem.work)
    return found


def _leaving(change: _Change, known: dict[str, list[int]], name: str) -> list[int]:
    lane, was = change.network.lanes[name], change.before.lanes.get(name)
    if name in known and was and (was.origin, was.departures) == (lane.origin, lane.departures):
        return known[name]
    return tables_of.leaving_s(lane, change.network, change.clock)


def _work_centres(change: _Change, names: Names) -> tuple[dict[str, Table], frozenset[str], NDArray[np.int32]]:
    """Tables of work centres and of new calendars after the old ones, which work centres are otherwise, and units.

    Units of work centres that grow go to the end of their table, so that all others stay where they were.
    """
    network, before, old = change.network, change.before, change.problem.resources
    if not change.of("work_centres", "calendars", "setup_matrices"):
        return {}, frozenset(), change.problem.units
    calendars = _calendars(change)
    rows, units, touched = [], change.problem.units.tolist(), set()
    for number, centre in enumerate(network.work_centres.values()):
        was = before.work_centres.get(centre.id)
        calendar = calendars.row(centre.calendar, network.sites[centre.site].time_zone)
        if was is centre and change.same_span and calendar == old.wc[number, col.WC_CAL]:
            rows.append(old.wc[number].tolist())
            continue
        touched.add(centre.id)
        one = replace(network, work_centres={centre.id: centre})
        (row,), own = tables_of.work_centre_rows(replace(names, network=one), calendars)
        first, count = (0, 0) if was is None else old.wc[number, [col.WC_UNIT0, col.WC_UNITS]].tolist()
        if len(own) > count:
            first = len(units)
            units += [[*unit[:-1], number] for unit in own]
        else:
            units[first : first + len(own)] = [[*unit[:-1], number] for unit in own]
        row[col.WC_UNIT0] = first
        rows.append(row)
    return _told(calendars, rows, old, change.same_span), frozenset(touched), table(units, col.UNIT_WIDTH)


def _told(calendars: CalendarTables, rows: list[list[int]], old: Resources, same_span: bool) -> dict[str, Table]:
    found = {"wc": table(rows, col.WC_WIDTH)}
    if len(calendars.rows) > len(old.cal) or not same_span:
        found |= {
            "cal": table(calendars.rows, col.CAL_WIDTH),
            "iv_open": tables_of.join(calendars.opened),
            "iv_close": tables_of.join(calendars.closed),
            "iv_work": tables_of.join(calendars.worked),
            "time_bucket": tables_of.join(calendars.time_buckets),
            "work_bucket": tables_of.join(calendars.work_buckets),
        }
    return found


def _calendars(change: _Change) -> CalendarTables:
    """The old calendars, to which new ones are added when they are asked for; none when the time is another one."""
    network, old = change.network, change.problem.resources
    if not change.same_span:
        return CalendarTables(change.clock, network)
    before, known = change.before.calendars, Known.of(change.problem).calendars
    number = {key: row for key, row in known.items() if network.calendars.get(key[0]) is before[key[0]]}
    return CalendarTables(
        change.clock,
        network,
        number,
        old.cal.tolist(),
        [old.iv_open],
        [old.iv_close],
        [old.iv_work],
        [old.time_bucket],
        [old.work_bucket],
        [len(old.iv_open), len(old.time_bucket), len(old.work_bucket)],
    )


def _pool_steps(change: _Change) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What is there of every pool; those that have not changed are the very same."""
    before, network, steps = change.before, change.network, []
    rows = {name: row for row, name in enumerate(before.pools)}
    for name, pool in network.pools.items():
        same = (
            change.same_span
            and before.pools.get(name) is pool
            and all(network.calendars[p.calendar] is before.calendars.get(p.calendar) for p in pool.parts)
        )
        steps.append(change.problem.pool_steps[rows[name]] if same else steps_of(pool, network, change.clock))
    return tuple(steps)
