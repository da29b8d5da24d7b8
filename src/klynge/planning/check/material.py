# SPDX-License-Identifier: Apache-2.0
"""Is what each portion uses really there: material, receipts that jobs make, supply, shelf_life."""

from __future__ import annotations

from collections import Counter

from klynge.job import Job
from klynge.network.model import Source
from klynge.planning.check.case import Case, Placed
from klynge.planning.plan import Lot, Peg


def check_material(case: Case) -> None:
    """The rules that ask each portion for its pegs, and each stock or supply lot for who pegged it."""
    from_stock: Counter[str] = Counter()
    from_lots: Counter[str] = Counter()
    for _, _, placed in case.operations():
        asked = [each for each in placed if not each.reported]
        if asked:
            _enough(case, asked)
        for each in asked:
            for peg in each.portion.pegs:
                _peg(case, each, peg)
                if peg.source == "stock":
                    from_stock[peg.id] += peg.quantity
                elif peg.source == "lot":
                    from_lots[peg.id] += peg.quantity
    for name, quantity in from_stock.items():
        stock = case.network.stock.get(name)
        if stock is not None and quantity > stock.quantity:
            case.found("material", name, "stock_beyond", pegged=quantity, there=stock.quantity)
    for job in case.work.jobs:
        if job.makes:
            _receipt(case, job)
    for lot in case.lots.values():
        _supply_lot(case, lot, from_lots[lot.id])


def _receipt(case: Case, job: Job) -> None:
    """What a job of the plan makes is taken from no earlier than it is made."""
    stock, outcome = case.network.stock.get(job.makes), case.plan.outcomes.get(job.order)
    if stock is None:
        case.found("material", job.id, "unknown_receipt", item=job.item, lot=job.makes)
    elif outcome is not None and outcome.delivered is not None and outcome.delivered > case.seconds(stock.available):
        moments = {
            "made": case.clock(outcome.delivered, stock.site),
            "available": case.clock(case.seconds(stock.available), stock.site),
        }
        case.found("material", job.id, "receipt_before_made", lot=stock.id, **moments)


def _made(case: Case, item: str) -> bool:
    """Whether an item is a job of the same order, and so not pegged."""
    known = case.network.items.get(item)
    return known is not None and known.source is Source.MAKE


def _enough(case: Case, placed: list[Placed]) -> None:
    operation = placed[0].operation
    planned = sum(each.portion.quantity for each in placed)
    needed: Counter[str] = Counter()
    for material in operation.materials:
        if not _made(case, material.item):
            needed[material.item] += material.needed(planned)
    pegged = Counter[str]()
    for each in placed:
        for peg in each.portion.pegs:
            pegged[peg.item] += peg.quantity
    for item in sorted(needed.keys() | pegged.keys()):
        if needed[item] != pegged[item]:
            case.found("material", placed[0].where, "pegs_sum", item=item, pegged=pegged[item], needed=needed[item])
            continue
        for each in placed:
            has = sum(peg.quantity for peg in each.portion.pegs if peg.item == item)
            least = sum(
                material.quantity * each.portion.quantity // material.per
                for material in operation.materials
                if material.item == item
            )
            if has < least:
                case.found("material", each.where, "portion_short", item=item, pegged=has, needed=least)


def _peg(case: Case, placed: Placed, peg: Peg) -> None:
    if peg.quantity < 0:
        case.found("material", placed.where, "negative_peg", item=peg.item, quantity=peg.quantity)
    elif peg.source == "stock":
        _stock_peg(case, placed, peg)
    elif peg.source == "purchase":
        _purchase_peg(case, placed, peg)
    elif peg.source == "lot":
        _lot_peg(case, placed, peg)
    else:
        case.found("material", placed.where, "unknown_source", item=peg.item, source=peg.source)


def _stock_peg(case: Case, placed: Placed, peg: Peg) -> None:
    stock = case.network.stock.get(peg.id)
    start, site = placed.portion.start, placed.mode.site
    if stock is None:
        case.found("material", placed.where, "unknown_stock", item=peg.item, lot=peg.id)
    elif stock.item != peg.item or stock.site != site:
        facts = {"item": peg.item, "lot": peg.id, "is_item": stock.item, "is_site": stock.site, "site": site}
        case.found("material", placed.where, "other_stock", **facts)
    elif start < case.seconds(stock.available):
        moments = {"start": case.clock(start, site), "available": case.clock(case.seconds(stock.available), site)}
        case.found("material", placed.where, "stock_too_early", lot=peg.id, **moments)
    elif stock.expires is not None and start > case.seconds(stock.expires):
        moments = {"start": case.clock(start, site), "expires": case.clock(case.seconds(stock.expires), site)}
        case.found("material", placed.where, "stock_expired", lot=peg.id, **moments)


def _purchase_peg(case: Case, placed: Placed, peg: Peg) -> None:
    item = case.network.items.get(peg.item)
    start, site = placed.portion.start, placed.mode.site
    if item is None or item.source is not Source.BUY or item.lead_time_s is None:
        case.found("material", placed.where, "not_bought", item=peg.item)
        return
    arrives = placed.doing.release_s + item.lead_time_s
    moments = {"start": case.clock(start, site), "available": case.clock(peg.available, site)}
    if peg.available != arrives:
        case.found("material", placed.where, "other_lead", item=peg.item, arrives=case.clock(arrives, site), **moments)
    elif start < arrives:
        case.found("material", placed.where, "purchase_too_early", item=peg.item, **moments)


def _lot_peg(case: Case, placed: Placed, peg: Peg) -> None:
    lot = case.lots.get(peg.id)
    start, site = placed.portion.start, placed.mode.site
    if lot is None:
        case.found("supply", placed.where, "unknown_lot", item=peg.item, lot=peg.id)
        return
    supply = case.work.supplies[lot.supply]
    if supply.item != peg.item or supply.site != site:
        facts = {"item": peg.item, "lot": peg.id, "is_item": supply.item, "is_site": supply.site, "site": site}
        case.found("supply", placed.where, "other_lot", **facts)
        return
    last = None if supply.shelf_life_s is None else lot.available + supply.shelf_life_s
    if start < lot.available or (last is not None and start > last):
        moments = {"start": case.clock(start, site), "available": case.clock(lot.available, site)}
        until = "" if last is None else f"{case.clock(last, site):%Y-%m-%d %H:%M:%S}"
        case.found("shelf_life", placed.where, "outside_shelf_life", lot=peg.id, until=until, **moments)


def _supply_lot(case: Case, lot: Lot, pegged: int) -> None:
    supply = case.work.supplies[lot.supply]
    if (lot.item, lot.site, lot.quantity) != (supply.item, supply.site, supply.lot):
        case.found("supply", lot.id, "lot_unlike_supply", item=supply.item, site=supply.site, quantity=supply.lot)
    if pegged > supply.lot:
        case.found("supply", lot.id, "lot_beyond", pegged=pegged, there=supply.lot)
    ends: list[int] = []
    for operation in supply.operations:
        placed = case.of_operation.get(("", lot.id, operation.id), [])
        ends += [each.portion.end for each in placed]
        if len(placed) > 1:
            case.found("supply", f"{lot.id} {operation.id}", "lot_split", portions=len(placed))
    if ends and lot.available != max(ends):
        moments = {"available": case.clock(lot.available, lot.site), "end": case.clock(max(ends), lot.site)}
        case.found("supply", lot.id, "lot_not_at_end", **moments)
    until = None if supply.shelf_life_s is None else lot.available + supply.shelf_life_s
    if lot.expires != until:
        case.found("supply", lot.id, "lot_other_expiry")
