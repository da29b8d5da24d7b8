# SPDX-License-Identifier: Apache-2.0
"""Rows as members, sites, work centres, set-up matrices, lanes and agreements, with what must hold of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import Any

from klynge.network.model import (
    Agreement,
    Departure,
    Kind,
    Lane,
    Member,
    Pool,
    PoolKind,
    SetupMatrix,
    Site,
    WorkCentre,
)
from klynge.network.problem import nearest, shown
from klynge.network.reading import Reading
from klynge.network.schema import Agreements, Lanes, Members, Routings, Setups, Sites, WorkCentres
from klynge.network.table import Column, Row


def members_of(reading: Reading) -> dict[str, Member]:
    """The members by identifier."""
    return {
        row[Members.member]: Member(row[Members.member], row[Members.name], row[Members.organisation_number])
        for row in reading.rows(Members.table)
    }


def sites_of(reading: Reading) -> dict[str, Site]:
    """The sites by identifier."""
    sites = {}
    for row in reading.rows(Sites.table):
        site = row[Sites.site]
        if site in reading.settings.regions:
            row.problem(Sites.site, f"{shown(site)} is a region too", "rename the site or the region")
        sites[site] = Site(
            id=site,
            member=row[Sites.member],
            name=row[Sites.name],
            place=row[Sites.place],
            time_zone=row[Sites.time_zone] or reading.settings.time_zone,
            price_zone=row[Sites.price_zone],
            energy_ore_kwh=row[Sites.energy],
            co2_g_kwh=row[Sites.co2],
            name_en=row[Sites.name_en],
        )
    return sites


def setup_matrices_of(reading: Reading) -> dict[str, SetupMatrix]:
    """The set-up matrices, with `*` written out.

    Of the rows that fit a change the first of these counts: both families named, from a family to `*`, from `*` to a
    family, both `*`. `*` is any other family, so it says nothing of a family after itself; a matrix with a `*` takes in
    every family that its work centres use.
    """
    rows: dict[str, dict[tuple[str, str], Row]] = {}
    for row in reading.rows(Setups.table):
        rows.setdefault(row[Setups.matrix], {})[row[Setups.before], row[Setups.after]] = row
    used = _families_used(reading)
    return {matrix: _matrix(matrix, entries, used.get(matrix, ())) for matrix, entries in rows.items()}


def _families_used(reading: Reading) -> dict[str, list[str]]:
    """The families of states and routings, by matrix."""
    matrix_of = {row[WorkCentres.work_centre]: row[WorkCentres.setup_matrix] for row in reading.rows(WorkCentres.table)}
    found: dict[str, dict[str, None]] = {}
    for row in reading.rows(WorkCentres.table):
        states: tuple[str, ...] = row[WorkCentres.states]
        found.setdefault(row[WorkCentres.setup_matrix], {}).update(dict.fromkeys(states))
    for row in reading.rows(Routings.table):
        matrix = matrix_of.get(row[Routings.work_centre])
        if matrix and row[Routings.family]:
            found.setdefault(matrix, {})[row[Routings.family]] = None
    return {matrix: list(families) for matrix, families in found.items()}


def _matrix(name: str, entries: Mapping[tuple[str, str], Row], used: Iterable[str]) -> SetupMatrix:
    named = [family for pair in entries for family in pair if family != "*"]
    open_to_others = any("*" in pair for pair in entries)
    families = tuple(dict.fromkeys([*named, *used] if open_to_others else named))
    default = entries.get(("*", "*"))
    default_s = default[Setups.time] if default else 0
    seconds: dict[tuple[str, str], int | None] = {}
    cost: dict[tuple[str, str], int] = {}
    # The default's time needs no entries, but its cost does, and so does a ban.
    half_open = any(pair.count("*") == 1 for pair in entries)
    written_out = half_open or (default is not None and (default_s is None or default[Setups.cost] > 0))
    chosen: dict[tuple[str, str], Row | None] = {}
    if written_out:
        for before, after in permutations(families, 2):
            chosen[before, after] = entries.get((before, "*")) or entries.get(("*", after)) or default
    chosen.update({pair: row for pair, row in entries.items() if "*" not in pair})
    for pair, row in chosen.items():
        if row is not None:
            seconds[pair] = row[Setups.time]
            if row[Setups.cost]:
                cost[pair] = row[Setups.cost]
    return SetupMatrix(name, families, seconds, cost, default_s or 0)


def work_centres_of(
    reading: Reading, matrices: Mapping[str, SetupMatrix], pools: Mapping[str, Pool]
) -> dict[str, WorkCentre]:
    """The work centres by identifier."""
    centres = {}
    for row in reading.rows(WorkCentres.table):
        _check_kind(row)
        _check_power(row, pools)
        centres[row[WorkCentres.work_centre]] = WorkCentre(
            id=row[WorkCentres.work_centre],
            site=row[WorkCentres.site],
            name=row[WorkCentres.name],
            kind=row[WorkCentres.kind],
            units=row[WorkCentres.units],
            calendar=row[WorkCentres.calendar],
            capacity=row[WorkCentres.capacity],
            measure=row[WorkCentres.measure],
            cost_ore_h=row[WorkCentres.cost],
            power_kw=row[WorkCentres.power_kw],
            power_pool=row[WorkCentres.power_pool],
            setup_matrix=row[WorkCentres.setup_matrix],
            states=_states(reading, row, matrices),
            name_en=row[WorkCentres.name_en],
        )
    return centres


def _check_kind(row: Row) -> None:
    kind = row[WorkCentres.kind]
    needed: tuple[Column[Any], ...] = (WorkCentres.capacity, WorkCentres.measure)
    if kind is Kind.BATCH:
        for column in needed:
            if not row[column]:
                row.problem(
                    column,
                    f"a batch work centre needs its {column.name}",
                    "give capacity and measure, as in 400 and kg",
                )
        return
    if row[WorkCentres.capacity]:
        row.problem(
            WorkCentres.capacity,
            f"a work centre of kind {kind.value} has no capacity",
            "leave it empty, or make it batch",
        )
    if kind is Kind.EXTERNAL:
        for column in (WorkCentres.setup_matrix, WorkCentres.power_pool):
            if row[column]:
                message = "external work has no set-ups and uses no pools"
                row.problem(column, message, "leave it empty, or make the kind machine")
        if row[WorkCentres.units] != 1:
            row.problem(WorkCentres.units, "external work has no units", "leave it empty: external work is not limited")


def _check_power(row: Row, pools: Mapping[str, Pool]) -> None:
    name = row[WorkCentres.power_pool]
    if not name:
        return
    if not row[WorkCentres.power_kw]:
        row.problem(WorkCentres.power_kw, "there is a power pool but no power", "say how many kW the work centre draws")
    pool = pools.get(name)
    if pool is None:
        return
    if pool.kind is not PoolKind.POWER:
        row.problem(
            WorkCentres.power_pool, f"{shown(name)} is a pool of kind {pool.kind.value}", "name a pool of kind power"
        )
    elif pool.site != row[WorkCentres.site]:
        near = [
            other.id for other in pools.values() if other.kind is PoolKind.POWER and other.site == row[WorkCentres.site]
        ]
        row.problem(WorkCentres.power_pool, f"{shown(name)} is at site {pool.site}", nearest(name, near))


def _states(reading: Reading, row: Row, matrices: Mapping[str, SetupMatrix]) -> tuple[str, ...]:
    states, units, matrix = row[WorkCentres.states], row[WorkCentres.units], row[WorkCentres.setup_matrix]
    if not matrix:
        if states:
            row.problem(
                WorkCentres.states,
                "there are states but no set-up matrix",
                "name the setup_matrix, or leave states empty",
            )
        return ()
    if not states:
        row.problem(
            WorkCentres.states, "the family each unit is set up for is missing", "give one for all units, or one each"
        )
        return ()
    if len(states) not in (1, units):
        row.problem(
            WorkCentres.states,
            f"there are {len(states)} states for {units} units",
            "give one for all units, or one each",
        )
    known = matrices[matrix].families if matrix in matrices else ()
    for family in dict.fromkeys(states):
        if family not in known and reading.sound(Setups.table):
            row.problem(
                WorkCentres.states, f"the family {shown(family)} is not in the matrix {matrix}", nearest(family, known)
            )
    return states * units if len(states) == 1 else states


def lanes_of(reading: Reading) -> dict[str, Lane]:
    """The lanes by identifier."""
    lanes = {}
    for row in reading.rows(Lanes.table):
        if row[Lanes.origin] == row[Lanes.destination]:
            row.problem(Lanes.destination, "the lane ends where it begins", "name another site or a region")
        lanes[row[Lanes.lane]] = Lane(
            id=row[Lanes.lane],
            origin=row[Lanes.origin],
            destination=row[Lanes.destination],
            lead_s=row[Lanes.lead],
            departures=tuple(Departure(weekday, at) for weekday, at in row[Lanes.departures]),
            cost_ore=row[Lanes.cost],
            cost_ore_kg=row[Lanes.cost_kg],
            co2_g_kg=row[Lanes.co2_kg],
        )
    return lanes


def agreements_of(
    reading: Reading, sites: Mapping[str, Site], centres: Mapping[str, WorkCentre]
) -> dict[str, Agreement]:
    """The agreements by identifier."""
    agreements = {}
    for row in reading.rows(Agreements.table):
        giver, taker = row[Agreements.giver], row[Agreements.taker]
        valid_from = reading.settings.begins(row[Agreements.valid_from])
        valid_to = reading.settings.ends(row[Agreements.valid_to])
        if giver == taker:
            row.problem(
                Agreements.taker, "giver and taker are the same member", "name the member who may use the work centre"
            )
        if valid_to <= valid_from:
            row.problem(Agreements.valid_to, "the agreement ends before it begins", "write a later valid_to")
        centre = centres.get(row[Agreements.work_centre])
        site = sites.get(centre.site) if centre else None
        if site and site.member != giver:
            message = f"the work centre {row[Agreements.work_centre]} belongs to {site.member}, not to {giver}"
            row.problem(Agreements.work_centre, message, "name the giver's own work centre")
        agreements[row[Agreements.agreement]] = Agreement(
            id=row[Agreements.agreement],
            giver=giver,
            taker=taker,
            work_centre=row[Agreements.work_centre],
            rate_ore_h=row[Agreements.rate],
            ceiling_s=row[Agreements.ceiling],
            valid_from=valid_from,
            valid_to=valid_to,
        )
    return agreements
