# SPDX-License-Identifier: Apache-2.0
"""Is another member's capacity used only as agreed: agreement."""

from __future__ import annotations

from collections import Counter

from klynge.job import Pause
from klynge.network.model import Agreement
from klynge.planning.check.case import Case, Placed


def check_agreements(case: Case) -> None:
    """Every mode elsewhere under a fitting agreement in force, and no agreement used beyond its ceiling."""
    used_s: Counter[str] = Counter()
    counted: set[tuple[str, str, int, str]] = set()
    for each in case.placed:
        agreement = _named(case, each)
        if agreement is None:
            continue
        _valid(case, each, agreement)
        portion = each.portion
        batch = agreement.id, portion.work_centre, portion.unit, portion.batch
        if batch not in counted:  # all of a batch takes its hours together
            used_s[agreement.id] += worked_s(each)
        if portion.batch:
            counted.add(batch)
    for name, seconds in used_s.items():
        ceiling_s = case.network.agreements[name].ceiling_s
        if seconds > ceiling_s:
            case.found("agreement", name, "over_ceiling", used_s=seconds, ceiling_s=ceiling_s)


def _named(case: Case, placed: Placed) -> Agreement | None:
    """The agreement a portion is under, when it needs one and that one fits."""
    site = case.network.sites.get(placed.mode.site)
    giver, owner, name = site.member if site else "", placed.doing.owner, placed.mode.agreement
    if giver == owner:
        if name is not None:
            case.found("agreement", placed.where, "own_site", agreement=name)
        return None
    if name is None:
        case.found("agreement", placed.where, "no_agreement", giver=giver, taker=owner)
        return None
    agreement = case.network.agreements.get(name)
    if agreement is None:
        case.found("agreement", placed.where, "unknown_agreement", agreement=name)
        return None
    if (agreement.giver, agreement.taker, agreement.work_centre) != (giver, owner, placed.mode.work_centre):
        facts = {"giver": giver, "taker": owner, "work_centre": placed.mode.work_centre}
        case.found("agreement", placed.where, "other_agreement", agreement=name, **facts)
        return None
    return agreement


def _valid(case: Case, placed: Placed, agreement: Agreement) -> None:
    if placed.reported:
        return  # a fact: it was done, whatever was agreed
    first, last = case.seconds(agreement.valid_from), case.seconds(agreement.valid_to)
    if placed.portion.setup_start < first or placed.portion.end > last:
        site = placed.mode.site
        moments = {
            "start": case.clock(placed.portion.setup_start, site),
            "end": case.clock(placed.portion.end, site),
            "first": case.clock(first, site),
            "last": case.clock(last, site),
        }
        case.found("agreement", placed.where, "not_valid", agreement=agreement.id, **moments)


def worked_s(placed: Placed) -> int:
    """Hours of set-up and run: working time, unattended by the clock."""
    portion, hours = placed.portion, placed.hours
    setup_s = hours.work(portion.start) - hours.work(portion.setup_start)
    if placed.mode.pause is Pause.UNATTENDED:
        return setup_s + portion.end - portion.start
    return setup_s + hours.work(portion.end) - hours.work(portion.start)
