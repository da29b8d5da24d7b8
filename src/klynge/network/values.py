# SPDX-License-Identifier: Apache-2.0
"""Texts of cells as values: identifiers, whole numbers, money, durations, days, moments, needs.

Every function takes a cell's text (not empty, without blanks around it) and returns the value, or raises `UnfitError`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from unicodedata import category
from zoneinfo import ZoneInfo, available_timezones

from klynge.network.problem import UnfitError, nearest, shown

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_CHOICES = 16_000
LARGEST = 10**12  # keeps every sum the engine forms inside 64 bits
_LONGEST_MS = 3660 * 86_400_000
_POWERS = (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)
_UNIT_MS = {"w": 604_800_000, "d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1000}
_IDENTIFIER = re.compile(r"[^\W_][\w./-]*")
_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?[wdhms])+")
_DURATION_PART = re.compile(r"([0-9]+)(?:\.([0-9]+))?([wdhms])")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")


def text(cell: str) -> str:
    """Any text of reasonable length."""
    if len(cell) > 1000:
        raise UnfitError(f"the text is {len(cell)} characters long", "shorten it to at most 1000")
    return _on_one_line(cell)


def choices(cell: str) -> str:
    """The choices of a configuration; what they mean is known to the product only."""
    if len(cell) > _LONGEST_CHOICES:
        raise UnfitError(f"the text is {len(cell)} characters long", f"shorten it to at most {_LONGEST_CHOICES}")
    return _on_one_line(cell)


def _on_one_line(cell: str) -> str:
    if not cell.isprintable() and any(category(char) in ("Cc", "Cs") for char in cell):
        raise UnfitError(f"{shown(cell)} has a line break or another control character in it", "write it on one line")
    return cell


def identifier(cell: str) -> str:
    """A name that other rows refer to."""
    if not _IDENTIFIER.fullmatch(cell):
        raise UnfitError(
            f"{shown(cell)} is not an identifier", "use letters, digits, - _ . / and begin with a letter or digit"
        )
    if len(cell) > 100:
        raise UnfitError(f"the identifier is {len(cell)} characters long", "shorten it to at most 100")
    return cell


def listed(part: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """A list in a cell, separated by `|`."""

    def parse(cell: str) -> tuple[T, ...]:
        return tuple(part(piece.strip()) for piece in cell.split("|"))

    return parse


def choice(kinds: type[E]) -> Callable[[str], E]:
    """One word of a fixed list."""
    words = {kind.value: kind for kind in kinds}

    def parse(cell: str) -> E:
        if cell not in words:
            raise UnfitError(f"{shown(cell)} is not one of the words used here", nearest(cell, words))
        return words[cell]

    return parse


def _scaled(cell: str, decimals: int) -> int:
    """A number in units of 10^-decimals, exactly."""
    match = _NUMBER.fullmatch(cell)
    if not match:
        example = "1250" if decimals == 0 else f"1250.{'0' * (decimals - 1)}5"
        if "," in cell:
            raise UnfitError(
                f"{shown(cell)} is not a number", f"decimals follow a point, thousands are not marked: {example}"
            )
        raise UnfitError(f"{shown(cell)} is not a number", f"write digits only, as in {example}")
    sign, whole, fraction = match.groups()
    if sign:
        raise UnfitError(f"{shown(cell)} is negative", "write zero or more")
    fraction = (fraction or "").rstrip("0")
    if len(fraction) > decimals:
        allowed = f"at most {decimals} decimals" if decimals else "a whole number"
        raise UnfitError(f"{shown(cell)} has too many decimals", f"write {allowed}")
    if len(whole) > 15:
        raise UnfitError(f"{shown(cell)} is too large", f"write at most {LARGEST}")
    value = int(whole) * _POWERS[decimals] + int(fraction.ljust(decimals, "0") or 0)
    if value > LARGEST:
        raise UnfitError(f"{shown(cell)} is too large", f"write at most {LARGEST // _POWERS[decimals]}")
    return value


def whole(cell: str) -> int:
    """A whole number, zero or more."""
    value = _scaled(cell, 0)
    if value > 10**9:
        raise UnfitError(f"{shown(cell)} is too large", f"write at most {10**9}")
    return value


def counted(cell: str) -> int:
    """A whole number, one or more."""
    value = _scaled(cell, 0)
    if value < 1:
        raise UnfitError(f"{shown(cell)} is too small", "write 1 or more")
    if value > 10**9:
        raise UnfitError(f"{shown(cell)} is too large", f"write at most {10**9}")
    return value


def unit_count(cell: str) -> int:
    """How many like units there are, or which of them: 1 to 1000."""
    value = counted(cell)
    if value > 1000:
        raise UnfitError(f"{shown(cell)} is too large", "a work centre has at most 1000 units")
    return value


def ore(cell: str) -> int:
    """Kroner with up to two decimals, as øre."""
    return _scaled(cell, 2)


def thousandths(cell: str) -> int:
    """A number with up to three decimals, in thousandths."""
    return _scaled(cell, 3)


def amount(cell: str) -> int:
    """A number above zero with up to three decimals, in thousandths."""
    value = _scaled(cell, 3)
    if not 0 < value <= 10**9:
        raise UnfitError(f"{shown(cell)} is out of range", "write more than 0 and at most 1000000")
    return value


def share(cell: str) -> int:
    """A part of one, above zero, in thousandths."""
    value = _scaled(cell, 3)
    if not 0 < value <= 1000:
        raise UnfitError(f"{shown(cell)} is not a part of the whole", "write more than 0 and at most 1.0")
    return value


def _duration_ms(cell: str) -> int:
    if cell == "0":
        return 0
    if not _DURATION.fullmatch(cell):
        if cell.startswith("-"):
            raise UnfitError(f"{shown(cell)} is a negative time", "write zero or more")
        if _NUMBER.fullmatch(cell):
            raise UnfitError(
                f"{shown(cell)} has no unit of time",
                f"write {shown(cell + 's')} for seconds or {shown(cell + 'm')} for minutes",
            )
        raise UnfitError(f"{shown(cell)} is not a duration", "write for example 90s, 15m, 1h30m, 3d or 2w")
    total, used = 0, ""
    for whole_part, fraction, unit in _DURATION_PART.findall(cell):
        if len(whole_part) > 12:
            raise UnfitError(f"{shown(cell)} is too long a time", "write at most 10 years")
        if unit in used or (used and "wdhms".index(unit) < "wdhms".index(used[-1])):
            raise UnfitError(f"{shown(cell)} mixes up its units", "write each unit once, the largest first: 1h30m")
        used += unit
        tail = int(fraction or 0) * _UNIT_MS[unit] if len(fraction) <= 6 else 1
        if len(fraction) > 6 or tail % _POWERS[len(fraction)]:
            raise UnfitError(f"{shown(cell)} is too finely divided", "write whole milliseconds or more")
        total += int(whole_part) * _UNIT_MS[unit] + tail // _POWERS[len(fraction)]
    if total > _LONGEST_MS:
        raise UnfitError(f"{shown(cell)} is too long a time", "write at most 10 years")
    return total


def duration_ms(cell: str) -> int:
    """A duration in milliseconds; decimals of seconds allowed."""
    return _duration_ms(cell)


def duration_s(cell: str) -> int:
    """A duration in whole seconds."""
    value = _duration_ms(cell)
    if value % 1000:
        raise UnfitError(f"{shown(cell)} is not a whole number of seconds", "write whole seconds here, as in 90s")
    return value // 1000


def hours_s(cell: str) -> int:
    """Hours with up to three decimals, as whole seconds."""
    value = _scaled(cell, 3) * 3600
    if value % 1000:
        raise UnfitError(f"{shown(cell)} h is not a whole number of seconds", "write for example 120 or 7.5")
    return value // 1000


def setup_time(cell: str) -> int | None:
    """A set-up time in seconds, or None for a change that never happens."""
    return None if cell == "never" else duration_s(cell)


def day(cell: str) -> date:
    """A calendar day."""
    if _DAY.fullmatch(cell):
        try:
            return _plausible(date.fromisoformat(cell))
        except ValueError as error:
            raise UnfitError(
                f"{shown(cell)} is not a day of any calendar", "write year-month-day, as in 2026-03-02"
            ) from error
    raise UnfitError(f"{shown(cell)} is not a day", "write year-month-day, as in 2026-03-02")


def day_or_moment(cell: str) -> date | datetime:
    """A day (`date`), a moment in the cluster's time zone (naive `datetime`), or one with an offset (aware)."""
    if not _MOMENT.fullmatch(cell):
        return day(cell)
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError as error:
        raise UnfitError(f"{shown(cell)} is not a moment", "write a day and a time, as in 2026-03-02T14:00") from error
    _plausible(moment.date())
    return moment


