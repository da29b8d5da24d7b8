# SPDX-License-Identifier: Apache-2.0
"""A supply lot that is begun: from then on it is an order of its own, and what comes of it a receipt.

Planned lots come and go as orders need them. Work that someone has begun does not, so the lot becomes an order by its
name, and whoever took from it takes from the receipt that its job makes (`Job.makes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from klynge.job import Job, Status
from klynge.network.model import Network, StockLot
from klynge.planning.plan import Lot, Outcome, Portion, moment_at

from .naming import portion_named, stable_order
from .network_data import entry_data
from .rows import Change, LotPlaced, NetworkChange, OrderChange, OrderPlaced, Placements
from .state import PlanState


def changes_of_begun(state: PlanState, name: str) -> tuple[Change, ...]:
    """The changes that make a planned supply lot an order and a receipt, all where they stand; KeyError when there is
    none of that name."""
    lot, made = state.lots[name]
    receipt = _free(name, state.network)
    stock = StockLot(
        receipt, lot.item, lot.site, lot.quantity, moment_at(state.network.epoch, lot.available),
        None if lot.expires is None else moment_at(state.network.epoch, lot.expires),
    )  # fmt: skip
    own = (replace(portion, order=name) for portion in made)
    orders = [OrderPlaced(outcome=Outcome(name, lot.available), portions=_taking(own, name, receipt))]
    orders += [
        OrderPlaced(outcome=state.outcomes[order], portions=_taking(portions, name, receipt))
        for order, portions in state.placements.items()
        if _take(portions, name)
    ]
    lots = [
        LotPlaced(lot=each, portions=_taking(portions, name, receipt))
        for each, portions in state.lots.values()
        if _take(portions, name)
    ]
    return (
        OrderChange(order=name, jobs=(_job(state, lot, receipt),)),
        NetworkChange(table="stock", id=receipt, value=entry_data("stock", stock)),
        Placements(orders=tuple(orders), lots=tuple(lots), lots_gone=(name,)),
    )


def _job(state: PlanState, lot: Lot, receipt: str) -> Job:
    """The work that a lot is, to be done by when it is to be there."""
    supply, there = state.supplies[lot.supply], moment_at(state.network.epoch, lot.available)
    return Job(
        lot.id, lot.id, supply.owner, supply.item, supply.lot, supply.operations, supply.precedence,
        state.network.start, there, promised=there, status=Status.COMMITTED, makes=receipt,
    )  # fmt: skip


def _take(portions: Iterable[Portion], lot: str) -> bool:
    return any(peg.source == "lot" and peg.id == lot for portion in portions for peg in portion.pegs)


def _taking(portions: Iterable[Portion], lot: str, receipt: str) -> tuple[Portion, ...]:
    """Portions that take from the receipt what they took from the lot."""

    def taking(one: Portion) -> Portion:
        if not _take((one,), lot):
            return one
        pegs = tuple(
            replace(peg, source="stock", id=receipt) if peg.source == "lot" and peg.id == lot else peg
            for peg in one.pegs
        )
        return portion_named(replace(one, pegs=pegs))

    return tuple(sorted(map(taking, portions), key=stable_order))


def _free(name: str, network: Network) -> str:
    others = (f"{name}+{k}" for k in range(1, len(network.stock) + 2))
    return next(each for each in (name, *others) if each not in network.stock)
