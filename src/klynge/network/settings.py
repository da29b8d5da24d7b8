# SPDX-License-Identifier: Apache-2.0
"""cluster.yaml and calendars.yaml: when and where planning happens, and when people and machines work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from klynge.network import values as v
from klynge.network.calendar import shifts_overlap
from klynge.network.model import Calendar, CalendarException, Shift
from klynge.network.outline import Outline, read_outline
from klynge.network.problem import Findings, UnfitError, nearest, shown

CLUSTER = "cluster.yaml"
CALENDARS = "calendars.yaml"
CLUSTER_KEYS = ("name", "time_zone", "start", "weeks", "epoch", "regions", "synthetic", "overtime_percent")
_EXCEPTION_KEYS = ("first", "last", "shifts", "adds", "note")
_SHIFT_KEYS = ("days", "from", "to")
_EVERY_DAY = tuple(range(7))
_WEEKS = 26
_OVERTIME_PERCENT = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """What cluster.yaml says, with all moments in UTC. `sound` is false when some of it is a stand-in for an error."""

    name: str
    time_zone: str
    start: datetime
    end: datetime
    epoch: datetime
    regions: tuple[str, ...]
    synthetic: str
    overtime_percent: int
    sound: bool

    def begins(self, value: date | datetime) -> datetime:
        """The moment meant, a day's start when it is a day."""
        return _moment(value, self.time_zone)

    def ends(self, value: date | datetime) -> datetime:
        """The moment meant, a day's end when it is a day."""
        return _moment(value if isinstance(value, datetime) else v.midnight_after(value), self.time_zone)


def _moment(value: date | datetime, time_zone: str) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(0))
    return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(time_zone))).astimezone(UTC)


def _weeks(text: str) -> int:
    value = v.counted(text)
    if value > 520:
        raise UnfitError(f"{shown(text)} weeks are too many", "write at most 520")
    return value


def _percent(text: str) -> int:
    value = v.whole(text)
    if value > 1000:
        raise UnfitError(f"{shown(text)} per cent are too many", "write at most 1000")
    return value


