# SPDX-License-Identifier: Apache-2.0
"""Holding, committing, withdrawing and expiring: requests to the log, computed at its head."""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from klynge.job import Status
from klynge.network.model import Network
from klynge.planning.errors import PlanningError
from klynge.planning.fold import Replica, StateChange, changes_without, taken_in
from klynge.planning.promise import Entry, Menu
from klynge.server.bounds import LONGEST_HOLD_H
from klynge.server.log import Key, Proposed, Request, body_hash
from klynge.server.trustee.asking import Asked, Best, Wanted, Word, day_of, offers, told, wanted_of
from klynge.server.trustee.clock import moment_at, planning_moment
from klynge.server.trustee.desk import CONFIGURATION, HELD_UNTIL, ORDER, REFERENCE, Desk, now
from klynge.server.trustee.protocol import Asker

NEW = ("price_ore",)
"""What a request could not say at first."""
SHORTEST_HOLD = timedelta(hours=1)
"""Also of a day for which work must begin sooner than that: who is asked gets time to answer."""


class Holding(Asked):
    """Reserve the offer of that name; `day` is the one that was shown: if it can no longer be had, nothing is held.
    It is held for so many hours, or until work on it must begin. `price_ore` is what a seller agreed for all of it,
    with freight and without tax; else a configuration has the price that it comes to."""

    model_config = ConfigDict(extra="forbid")
    which: Best = "earliest"
    day: str = ""
    customer: Word | None = None
    reference: Annotated[str, Field(max_length=200)] = ""
    hours: Annotated[int, Field(ge=1, le=LONGEST_HOLD_H)] = 48
    price_ore: Annotated[int, Field(ge=0, le=10**13)] | None = None


def key_of(asker: Asker, key: str, verb: str, asked: Any) -> Key:
    """The request's key within the asker's organisation, with what it says. Keys outlive an upgrade: what could not be
    said before, and is not, leaves no trace."""
    body = asked.model_dump(mode="json")
    body = {name: value for name, value in body.items() if name not in NEW or value is not None}
    return Key(str(asker.organisation), key, body_hash([verb, body]))


def order_name(desk: Desk, owner: str, sequence: int) -> str:
    """A new order's name: unique, since a row makes at most one order, and telling nothing of how many there are."""
    digest = blake2b(f"{desk.cluster}#{sequence}".encode(), key=desk.secret[:64], digest_size=5).digest()
    return f"{owner}-{b32encode(digest).decode().lower()}"


def holding(asked: Holding, asker: Asker, key: str, desk: Desk, wanted: Wanted) -> Request:
    """A request that holds an offer as an order; `wanted` is what was asked for, on the network as it is now."""
    customer = asker.code if asker.kind == "customer" else (asked.customer or "")
    network_then, clock = desk.plan.state.network, now()

    def compute(replica: Replica) -> Proposed:
        network = replica.state.network
        what = wanted if network is network_then else wanted_of(desk, network, asked, asker, clock)
        order = order_name(desk, what.owner, replica.state.sequence + 1)
        menu: Menu = offers(replica, asked, what.named(order, customer, asked.price_ore), asked.which)
        if not menu.entries:
            return Proposed((), {"refused": "no-offer"})
        entry = menu.named(asked.which)
        day = day_of(entry.delivered, network).isoformat()
        if asked.day and day > asked.day:
            return Proposed((), {"refused": "later", "day": day})
        changes = taken_in(replica, entry, Status.HELD, found=menu.found)
        ends = hold_end(entry, network, clock, asked.hours)
        answer = told(entry, network, asker) | {ORDER: order, HELD_UNTIL: ends.isoformat()}
        answer |= {REFERENCE: asked.reference, "state": "held", "item": entry.jobs[0].item, "price_ore": None}
        if what.ordered is not None:
            answer |= {"price_ore": what.ordered.delivered.net_ore, CONFIGURATION: what.ordered.to_data()}
        if asked.price_ore is not None:
            answer["price_ore"] = asked.price_ore
        return Proposed(changes, answer)

    return Request(compute, key_of(asker, key, "hold", asked))


def committing(order: str, key: Key) -> Request:
    """A request that makes a held order a committed one."""

    def compute(replica: Replica) -> Proposed:
        held = replica.state.orders[order]
        if held.status is not Status.HELD:
            return Proposed((), {"refused": "not-held", "state": held.status.value})
        change = StateChange(order=order, status=Status.COMMITTED, promised=held.latest_promised)
        return Proposed((change,), {ORDER: order, "state": "committed"})

    return Request(compute, key, brief=True)


def ending(order: str, status: Status, key: Key | None = None) -> Request:
    """A request that takes an order off the plan: withdrawn, or expired if it is still held."""

    def compute(replica: Replica) -> Proposed:
        there = replica.state.orders[order]
        if there.status in (Status.WITHDRAWN, Status.EXPIRED):
            return Proposed((), {ORDER: order, "state": there.status.value})
        if status is Status.EXPIRED and there.status is not Status.HELD:
            return Proposed((), {"refused": "not-held", "state": there.status.value})
        try:
            changes = changes_without(replica, order, status)
            return Proposed(changes, {ORDER: order, "state": status.value})
        except PlanningError:
            return Proposed((), {"refused": "cannot-leave", "state": there.status.value})

    return Request(compute) if key is None else Request(compute, key)


def hold_end(entry: Entry, network: Network, clock: datetime, hours: int) -> datetime:
    """Until when a hold stands, to the second: so many hours, but no longer than its day can be kept by work that has
    not begun. A plan of another time than the clock's says nothing of that."""
    ends = clock + timedelta(hours=hours)
    if planning_moment(network, clock) == clock:
        begins = moment_at(network, min(portion.setup_start for portion in entry.portions))
        ends = min(ends, max(begins, clock + SHORTEST_HOLD))
    return ends.replace(microsecond=0)
