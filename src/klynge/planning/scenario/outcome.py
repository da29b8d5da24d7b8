# SPDX-License-Identifier: Apache-2.0
"""What a scenario leads to, and how it differs from the base."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal

import numpy as np

from klynge.planning.figures import Figures
from klynge.planning.kernels.columns import BIG

from .base import Base
from .data import Scenario, to_data
from .desk import Answer

YEAR_S = 365 * 86_400

Moved = Literal["late_to_on_time", "on_time_to_late", "planned", "not_planned", "new", "gone", "earlier", "later"]


@dataclass(frozen=True, slots=True)
class OrderChange:
    """An order that arrives at another moment, is new, or is no more; moments are None where it does not arrive."""

    order: str
    moved: Moved
    before: datetime | None
    after: datetime | None
    target: datetime


MEASURES: dict[str, int] = {
    "promises_kept": 1, "on_time": 1, "late": -1, "unplanned": -1, "weighted_lateness_s": -1, "worst_lateness_s": -1,
    "lead_time_mean_s": -1, "cost_ore": -1, "transfers_ore": 0, "value_ore": 1, "contribution_ore": 1, "co2_g": -1,
    "machine_ore": -1, "people_ore": -1, "power_ore": -1, "setup_ore": -1, "stock_material_ore": -1,
    "purchase_ore": -1, "external_ore": -1, "transport_ore": -1, "invested_ore": -1, "net_ore": 1,
}  # fmt: skip
"""The measures that a comparison may be ranked by: 1 when more is better, -1 when less is, 0 when neither."""


def measures_of(found: Figures, invested_ore: int = 0) -> dict[str, int | float]:
    """Figures as one row; `contribution_ore` is value less cost, `net_ore` that less the investment's share."""
    service, costs = found.service, found.costs
    contribution = found.value_ore - costs.total_ore
    return {
        "promises_kept": service.promises_kept,
        "on_time": service.on_time,
        "late": service.late,
        "unplanned": service.unplanned,
        "weighted_lateness_s": service.weighted_lateness_s,
        "worst_lateness_s": service.worst_lateness_s,
        "lead_time_mean_s": found.lead_time.mean_s or 0.0,
        "cost_ore": costs.total_ore,
        "transfers_ore": found.agreement_transfers_ore,
        "value_ore": found.value_ore,
        "contribution_ore": contribution,
        "co2_g": found.carbon.total_g,
        "machine_ore": costs.machine_ore,
        "people_ore": costs.people_ore,
        "power_ore": costs.power_ore,
        "setup_ore": costs.setup_ore,
        "stock_material_ore": costs.stock_material_ore,
        "purchase_ore": costs.purchase_ore,
        "external_ore": costs.external_ore,
        "transport_ore": costs.transport_ore,
        "invested_ore": invested_ore,
        "net_ore": contribution - invested_ore,
    }


@dataclass(frozen=True)
class Outcome:
    """One scenario, planned. `invested_ore` is what having it costs over the horizon, by its cost a year.

    `measures` has a value for each of `MEASURES`, `differences` that less the base's.
    """

    scenario: Scenario
    figures: Figures
    measures: dict[str, int | float]
    differences: dict[str, int | float]
    bottleneck: tuple[str, str]  # the most used work centre, of the base and here
    invested_ore: int
    base: Base = field(repr=False, compare=False)
    answer: Answer = field(repr=False, compare=False)

    @cached_property
    def changes(self) -> tuple[OrderChange, ...]:
        """The orders that are not as they were, those that become late first, then by how far they move.

        Looked up when first asked for: a hundred scenarios may move a million orders.
        """
        return changes_of(self.base, self.answer)

    def as_json(self) -> dict[str, Any]:
        """Nested dicts and lists; moments as ISO 8601."""
        return {
            "scenario": to_data(self.scenario),
            "measures": self.measures,
            "differences": self.differences,
            "bottleneck": {"before": self.bottleneck[0], "after": self.bottleneck[1]},
            "orders": [
                {
                    "order": c.order,
                    "moved": c.moved,
                    "before": c.before and c.before.isoformat(),
                    "after": c.after and c.after.isoformat(),
                    "target": c.target.isoformat(),
                }
                for c in self.changes
            ],
            "figures": self.figures.as_json(),
        }


def outcome_of(base: Base, scenario: Scenario, answer: Answer) -> Outcome:
    """The answer beside the base's."""
    network = base.problem.network
    invested = scenario.cost_ore_year * round((network.end - network.start).total_seconds()) // YEAR_S
    before, after = measures_of(base.figures), measures_of(answer.figures, invested)
    return Outcome(
        scenario,
        answer.figures,
        after,
        {name: after[name] - before[name] for name in MEASURES},
        (base.figures.bottleneck, answer.figures.bottleneck),
        invested,
        base,
        answer,
    )


def changes_of(base: Base, answer: Answer) -> tuple[OrderChange, ...]:
    """The orders that are not as they were: those that become late first, then by how far they move."""
    n = len(base.problem.orders)
    before = base.schedule.arrivals
    here = answer.places >= 0
    after = np.full(n, -1, np.int64)  # -1: no longer there
    after[answer.places[here]] = answer.arrivals[here]
    target = base.prices.orders.target
    moved = np.flatnonzero(after != before)
    found = [
        OrderChange(
            base.problem.orders[row],
            _moved(int(before[row]), int(after[row]), int(target[row])),
            _moment(base, int(before[row])),
            _moment(base, int(after[row])),
            _at(base, int(target[row])),
        )
        for row in moved.tolist()
    ]
    found += [
        OrderChange(
            answer.orders[row],
            "new",
            None,
            _moment(base, int(answer.arrivals[row])),
            _at(base, int(answer.targets[row])),
        )
        for row in np.flatnonzero(~here).tolist()
    ]
    return tuple(sorted(found, key=_weight))


def _moved(before: int, after: int, target: int) -> Moved:
    if after < 0:
        return "gone"
    if after == BIG or before == BIG:
        return "not_planned" if after == BIG else "planned"
    if (before <= target) != (after <= target):
        return "on_time_to_late" if before <= target else "late_to_on_time"
    return "earlier" if after < before else "later"


_FIRST = ("not_planned", "on_time_to_late", "planned", "late_to_on_time", "new", "gone", "later", "earlier")


def _weight(change: OrderChange) -> tuple[int, float, str]:
    far = 0.0
    if change.before is not None and change.after is not None:
        far = abs((change.after - change.before).total_seconds())
    return _FIRST.index(change.moved), -far, change.order


def _moment(base: Base, seconds: int) -> datetime | None:
    return None if seconds < 0 or seconds >= BIG else _at(base, seconds)


def _at(base: Base, seconds: int) -> datetime:
    return (base.problem.zero + timedelta(seconds=seconds)).astimezone(base.zone)
