# SPDX-License-Identifier: Apache-2.0
"""A supply lot that is begun: from then on it is an order of its own, and what comes of it a receipt.

Planned lots come and go as orders need them. Work that someone has begun does not, so the lot becomes an order by its
name, and whoever took from it takes from the receipt that its job makes (`Job.makes`). Begun by mistake, it is a
planned lot again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from klynge.job import Job, Status, Supply
from klynge.network.model import Network, StockLot
from klynge.planning.plan import Lot, Outcome, Portion, moment_at

from .naming import portion_named, stable_order
from .network_data import entry_data
from .rows import Change, Forgotten, LotPlaced, NetworkChange, OrderChange, OrderPlaced, Placements
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


def changes_of_unbegun(state: PlanState, name: str) -> tuple[Change, ...]:
    """The changes that make the order of a lot, of which nothing is reported any more, a planned supply lot again, all
    where it stands: `changes_of_begun` taken back. None of them when the order is no lot, or is other work than its
    supply's by now; KeyError when there is none of that name."""
    (job, *others) = state.orders[name].jobs
    supply = next((k for k, each in enumerate(state.supplies) if _is_made_by(job, each)), None)
    receipt, outcome = state.network.stock.get(job.makes), state.outcomes.get(name)
    if others or supply is None or receipt is None or receipt.quantity != job.quantity:
        return ()
    if outcome is None or outcome.delivered is None:
        return ()  # what is not planned is made at no time
    there, lasts = outcome.delivered, state.supplies[supply].shelf_life_s
    lot = Lot(name, supply, job.item, receipt.site, job.quantity, there, None if lasts is None else there + lasts)
    made = _taking((replace(portion, order="") for portion in state.placements[name]), receipt.id, name, "lot")
    lots = [LotPlaced(lot=lot, portions=made)]
    lots += [
        LotPlaced(lot=each, portions=_taking(portions, receipt.id, name, "lot"))
        for each, portions in state.lots.values()
        if _take(portions, receipt.id, "stock")
    ]
    orders = tuple(
        OrderPlaced(outcome=state.outcomes[order], portions=_taking(portions, receipt.id, name, "lot"))
        for order, portions in state.placements.items()
        if order != name and _take(portions, receipt.id, "stock")
    )
    if not orders and len(lots) == 1:
        lots = []  # a planned lot is made for someone
    return (
        Forgotten(order=name),
        NetworkChange(table="stock", id=receipt.id, value=None),
        *((Placements(orders=orders, lots=tuple(lots)),) if lots else ()),
    )


def _is_made_by(job: Job, supply: Supply) -> bool:
    """Whether a job is a lot as the supply makes it."""
    same = (job.owner, job.item, job.quantity) == (supply.owner, supply.item, supply.lot)
    return bool(job.makes) and same and (job.operations, job.precedence) == (supply.operations, supply.precedence)


def _take(portions: Iterable[Portion], name: str, source: str = "lot") -> bool:
    return any(peg.source == source and peg.id == name for portion in portions for peg in portion.pegs)


def _taking(portions: Iterable[Portion], name: str, other: str, source: str = "stock") -> tuple[Portion, ...]:
    """Portions that take from a receipt ("stock") what they took from a supply lot, or the other way round ("lot")."""
    before = "lot" if source == "stock" else "stock"

    def taking(one: Portion) -> Portion:
        if not _take((one,), name, before):
            return one
        pegs = tuple(
            replace(peg, source=source, id=other) if peg.source == before and peg.id == name else peg
            for peg in one.pegs
        )
        return portion_named(replace(one, pegs=pegs))

    return tuple(sorted(map(taking, portions), key=stable_order))


def _free(name: str, network: Network) -> str:
    others = (f"{name}+{k}" for k in range(1, len(network.stock) + 2))
    return next(each for each in (name, *others) if each not in network.stock)
