# SPDX-License-Identifier: Apache-2.0
"""What the network says of working together: its members, whose capacity is lent to whom, products of several firms.

The office sees that there is an agreement, its parties what it says. A firm that makes a part is named where an
agreement shows its name, and to the seller, whose own bill names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

from klynge.cooperation.barrier import Disclosure
from klynge.cooperation.barrier.redaction import SUPPLIER
from klynge.planning.fold import PlanState
from klynge.server.roles import Ability
from klynge.server.trustee.answering import desk_of
from klynge.server.trustee.charter import barrier_of, codes_of, done, today_of
from klynge.server.trustee.desk import Desk, Desks
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.reasons import PURPOSE
from klynge.server.trustee.service import Verb
from klynge.server.trustee.texts import problem


def verbs(desks: Desks) -> list[Verb]:
    """Members, lent capacity, joint products."""
    return [
        Verb("members", Ability.KEEP_REGISTER, Nothing, _for(desks, _members, ("office",))),
        Verb("capacity", Ability.READ_RELEASES, Nothing, _for(desks, _capacity, ("office", "member"))),
        Verb("joint", Ability.READ_RELEASES, Nothing, _for(desks, _joint, ("office", "member"))),
    ]


def _for(
    desks: Desks, answer: Callable[[Desk, Asker], list[dict[str, Any]]], kinds: tuple[str, ...]
) -> Callable[[Asker, Nothing, str], dict[str, Any]]:
    """Only these kinds of organisations are answered."""

    def asked(asker: Asker, _asked: Nothing, _key: str) -> dict[str, Any]:
        if asker.kind not in kinds:
            raise problem("not-found", asker.language)
        try:
            return {"items": answer(desk_of(desks, asker), asker)}
        finally:
            done()

    return asked


def _members(desk: Desk, _asker: Asker) -> list[dict[str, Any]]:
    """The firms of the network with their organisations."""
    codes, members = codes_of(desk), desk.plan.state.network.members
    return [
        {"member": code, "name": members[code].name, "organisation": str(codes[code])}
        for code in sorted(members)
        if code in codes
    ]


def _capacity(desk: Desk, asker: Asker) -> list[dict[str, Any]]:
    """By which agreements members use one another's capacity."""
    network = desk.plan.state.network
    found = []
    for each in sorted(network.agreements.values(), key=lambda a: (a.valid_from, a.id)):
        party = asker.kind == "member" and asker.code in (each.giver, each.taker)
        if asker.kind == "member" and not party:
            continue
        found.append(
            {
                "giver": network.members[each.giver].name,
                "taker": network.members[each.taker].name,
                "valid_from": each.valid_from.isoformat(),
                "valid_to": each.valid_to.isoformat(),
                "work_centre": network.work_centre_name(each.work_centre, asker.language) if party else None,
                "rate_ore_h": each.rate_ore_h if party else None,
                "ceiling_s": each.ceiling_s if party else None,
            }
        )
    return found


def _joint(desk: Desk, asker: Asker) -> list[dict[str, Any]]:
    """Products that more than one firm makes, as orders show: who sells, how many others, who if that is shown."""
    state, today, barrier = desk.plan.state, today_of(desk.plan.state.network), barrier_of(desk)
    network = state.network
    makers: dict[tuple[str, str], set[str]] = {}
    names: dict[tuple[str, str], set[str]] = {}
    for seller, item, others in _made(state):
        key = (seller, item.rpartition("/")[0] if item.count("/") == 2 else item)  # owner/product/choices
        makers.setdefault(key, set()).update(others)
        names.setdefault(key, set()).add(network.item_name(item, asker.language))
    found = []
    for (seller, product), others in sorted(makers.items()):
        if asker.kind == "member" and seller != asker.code:
            continue
        named = [
            other
            for other in sorted(others)
            if seller == asker.code or barrier.decide(Disclosure(seller, other, SUPPLIER, PURPOSE), today).agreement
        ]
        found.append(
            {
                "product": _shared(names[seller, product]),
                "seller": network.members[seller].name,
                "others": len(others),
                "named": [network.members[name].name for name in named],
            }
        )
    return found


def _made(state: PlanState) -> Iterator[tuple[str, str, set[str]]]:
    """The seller and the product of each order, and the other firms at whose places it may be made."""
    network = state.network
    for name, order in state.planned().items():
        own = next((job for job in order.jobs if job.id == name), order.jobs[-1])
        others = {job.owner for job in order.jobs} | {
            network.sites[network.work_centres[mode.work_centre].site].member
            for job in order.jobs
            for operation in job.operations
            for mode in operation.modes
        }
        others.discard(own.owner)
        if others:
            yield own.owner, own.item, others


def _shared(names: set[str]) -> str:
    """What the names of a product's variants begin with, in whole words; a single one as it is."""
    if len(names) == 1:
        return next(iter(names))
    words = [name.replace(",", " ").split() for name in names]
    same = [each[0] for each in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False))]
    return " ".join(same) or min(names)
