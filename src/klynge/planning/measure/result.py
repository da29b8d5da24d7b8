# SPDX-License-Identifier: Apache-2.0
"""What is measured of a plan: plain frozen values in the units that their names say.

Money is integer øre, CO2 integer grams, durations seconds, hours and shares floats. Weeks are ISO weeks
("2026-W05") in the cluster's time zone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Service:
    """How orders meet their days. Shares are None when there is nothing to take a share of.

    `promises` counts held, committed and started orders; one is kept when it arrives by its promised moment (else
    its due). `on_time` counts orders of any status that arrive by promised, else due.
    """

    orders: int
    planned: int
    unplanned: int
    promises: int
    promises_kept: int
    promises_kept_share: float | None
    on_time: int
    on_time_in_full_share: float | None
    late: int
    weighted_lateness_s: int
    worst_lateness_s: int


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From an order's first release to its delivery, over planned orders; None when none is planned."""

    mean_s: float | None
    median_s: float | None
    p90_s: float | None


@dataclass(frozen=True, slots=True)
class WorkCentreUse:
    """Use of a work centre in the window, and load against capacity (hours) by week.

    `run_h` and `setup_h` are what the work takes (unattended by the clock); `occupied_h` is the part of it inside
    opening hours, and `utilisation` = occupied / (open hours x units).
    """

    work_centre: str
    site: str
    member: str
    units: int
    open_h: float
    run_h: float
    setup_h: float
    occupied_h: float
    utilisation: float
    setup_share: float
    load_h: tuple[float, ...]
    capacity_h: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PoolUseByWeek:
    """Load against what is there, by week: person-hours, kWh or fixture-hours by the pool's kind."""

    pool: str
    site: str
    member: str
    kind: str
    used_h: float
    present_h: float
    load_h: tuple[float, ...]
    capacity_h: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Orders begun and not yet delivered at the end of each week, and what they sell for."""

    orders: tuple[int, ...]
    value_ore: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """What the plan costs, by kind. `external` is bought outside the cluster; agreements are transfers within it."""

    machine_ore: int = 0
    people_ore: int = 0
    power_ore: int = 0
    setup_ore: int = 0
    stock_material_ore: int = 0
    purchase_ore: int = 0
    external_ore: int = 0
    transport_ore: int = 0

    @property
    def total_ore(self) -> int:
        """All kinds together."""
        return sum(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Carbon:
    """CO2 equivalents by source, in grams."""

    work_g: int = 0
    material_g: int = 0
    transport_g: int = 0

    @property
    def total_g(self) -> int:
        """All sources together."""
        return self.work_g + self.material_g + self.transport_g


@dataclass(frozen=True, slots=True)
class MemberMeasures:
    """One member's money and hours.

    `value_ore` is that of its planned orders. `contribution_ore` = value - costs + agreement payments received - paid.
    Work for another member's order stays a cost of its maker; `internal_out_ore` and `internal_in_ore` show it at cost.
    `paid_h` are person-hours present in the window, `planned_h` those that portions use.
    """

    member: str
    orders: int
    value_ore: int
    costs: Costs
    agreement_received_ore: int
    agreement_paid_ore: int
    internal_out_ore: int
    internal_in_ore: int
    contribution_ore: int
    co2_g: int
    paid_h: float
    planned_h: float


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A work centre by load: its utilisation in the window and the weeks in which it is over 90 %."""

    work_centre: str
    utilisation: float
    peak: float
    weeks_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of a plan. The window of use and paid hours is [`window_start_s`, `window_end_s`) after the epoch:
    from the planning start to the end of the last portion."""

    service: Service
    objective: tuple[int, int, int]
    lead_time: LeadTime
    weeks: tuple[str, ...]
    window_start_s: int
    window_end_s: int
    work_centres: tuple[WorkCentreUse, ...]
    pools: tuple[PoolUseByWeek, ...]
    in_progress: Progress
    costs: Costs
    agreement_transfers_ore: int
    carbon: Carbon
    members: tuple[MemberMeasures, ...]
    bottlenecks: tuple[Bottleneck, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as nested dicts and lists for `json.dumps`, with the totals written out."""
        tree = asdict(self)
        tree["costs"]["total_ore"] = self.costs.total_ore
        tree["carbon"]["total_g"] = self.carbon.total_g
        for row, member in zip(tree["members"], self.members, strict=True):
            row["costs"]["total_ore"] = member.costs.total_ore
        return tree
