# SPDX-License-Identifier: Apache-2.0
"""Does every portion last as long as its work does, in the hours of its work centre: duration, calendar."""

from __future__ import annotations

from klynge.job import Pause
from klynge.planning.check.case import Case, Placed


def check_timing(case: Case) -> None:
    """The rules that ask each portion (batch) for its run time and its working hours."""
    longest: dict[str, int] = {}
    for each in case.placed:
        if each.portion.batch:
            longest[each.portion.batch] = max(longest.get(each.portion.batch, 0), run_s(each))
    for each in case.placed:
        if not each.reported:
            _duration(case, each, longest.get(each.portion.batch, run_s(each)))
            _calendar(case, each)


def run_s(placed: Placed) -> int:
    """The run seconds of a portion by itself."""
    return placed.mode.run_s(placed.portion.quantity)


def _duration(case: Case, placed: Placed, wanted_s: int) -> None:
    portion = placed.portion
    if placed.mode.pause is Pause.UNATTENDED:
        lasts_s = portion.end - portion.start
    else:
        lasts_s = placed.hours.work(portion.end) - placed.hours.work(portion.start)
    if lasts_s != wanted_s or portion.end < portion.start:
        case.found("duration", placed.where, "wrong_duration", lasts_s=lasts_s, wanted_s=wanted_s)


def _calendar(case: Case, placed: Placed) -> None:
    portion, hours, site = placed.portion, placed.hours, placed.mode.site
    if portion.end > case.end_s:
        moments = {"end": case.clock(portion.end, site), "horizon": case.clock(case.end_s, site)}
        case.found("calendar", placed.where, "after_horizon", **moments)
        return
    if not hours.is_open(portion.start):
        case.found("calendar", placed.where, "start_closed", start=case.clock(portion.start, site))
        return
    if not hours.is_open(portion.setup_start):
        case.found("calendar", placed.where, "setup_closed", start=case.clock(portion.setup_start, site))
        return
    if placed.mode.pause is Pause.WHOLE and not hours.hold_in_one(portion.setup_start, portion.end):
        moments = {"start": case.clock(portion.setup_start, site), "end": case.clock(portion.end, site)}
        case.found("calendar", placed.where, "not_in_one", **moments)
    if placed.mode.pause is not Pause.UNATTENDED and portion.end > portion.start:
        closes = hours.closes(hours.work(portion.end))
        if closes != portion.end:
            case.found("calendar", placed.where, "end_closed", end=case.clock(portion.end, site))
