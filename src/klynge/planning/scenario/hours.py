# SPDX-License-Identifier: Apache-2.0
"""Changes of hours and people: other shifts, exceptions and overtime, people more or fewer, absences.

A calendar that only some of its users change is copied for them, with an identifier that says of whom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from klynge.network.model import Calendar, CalendarException, Pool, PoolPart, Shift, WorkCentre
from klynge.network.problem import UnfitError
from klynge.network.values import weekdays

from .data import Absence, Exceptional, People, ShiftHours, Shifts, Targets
from .draft import Draft

Edit = Callable[[Calendar], Calendar]


def shifts(draft: Draft, change: Shifts) -> None:
    """Another calendar, or other weekly shifts."""
    if bool(change.use) == bool(change.shifts):
        draft.trouble("shifts_or_use")
        return
    if change.use:
        if not draft.known("calendar", change.use):
            return
        other: Calendar = draft.table("calendars")[change.use]
        _edit(draft, change, lambda _: other)
    elif hours := _shifts(draft, change.shifts):
        _edit(draft, change, lambda calendar: replace(calendar, shifts=hours))


def exception(draft: Draft, change: Exceptional) -> None:
    """Days with other hours."""
    fits = draft.in_order(change.first, change.last)
    if change.adds and not change.shifts:
        draft.trouble("adds_nothing")
        fits = False
    hours = _shifts(draft, change.shifts)
    if fits and hours is not None:
        entry = CalendarException(change.first, change.last, hours, change.adds)
        _edit(draft, change, lambda calendar: _with(calendar, entry))


def close(draft: Draft, work_centre: str, first: date, last: date) -> None:
    """Close a work centre from one day to another."""
    entry = CalendarException(first, last)
    centre: WorkCentre = draft.table("work_centres")[work_centre]
    calendar: Calendar = draft.table("calendars")[centre.calendar]
    # hours that other exceptions add on those days would come on top
    kept = tuple(x for x in calendar.exceptions if not (x.adds and x.last >= first and x.first <= last))
    cut = tuple(x for x in calendar.exceptions if x.adds and x.last >= first and x.first <= last)
    parts = [p for x in cut for p in _outside(x, first, last)]
    own = _own(draft, calendar, work_centre)
    draft.put("calendars", own, replace(calendar, id=own, exceptions=(*kept, *parts, entry)))
    draft.put("work_centres", work_centre, replace(centre, calendar=own))


def _outside(entry: CalendarException, first: date, last: date) -> list[CalendarException]:
    """What is left of an exception outside the days from first to last."""
    day = date.resolution
    before = [replace(entry, last=first - day)] if entry.first < first else []
    after = [replace(entry, first=last + day)] if entry.last > last else []
    return before + after


def _with(calendar: Calendar, entry: CalendarException) -> Calendar:
    return replace(calendar, exceptions=(*calendar.exceptions, entry))


def _shifts(draft: Draft, hours: Sequence[ShiftHours]) -> tuple[Shift, ...] | None:
    found = []
    for entry in hours:
        try:
            days = sorted({day for part in entry.days.split("|") for day in weekdays(part.strip())})
        except UnfitError:
            draft.trouble("not_a_day", text=entry.days)
            return None
        found.append(Shift(tuple(days), entry.start, entry.end))
    return tuple(found)


def _own(draft: Draft, calendar: Calendar, user: str) -> str:
    return f"{calendar.id}~{user}~{draft.number}"


def _edit(draft: Draft, targets: Targets, edit: Edit) -> None:
    """Give the targets their changed calendars."""
    if not (targets.work_centres or targets.pools or targets.calendars):
        draft.trouble("no_target")
        return
    fits = draft.all_known("work_centre", targets.work_centres)
    fits &= draft.all_known("pool", targets.pools)
    fits &= draft.all_known("calendar", targets.calendars)
    if not fits:
        return
    for name in targets.calendars:
        draft.put("calendars", name, replace(edit(draft.table("calendars")[name]), id=name))
    for name in targets.work_centres:
        centre: WorkCentre = draft.table("work_centres")[name]
        draft.put("work_centres", name, replace(centre, calendar=_edited(draft, centre.calendar, name, edit)))
    for name in targets.pools:
        pool: Pool = draft.table("pools")[name]
        parts = tuple(replace(part, calendar=_edited(draft, part.calendar, name, edit)) for part in pool.parts)
        draft.put("pools", name, replace(pool, parts=parts))


def _edited(draft: Draft, calendar: str, user: str, edit: Edit) -> str:
    """The identifier of a calendar as changed for one user; that of another calendar where the edit only names it."""
    before: Calendar = draft.table("calendars")[calendar]
    after = edit(before)
    if after.id != before.id:
        return after.id
    own = _own(draft, before, user)
    draft.put("calendars", own, replace(after, id=own))
    return own


def people(draft: Draft, change: People) -> None:
    """More of a pool, or fewer of those on one calendar."""
    if not draft.known("pool", change.pool):
        return
    pool: Pool = draft.table("pools")[change.pool]
    calendar = change.calendar or (pool.parts[0].calendar if pool.parts else "")
    if not draft.known("calendar", calendar):
        return
    if change.permille >= 0:
        draft.put("pools", pool.id, replace(pool, parts=(*pool.parts, PoolPart(calendar, change.permille))))
        return
    less = -change.permille
    there = sum(part.amount for part in pool.parts if part.calendar == calendar)
    if there < less:
        draft.trouble("too_few_people", name=pool.id, amount=there, calendar=calendar, less=less)
        return
    parts = []
    for part in reversed(pool.parts):
        gone = min(less, part.amount) if part.calendar == calendar else 0
        less -= gone
        if part.amount > gone:
            parts.append(replace(part, amount=part.amount - gone))
    draft.put("pools", pool.id, replace(pool, parts=tuple(reversed(parts))))


def absence(draft: Draft, change: Absence) -> None:
    """Some of a pool away for days: the first of its parts, as far as they go."""
    if not (draft.known("pool", change.pool) & draft.in_order(change.first, change.last)):
        return
    pool: Pool = draft.table("pools")[change.pool]
    there = sum(part.amount for part in pool.parts)
    if there < change.permille:
        calendars = ", ".join(dict.fromkeys(part.calendar for part in pool.parts))
        draft.trouble("too_few_people", name=pool.id, amount=there, calendar=calendars, less=change.permille)
        return
    left, parts = change.permille, []
    for part in pool.parts:
        away = min(left, part.amount)
        left -= away
        if away:
            parts.append(replace(part, amount=away, absences=(*part.absences, (change.first, change.last))))
        if part.amount > away:
            parts.append(replace(part, amount=part.amount - away))
    draft.put("pools", pool.id, replace(pool, parts=tuple(parts)))
