# SPDX-License-Identifier: Apache-2.0
"""What a trustee can be asked, each for an ability, each answered as the asker may hear it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django.db.models import Count
from pydantic import BaseModel, ConfigDict, Field

from klynge.job import Status
from klynge.network.model import Item, Source
from klynge.server.jobs.models import BackgroundJob, State
from klynge.server.roles import Ability
from klynge.server.trustee import (
    board,
    changes,
    configuring,
    drafts,
    figures,
    floor,
    importing,
    inspecting,
    lists,
    load,
    locking,
    moving,
    operating,
    plan,
    policies,
    queue,
    reasons,
    releases,
    repairing,
    stops,
    together,
    tracking,
)
from klynge.server.trustee.answering import desk_of, order_of, written
from klynge.server.trustee.asking import Asked, Word, offers, price_told, told, wanted_of
from klynge.server.trustee.delivering import no_offer
from klynge.server.trustee.desk import Desk, Desks, now
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.ordering import Holding, committing, ending, holding, key_of
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb, Verbs
from klynge.server.trustee.sureness import Sureness
from klynge.server.trustee.texts import problem

ROOMS = (
    plan, board, load, lists, inspecting, reasons, repairing, moving, drafts, locking, policies, floor, stops, releases,
    together, configuring, importing, tracking, queue, figures, changes, operating,
)  # fmt: skip


class Search(BaseModel):
    """Words of a name or an identifier; a page of the catalogue, what is called just that first."""

    model_config = ConfigDict(extra="forbid")
    search: Annotated[str, Field(max_length=200)] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    size: Annotated[int, Field(ge=1, le=500)] = 50


class Naming(BaseModel):
    """Items by their identifiers."""

    model_config = ConfigDict(extra="forbid")
    items: Annotated[list[Word], Field(max_length=5000)]


class One(BaseModel):
    """An order by its random identifier."""

    model_config = ConfigDict(extra="forbid")
    order: UUID


def verbs(desks: Desks) -> Verbs:
    """All verbs of a trustee with these clusters."""
    found = Verbs()
    asking = _Asking(desks)
    found.add(Verb("health", Ability.OPERATE, Nothing, asking.health))
    found.add(Verb("measures", Ability.OPERATE, Nothing, asking.measures))
    found.add(Verb("replicas", Ability.OPERATE, Nothing, asking.replicas))
    found.add(Verb("items", Ability.ASK, Search, asking.items))
    found.add(Verb("called", Ability.READ_ORDERS, Naming, asking.called))
    found.add(Verb("regions", Ability.ASK, Nothing, asking.regions))
    found.add(Verb("menu", Ability.ASK, Asked, asking.menu))
    found.add(Verb("hold", Ability.ORDER, Holding, asking.hold, writes=True))
    found.add(Verb("commit", Ability.ORDER, One, asking.commit, writes=True))
    found.add(Verb("withdraw", Ability.ORDER, One, asking.withdraw, writes=True))
    for room in ROOMS:
        for verb in room.verbs(desks):
            found.add(verb)
    return found


class _Asking:
    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._sureness = Sureness()

    def health(self, _asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        return {"clusters": len(self._desks)}

    def measures(self, _asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        """Sums of the whole installation or a whole cluster; none is of one firm."""
        try:
            counted = BackgroundJob.objects.order_by().values_list("state").annotate(number=Count("id"))
            jobs = dict.fromkeys(State.values, 0) | dict(counted)
        finally:
            connection.close()  # this thread may not ask again for long
        return {"jobs": jobs, "logs": [_measured(desk) for desk in self._desks]}

    def replicas(self, _asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        """What each plan in memory adds up to, to be held against the log."""
        states = [(desk.cluster, desk.plan.state) for desk in self._desks]
        found = [
            {"cluster": str(cluster), "sequence": state.sequence, "digest": state.digest()} for cluster, state in states
        ]
        return {"replicas": found}

    def items(self, asker: Asker, asked: Search, _key: str) -> dict[str, Any]:
        network = desk_of(self._desks, asker).plan.state.network
        words = asked.search.casefold().split()
        whole = asked.search.strip().casefold()

        def fits(item: Item) -> bool:
            text = f"{item.id} {item.name} {item.name_en}".casefold()
            return all(word in text for word in words)

        def place(item: Item) -> tuple[bool, str]:
            exact = whole in (item.id.casefold(), item.name.casefold(), item.name_en.casefold())
            return not exact, item.id

        made = [
            item
            for item in network.items.values()
            if item.source is Source.MAKE and (asker.kind != "member" or item.owner == asker.code) and fits(item)
        ]
        first = (asked.page - 1) * asked.size
        shown = [
            {
                "item": item.id,
                "name": item.called(asker.language),
                "name_nb": item.called("nb"),
                "name_en": item.called("en"),
                "unit": item.unit,
                "seller": network.members[item.owner].name,
            }
            for item in sorted(made, key=place)[first : first + asked.size]
        ]
        pages = max(-(-len(made) // asked.size), 1)
        return {
            "items": shown,
            "total": len(made),
            "page": asked.page,
            "pages": pages,
            "regions": list(network.regions),
            "region_names": network.region_names(),
        }

    def called(self, asker: Asker, asked: Naming, _key: str) -> dict[str, Any]:
        """What people call items that the asker makes (a customer: that anyone makes); others are left out."""
        items = desk_of(self._desks, asker).plan.state.network.items
        known = [items[name] for name in asked.items if name in items]
        names = {
            item.id: item.called(asker.language)
            for item in known
            if item.source is Source.MAKE and (asker.kind != "member" or item.owner == asker.code)
        }
        return {"items": names}

    def regions(self, asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        """What people call the regions, by language."""
        return {"region_names": desk_of(self._desks, asker).plan.state.network.region_names()}

    def menu(self, asker: Asker, asked: Asked, _key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        wanted = wanted_of(desk, desk.plan.state.network, asked, asker, now())

        def question(replica: Any) -> dict[str, Any]:
            found = offers(replica, asked, wanted.named("inquiry", ""))
            network = replica.state.network
            return {"offers": [told(entry, network, asker) for entry in found.entries], "kept": found.kept}

        answer: dict[str, Any] = desk.plan.ask(question)
        if not answer["offers"]:
            raise no_offer(desk.plan.state.network, wanted, asked.region, asker)
        price = None if wanted.ordered is None else price_told(wanted.ordered, asker.language)
        sure = self._sureness.percent(desk.cluster, desk.plan.state, wanted.owner)
        return answer | {"price": price, "kept_percent": sure}

    def hold(self, asker: Asker, asked: Holding, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        if asker.kind == "member" and not asked.customer:
            raise problem("customer-missing", asker.language)
        if asker.kind != "member" and asked.price_ore is not None:
            raise problem("price-not-yours", asker.language)
        wanted = wanted_of(desk, desk.plan.state.network, asked, asker, now())
        return written(desk, asker, holding(asked, asker, key, desk, wanted))

    def commit(self, asker: Asker, asked: One, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        order = order_of(desk, asker, asked.order)
        return written(desk, asker, committing(order, key_of(asker, key, "commit", asked)))

    def withdraw(self, asker: Asker, asked: One, key: str) -> dict[str, Any]:
        desk = desk_of(self._desks, asker)
        order = order_of(desk, asker, asked.order)
        return written(desk, asker, ending(order, Status.WITHDRAWN, key_of(asker, key, "withdraw", asked)))


def _measured(desk: Desk) -> dict[str, Any]:
    state = desk.plan.state
    held = sum(order.status is Status.HELD for order in state.orders.values())
    return {"cluster": str(desk.cluster), "sequence": state.sequence, "holds": held}