def _plausible(value: date) -> date:
    if not 1990 <= value.year <= 2190:
        raise UnfitError(f"the year {value.year} cannot be meant", "write a year from 1990 to 2190")
    return value


def time_of_day(cell: str) -> time:
    """A local time of day; 24:00 is midnight at the day's end and comes out as 00:00."""
    match = _TIME.fullmatch(cell)
    if match and (int(match[1]) < 24 or cell == "24:00") and int(match[2]) < 60:
        return time(int(match[1]) % 24, int(match[2]))
    raise UnfitError(f"{shown(cell)} is not a time of day", "write hours and minutes, as in 07:00")


def weekdays(cell: str) -> tuple[int, ...]:
    """Days of the week, `mon-fri` or `mon,wed`: 0 for Monday."""
    days: set[int] = set()
    for piece in cell.split(","):
        first, _, last = (word.strip() for word in piece.partition("-"))
        for word in (first, last or first):
            if word not in WEEKDAYS:
                raise UnfitError(f"{shown(word)} is not a day of the week", nearest(word, WEEKDAYS))
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days.update(number % 7 for number in range(start, end + 1 + (7 if end < start else 0)))
    return tuple(sorted(days))


def departure(cell: str) -> tuple[int, time]:
    """A weekly departure, `mon 16:00`."""
    word, _, at = cell.partition(" ")
    if word not in WEEKDAYS or not at or at.strip() == "24:00":
        raise UnfitError(f"{shown(cell)} is not a departure", "write the day of the week and the time, as in mon 16:00")
    return WEEKDAYS.index(word), time_of_day(at.strip())


