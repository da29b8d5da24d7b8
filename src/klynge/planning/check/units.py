# SPDX-License-Identifier: Apache-2.0
"""Does every unit do one thing at a time, set up for it: machine, batch, setup, external."""

from __future__ import annotations

from collections import defaultdict

from klynge.network.model import Kind
from klynge.planning.check.case import Case, Placed
from klynge.planning.check.finding import Fact

Together = list[Placed]  # one portion, or all the portions of one batch


def check_units(case: Case) -> None:
    """The rules that ask each unit for its sequence, and each batch for its portions."""
    for batch in batches(case.placed):
        _batch(case, batch)
    on_unit: dict[tuple[str, int], list[Placed]] = defaultdict(list)
    for each in case.placed:
        if each.centre.kind is Kind.EXTERNAL:
            _external(case, each)
        else:
            on_unit[each.portion.work_centre, each.portion.unit].append(each)
    for (work_centre, unit), placed in on_unit.items():
        sequence = sorted(batches(placed), key=lambda one: (*_span(one), one[0].where))
        _machine(case, f"{work_centre} {unit}", sequence)
        _stopped(case, unit, sequence)
        _setup(case, unit, sequence)


def batches(placed: list[Placed]) -> list[Together]:
    """The portions by batch; a portion outside a batch stands alone."""
    alone: list[Together] = []
    together: dict[str, Together] = {}
    for each in placed:
        if each.portion.batch:
            together.setdefault(each.portion.batch, []).append(each)
        else:
            alone.append([each])
    return alone + list(together.values())


def _span(together: Together) -> tuple[int, int, int]:
    first = min(each.portion.setup_start for each in together)
    return first, min(each.portion.start for each in together), max(each.portion.end for each in together)


def _batch(case: Case, together: Together) -> None:
    if all(each.reported for each in together):
        return
    first = together[0]
    where = first.portion.batch or first.where
    if first.portion.batch and any(each.centre.kind is not Kind.BATCH for each in together):
        case.found("batch", where, "not_a_batch_centre", work_centre=first.portion.work_centre)
        return
    if first.centre.kind is not Kind.BATCH:
        return
    for what, differ in _differences(together).items():
        if differ:
            case.found("batch", where, f"batch_{what}")
    load = sum(each.mode.load_per_unit * each.portion.quantity for each in together)
    if load > first.centre.capacity:
        case.found(
            "batch", where, "batch_load", load=load, capacity=first.centre.capacity, measure=first.centre.measure
        )


def _differences(together: Together) -> dict[str, bool]:
    """What the portions of a batch must share, and whether they differ in it."""
    return {
        "place": len({(each.portion.work_centre, each.portion.unit) for each in together}) > 1,
        "family": len({each.portion.family for each in together}) > 1,
        "pause": len({each.mode.pause for each in together}) > 1,
        "needs": len({each.mode.needs for each in together}) > 1 or len({each.portion.pools for each in together}) > 1,
        "times": len({(each.portion.setup_start, each.portion.start, each.portion.end) for each in together}) > 1,
    }


def _machine(case: Case, where: str, sequence: list[Together]) -> None:
    busy_until, busy_with = None, None
    for together in sequence:
        first, _, end = _span(together)
        if first >= end:
            continue
        if busy_until is not None and busy_with is not None and first < busy_until:
            both_facts = all(each.reported for each in together + busy_with)
            if not both_facts:
                names = {"one": busy_with[0].where, "other": together[0].where}
                moment = case.clock(first, together[0].centre.site)
                case.found("machine", where, "unit_twice", moment=moment, **names)
        if busy_until is None or end > busy_until:
            busy_until, busy_with = end, together


def _stops(case: Case, unit: int, sequence: list[Together]) -> list[tuple[int, int, str]]:
    """When a unit is stopped within working time, and what it is set up for then."""
    first = sequence[0][0]
    centre, found = first.centre, []
    for stop in centre.stops:
        start, end = case.seconds(stop.start), case.seconds(stop.end)
        if stop.unit == unit and first.hours.work(end) > first.hours.work(start):
            state = centre.states[unit] if 0 <= unit < len(centre.states) else ""
            found.append((start, end, stop.family or state))
    return sorted(found)


def _stopped(case: Case, unit: int, sequence: list[Together]) -> None:
    for start, end, _ in _stops(case, unit, sequence):
        for together in sequence:
            first, _, last = _span(together)
            if first < end and last > start and not all(each.reported for each in together):
                site = together[0].centre.site
                moments = {"start": case.clock(start, site), "end": case.clock(end, site)}
                case.found("stop", together[0].where, "unit_stopped", **moments)


def _setup(case: Case, unit: int, sequence: list[Together]) -> None:
    centre = sequence[0][0].centre
    matrix = case.network.setup_matrices.get(centre.setup_matrix)
    family = centre.states[unit] if 0 <= unit < len(centre.states) else None
    stops = _stops(case, unit, sequence)
    for together in sequence:
        after = together[0]
        while stops and stops[0][0] <= after.portion.setup_start:
            family = stops.pop(0)[2] or family
        before, family = family, after.portion.family
        if after.reported:
            continue
        facts: dict[str, Fact] = {"before": before or "", "after": family}
        wanted_s = 0 if matrix is None or before is None else matrix.setup_s(before, family)
        if wanted_s is None:
            case.found("setup", after.where, "setup_forbidden", **facts)
            continue
        takes_s = after.hours.work(after.portion.start) - after.hours.work(after.portion.setup_start)
        if takes_s != wanted_s or after.portion.setup_start > after.portion.start:
            case.found("setup", after.where, "setup_time", takes_s=takes_s, wanted_s=wanted_s, **facts)


def _external(case: Case, placed: Placed) -> None:
    portion = placed.portion
    if portion.unit != 0 or portion.pools:
        case.found("external", placed.where, "external_unit", unit=portion.unit, pools=len(portion.pools))
    if portion.setup_start != portion.start:
        case.found("external", placed.where, "external_setup", start=case.clock(portion.start, placed.centre.site))
