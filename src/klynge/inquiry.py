# SPDX-License-Identifier: Apache-2.0
"""What one more order would be: the jobs of so much of an item, or of a configuration that nobody has ordered yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from klynge.job import Job
from klynge.network.adding import Articles
from klynge.network.model import Network, Order
from klynge.network.work import jobs_of
from klynge.words import say

if TYPE_CHECKING:
    from klynge.configure.work import Configuration, Desk

INQUIRY = "inquiry"


class UnknownNameError(LookupError):
    """A name that the cluster does not have: of an "item" that is made, a "region", an "order" or a "product"."""

    def __init__(self, kind: Literal["item", "region", "order", "product"], name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        super().__init__(kind, name)

    def __str__(self) -> str:
        return self.words("en")

    def words(self, language: str) -> str:
        """What is missing and what was probably meant, in "nb" or "en"."""
        texts = {
            "item": "the cluster has no item {name!r} that is made",
            "region": "the cluster has no lane to a region {name!r}",
            "order": "the cluster has no order {name!r}",
            "product": "the cluster has no product {name!r}",
        }
        text = say(language, texts[self.kind], name=self.name)
        if near := get_close_matches(self.name, self.known, n=3, cutoff=0.6):
            return text + say(language, "; did you mean {near}?", near=", ".join(near))
        shown = ", ".join(self.known[:8]) + (", …" if len(self.known) > 8 else "")
        return text + say(language, "; it has: {known}", known=shown) if self.known else text


def inquiry_jobs(network: Network, item: str, quantity: int, region: str, released: datetime) -> tuple[Job, ...]:
    """The jobs that an order of so much of the item would be, by the item's routing.

    Raises UnknownNameError for an item that is not made or a region without a lane, ValueError for a quantity below 1.
    """
    if item not in network.routings:
        raise UnknownNameError("item", item, network.routings)
    order = _order(network, network.items[item].owner, item, quantity, region, released)
    return jobs_of(network, order)


def configured_jobs(
    desk: Desk,
    articles: Articles,
    configuration: Configuration,
    quantity: int,
    region: str,
    released: datetime,
) -> tuple[Job, ...]:
    """The jobs that an order of so many of a configuration would be; its item need not be in the network.

    Raises as `inquiry_jobs`, klynge.ConfigurationError for a configuration that is not valid or of which no work can
    be made, klynge.FolderError for work that the network cannot do.
    """
    rows = desk.rows(configuration, quantity)
    owner = desk.products[configuration.product].owner
    return articles.jobs(rows, _order(articles.base, owner, rows.item, quantity, region, released))


def _order(network: Network, owner: str, item: str, quantity: int, region: str, released: datetime) -> Order:
    reached = {lane.destination for lane in network.lanes.values()} - set(network.sites)
    if region not in reached:
        raise UnknownNameError("region", region, reached)
    if quantity < 1:
        raise ValueError(f"the quantity is {quantity} and must be 1 or more")
    return Order(
        id=INQUIRY,
        member=owner,
        customer="",
        region=region,
        item=item,
        quantity=quantity,
        value_ore=0,
        released=released,
        due=network.end,
    )