def read_settings(folder: Path, findings: Findings) -> Settings:
    """Read cluster.yaml; on errors stand-ins let the other files be checked all the same."""
    before = len(findings.problems)
    outline = read_outline(folder / CLUSTER, findings)
    fields = outline.fields(CLUSTER_KEYS) if outline else {}
    for key in ("name", "time_zone", "start"):
        if outline and key not in fields and len(findings.problems) == before:
            outline.findings.add(CLUSTER, 0, key, f"{shown(key)} is missing", f"add {key}: …")
    zone = (fields["time_zone"].value(v.time_zone) if "time_zone" in fields else None) or "UTC"
    first = (fields["start"].value(v.day_or_moment) if "start" in fields else None) or date(2026, 1, 1)
    weeks = (fields["weeks"].value(_weeks) if "weeks" in fields else _WEEKS) or _WEEKS
    epoch = (fields["epoch"].value(v.day_or_moment) if "epoch" in fields else first) or first
    regions = [region.value(v.identifier) for region in fields["regions"].items()] if "regions" in fields else []
    start = _moment(first, zone)
    local_end = start.astimezone(ZoneInfo(zone)) + timedelta(weeks=weeks)
    if _moment(epoch, zone) > start:
        fields["epoch"].problem("the epoch is after the start", "leave it out, or write a day before the start")
    name = (fields["name"].value(v.text) if "name" in fields else None) or ""
    synthetic = fields["synthetic"].value(v.text) if "synthetic" in fields else None
    percent = fields["overtime_percent"].value(_percent) if "overtime_percent" in fields else None
    return Settings(
        name=name,
        time_zone=zone,
        start=start,
        end=local_end.astimezone(UTC),
        epoch=_moment(epoch, zone),
        regions=tuple(dict.fromkeys(region for region in regions if region)),
        synthetic=synthetic or "",
        overtime_percent=_OVERTIME_PERCENT if percent is None else percent,
        sound=len(findings.problems) == before,
    )


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars without errors, where each begins in the file, and the names of all of them."""

    found: dict[str, Calendar]
    lines: dict[str, int]
    sound: bool


def read_calendars(folder: Path, findings: Findings) -> Calendars:
    """Read calendars.yaml."""
    before = len(findings.problems)
    outline = read_outline(folder / CALENDARS, findings)
    entries = outline.fields() if outline else {}
    found: dict[str, Calendar] = {}
    for name, entry in entries.items():
        so_far = len(findings.problems)
        calendar = _calendar(name, entry)
        if len(findings.problems) == so_far:
            found[name] = calendar
    lines = {name: entry.line for name, entry in entries.items()}
    return Calendars(found, lines, len(findings.problems) == before)


def _calendar(name: str, entry: Outline) -> Calendar:
    try:
        v.identifier(name)
    except UnfitError as error:
        entry.problem(error.message, error.remedy)
    fields = entry.fields(("holidays", "shifts", "exceptions"))
    country = ""
    if "holidays" in fields and _text(fields["holidays"]):
        country = fields["holidays"].value(_country) or ""
    exceptions = []
    if "exceptions" in fields:
        exceptions = [_exception(item) for item in fields["exceptions"].items()]
    shifts = _shifts(fields["shifts"]) if "shifts" in fields else ()
    if "shifts" in fields and not fields["shifts"].node.value:
        fields["shifts"].problem("there are no shifts here", "leave shifts out for a calendar that is always open")
    return Calendar(name, shifts, country, tuple(exception for exception in exceptions if exception))


def _country(text: str) -> str:
    import holidays  # loading it takes longer than reading most clusters

    if re.fullmatch("[A-Z]{2}", text) and text in holidays.list_supported_countries():
        return text
    known = holidays.list_supported_countries(include_aliases=False)
    raise UnfitError(f"{shown(text)} is not a country whose holidays are known", nearest(text.upper(), known))


def _shifts(outline: Outline) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    for item in outline.items():
        shift = _shift(item)
        if shift is None:
            continue
        for other in shifts:
            if shifts_overlap(shift, other):
                item.problem(
                    f"the shifts {_span(other)} and {_span(shift)} overlap", "make them one, or change their times"
                )
                break
        shifts.append(shift)
    return tuple(shifts)


def _span(shift: Shift) -> str:
    return f"{shift.start:%H:%M}-{'24:00' if shift.end == time(0) else format(shift.end, '%H:%M')}"


def _shift(item: Outline) -> Shift | None:
    fields = item.fields(_SHIFT_KEYS)
    missing = [key for key in ("from", "to") if key not in fields]
    if missing:
        item.problem(f"the shift has no {shown(missing[0])}", 'write {from: "07:00", to: "15:00"}')
        return None
    start, end = fields["from"].value(v.time_of_day), fields["to"].value(v.time_of_day)
    days = _days(fields["days"]) if "days" in fields else _EVERY_DAY
    if start is None or end is None or days is None:
        return None
    if _text(fields["from"]) == "24:00":
        fields["from"].problem("a shift cannot begin at 24:00", "write 00:00 on the next day")
        return None
    if start == end and _text(fields["to"]) != "24:00":
        fields["to"].problem("the shift has no length", 'write "00:00" to "24:00" for the whole day')
        return None
    return Shift(days, start, end)


def _days(outline: Outline) -> tuple[int, ...] | None:
    if not isinstance(outline.node, yaml.SequenceNode):
        return outline.value(v.weekdays)
    found = [item.value(v.weekdays) for item in outline.items()]
    if not found or None in found:
        if not found:
            outline.problem("there are no days here", "leave days out for all days")
        return None
    return tuple(sorted({day for days in found for day in days or ()}))


def _exception(item: Outline) -> CalendarException | None:
    fields = item.fields(_EXCEPTION_KEYS)
    if "first" not in fields:
        item.problem("the exception has no “first” day", "write {first: 2026-07-06, last: 2026-07-24}")
        return None
    first = fields["first"].value(v.day)
    last = fields["last"].value(v.day) if "last" in fields else first
    if first is None or last is None:
        return None
    if last < first:
        fields["last"].problem("the exception ends before it begins", "write the first day first")
        return None
    shifts = _shifts(fields["shifts"]) if "shifts" in fields else ()
    adds = _adds(fields["adds"]) if "adds" in fields else False
    if adds and not shifts:
        item.problem("the exception adds nothing", "give the shifts that come on top")
    return CalendarException(first, last, shifts, adds, _text(fields["note"]) if "note" in fields else "")


def _adds(outline: Outline) -> bool:
    if _text(outline).lower() not in ("true", "false", "yes", "no", ""):
        outline.problem(f"{shown(_text(outline))} is neither true nor false", "write adds: true")
    return _text(outline).lower() in ("true", "yes")


def _text(outline: Outline) -> str:
    return str(outline.node.value).strip() if isinstance(outline.node, yaml.ScalarNode) else ""
