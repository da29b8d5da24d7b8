# SPDX-License-Identifier: Apache-2.0
"""A better plan, a slice of search at a time, for the firms that want one: published by itself, or proposed as a draft.

Only a firm's own work at its own places moves; no promise is broken and nobody else's order gets late for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from klynge.planning.budget import Budget
from klynge.planning.fold import Landed, PlanState, Replica, land, marks
from klynge.planning.improve import objective_of
from klynge.server.drafts.models import Draft, Improvement, Policy, Rule, State
from klynge.server.drafts.texts import PROPOSED
from klynge.server.log import LogError, Proposed, Request
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.drafting import placements_data
from klynge.server.trustee.improving import Found, search
from klynge.server.trustee.judging import Arrivals, arrivals_of, lateness, target_of, worsened
from klynge.server.trustee.keeping import database, kept
from klynge.server.trustee.plan import line

logger = logging.getLogger("klynge.server.background")
SLICE_S = 2.0
"""Seconds of search between two looks at the log."""
LANGUAGE = "nb"
ROUNDS, TRIES = 2, 3
"""While all others wait so often is dropped what does not fit; so often it is tried."""
LONGER = 3
"""So many times as long is the slice after one that found nothing."""


@dataclass
class Improver:
    """Improves one cluster. `in_vain` has, by what was tried, the sequence at which nothing better was found and how
    often."""

    desk: Desk
    slice_s: float = SLICE_S
    seed: int = 1
    in_vain: dict[str, tuple[int, int]] = field(default_factory=dict)

    def once(self) -> int:
        """One slice for all who publish together and one for each who wants proposals; how many orders moved."""
        with database():
            rules = list(Rule.objects.filter(cluster=self.desk.cluster).exclude(improve=Policy.OFF))
        members = {tenant: code for (kind, code), tenant in self.desk.organisations.items() if kind == "member"}
        publish = {members[rule.tenant] for rule in rules if rule.improve == Policy.PUBLISH and rule.tenant in members}
        moved = self._publish(publish) if publish else 0
        for rule in rules:
            if rule.improve == Policy.PROPOSE and rule.tenant in members:
                self._propose(rule, members[rule.tenant])
        return moved

    def _publish(self, members: set[str]) -> int:
        state, found = self._found(members, "publish")
        if found is None:
            return 0
        for _ in range(TRIES):
            found = self._still_fitting(found)
            if found is None:
                return 0
            try:
                answer = self.desk.submit(landing(found, members)).body
            except LogError:
                return 0
            if answer.get("refused") == "no-better":
                return 0
            if not answer.get("refused"):
                self._note(state, members, answer)
                return len(answer["orders"])
        return 0

    def _still_fitting(self, found: Found) -> Found | None:
        """What of it fits in the plan as it is now: dropping what does not takes long, and nobody waits for it here."""
        self.desk.catch_up()
        live = self.desk.plan.own()
        placements = land(live, found.placements, found.was).placements
        if placements is None:
            return None
        return Found(placements, marks(live.state, [each.outcome.order for each in placements.orders]))

    def _propose(self, rule: Rule, member: str) -> None:
        same = {"tenant": rule.tenant, "cluster": self.desk.cluster, "proposed": True, "state": State.OPEN}
        with database():
            if Draft.objects.filter(**same, base=self.desk.plan.state.sequence).exists():
                return  # nothing changed since: who is reading it shall not lose it to another like it
        state, found = self._found({member}, member)
        if found is None:
            return
        day = datetime.now(UTC).astimezone(ZoneInfo(state.network.time_zone))
        edit = {"kind": "improve", "placements": placements_data(found.placements), "was": dict(found.was)}
        with database(), transaction.atomic():
            draft = Draft.objects.select_for_update().filter(**same).first() or Draft(**same, base=0, version=0)
            draft.name, draft.base = PROPOSED[LANGUAGE].format(day=f"{day:%d.%m.%Y %H:%M}"), state.sequence
            draft.edits, draft.done, draft.version = [edit], 1, draft.version + 1
            draft.save()
            Improvement.objects.create(
                tenant=rule.tenant,
                cluster=self.desk.cluster,
                sequence=state.sequence,
                draft=draft.id,
                orders=len(found.placements.orders),
                sooner_s=0,
                dropped=0,
            )

    def _found(self, members: set[str], name: str) -> tuple[PlanState, Found | None]:
        """What a slice of search finds on the plan as it is now; where nothing was found the next is longer, and after
        a few it is not looked for again."""
        self.desk.catch_up()  # what is found for a plan that is no more would not land
        live = self.desk.plan.own()
        sequence, times = self.in_vain.get(name, (-1, 0))
        times = times if sequence == live.state.sequence else 0
        if times == TRIES:
            return live.state, None
        self.seed += 1
        locked, budget = kept(self.desk).operations(live.state), Budget(seconds=self.slice_s * LONGER**times)
        found = search(live.state, live.schedule, members, locked, budget, self.seed)
        self.in_vain[name] = (live.state.sequence, times + 1 if found is None else 0)
        return live.state, found

    def _note(self, before: PlanState, members: Iterable[str], answer: dict[str, Any]) -> None:
        """What landed, for each firm of its own orders."""
        after = self.desk.plan.state
        with database():
            for member in members:
                tenant = self.desk.organisations.get(("member", member))
                own = [name for name in answer["orders"] if _owner(after, name) == member]
                if tenant is None or not own:
                    continue
                late = [lateness(state, arrivals_of(state), member)[1] for state in (before, after)]
                Improvement.objects.create(
                    tenant=tenant,
                    cluster=self.desk.cluster,
                    sequence=after.sequence,
                    orders=len(own),
                    sooner_s=late[0] - late[1],
                    dropped=len(answer["dropped"]),
                )


def landing(found: Found, members: set[str]) -> Request:
    """A request that lets what was found land at the head, if the plan is better for it and nobody's day is worse."""

    def compute(replica: Replica) -> Proposed:
        landed: Landed = land(replica, found.placements, found.was, ROUNDS)
        if landed.placements is None:
            return Proposed((), {"refused": "gone"})
        if not _better(replica, landed.replica, members):
            return Proposed((), {"refused": "no-better"})
        orders = [each.outcome.order for each in landed.placements.orders]
        return Proposed((landed.placements,), {"orders": orders, "dropped": list(landed.dropped)})

    return Request(compute)


def _better(before: Replica, after: Replica, members: set[str]) -> bool:
    """Whether the objective is less, and no order that is promised or another's becomes late."""
    state = before.state
    was, now = arrivals_of(state), arrivals_of(after.state)
    for name in was:
        if _newly_late(state, name, was, now):
            order = state.orders[name]
            if order.latest_promised is not None or _owner(state, name) not in members:
                return False
    return objective_of(after.schedule)[:3] < objective_of(before.schedule)[:3]


def _newly_late(state: PlanState, name: str, was: Arrivals, now: Arrivals) -> bool:
    if was.get(name) == now.get(name) or name not in state.orders:
        return False
    return worsened(was.get(name), now.get(name), target_of(state, state.orders[name], name))


def _owner(state: PlanState, name: str) -> str:
    return line(state.orders[name], name).owner
