# SPDX-License-Identifier: Apache-2.0
"""What each member puts into a figure of the whole cluster, from the plan: whole numbers by member and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from klynge.cooperation.barrier import Contribution, Figure
from klynge.network.model import Kind, Network
from klynge.planning.fold import PlanState
from klynge.server.trustee.clock import moment_at

Part = tuple[str, str, int]  # member, period, value


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that can be asked for: the field that it sums, its unit, and whether it goes by kind of work centre."""

    field: str
    unit: str
    by_kind: bool
    parts: Callable[[PlanState, date, date], Iterator[Part]]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _local(network: Network, seconds: int) -> date:
    return moment_at(network, seconds).astimezone(ZoneInfo(network.time_zone)).date()


def _load(state: PlanState, first: date, last: date) -> Iterator[Part]:
    """Seconds for which units of work centres are taken, by the month in which they begin to be."""
    taken: set[tuple[str, int, int, int]] = set()  # a batch's portions are one stretch of its unit
    lots = [portion for _, made in state.lots.values() for portion in made]
    for portion in [*lots, *(each for placed in state.placements.values() for each in placed)]:
        taken.add((portion.work_centre, portion.unit, portion.setup_start, portion.end))
    network = state.network
    for name, _, start, end in taken:
        centre = network.work_centres[name]
        if centre.kind is not Kind.EXTERNAL and first <= (day := _local(network, start)) <= last:
            yield network.sites[centre.site].member, f"{_month(day)}/{centre.kind.value}", end - start


def _orders(state: PlanState, first: date, last: date, *kept: bool) -> Iterator[Part]:
    """Orders by the month of the day that was agreed, those that keep it, or those that do not."""
    zone = ZoneInfo(state.network.time_zone)
    for name, order in state.planned().items():
        if order.latest_promised is None:
            continue
        day = (order.latest_promised - timedelta(seconds=1)).astimezone(zone).date()
        outcome = state.outcomes.get(name)
        arrives = None if outcome is None or outcome.delivered is None else outcome.delivered
        in_time = arrives is not None and moment_at(state.network, arrives) <= order.latest_promised
        if first <= day <= last and (not kept or in_time in kept):
            own = next((job for job in order.jobs if job.id == name), order.jobs[-1])
            yield own.owner, _month(day), 1


INDICATORS: dict[str, Indicator] = {
    "load": Indicator("work_centre.load", "s", True, _load),
    "orders": Indicator("order.quantity", "orders", False, lambda s, a, b: _orders(s, a, b)),
    "kept": Indicator("order.delivery", "orders", False, lambda s, a, b: _orders(s, a, b, True)),
    "missed": Indicator("order.delivery", "orders", False, lambda s, a, b: _orders(s, a, b, False)),
}


def figure(
    state: PlanState,
    name: str,
    kind: str,
    first: date,
    last: date,
    members: Collection[str],
    consenting: Collection[str],
) -> Figure:
    """The figure over whole months, of these members; `kind` narrows a load to one kind of work centre.

    A period of a contribution names the month and the figure (and kind), so that sums of different things are never
    set off against one another.
    """
    indicator = INDICATORS[name]
    sums: Counter[tuple[str, str]] = Counter()
    for member, period, value in indicator.parts(state, first, last):
        if member in members and (not kind or period.endswith(f"/{kind}")):
            sums[member, f"{period}/{name}"] += value
    parts = tuple(
        Contribution(member, period, value, consent=member in consenting)
        for (member, period), value in sorted(sums.items())
    )
    return Figure(name, indicator.field, last, parts)
