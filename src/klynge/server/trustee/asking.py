# SPDX-License-Identifier: Apache-2.0
"""What is asked for, as jobs of the plan, and what an asker may hear of an offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from klynge.api import moment
from klynge.api_promise import renamed
from klynge.inquiry import UnknownNameError, inquiry_jobs
from klynge.job import Job
from klynge.network.model import Network
from klynge.planning.fold import Replica
from klynge.planning.promise import Entry, Menu, menu
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem

Word = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Best = Literal["earliest", "cheapest", "greenest"]


class Asked(BaseModel):
    """So much of an item, delivered to a region; `wanted` is a day to keep if that can be."""

    model_config = ConfigDict(extra="forbid")
    item: Word
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    region: Word
    wanted: date | None = None
    just_in_time: bool = False


def jobs_for(replica: Replica, asked: Asked, asker: Asker, order: str, customer: str) -> tuple[Job, ...]:
    """The jobs of an order. Raises Problem for an item or region that there is not (for this asker)."""
    network = replica.state.network
    try:
        found = inquiry_jobs(network, asked.item, asked.quantity, asked.region, network.start)
    except UnknownNameError as error:
        raise Problem(404, "not-found", error.words(asker.language)) from None
    may_sell(network, asked, asker)
    return tuple(replace(renamed(job, order), customer=customer) for job in found)


def may_sell(network: Network, asked: Asked, asker: Asker) -> None:
    """A member asks for what it makes itself; a customer for everything. Else there is no such item."""
    item = network.items[asked.item]
    if asker.kind == "member" and item.owner != asker.code:
        unknown = UnknownNameError("item", asked.item, ())
        raise Problem(404, "not-found", unknown.words(asker.language))


def offers(replica: Replica, asked: Asked, jobs: tuple[Job, ...]) -> Menu:
    """The menu on the plan as it is."""
    zone = ZoneInfo(replica.state.network.time_zone)
    by = None if asked.wanted is None else moment(asked.wanted, zone, end_of_day=True)
    return menu(replica.schedule, jobs, by, just_in_time=asked.just_in_time and by is not None)


def told(entry: Entry, network: Network, asker: Asker) -> dict[str, Any]:
    """An offer as the asker may hear it: the day to all; cost and places only to a member all of whose own they are."""
    found: dict[str, Any] = {
        "names": list(entry.names),
        "day": day_of(entry.delivered, network).isoformat(),
        "delivered": entry.delivered.isoformat(),
        "later_s": entry.later_s,
        "co2_g": entry.co2_g,
        "kept": entry.kept,
    }
    makers = {network.sites[network.work_centres[name].site].member for name in entry.work_centres}
    if asker.kind == "member" and makers == {asker.code}:
        found |= {"cost_ore": entry.cost_ore, "work_centres": list(entry.work_centres)}
    return found


def day_of(at: datetime, network: Network) -> date:
    """The day on which something arrives, where the cluster is; midnight belongs to the day before."""
    local = at.astimezone(ZoneInfo(network.time_zone))
    return date.fromordinal(local.date().toordinal() - (local.hour == local.minute == local.second == 0))
