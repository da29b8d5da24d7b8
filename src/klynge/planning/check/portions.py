# SPDX-License-Identifier: Apache-2.0
"""Is everything there, once, in an allowed way: completeness, quantity, mode, frozen, release."""

from __future__ import annotations

from collections import Counter

from klynge.job import Operation
from klynge.network.model import Kind
from klynge.planning.check.case import Case, Doing, Placed, by_facts, counted


def check_portions(case: Case) -> None:
    """The rules that ask each operation for its portions."""
    _completeness(case)
    for doing, operation, placed in case.operations():
        _frozen(case, doing, operation, placed)
        if doing.order and not _is_planned(case, doing.order):
            continue
        where = f"{doing.id} {operation.id}"
        if placed or not operation.quantity:
            _quantity(case, where, operation, placed)
        elif doing.order:
            case.found("completeness", where, "operation_missing", order=doing.order)
        else:
            case.found("supply", where, "lot_operation_missing")
    for each in case.placed:
        _mode(case, each)
        _release(case, each)


def _is_planned(case: Case, order: str) -> bool:
    outcome = case.plan.outcomes.get(order)
    return outcome is not None and outcome.delivered is not None


def _completeness(case: Case) -> None:
    orders = {job.order for job in case.work.jobs}
    for order in sorted(orders):
        outcome = case.plan.outcomes.get(order)
        if outcome is None:
            case.found("completeness", order, "no_outcome")
        elif outcome.delivered is None and not outcome.reason:
            case.found("completeness", order, "no_reason")
    for order in case.plan.outcomes:
        if order not in orders:
            case.found("completeness", order, "unknown_order")
    half = {each.portion.order for each in case.placed if each.portion.order and not each.reported}
    for order in sorted(half):
        outcome = case.plan.outcomes.get(order)
        if outcome is not None and outcome.delivered is None:
            case.found("completeness", order, "portions_of_unplanned")


def _quantity(case: Case, where: str, operation: Operation, placed: list[Placed]) -> None:
    total = sum(each.portion.quantity for each in placed)
    if total != operation.quantity:
        case.found("quantity", where, "quantity_sum", planned=total, wanted=operation.quantity)
    modes = {each.portion.mode for each in placed}
    if len(modes) > 1:
        case.found("quantity", where, "several_modes", modes=", ".join(str(mode) for mode in sorted(modes)))
    open_ones = [each for each in placed if not each.reported]
    if not open_ones:
        return
    capacity_needs = portions_by_capacity(open_ones[0])
    allowed = max(operation.max_lots, capacity_needs)
    if len(open_ones) > allowed:
        case.found("quantity", where, "too_many_portions", portions=len(open_ones), allowed=allowed)
    smallest = min(each.portion.quantity for each in open_ones)
    # Where capacity alone forces the split, or there is none, the smallest lot cannot be asked for.
    least = 1 if len(open_ones) <= capacity_needs else max(1, operation.min_lot)
    if smallest < least:
        case.found("quantity", where, "small_portion", quantity=smallest, least=least)


def portions_by_capacity(placed: Placed) -> int:
    """How many portions the capacity of a batch work centre asks for."""
    if placed.centre.kind is not Kind.BATCH or not placed.mode.load_per_unit:
        return 1
    fits = placed.centre.capacity // placed.mode.load_per_unit
    return -(-placed.operation.quantity // fits) if fits else 1


def _mode(case: Case, placed: Placed) -> None:
    portion, mode, where = placed.portion, placed.mode, placed.where
    if portion.work_centre != mode.work_centre:
        case.found("mode", where, "other_work_centre", is_at=portion.work_centre, wanted=mode.work_centre)
    if portion.family != mode.family:
        case.found("mode", where, "other_family", family=portion.family, wanted=mode.family)
    external = placed.centre.kind is Kind.EXTERNAL
    if not external and not 0 <= portion.unit < placed.centre.units:
        case.found("mode", where, "unknown_unit", unit=portion.unit, work_centre=portion.work_centre)
    for use in () if external else portion.pools:
        need = mode.needs[use.need] if 0 <= use.need < len(mode.needs) else None
        if need is None or use.pool not in need.pools or use.amount != need.amount:
            case.found("mode", where, "other_pool", pool=use.pool, amount=use.amount, need=use.need)


def _release(case: Case, placed: Placed) -> None:
    portion, site = placed.portion, placed.mode.site
    if placed.reported:
        return
    if portion.start < placed.doing.release_s:
        moments = {"start": case.clock(portion.start, site), "release": case.clock(placed.doing.release_s, site)}
        case.found("release", placed.where, "before_release", **moments)
    elif portion.setup_start < case.start_s:
        moments = {"start": case.clock(portion.setup_start, site), "release": case.clock(case.start_s, site)}
        case.found("release", placed.where, "before_planning", **moments)


def _frozen(case: Case, doing: Doing, operation: Operation, placed: list[Placed]) -> None:
    where = f"{doing.id} {operation.id}"
    # A supply lot is made anew by every plan: nothing of it can have been reported.
    told = Counter(by_facts(reported, case.network.epoch) for reported in operation.reported if doing.order)
    kept = counted([each.portion for each in placed if each.reported])
    for facts in (told - kept).elements():
        case.found("frozen", where, "reported_missing", **_described(case, facts))
    for facts in (kept - told).elements():
        case.found("frozen", where, "never_reported", **_described(case, facts))
    for each in placed:
        if each.reported and (each.portion.setup_start != each.portion.start or each.portion.pools):
            case.found("frozen", where, "reported_with_setup", start=case.clock(each.portion.start, each.mode.site))


def _described(case: Case, facts: tuple[str, int, int, int, int]) -> dict[str, int | str]:
    work_centre, unit, quantity, start, end = facts
    first, last = case.clock(start), case.clock(end)
    return {
        "work_centre": work_centre,
        "unit": unit,
        "quantity": quantity,
        "start": f"{first:%Y-%m-%d %H:%M:%S}",
        "end": f"{last:%Y-%m-%d %H:%M:%S}",
    }
