# SPDX-License-Identifier: Apache-2.0
"""Days, times, money and numbers as the reader's language writes them, in Oslo's time, with ISO weeks.

Each takes None (what is not known) and gives a dash for it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

OSLO = ZoneInfo("Europe/Oslo")
NONE = "–"
NBSP = "\u00a0"  # so that a number is never broken over lines
MINUS = "\u2212"

_DAYS = {"nb": "ma. ti. on. to. fr. lø. sø.", "en": "Mon Tue Wed Thu Fri Sat Sun"}
_WEEKDAYS = {
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = {
    "nb": "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_STEPS = (
    ("year", 31_557_600),
    ("month", 2_629_800),
    ("week", 604_800),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
)
_UNITS = {
    "nb": {"year": ("år", "år"), "month": ("måned", "måneder"), "week": ("uke", "uker"), "day": ("dag", "dager"),
           "hour": ("time", "timer"), "minute": ("minutt", "minutter")},
    "en": {"year": ("year", "years"), "month": ("month", "months"), "week": ("week", "weeks"), "day": ("day", "days"),
           "hour": ("hour", "hours"), "minute": ("minute", "minutes")},
}  # fmt: skip


def language() -> str:
    """The language that is written: nb or en."""
    return "en" if get_language() == "en" else "nb"


def local(value: datetime) -> datetime:
    """The same moment on Oslo's clock. A moment without a zone is taken as Oslo's."""
    return value.astimezone(OSLO) if timezone.is_aware(value) else value.replace(tzinfo=OSLO)


def on_day(value: date | datetime) -> date:
    """The day in Oslo."""
    return local(value).date() if isinstance(value, datetime) else value


def today() -> date:
    """The day it is in Oslo."""
    return local(timezone.now()).date()


def day(value: date | datetime | None, *, year: bool | None = None) -> str:
    """“to. 12. feb.” or “Thu 12 Feb”; with the year when it is another than this one."""
    if value is None:
        return NONE
    found, tongue = on_day(value), language()
    name = _DAYS[tongue].split()[found.weekday()]
    month = _MONTHS[tongue].split()[found.month - 1]
    text = f"{name} {found.day}. {month}" if tongue == "nb" else f"{name} {found.day} {month}"
    return f"{text} {found.year}" if (found.year != today().year if year is None else year) else text


def clock(value: datetime | None) -> str:
    """“14:05”."""
    return NONE if value is None else f"{local(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """The day and the time of it, on 24 hours."""
    return NONE if value is None else f"{day(value)} {clock(value)}"


def week(value: date | datetime | None) -> str:
    """The ISO week: “uke 7” or “week 7”, with its year when that is another than this one's."""
    if value is None:
        return NONE
    found = on_day(value).isocalendar()
    text = f"{'uke' if language() == 'nb' else 'week'} {found.week}"
    return text if found.year == today().isocalendar().year else f"{text}, {found.year}"


def in_full(value: date | datetime | None) -> str:
    """All of it, to be shown when one asks: weekday, date, ISO week, time."""
    if value is None:
        return NONE
    found, tongue = on_day(value), language()
    name = _WEEKDAYS[tongue].split()[found.weekday()]
    text = f"{name} {found.isoformat()}, {found.isocalendar().year}-W{found.isocalendar().week:02}"
    return f"{text}, {clock(value)}" if isinstance(value, datetime) else text


def ago(value: date | datetime | None, now: datetime | None = None) -> str:
    """How far from now: “om 3 dager”, “for 2 timer siden”, “i dag”; “in 3 days”, “2 hours ago”, “today”.

    A day is counted in days, a moment in its largest whole unit.
    """
    if value is None:
        return NONE
    now = now or timezone.now()
    tongue = language()
    if isinstance(value, datetime):
        seconds = (local(value) - local(now)).total_seconds()
        if abs(seconds) < 60:
            return "nå" if tongue == "nb" else "now"
    else:
        seconds = (value - local(now).date()).days * 86_400.0
        if abs(seconds) <= 86_400:
            words = {"nb": ("i går", "i dag", "i morgen"), "en": ("yesterday", "today", "tomorrow")}[tongue]
            return words[round(seconds / 86_400) + 1]
    unit, size = next((name, size) for name, size in _STEPS if abs(seconds) >= size)
    number = int(abs(seconds) // size)
    named = f"{number}{NBSP}{_UNITS[tongue][unit][number != 1]}"
    if tongue == "nb":
        return f"om {named}" if seconds > 0 else f"for {named} siden"
    return f"in {named}" if seconds > 0 else f"{named} ago"


def number(value: float | Decimal | None, decimals: int = 0, unit: str = "") -> str:
    """“12 345,5 h” or “12,345.5 h”."""
    if value is None:
        return NONE
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}"
    if language() == "nb":
        text = text.replace(",", NBSP).replace(".", ",")
    text = text.replace("-", MINUS)
    return f"{text}{NBSP}{unit}" if unit else text


def money(ore: int | None, decimals: int = 2) -> str:
    """“1 234,50 kr” or “NOK 1,234.50” from øre."""
    if ore is None:
        return NONE
    text = number(Decimal(ore) / 100, decimals)
    return f"{text}{NBSP}kr" if language() == "nb" else f"NOK{NBSP}{text}"


def share(value: float | None, decimals: int = 0) -> str:
    """“93 %” or “93%” from a part of one."""
    if value is None:
        return NONE
    text = number(Decimal(str(value)) * 100, decimals)
    return f"{text}{NBSP}%" if language() == "nb" else f"{text}%"


def hours(seconds: float | None) -> str:
    """“2 h 30 min” below ten hours, else “12,5 h”; from seconds."""
    if seconds is None:
        return NONE
    minutes = round(abs(seconds) / 60)
    sign = MINUS if seconds < 0 and minutes else ""
    unit = "t" if language() == "nb" else "h"
    if minutes >= 600:
        return sign + number(abs(seconds) / 3600, 1, unit)
    whole, rest = divmod(minutes, 60)
    parts = ([f"{whole}{NBSP}{unit}"] if whole else []) + ([f"{rest}{NBSP}min"] if rest or not whole else [])
    return sign + NBSP.join(parts)


def weight(grams: float | None) -> str:
    """“12,5 kg” from grams."""
    return NONE if grams is None else number(Decimal(str(grams)) / 1000, 1, "kg")
