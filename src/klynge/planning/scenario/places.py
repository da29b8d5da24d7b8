# SPDX-License-Identifier: Apache-2.0
"""Changes of machines: more or fewer units, new work centres, lost ones, other set-ups and run times."""

from __future__ import annotations

from dataclasses import replace

from klynge.network.model import Kind, SetupMatrix, WorkCentre

from .data import Lost, NewWorkCentre, RunTimes, SetupTimes, Units
from .draft import Draft
from .hours import close
from .ways import Also, Slower, part_of


def units(draft: Draft, change: Units) -> None:
    """More or fewer units, at the end of the work centre's."""
    name = change.work_centre
    if not draft.known("work_centre", name):
        return
    centre: WorkCentre = draft.table("work_centres")[name]
    left = centre.units + change.units
    if centre.kind is Kind.EXTERNAL:
        draft.trouble("external", name=name)
    elif change.units == 0:
        draft.trouble("no_units")
    elif left < 1:
        draft.trouble("too_few_units", name=name, units=centre.units, less=-change.units, most=centre.units - 1)
    elif (busy := max([draft.orders.last_busy.get(name, -1), *(stop.unit for stop in centre.stops)])) >= left:
        draft.trouble("busy_units", name=name, unit=busy + 1)
    else:
        states = centre.states[:left]
        if centre.setup_matrix:
            state = change.state or centre.states[-1]
            if not draft.known("family", state, draft.table("setup_matrices")[centre.setup_matrix].families):
                return
            states += (state,) * (left - len(states))
        draft.put("work_centres", name, replace(centre, units=left, states=states))


def work_centre(draft: Draft, change: NewWorkCentre) -> None:
    """A new work centre, and new modes beside those of the one it is like."""
    if not draft.free("work_centre", change.id, "work_centres") or not draft.known("work_centre", change.like):
        return
    like: WorkCentre = draft.table("work_centres")[change.like]
    site, calendar = change.site or like.site, change.calendar or like.calendar
    if not (draft.known("site", site) & draft.known("calendar", calendar)):
        return
    member, owner = draft.network.sites[site].member, draft.member_at(change.like)
    if member != owner:
        draft.trouble("other_member", site=site, member=member, like=change.like, owner=owner)
        return
    external = like.kind is Kind.EXTERNAL
    count = like.units if external else change.units
    states = (like.states[-1],) * count if like.states else ()
    ore_h = like.cost_ore_h if change.cost_ore_h is None else change.cost_ore_h
    draft.put(
        "work_centres",
        change.id,
        replace(
            like, id=change.id, name=change.name or change.id, stops=(), site=site, calendar=calendar, units=count,
            states=states, cost_ore_h=ore_h,
        ),
    )  # fmt: skip
    power = like.power_kw * (draft.table("sites")[site].energy_ore_kwh - draft.table("sites")[like.site].energy_ore_kwh)
    draft.ways.append(Also(change.like, change.id, site, change.time_permille, ore_h - like.cost_ore_h + power))


def lost(draft: Draft, change: Lost) -> None:
    """Closed on days; what is reported there stays."""
    if not draft.known("work_centre", change.work_centre):
        return
    network = draft.network
    centre: WorkCentre = draft.table("work_centres")[change.work_centre]
    zone = draft.zone(centre.site)
    first = change.first or network.start.astimezone(zone).date()
    last = change.last or network.end.astimezone(zone).date()
    if draft.in_order(first, last):
        close(draft, change.work_centre, first, last)


def setup_times(draft: Draft, change: SetupTimes) -> None:
    """A matrix with other entries, in its place or as one of some work centres' own."""
    if bool(change.matrix) == bool(change.work_centres):
        draft.trouble("matrix_or_centres")
    elif change.matrix:
        if not draft.known("matrix", change.matrix):
            return
        if changed := _matrix(draft, draft.table("setup_matrices")[change.matrix], change, change.matrix):
            draft.put("setup_matrices", change.matrix, changed)
    elif draft.all_known("work_centre", change.work_centres):
        for name in change.work_centres:
            centre: WorkCentre = draft.table("work_centres")[name]
            if not centre.setup_matrix:
                draft.trouble("no_matrix", name=name)
                continue
            own = f"{centre.setup_matrix}~{name}~{draft.number}"
            if changed := _matrix(draft, draft.table("setup_matrices")[centre.setup_matrix], change, own):
                draft.put("setup_matrices", own, changed)
                draft.put("work_centres", name, replace(centre, setup_matrix=own))


def _matrix(draft: Draft, matrix: SetupMatrix, change: SetupTimes, name: str) -> SetupMatrix | None:
    named = [family for entry in change.entries for family in (entry.before, entry.after)]
    if not draft.all_known("family", named, matrix.families):
        return None
    seconds = {
        pair: None if found is None else part_of(found, change.permille) for pair, found in matrix.seconds.items()
    }
    cost = dict(matrix.cost_ore)
    for entry in change.entries:
        seconds[entry.before, entry.after] = entry.seconds
        if entry.cost_ore is not None:
            cost[entry.before, entry.after] = entry.cost_ore
    default_s = part_of(matrix.default_s, change.permille)
    return replace(matrix, id=name, seconds=seconds, cost_ore=cost, default_s=default_s)


def run_times(draft: Draft, change: RunTimes) -> None:
    """Faster or slower runs of some operations."""
    fits = not change.work_centre or draft.known("work_centre", change.work_centre)
    fits &= not change.item or draft.known("item", change.item, draft.orders.items)
    if not fits:
        return
    way = Slower(change.permille, change.work_centre, change.item, change.step)
    new = {ways.work_centre for ways in draft.ways if isinstance(ways, Also)}
    if way.work_centre not in new and not any(_meant(way, *doing) for doing in draft.orders.doings.items()):
        named = ", ".join(x for x in (change.work_centre, change.item, change.step) if x)
        draft.trouble("nothing_matches", what=named or "*")
        return
    draft.ways.append(way)


def _meant(way: Slower, doing: tuple[str, str], work_centres: set[str]) -> bool:
    item, step = doing
    return (
        way.item in ("", item) and way.step in ("", step) and (not way.work_centre or way.work_centre in work_centres)
    )
