# SPDX-License-Identifier: Apache-2.0
"""Which rules bind in a plan: a rule that never binds in the random networks is not tested by them.

A rule binds when some portion (batch) is at its limit: done one second of working time earlier or later it would break
that rule, by `check`'s word. Rules that do not speak of time bind when they took away a choice, each in its own way:
see `_bound_by_choice`. Three bind by their nature wherever they apply: `duration`, `external`, `frozen`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from klynge.job import Pause, Work
from klynge.network.model import Kind, Network
from klynge.planning.check import check
from klynge.planning.check.agreements import worked_s
from klynge.planning.check.case import Case, Placed
from klynge.planning.check.hours import Hours
from klynge.planning.check.portions import portions_by_capacity
from klynge.planning.check.units import batches
from klynge.planning.plan import Plan, Portion

OF_TIME = {"machine", "release", "pool", "precedence", "max_lag", "overlap", "delivery", "material", "shelf_life"}
OF_TIME |= {"calendar", "agreement"}


def binding(network: Network, work: Work, plan: Plan) -> set[str]:
    """The rules that bind in a plan that keeps them all."""
    case = Case(network, work, plan)
    bound = set(_bound_by_choice(case))
    for together in batches(case.placed):
        if together[0].reported:
            continue
        for seconds in (-1, 1):
            moved = _moved(case, together, seconds)
            if moved is not None:
                bound |= {finding.rule for finding in check(network, work, moved)} & OF_TIME
    return bound


def _moved(case: Case, together: list[Placed], seconds: int) -> Plan | None:
    """The plan with one portion, or one batch, done so much earlier or later in working time."""
    one = together[0]
    hours, portion = one.hours, one.portion
    worked = hours.work(portion.start) + seconds
    setup_s = hours.work(portion.start) - hours.work(portion.setup_start)
    run_s = hours.work(portion.end) - hours.work(portion.start)
    setup_start, start = hours.opens(worked - setup_s), hours.opens(worked)
    if setup_start is None or start is None:
        return None
    by_clock = start + portion.end - portion.start
    end = by_clock if one.mode.pause is Pause.UNATTENDED else hours.closes(worked + run_s)
    if end is None:
        return None
    others = {id(each.portion) for each in together}

    def elsewhere(each: Portion) -> Portion:
        return replace(each, setup_start=setup_start, start=start, end=end) if id(each) in others else each

    return replace(case.plan, portions=tuple(elsewhere(each) for each in case.plan.portions))


def _bound_by_choice(case: Case) -> Iterator[str]:
    placed = [each for each in case.placed if not each.reported]
    if any(outcome.delivered is None for outcome in case.plan.outcomes.values()):
        yield "completeness"  # an order was left out whole
    if any(_at_lot_limit(case, each) for each in placed):
        yield "quantity"
    if any(_quicker_elsewhere(each) for each in placed):
        yield "mode"
    if placed:
        yield "duration"
    if any(_touches_break(each.hours, each.portion) for each in placed):
        yield "calendar"
    if any(_full_or_shared(together) for together in batches(placed)):
        yield "batch"
    if any(each.portion.setup_start < each.portion.start for each in placed):
        yield "setup"
    if any(each.centre.kind is Kind.EXTERNAL for each in placed):
        yield "external"
    if len(placed) < len(case.placed):
        yield "frozen"
    if _sites_kept_together(case):
        yield "site"
    if _lot_nearly_empty(case, placed):
        yield "supply"
    if _ceiling_near(case):
        yield "agreement"


def _at_lot_limit(case: Case, placed: Placed) -> bool:
    """In as many portions as there may be, or of the smallest lot, where there are several."""
    portion = placed.portion
    several = case.of_operation[portion.order, portion.job, portion.operation]
    allowed = max(placed.operation.max_lots, portions_by_capacity(placed))
    return len(several) > 1 and (len(several) == allowed or portion.quantity == placed.operation.min_lot)


def _quicker_elsewhere(placed: Placed) -> bool:
    """Another mode would have been quicker, were its work centre free or allowed."""
    quantity = placed.portion.quantity
    return any(mode.run_s(quantity) < placed.mode.run_s(quantity) for mode in placed.operation.modes)


def _touches_break(hours: Hours, portion: Portion) -> bool:
    """Starts when its work centre opens, ends when it closes, or pauses over a break."""
    for opening, closing in hours.intervals:
        if portion.setup_start == opening or portion.end == closing or portion.setup_start < closing < portion.end:
            return True
    return False


def _full_or_shared(together: list[Placed]) -> bool:
    """A batch that more than one portion is in, or in which one more piece has no room."""
    centre = together[0].centre
    if centre.kind is not Kind.BATCH:
        return False
    load = sum(each.mode.load_per_unit * each.portion.quantity for each in together)
    return len(together) > 1 or load + together[0].mode.load_per_unit > centre.capacity


def _sites_kept_together(case: Case) -> bool:
    """An operation of a same-site group had a mode at another site."""
    for doing in case.doings.values():
        for group in doing.job.same_site if doing.job else ():
            sites = {mode.site for name in group for mode in doing.operations[name].modes}
            if len(group) > 1 and len(sites) > 1 and case.of_operation.get((doing.order, doing.id, group[0])):
                return True
    return False


def _lot_nearly_empty(case: Case, placed: list[Placed]) -> bool:
    """A supply lot has less left than some portion that pegs it uses."""
    pegs = [peg for each in placed for peg in each.portion.pegs if peg.source == "lot"]
    pegged = Counter[str]()
    for peg in pegs:
        pegged[peg.id] += peg.quantity
    return any(case.lots[peg.id].quantity - pegged[peg.id] < peg.quantity for peg in pegs)


def _ceiling_near(case: Case) -> bool:
    """An agreement has less left than some portion under it uses."""
    under = {
        (each.mode.agreement, each.portion.batch or str(n), each.portion.unit): worked_s(each)
        for n, each in enumerate(case.placed)
        if each.mode.agreement
    }
    used = Counter[str]()
    for (name, _, _), seconds in under.items():
        used[name] += seconds
    return any(
        case.network.agreements[name].ceiling_s - used[name] < seconds for (name, _, _), seconds in under.items()
    )
