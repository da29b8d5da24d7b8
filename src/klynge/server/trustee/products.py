# SPDX-License-Identifier: Apache-2.0
"""A cluster's products at the trustee: read from their stored files, compiled once, asked by many.

Three desks answer side by side, so that choosing never waits for a plan: one for sessions, one for the work of orders,
one for days. Whoever holds one of the locks here never waits for the plan's turn.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from klynge.configure import ChoiceError, ProductError, ProductModel, Session, read_products
from klynge.configure.model import NumberVariable
from klynge.configure.work import Configuration, Desk, Price, Value
from klynge.inquiry import configured_jobs
from klynge.job import Job
from klynge.network.adding import Articles
from klynge.network.model import Network
from klynge.offers import By, Delivered, Postcodes, Quote, Quoter, delivered
from klynge.server.log import LivePlan
from klynge.server.products.actions import POSTCODES
from klynge.server.products.models import ClusterFile, ProductVersion
from klynge.server.trustee.clock import planning_moment, released_at

logger = logging.getLogger("klynge.server.trustee")
LOOK_AGAIN_S = 2.0
MOST_SESSIONS, MOST_ORDERS = 1000, 1000
Choices = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A choice that was not taken in: it does not go with those before it, or there is no such thing."""

    variable: str
    value: Value
    session: Session  # without it


@dataclass(frozen=True, slots=True)
class Chosen:
    """A session with the choices that go together, and those that were set aside."""

    session: Session
    aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """What an order of a configuration is: its jobs, which carry its price, and what it comes to."""

    configuration: Configuration
    jobs: tuple[Job, ...]
    price: Price
    delivered: Delivered
    names: Mapping[str, str]

    def to_data(self) -> dict[str, Any]:
        """What is kept of it for its buyer and its seller."""
        made = self.configuration
        return {
            "item": made.item,
            "product": made.product,
            "version": made.version,
            "choices": dict(made.choices),
            "names": dict(self.names),
        }


@dataclass(slots=True)
class Kept:
    """The products as they were read, and what is kept of them while they stay so."""

    stamp: Hashable
    on: date
    models: Mapping[str, ProductModel]
    postcodes: Postcodes
    choosing: Desk
    making: Desk
    sessions: dict[tuple[str, tuple[tuple[str, Value], ...]], Session] = field(default_factory=dict)
    articles: Articles | None = None
    orders: dict[tuple[str, int, str, datetime], Ordered] = field(default_factory=dict)
    quoter: Quoter | None = None
    quoted_at: int = -1


@contextmanager
def for_a_moment() -> Iterator[None]:
    """Rows of the database for a question; the connection is given back, since a thread may not ask again for long."""
    try:
        yield
    finally:
        connection.close()


