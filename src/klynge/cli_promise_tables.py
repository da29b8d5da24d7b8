# SPDX-License-Identifier: Apache-2.0
"""Menus and remedies as people read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.console import Console

from klynge.cli_tables import table
from klynge.words import day, number, say

if TYPE_CHECKING:
    from klynge.api import Planned
    from klynge.planning.promise import Entry, Menu, Possible, Remedy

Asked = tuple[str, int, str]


def kroner(language: str, ore: int) -> str:
    """Øre as kroner."""
    return f"{number(language, ore / 100)} kr"


def kilograms(language: str, grams: int) -> str:
    """Grams as kilograms."""
    return f"{number(language, grams / 1000, 1)} kg"


def show_menu(console: Console, language: str, planned: Planned, asked: Asked, ways: Menu) -> None:
    """One line a way: what it is best in, when it arrives, what it costs and emits, where it is made and sent by."""
    item, quantity, region = asked
    facts = {"item": item, "quantity": number(language, quantity), "region": region}
    if not ways.entries:
        _say_not(console, language, facts, ways.reason)
        return
    title = say(language, "{quantity} of {item} in {region}", **facts)
    shown = table(language, title, "=", "Best in", "=Delivered", ">Cost", ">More", ">CO2")
    for column in shown.columns[3:]:
        column.no_wrap = True
    for place, entry in enumerate(ways.entries, 1):
        names = ", ".join(say(language, name) for name in entry.names)
        mark = "" if entry.kept is None else " ✓" if entry.kept else " ✗"
        more = f"+{kroner(language, entry.extra_ore)}" if entry.extra_ore else ""
        shown.add_row(
            str(place), names, _when(language, planned, entry.delivered) + mark, kroner(language, entry.cost_ore), more,
            kilograms(language, entry.co2_g),
        )  # fmt: skip
    console.print(shown)
    for place, entry in enumerate(ways.entries, 1):
        console.print(f"{place}: {_made_and_sent(language, entry)}", markup=False)
    if ways.wanted is not None:
        text = "Wanted {day}: yes." if ways.kept else "Wanted {day}: no. The nearest day is {nearest}."
        nearest = f"{ways.entries[0].delivered.astimezone(_zone(planned)):%Y-%m-%d}"
        console.print(say(language, text, day=_day(planned, ways.wanted), nearest=nearest))


def show_possible(console: Console, language: str, planned: Planned, asked: Asked, found: Possible) -> None:
    """One line a remedy, the cheapest first."""
    item, quantity, region = asked
    facts = {"item": item, "quantity": number(language, quantity), "region": region, "day": _day(planned, found.wanted)}
    if not found.remedies:
        text = "{quantity} of {item} in {region} by {day}: nothing was found that makes it possible."
        console.print(say(language, text, **facts))
        if found.earliest is not None:
            earliest = _when(language, planned, found.earliest)
            console.print(say(language, "The earliest without is {day}.", day=earliest))
        return
    shown = table(
        language, say(language, "{quantity} of {item} in {region} by {day}", **facts), ">More", "What", "=Delivered"
    )
    for remedy in found.remedies:
        more = ("+" if remedy.extra_ore >= 0 else "") + kroner(language, remedy.extra_ore)
        shown.add_row(more, _what(language, planned, remedy), _when(language, planned, remedy.entry.delivered))
    console.print(shown)


def _what(language: str, planned: Planned, remedy: Remedy) -> str:
    if remedy.overtime:
        spans: dict[str, list[str]] = {}
        for hours in remedy.overtime:
            zone = ZoneInfo(planned.cluster.network.sites[_site(planned, hours.work_centre)].time_zone)
            first, last = (planned.plan.at(s).astimezone(zone) for s in (hours.first, hours.last))
            spans.setdefault(hours.work_centre, []).append(f"{day(language, first)}–{last:%H:%M}")
        places = "; ".join(f"{centre} {', '.join(when)}" for centre, when in spans.items())
        return say(language, "overtime: {places}", places=places)
    if remedy.put_off:
        moves = "; ".join(
            say(language, "{order} from {was} to {arrives}", order=o.order, was=_day(planned, o.was),
                arrives=_day(planned, o.arrives))
            for o in remedy.put_off
        )  # fmt: skip
        return say(language, "put off: {moves}", moves=moves)
    if remedy.rest is not None:
        some, rest = (entry.jobs[-1].quantity for entry in (remedy.entry, remedy.rest))
        when = _day(planned, remedy.rest.delivered)
        return say(language, "{some} by then, {rest} on {day}", some=some, rest=rest, day=when)
    return _made_and_sent(language, remedy.entry)


def _made_and_sent(language: str, entry: Entry) -> str:
    places = ", ".join(entry.work_centres)
    if entry.agreements:
        names = ", ".join(entry.agreements)
        places = say(language, "{places} (by agreement {names})", places=places, names=names)
    return say(language, "made at {places}, sent by {lanes}", places=places, lanes=", ".join(entry.ways))


def _say_not(console: Console, language: str, facts: dict[str, str], reason: str) -> None:
    from klynge.planning.explain import reason_in_words

    text = "{quantity} of {item} in {region}: not within the horizon ({reason})."
    console.print(say(language, text, **facts, reason=reason_in_words(reason, language)))


def _site(planned: Planned, work_centre: str) -> str:
    return planned.cluster.network.work_centres[work_centre].site


def _zone(planned: Planned) -> ZoneInfo:
    return ZoneInfo(planned.cluster.network.time_zone)


def _when(language: str, planned: Planned, moment: datetime) -> str:
    return day(language, moment.astimezone(_zone(planned)))


def _day(planned: Planned, moment: datetime) -> str:
    """The day that a moment belongs to; the midnight that ends a day is that day."""
    return f"{moment.astimezone(_zone(planned)) - timedelta(seconds=1):%Y-%m-%d}"