def absence(cell: str) -> tuple[date, date]:
    """A first and a last day away, `2026-02-02..2026-02-06`, or one day."""
    first, dots, last = cell.partition("..")
    span = (day(first.strip()), day(last.strip()) if dots else day(first.strip()))
    if span[1] < span[0]:
        raise UnfitError(f"the absence {shown(cell)} ends before it begins", "write the first day first")
    return span


def need(cell: str) -> tuple[str, int]:
    """A skill or pool and how much of it, in thousandths: `operator:0.33`; 1 when no amount is given."""
    name, colon, tail = cell.rpartition(":")
    if colon and _NUMBER.fullmatch(tail.strip()):
        return name.strip(), amount(tail.strip())
    if not cell:
        raise UnfitError("a need has no name", "write name:amount, as in operator:0.5|crane")
    if colon and not re.search(r"[^\W\d_]", tail):
        raise UnfitError(f"{shown(cell)} is not a need", "write name:amount, as in operator:0.5|crane")
    return cell, 1000


def time_zone(cell: str) -> str:
    """The name of a time zone of the IANA database."""
    try:
        ZoneInfo(cell)
    except (ValueError, OSError, KeyError) as error:
        raise UnfitError(f"{shown(cell)} is not a time zone", nearest(cell, available_timezones())) from error
    return cell


def organisation_number(cell: str) -> str:
    """A Norwegian organisation number: nine digits, the last a check digit (mod 11, weights 3 2 7 6 5 4 3 2)."""
    digits = cell.replace(" ", "")
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise UnfitError(f"{shown(cell)} is not an organisation number", "write nine digits")
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11
    if rest:
        raise UnfitError(
            f"{shown(cell)} fails the check digit of organisation numbers", "look it up in Brønnøysund's register"
        )
    return digits


def midnight_after(value: date) -> date:
    """The next day, whose start is the end of this one."""
    return value + timedelta(days=1)
