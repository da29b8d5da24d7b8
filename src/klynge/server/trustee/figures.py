# SPDX-License-Identifier: Apache-2.0
"""A member's own figures: what its orders bring, cost and take, by product, customer and month; its load; what changed.

Everything is of the plan as it stands. An order's value, costs and hours count in the month in which it is delivered.
Costs are those that the member bears itself and what it pays under agreements; what another firm's work costs that firm
is that firm's. Hours are those at the member's own work centres.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from klynge.job import Phase
from klynge.network.model import Kind, PoolKind
from klynge.planning.fold import PlanState
from klynge.planning.measure import Reading, bottlenecks, pool_use, work_centre_use
from klynge.planning.measure.money import ledger
from klynge.planning.plan import Portion
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.asking import day_of
from klynge.server.trustee.clock import moment_at, planning_moment
from klynge.server.trustee.desk import Desks, now
from klynge.server.trustee.protocol import ELSEWHERE, Asker
from klynge.server.trustee.service import Verb

HOUR = 3600


class Nothing(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")


def verbs(desks: Desks) -> list[Verb]:
    """Asking for one's own figures."""
    return [Verb("measures_of_member", Ability.READ_FIGURES, Nothing, _measures(desks))]


def _measures(desks: Desks) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    known: dict[tuple[UUID, str, str], tuple[int, dict[str, Any]]] = {}
    turn = threading.Lock()

    def measures(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        desk = desk_of(desks, asker)
        state: PlanState = desk.plan.state
        member = asker.code if asker.kind == "member" else ""
        with turn:  # one reckoning at a time; who asks for the same meanwhile gets it
            found = known.get((desk.cluster, member, asker.language))
            if found is None or found[0] != state.sequence:
                found = state.sequence, measured(state, member, asker.language)
                known[desk.cluster, member, asker.language] = found
        network = state.network
        at = planning_moment(network, now()).astimezone(ZoneInfo(network.time_zone))
        return found[1] | {"sequence": found[0], "today": at.date().isoformat(), "time_zone": network.time_zone}

    return measures


@dataclass
class Sums:
    """What adds up for a product, a customer or a month. Hours in seconds until they are told."""

    orders: set[str] = field(default_factory=set)
    quantity: int = 0
    value_ore: int = 0
    paid_ore: int = 0
    received_ore: int = 0
    machine_s: float = 0.0
    people_s: float = 0.0
    cost: Counter[str] = field(default_factory=Counter)

    def told(self) -> dict[str, Any]:
        """As it is answered."""
        cost = sum(self.cost.values())
        return {
            "orders": len(self.orders),
            "quantity": self.quantity,
            "value_ore": self.value_ore,
            "cost_ore": cost,
            "costs": dict(sorted(self.cost.items())),
            "paid_ore": self.paid_ore,
            "received_ore": self.received_ore,
            "contribution_ore": self.value_ore + self.received_ore - cost - self.paid_ore,
            "machine_h": round(self.machine_s / HOUR, 2),
            "people_h": round(self.people_s / HOUR, 2),
        }


@dataclass(frozen=True)
class Key:
    """What an order is counted under: item, customer and month of delivery ("" when it is not planned)."""

    item: str
    customer: str
    month: str


STOCK = Key("", "", "")
"""Lots that are made for no single order."""


def measured(state: PlanState, member: str, language: str = "nb") -> dict[str, Any]:
    """All figures of a member, with the names of things in a language."""
    reading = own_reading(state, member)
    sums = Reckoning(reading, member).sums()
    network = state.network
    return {
        "products": _grouped(sums, lambda key: key.item, lambda item: network.item_name(item, language)),
        "customers": _grouped(sums, lambda key: key.customer, lambda name: name),
        "months": _grouped(sums, lambda key: key.month, lambda name: name),
        "whole": _sum(sums.values()).told(),
        **_load(reading, member, language),
    }


def own_reading(state: PlanState, member: str) -> Reading:
    """The plan without what neither stands at the member's work centres nor is its own."""
    network, plan, work = state.network, state.as_plan(), state.work()
    here = {name for name, centre in network.work_centres.items() if network.sites[centre.site].member == member}
    orders = {job.order for job in work.jobs if job.owner == member}
    own = {job.id for job in work.jobs if job.order in orders}  # whole orders, for what is sent between their jobs
    own |= {lot.id for lot in plan.lots if work.supplies[lot.supply].owner == member}
    portions = tuple(portion for portion in plan.portions if portion.work_centre in here or portion.job in own)
    return Reading(network, work, replace(plan, portions=portions))


class Reckoning:
    """Adds up a member's plan under keys."""

    def __init__(self, reading: Reading, member: str) -> None:
        self._reading, self._member = reading, member
        self._leaders = set(reading.leaders)
        self._batches: Counter[tuple[str, int, str]] = Counter()
        for portion in reading.plan.portions:
            if portion.batch:
                self._batches[portion.work_centre, portion.unit, portion.batch] += portion.quantity
        self._keys = {name: self._key(name) for name in reading.orders}
        self._sums: dict[Key, Sums] = defaultdict(Sums)

    def sums(self) -> dict[Key, Sums]:
        """All of it, by key."""
        reading = self._reading
        for name, order in reading.orders.items():
            if order.owner == self._member and order.delivered is not None:
                mine = self._sums[self._keys[name]]
                mine.orders.add(name)
                mine.quantity += order.quantity
                mine.value_ore += order.value_ore
        for (bearer, kind, job), ore in ledger(reading).cost.items():
            if bearer == self._member:
                self._of(job).cost[kind] += ore
        for n, portion in enumerate(reading.plan.portions):
            if reading.maker(portion) == self._member:
                self._add_hours(n, portion)
            if reading.modes[n].agreement and n in self._leaders:
                self._add_transfer(n, portion)
        return dict(self._sums)

    def _key(self, name: str) -> Key:
        order, network = self._reading.orders[name], self._reading.network
        month = ""
        if order.delivered is not None:
            month = day_of(moment_at(network, order.delivered), network).isoformat()[:7]
        mine = order.owner == self._member
        return Key(order.item, order.customer, month) if mine else Key(ELSEWHERE, ELSEWHERE, month)

    def _of(self, job: str) -> Sums:
        """Where a job, or a lot that is made for no single order, is counted."""
        known = self._reading.jobs.get(job)
        return self._sums[self._keys[known.order] if known else STOCK]

    def _add_hours(self, n: int, portion: Portion) -> None:
        """Of a batch each portion takes its share by quantity, as costs do."""
        reading = self._reading
        if reading.network.work_centres[portion.work_centre].kind is Kind.EXTERNAL:
            return
        batch = self._batches.get((portion.work_centre, portion.unit, portion.batch)) if portion.batch else None
        share = portion.quantity / batch if batch else 1.0
        setup_s, run_s = int(reading.setup_work_s[n]) * share, int(reading.run_work_s[n]) * share
        sums = self._of(portion.job)
        sums.machine_s += setup_s + run_s
        for use in portion.pools:
            if reading.network.pools[use.pool].kind is PoolKind.PEOPLE:
                phase = reading.modes[n].needs[use.need].phase
                sums.people_s += use.amount / 1000 * (setup_s if phase is Phase.SETUP else run_s)

    def _add_transfer(self, n: int, portion: Portion) -> None:
        """What work under an agreement is paid, at its rate; a batch once."""
        reading = self._reading
        agreement = reading.network.agreements[str(reading.modes[n].agreement)]
        ore = agreement.rate_ore_h * (int(reading.setup_work_s[n]) + int(reading.run_work_s[n])) // HOUR
        sums = self._of(portion.job)
        sums.paid_ore += ore if agreement.taker == self._member else 0
        sums.received_ore += ore if agreement.giver == self._member else 0


def _grouped(sums: dict[Key, Sums], by: Callable[[Key], str], name: Callable[[str], str]) -> list[dict[str, Any]]:
    """Rows by one part of the key, the dearest first; months in their order."""
    found: dict[str, list[Sums]] = defaultdict(list)
    for key, one in sums.items():
        found[by(key)].append(one)
    return [{"id": each, "name": name(each), **_sum(found[each]).told()} for each in sorted(found)]


def _sum(several: Iterable[Sums]) -> Sums:
    whole = Sums()
    for each in several:
        whole.orders |= each.orders
        whole.quantity += each.quantity
        whole.value_ore += each.value_ore
        whole.paid_ore += each.paid_ore
        whole.received_ore += each.received_ore
        whole.machine_s += each.machine_s
        whole.people_s += each.people_s
        whole.cost.update(each.cost)
    return whole


def _load(reading: Reading, member: str, language: str) -> dict[str, Any]:
    """The member's own work centres and people by week, and where it is tight."""
    uses = tuple(use for use in work_centre_use(reading) if use.member == member)
    people = [use for use in pool_use(reading) if use.member == member and use.kind == PoolKind.PEOPLE]
    network, weeks = reading.network, reading.weeks.names
    return {
        "weeks": list(weeks),
        "work_centres": [
            {
                "work_centre": use.work_centre,
                "name": network.work_centre_name(use.work_centre, language),
                "load_h": _rounded(use.load_h),
                "capacity_h": _rounded(use.capacity_h),
                "utilisation": round(use.utilisation, 4),
                "setup_share": round(use.setup_share, 4),
            }
            for use in uses
        ],
        "people": {
            "load_h": _rounded(map(sum, zip(*(use.load_h for use in people), strict=True))),
            "capacity_h": _rounded(map(sum, zip(*(use.capacity_h for use in people), strict=True))),
        },
        "bottlenecks": [
            {
                "work_centre": one.work_centre,
                "name": network.work_centre_name(one.work_centre, language),
                "utilisation": round(one.utilisation, 4),
                "peak": round(one.peak, 4),
                "weeks_over": list(one.weeks_over),
            }
            for one in bottlenecks(uses, weeks)
        ],
    }


def _rounded(hours: Iterable[float]) -> list[float]:
    return [round(each, 2) for each in hours]
