# SPDX-License-Identifier: Apache-2.0
"""What is asked for, as jobs of the plan, and what an asker may hear of an offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from klynge.api import moment
from klynge.api_promise import renamed
from klynge.configure.work import ConfigurationError
from klynge.inquiry import UnknownNameError, inquiry_jobs
from klynge.job import Job
from klynge.network import FolderError
from klynge.network.model import Network
from klynge.planning.fold import Replica
from klynge.planning.promise import Entry, Menu, menu
from klynge.server.bounds import Day
from klynge.server.trustee.clock import released_at
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.offered import may_have, no_way, not_whole
from klynge.server.trustee.products import Ordered
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem

Word = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Best = Literal["earliest", "cheapest", "greenest"]


Chosen = Annotated[int, Field(ge=-(10**15), le=10**15)] | Annotated[str, StringConstraints(max_length=500)]
Choices = Annotated[dict[Word, Chosen], Field(max_length=300)]


class Asked(BaseModel):
    """So much of an item, or of a product with these choices, to a region; `wanted` is a day to keep if that can be."""

    model_config = ConfigDict(extra="forbid")
    item: Annotated[str, StringConstraints(max_length=140)] = ""
    product: Annotated[str, StringConstraints(max_length=120)] = ""
    choices: Choices = Field(default_factory=dict)
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    region: Word
    wanted: Day | None = None
    just_in_time: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> Asked:
        if bool(self.item) == bool(self.product):
            raise ValueError("give an item, or a product with choices")
        return self


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: of a configuration also what it is and what it comes to."""

    jobs: tuple[Job, ...]
    ordered: Ordered | None = None

    @property
    def owner(self) -> str:
        """The member that sells it."""
        return next(job.owner for job in self.jobs if job.region)

    def named(self, order: str, customer: str, price_ore: int | None = None) -> tuple[Job, ...]:
        """Its jobs as those of an order, of which the one that goes to the customer has the price, if one is given."""
        jobs = (renamed(job, order, customer) for job in self.jobs)
        if price_ore is None:
            return tuple(jobs)
        return tuple(replace(job, value_ore=price_ore if job.region else 0) for job in jobs)


def wanted_of(desk: Desk, network: Network, asked: Asked, asker: Asker, clock: datetime) -> Wanted:
    """What is asked for. Raises Problem for an item, product or region that there is not (for this asker), and for
    choices of which no work can be made. Work begins after now."""
    released = released_at(network, clock)
    try:
        if not asked.product:
            return inquired(network, asked, asker, released)
        kept = desk.catalogue.now(network, clock)
        may_have(kept, asked.product, asker)
        made = asked.product, asked.choices, asked.quantity, asked.region
        ordered = desk.catalogue.ordered(kept, network, *made, released)
        return Wanted(ordered.jobs, ordered)
    except UnknownNameError as error:
        raise Problem(404, "not-found", error.words(asker.language)) from None
    except ConfigurationError as error:
        raise not_whole(error, asker) from None
    except FolderError:
        raise no_way(asker) from None


def inquired(network: Network, asked: Asked, asker: Asker, released: datetime) -> Wanted:
    """So much of an item by its routing, begun from a moment on. Raises UnknownNameError and Problem."""
    found = inquiry_jobs(network, asked.item, asked.quantity, asked.region, released)
    may_sell(network, asked, asker)
    return Wanted(found)


def may_sell(network: Network, asked: Asked, asker: Asker) -> None:
    """A member asks for what it makes itself; a customer for everything. Else there is no such item."""
    item = network.items[asked.item]
    if asker.kind == "member" and item.owner != asker.code:
        unknown = UnknownNameError("item", asked.item, ())
        raise Problem(404, "not-found", unknown.words(asker.language))


def offers(replica: Replica, asked: Asked, jobs: tuple[Job, ...], only: str = "") -> Menu:
    """The menu on the plan as it is, or one entry of it alone."""
    zone = ZoneInfo(replica.state.network.time_zone)
    by = None if asked.wanted is None else moment(asked.wanted, zone, end_of_day=True)
    return menu(replica.standing, jobs, by, just_in_time=asked.just_in_time and by is not None, only=only)


def price_told(ordered: Ordered, language: str) -> dict[str, Any]:
    """What an order of a configuration comes to, at the customer's."""
    price, all_of_it = ordered.price, ordered.delivered
    lang: Literal["nb", "en"] = "en" if language == "en" else "nb"
    lines = [{"text": line.texts[lang], "ore": line.ore, "per_order": line.per_order} for line in price.lines]
    return {
        "lines": lines,
        "piece_ore": price.piece_ore,
        "goods_ore": all_of_it.goods_ore,
        "freight_ore": all_of_it.freight_ore,
        "net_ore": all_of_it.net_ore,
        "vat_percent": all_of_it.vat_percent,
        "vat_ore": all_of_it.vat_ore,
        "total_ore": all_of_it.total_ore,
    }


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
