# SPDX-License-Identifier: Apache-2.0
"""Rows as progress: what is reported of the operations of orders, with what must hold of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from klynge.job import Reported
from klynge.network.expansion import Expansion
from klynge.network.model import Kind, Order, Progress, Routing, Source, WorkCentre
from klynge.network.problem import UnfitError, nearest, shown
from klynge.network.reading import Reading
from klynge.network.schema import Progress as Columns
from klynge.network.schema import State
from klynge.network.table import Row


def progress_of(
    reading: Reading, orders: Mapping[str, Order], centres: Mapping[str, WorkCentre], expansion: Expansion
) -> tuple[Progress, ...]:
    """The reported portions, in the order of the table. `expansion` must know the items free of cycles."""
    found: list[Progress] = []
    rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    units: dict[tuple[str, int], list[tuple[Reported, Row]]] = defaultdict(list)
    for row in reading.rows(Columns.table):
        part = _part(row, orders, expansion)
        centre = centres.get(row[Columns.work_centre])
        if part is None or centre is None:
            continue
        label, item = part
        if not _fits_step(row, expansion.recipes[item].routing, centre):
            continue
        reported = _reported(reading, row, centre)
        found.append(Progress(row[Columns.order], label, row[Columns.step], reported))
        rows[row[Columns.order], label, row[Columns.step]].append(row)
        if centre.kind is Kind.MACHINE:
            units[centre.id, reported.unit].append((reported, row))
    _check_quantities(rows, orders, expansion)
    _check_units(units)
    return tuple(found)


def _part(row: Row, orders: Mapping[str, Order], expansion: Expansion) -> tuple[str, str] | None:
    """The label and the item of the part of the order that a row is about."""
    order = orders.get(row[Columns.order])
    if order is None or order.item not in expansion.recipes:
        return None
    named = row[Columns.item]
    try:
        bill = expansion.bill(order.item)
    except UnfitError:
        return None
    for part in bill:
        if named == part.label or (not part.label and named == order.item):
            return part.label, part.item
    if any(item.source is Source.MAKE and item.id not in expansion.recipes for item in expansion.items.values()):
        return None  # some routing is wrong, and what is meant here may be in it
    labels = [part.label or part.item for part in bill]
    row.problem(Columns.item, f"{shown(named)} is not made for the order {order.id}", nearest(named, labels))
    return None


def _fits_step(row: Row, routing: Routing, centre: WorkCentre) -> bool:
    steps = {step.id: step for step in routing.steps}
    name = row[Columns.step]
    if name not in steps:
        row.problem(Columns.step, f"{shown(routing.item)} has no step {shown(name)}", nearest(name, steps))
        return False
    allowed = {way.work_centre for way in steps[name].alternatives}
    if centre.id not in allowed:
        message = f"the step {name} of {routing.item} is not done at {shown(centre.id)}"
        row.problem(Columns.work_centre, message, nearest(centre.id, allowed))
        return False
    return True


def _reported(reading: Reading, row: Row, centre: WorkCentre) -> Reported:
    settings = reading.settings
    start, end = settings.begins(row[Columns.start]), settings.begins(row[Columns.end])
    state, unit = row[Columns.state], row[Columns.unit]
    if end <= start:
        row.problem(Columns.end, "the work ends before it begins", "write a later end")
    if settings.sound and end > start:
        _check_times(row, reading, start, end)
    if unit > centre.units:
        count = "only 1 unit" if centre.units == 1 else f"{centre.units} units"
        row.problem(Columns.unit, f"{centre.id} has {count}, this is unit {unit}", f"write 1 to {centre.units}")
    return Reported(centre.id, unit - 1, row[Columns.quantity], start, end, state.value)


def _check_times(row: Row, reading: Reading, start: datetime, end: datetime) -> None:
    settings, state = reading.settings, row[Columns.state]
    if state is State.FINISHED and end > settings.start:
        row.problem(
            Columns.end, "finished work ends after planning begins", "correct the end, or write started as state"
        )
    elif state is State.STARTED and start > settings.start:
        row.problem(
            Columns.start, "started work begins after planning begins", "correct the start, or write frozen as state"
        )
    if end > settings.end:
        row.problem(Columns.end, "the work ends after the horizon", "correct the end, or give cluster.yaml more weeks")


def _check_quantities(
    rows: Mapping[tuple[str, str, str], list[Row]], orders: Mapping[str, Order], expansion: Expansion
) -> None:
    quantities: dict[tuple[str, int], dict[str, dict[str, int]]] = {}
    for (name, label, step), of_step in rows.items():
        order = orders[name]
        key = (order.item, order.quantity)
        if key not in quantities:
            quantities[key] = expansion.quantities(*key)
        planned = quantities[key][label][step]
        done = 0
        for row in of_step:
            if row[Columns.work_centre] != of_step[0][Columns.work_centre]:
                message = f"the step was reported at {of_step[0][Columns.work_centre]} in row {of_step[0].number}"
                row.problem(Columns.work_centre, message, "all of a step is done at one work centre")
            done += row[Columns.quantity]
            if done > planned:
                message = f"{done} are reported of a step that has {planned}"
                row.problem(Columns.quantity, message, "correct the quantity")
                break


def _check_units(units: Mapping[tuple[str, int], list[tuple[Reported, Row]]]) -> None:
    for (centre, unit), entries in units.items():
        entries.sort(key=lambda entry: (entry[0].start, entry[1].number))
        last: tuple[Reported, Row] | None = None
        for reported, row in entries:
            if last and reported.start < last[0].end:
                message = f"unit {unit + 1} of {centre} was busy with the work of row {last[1].number}"
                row.problem(Columns.start, message, "correct the times or the unit")
            if last is None or reported.end > last[0].end:
                last = (reported, row)
