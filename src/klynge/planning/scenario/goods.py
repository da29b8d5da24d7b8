# SPDX-License-Identifier: Apache-2.0
"""Changes of material, transport and agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from klynge.network.model import Agreement, Departure, Item, Lane, Source, StockLot, WorkCentre
from klynge.network.problem import UnfitError
from klynge.network.values import departure

from .data import EndAgreement, LaneTime, Late, LeadTime, Leaves, NewAgreement, NewLane, Stock
from .demand import leave_out
from .draft import Draft, begins, ends
from .hours import close
from .ways import Also, part_of


def stock(draft: Draft, change: Stock) -> None:
    """One more lot."""
    if not (draft.known("item", change.item) & draft.known("site", change.site)):
        return
    start = draft.network.start
    there = begins(change.available, draft.zone(change.site)) if change.available else start
    name = f"{change.item}@{change.site}~{draft.number}"
    draft.put("stock", name, StockLot(name, change.item, change.site, change.quantity, there))


def late(draft: Draft, change: Late) -> None:
    """Receipts at another moment."""
    if bool(change.item) == bool(change.lot):
        draft.trouble("lot_or_item")
    elif change.lot:
        if draft.known("lot", change.lot):
            _move(draft, draft.table("stock")[change.lot], change.days)
    elif draft.known("item", change.item):
        start = draft.network.start
        for lot in list(draft.table("stock").values()):
            if lot.item == change.item and lot.available > start:
                _move(draft, lot, change.days)


def _move(draft: Draft, lot: StockLot, days: int) -> None:
    by = timedelta(days=days)
    if lot.available + by < draft.network.start:
        draft.trouble("too_late", name=lot.id)
        return
    expires = None if lot.expires is None else lot.expires + by
    draft.put("stock", lot.id, replace(lot, available=lot.available + by, expires=expires))


def lead_time(draft: Draft, change: LeadTime) -> None:
    """Another lead time of bought items."""
    if (change.lead_s is None) == (change.permille is None):
        draft.trouble("lead_or_permille")
        return
    if change.item != "*" and not draft.known("item", change.item):
        return
    items = list(draft.table("items").values()) if change.item == "*" else [draft.table("items")[change.item]]
    bought = [item for item in items if item.source is Source.BUY and item.lead_time_s is not None]
    if not bought:
        draft.trouble("not_bought", name=change.item)
    for item in bought:
        draft.put("items", item.id, replace(item, lead_time_s=_lead_s(item, change)))


def _lead_s(item: Item, change: LeadTime) -> int:
    if change.lead_s is not None:
        return change.lead_s
    return part_of(item.lead_time_s or 0, change.permille or 0)


def lane(draft: Draft, change: NewLane) -> None:
    """A new lane from a site to a site or region."""
    network = draft.network
    ends_of = {x.destination for x in draft.table("lanes").values()}
    places = {*network.sites, *network.regions, *ends_of}
    fits = draft.free("lane", change.id, "lanes") & draft.known("site", change.origin)
    if not (fits & draft.known("destination", change.destination, places)):
        return
    leaving = []
    for text in change.departures:
        try:
            weekday, at = departure(text)
        except UnfitError:
            draft.trouble("not_a_departure", text=text)
            return
        leaving.append(Departure(weekday, at))
    found = Lane(
        change.id, change.origin, change.destination, change.lead_s, tuple(leaving), change.cost_ore,
        change.cost_ore_kg, change.co2_g_kg,
    )  # fmt: skip
    draft.put("lanes", change.id, found)


def lane_time(draft: Draft, change: LaneTime) -> None:
    """A lane that takes another time, or is no more."""
    if not draft.known("lane", change.lane):
        return
    if change.lead_s is None:
        if draft.regions is None:  # a region to which no lane leads any more is still where customers are
            network = draft.network
            ends_of = (x.destination for x in network.lanes.values() if x.destination not in network.sites)
            draft.regions = tuple(dict.fromkeys((*network.regions, *ends_of)))
        draft.drop("lanes", change.lane)
    else:
        draft.put("lanes", change.lane, replace(draft.table("lanes")[change.lane], lead_s=change.lead_s))


def agreement(draft: Draft, change: NewAgreement) -> None:
    """A new agreement, and modes under it beside the taker's own."""
    fits = draft.free("agreement", change.id, "agreements")
    fits &= draft.all_known("member", (change.giver, change.taker))
    fits &= draft.all_known("work_centre", (change.work_centre, change.like))
    if not fits:
        return
    if change.giver == change.taker:
        draft.trouble("own_agreement", member=change.giver)
        return
    centres: dict[str, WorkCentre] = draft.table("work_centres")
    centre, like = centres[change.work_centre], centres[change.like]
    for name, member in ((change.work_centre, change.giver), (change.like, change.taker)):
        if draft.member_at(name) != member:
            draft.trouble("not_owner", name=name, owner=draft.member_at(name), member=member)
            return
    if centre.kind is not like.kind:
        draft.trouble("other_kind", name=centre.id, kind=centre.kind, like=like.id, like_kind=like.kind)
        return
    if not _same_families(draft, centre, like):
        draft.trouble("other_families", name=centre.id, like=like.id)
        return
    zone, network = draft.zone(centre.site), draft.network
    first = begins(change.first, zone) if change.first else network.start
    last = ends(change.last, zone) if change.last else network.end
    if first >= last:
        draft.trouble("days", first=first.date(), last=last.date())
        return
    found = Agreement(
        change.id, change.giver, change.taker, centre.id, change.rate_ore_h, change.ceiling_h * 3600, first, last
    )
    draft.put("agreements", change.id, found)
    sites = draft.table("sites")
    ore_h = centre.cost_ore_h - like.cost_ore_h
    ore_h += centre.power_kw * sites[centre.site].energy_ore_kwh - like.power_kw * sites[like.site].energy_ore_kwh
    draft.ways.append(Also(change.like, centre.id, centre.site, change.time_permille, ore_h, change.id, change.taker))


def _same_families(draft: Draft, centre: WorkCentre, like: WorkCentre) -> bool:
    if not centre.setup_matrix and not like.setup_matrix:
        return True
    matrices = draft.table("setup_matrices")
    if not centre.setup_matrix or not like.setup_matrix:
        return not centre.setup_matrix
    return bool(matrices[centre.setup_matrix].families == matrices[like.setup_matrix].families)


def end_agreement(draft: Draft, change: EndAgreement) -> None:
    """An agreement that is in force no longer than to a day."""
    if not draft.known("agreement", change.agreement):
        return
    found: Agreement = draft.table("agreements")[change.agreement]
    zone = draft.zone(draft.table("work_centres")[found.work_centre].site)
    last = begins(change.from_day, zone) if change.from_day else found.valid_from
    draft.put("agreements", found.id, replace(found, valid_to=max(found.valid_from, min(found.valid_to, last))))


def leaves(draft: Draft, change: Leaves) -> None:
    """Nothing of a member is there any more."""
    if not draft.known("member", change.member):
        return
    network = draft.network
    for centre in list(draft.table("work_centres").values()):
        if draft.member_at(centre.id) == change.member:
            zone = draft.zone(centre.site)
            close(draft, centre.id, network.start.astimezone(zone).date(), network.end.astimezone(zone).date())
    for found in list(draft.table("agreements").values()):
        if change.member in (found.giver, found.taker):
            draft.put("agreements", found.id, replace(found, valid_to=found.valid_from))
    leave_out(draft, draft.there(draft.orders.places["owner"].get(change.member, ())))
