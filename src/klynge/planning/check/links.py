# SPDX-License-Identifier: Apache-2.0
"""Does each operation wait for what comes before it: precedence, max_lag, overlap."""

from __future__ import annotations

from klynge.job import Pause, Precedence
from klynge.network.model import Kind
from klynge.planning.check.case import Case, Placed


def check_links(case: Case) -> None:
    """The rules that ask each link between two operations."""
    for doing in case.doings.values():
        for link in doing.precedence:
            before = case.of_operation.get((doing.order, link.before_job or doing.id, link.before), [])
            after = case.of_operation.get((doing.order, doing.id, link.after), [])
            asked = [each for each in after if not each.reported]
            if not before or not asked:
                continue
            if link.transfer_quantity is None:
                _precedence(case, link, before, asked)
            elif complete(before) and complete(after):
                _overlap(case, link, before, after)
            _max_lag(case, link, before, asked)


def complete(placed: list[Placed]) -> bool:
    """Whether the portions hold all of their operation: steps of an overlap mean nothing before that."""
    return sum(each.portion.quantity for each in placed) == placed[0].operation.quantity


def _precedence(case: Case, link: Precedence, before: list[Placed], after: list[Placed]) -> None:
    last = max(before, key=lambda each: each.portion.end)
    for each in after:
        _starts_after_arrival(case, "precedence", last, each, last.portion.end + link.min_lag_s, each.portion.start)


def _starts_after_arrival(case: Case, rule: str, before: Placed, after: Placed, ready: int, moment: int) -> None:
    """`moment` of `after` is no earlier than what is `ready` at the site of `before` arrives."""
    sites = {"before": before.portion.operation, "origin": before.mode.site, "destination": after.mode.site}
    arrives = case.transport.arrive(before.mode.site, after.mode.site, ready, case.chosen_lanes(after.doing.order))
    if arrives is None:
        case.found(rule, after.where, "no_lane", **sites)
    elif moment < arrives:
        moments = {"start": case.clock(moment, after.mode.site), "earliest": case.clock(arrives, after.mode.site)}
        case.found(rule, after.where, "too_early", before=before.portion.operation, **moments)


def _max_lag(case: Case, link: Precedence, before: list[Placed], after: list[Placed]) -> None:
    if link.max_lag_s is None:
        return
    first = min(each.portion.end for each in before)
    latest = max(after, key=lambda each: each.portion.start)
    if latest.portion.start > first + link.max_lag_s:
        moments = {
            "start": case.clock(latest.portion.start, latest.mode.site),
            "latest": case.clock(first + link.max_lag_s, latest.mode.site),
        }
        case.found("max_lag", latest.where, "too_late", before=link.before, **moments)


def in_steps(placed: list[Placed]) -> bool:
    """Whether an operation hands over while it runs: one portion, not in a batch, external or reported."""
    one = placed[0]
    return len(placed) == 1 and not one.in_batch and one.centre.kind is not Kind.EXTERNAL and not one.reported


def _overlap(case: Case, link: Precedence, before: list[Placed], after: list[Placed]) -> None:
    transfer = max(1, link.transfer_quantity or 1)
    before_quantity, after_quantity = before[0].operation.quantity, after[0].operation.quantity
    if not before_quantity or not after_quantity:
        return
    for taken, moment, taker in _takings(after, max(1, transfer * after_quantity // before_quantity)):
        if taker.reported:
            continue
        wanted = -(-taken * before_quantity // after_quantity)
        giver, delivered = _delivered(before, wanted, transfer)
        if delivered is None or moment is None:
            continue  # runs past the last day: `calendar` says so
        findings = len(case.findings)
        _starts_after_arrival(case, "overlap", giver, taker, delivered + link.min_lag_s, moment)
        if len(case.findings) > findings:
            return  # the first step says it


def _takings(after: list[Placed], step: int) -> list[tuple[int, int | None, Placed]]:
    """How much *after* has taken in all, and when it begins to use the last of it."""
    quantity = after[0].operation.quantity
    if in_steps(after):
        one = after[0]
        begun = range(0, quantity, step)
        return [(min(done + step, quantity), _begins(one, done), one) for done in begun]
    takings: list[tuple[int, int | None, Placed]] = []
    taken = 0
    for each in sorted(after, key=lambda each: each.portion.start):
        taken += each.portion.quantity
        takings.append((taken, each.portion.start, each))
    return takings


def _begins(placed: Placed, done: int) -> int | None:
    """When a portion has `done` units behind it and goes on with the next."""
    if not done:
        return placed.portion.start
    run_s = placed.mode.fixed_s + placed.mode.unit_ms * done // 1000
    if placed.mode.pause is Pause.UNATTENDED:
        return placed.portion.start + run_s
    return placed.hours.opens(placed.hours.work(placed.portion.start) + run_s)


def _delivered(before: list[Placed], wanted: int, transfer: int) -> tuple[Placed, int | None]:
    """The portion and the first moment with which *before* has delivered at least `wanted`."""
    if in_steps(before):
        one = before[0]
        handed_over = min(-(-wanted // transfer) * transfer, one.operation.quantity)
        return one, _has_run(one, handed_over)
    delivered = 0
    in_order = sorted(before, key=lambda each: each.portion.end)
    for each in in_order:
        delivered += each.portion.quantity
        if delivered >= wanted:
            return each, each.portion.end
    return in_order[-1], None


def _has_run(placed: Placed, units: int) -> int | None:
    """When a portion has run so many units."""
    run_s = placed.mode.run_s(units)
    if placed.mode.pause is Pause.UNATTENDED:
        return placed.portion.start + run_s
    if not run_s:
        return placed.portion.start
    return placed.hours.closes(placed.hours.work(placed.portion.start) + run_s)