class Catalogue:
    """The products of one cluster, as they are stored now."""

    def __init__(self, cluster: UUID) -> None:
        self.cluster = cluster
        self._reading, self._choosing, self._making, self._quoting = (threading.Lock() for _ in range(4))
        self._kept: Kept | None = None
        self._looked = float("-inf")

    def now(self, network: Network, clock: Any) -> Kept:
        """The products on the day that is planned from; read again when they were changed."""
        on = planning_moment(network, clock).astimezone(ZoneInfo(network.time_zone)).date()
        with self._reading:
            kept = self._kept
            if kept is None or kept.on != on or time.monotonic() - self._looked > LOOK_AGAIN_S:
                stamp, rows, text = self._stored(None if kept is None or kept.on != on else kept.stamp)
                self._looked = time.monotonic()
                if rows is not None:
                    kept = self._kept = self._read(stamp, on, rows, text)
            assert kept is not None
            return kept

    def forget(self) -> None:
        """Look for changes at the next question."""
        with self._reading:
            self._looked = float("-inf")

    def _stored(self, known: Hashable) -> tuple[Hashable, list[dict[str, str]] | None, str]:
        """The files of the current versions, and the postcodes; None when they are the known ones."""
        with for_a_moment():
            found = ProductVersion.objects.filter(cluster=self.cluster, current=True)
            places = ClusterFile.objects.filter(cluster=self.cluster, name=POSTCODES).values_list("text", flat=True)
            text = next(iter(places), "")
            stamp = (tuple(sorted(found.values_list("product", "digest"))), text)
            return stamp, (None if stamp == known else list(found.values_list("files", flat=True))), text

    def _read(self, stamp: Hashable, on: date, rows: list[dict[str, str]], text: str) -> Kept:
        with tempfile.TemporaryDirectory(prefix="klynge-products-") as place:
            folder = Path(place, "products")
            folder.mkdir()
            for name, written in (pair for files in rows for pair in files.items()):
                (folder / Path(name).name).write_text(written, encoding="utf-8")
            try:
                models: Mapping[str, ProductModel] = read_products(place)
            except ProductError:  # they were checked when they were stored, perhaps by another release
                logger.exception("the products of cluster %s cannot be read", self.cluster)
                models = {}
        postcodes = Postcodes.read(text) if text else Postcodes()
        return Kept(stamp, on, models, postcodes, Desk(models, on), Desk(models, on))

    def warm(self, kept: Kept) -> None:
        """Compile every product, so that nobody waits for it."""
        for name in kept.models:
            with self._choosing:
                kept.choosing.work(name).completing.compiled.session({}).view()

    def chosen(self, kept: Kept, product: str, choices: Choices, quantity: int) -> Chosen:
        """A session with these choices made in their order, as far as they go together; KeyError for no product."""
        with self._choosing:
            model = kept.models[product]
            session = kept.choosing.work(product).completing.compiled.session({})
            taken: tuple[tuple[str, Value], ...] = ()
            aside = []
            for variable, written in choices.items():
                value = as_typed(model, variable, written)
                key = (product, (*taken, (variable, value)))
                known = kept.sessions.get(key)
                if known is None:
                    try:
                        known = session.choose(variable, value)
                    except ChoiceError:
                        aside.append(SetAside(variable, value, session))
                        continue
                    kept.sessions[key] = known
                    if len(kept.sessions) > MOST_SESSIONS:
                        del kept.sessions[next(iter(kept.sessions))]
                session, taken = known, key[1]
            return Chosen(session if quantity == 1 else session.with_quantity(quantity), tuple(aside))

    def choosing(self) -> threading.Lock:
        """To be held while sessions are asked: what was compiled is not made for two threads at once."""
        return self._choosing

    def ordered(
        self,
        kept: Kept,
        network: Network,
        product: str,
        choices: Choices,
        quantity: int,
        region: str,
        released: datetime,
    ) -> Ordered:
        """What an order begun from then on would be. Raises ConfigurationError, FolderError and UnknownNameError."""
        with self._making:
            if kept.articles is None or kept.articles.base is not network:
                kept.articles = Articles(network)
                kept.orders.clear()
            made = kept.making.configuration(product, choices)
            key = (made.item, quantity, region, released)
            if key not in kept.orders:
                jobs = configured_jobs(kept.making, kept.articles, made, quantity, region, released)
                price = kept.making.price(made, quantity)
                comes_to = delivered(network, jobs, price.total_ore, kept.postcodes, kept.on)
                priced = tuple(replace(job, value_ore=comes_to.net_ore if job.region else 0) for job in jobs)
                names = {"nb": kept.making.name(made, "nb"), "en": kept.making.name(made, "en")}
                kept.orders[key] = Ordered(made, priced, price, comes_to, names)
                if len(kept.orders) > MOST_ORDERS:
                    del kept.orders[next(iter(kept.orders))]
            return kept.orders[key]

    def quote(
        self, kept: Kept, plan: LivePlan, session: Session, region: str, clock: datetime, by: By = "cheapest"
    ) -> Quote:
        """Price and day beside the options of a session, on the plan as it is now."""
        fresh = None
        if kept.quoter is None or kept.quoted_at != plan.state.sequence:
            fresh = plan.ask(lambda replica: (replica.state.sequence, replica.standing.copy()))
        with self._quoting:
            if fresh is not None and fresh[0] > kept.quoted_at:
                if kept.quoter is None:
                    kept.quoter = Quoter(fresh[1], Desk(kept.models, kept.on))
                else:
                    kept.quoter.follow(fresh[1])
                kept.quoted_at = fresh[0]
            assert kept.quoter is not None
            kept.quoter.released = released_at(plan.state.network, clock)
            return kept.quoter.quote(session, region, by, version=kept.quoted_at)


def as_typed(model: ProductModel, variable: str, value: Value) -> Value:
    """A number that was written as a text, as it comes in addresses and forms, as a number."""
    if isinstance(value, str) and isinstance(model.variables.get(variable), NumberVariable):
        text = value.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        if text.removeprefix("-").isdecimal() and len(text) <= 15:
            return int(text)
    return value
