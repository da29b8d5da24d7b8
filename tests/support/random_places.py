# SPDX-License-Identifier: Apache-2.0
"""Random clusters: members, sites, calendars, work centres, set-ups, pools, lanes, agreements."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

from tests.support.random_draw import HOUR, Draw

from klynge.network.model import (
    Agreement,
    Calendar,
    CalendarException,
    Departure,
    Kind,
    Lane,
    Member,
    Pool,
    PoolKind,
    PoolPart,
    SetupMatrix,
    Shift,
    Site,
    WorkCentre,
)

WORKDAYS, WEEK = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6)
FAMILIES = ("red", "blue", "green")
SKILLS = ("weld", "paint")
# Mondays, mornings: an ordinary week, both clock changes, weeks with Norwegian public holidays.
STARTS = ("2026-01-12T00:00", "2026-03-23T06:00", "2026-10-19T07:00", "2026-05-11T00:00", "2026-04-27T12:00")


def a_start(draw: Draw) -> datetime:
    """Where planning begins, in local time."""
    return datetime.fromisoformat(draw.one(STARTS)).replace(tzinfo=ZoneInfo("Europe/Oslo"))


def some_calendars(draw: Draw, first: date, days: int) -> dict[str, Calendar]:
    """A day shift, one with a lunch break, two shifts, nights, and always open."""
    shifts = {
        "day": (Shift(WORKDAYS, time(7), time(15)),),
        "lunch": (Shift(WORKDAYS, time(7), time(11)), Shift(WORKDAYS, time(11, 30), time(15, 30))),
        "two": (Shift(WORKDAYS, time(6), time(14)), Shift(WORKDAYS, time(14), time(22))),
        "night": (Shift(WEEK, time(22), time(6)),),
        "always": (),
    }
    return {
        name: Calendar(name, plain, "NO" if draw.has("closed_days", 0.6) else "", _exceptions(draw, first, days, name))
        for name, plain in shifts.items()
    }


def _exceptions(draw: Draw, first: date, days: int, name: str) -> tuple[CalendarException, ...]:
    exceptions = []
    for _ in range(draw.number(0, 2) if draw.has("closed_days") else 0):
        day = first + timedelta(days=draw.number(0, min(days, 7)))
        extra = (Shift(WEEK, time(16), time(20)),)
        closed, open_instead = (
            CalendarException(day, day),
            CalendarException(day, day, (Shift(WEEK, time(9), time(12)),)),
        )
        overtime = CalendarException(day, day + timedelta(days=1), extra, adds=True)
        exceptions.append(draw.one([closed, open_instead, overtime] if name != "always" else [closed]))
    return tuple(exceptions)


def some_sites(draw: Draw) -> tuple[dict[str, Member], dict[str, Site]]:
    """One to three members with one or two sites each."""
    members = {
        f"M{n}": Member(f"M{n}", f"Member {n}") for n in range(draw.number(2, 3) if draw.has("several_members") else 1)
    }
    sites = {}
    for member in members:
        for n in range(2 if draw.has("several_sites", 0.8) else 1):
            zone = "Europe/Helsinki" if draw.has("odd_hours", 0.15) else "Europe/Oslo"
            sites[f"{member}-S{n}"] = Site(f"{member}-S{n}", member, f"Site {n} of {member}", time_zone=zone)
    return members, sites


def some_centres(draw: Draw, sites: dict[str, Site]) -> tuple[dict[str, WorkCentre], dict[str, SetupMatrix]]:
    """Two or three machines a site, sometimes a batch work centre, and sometimes one outside the cluster."""
    centres: dict[str, WorkCentre] = {}
    matrices: dict[str, SetupMatrix] = {}
    for site in sites:
        kinds = [Kind.MACHINE] * draw.number(1, 3)
        kinds += [Kind.BATCH] if draw.has("batch", 0.8) else []
        kinds += [Kind.EXTERNAL] if draw.has("external", 0.6) else []
        for n, kind in enumerate(kinds):
            name, units = f"{site}-{kind.value}{n}", 1 if kind is Kind.EXTERNAL else draw.one([1, 1, 1, 2, 3])
            calendar = draw.one(["day", "lunch", "two", "night", "always"]) if draw.has("odd_hours", 0.6) else "day"
            matrix = ""
            if kind is not Kind.EXTERNAL and draw.has("setup", 0.7):
                matrix = f"{name}-setup"
                matrices[matrix] = a_matrix(draw, matrix)
            centres[name] = WorkCentre(
                name, site, name, kind, units, calendar,
                capacity=draw.number(6, 20) if kind is Kind.BATCH else 0,
                measure="kg" if kind is Kind.BATCH else "",
                setup_matrix=matrix,
                states=tuple(draw.one(FAMILIES) for _ in range(units)) if matrix else (),
            )  # fmt: skip
    return centres, matrices


def a_matrix(draw: Draw, name: str) -> SetupMatrix:
    """Asymmetric, now and then without the triangle inequality, some changes forbidden in one direction."""
    seconds: dict[tuple[str, str], int | None] = {}
    for before, after in permutations(FAMILIES, 2):
        if draw.chance(0.9):
            seconds[before, after] = draw.seconds(0, 2 * HOUR)
        if draw.has("forbidden", 0.15) and seconds.get((after, before), 0) is not None:
            seconds[before, after] = None
    if draw.chance(0.2):
        seconds["red", "red"] = draw.seconds(0, HOUR // 2)
    return SetupMatrix(name, FAMILIES, seconds, {}, default_s=draw.seconds(0, HOUR))


def some_pools(draw: Draw, sites: dict[str, Site], first: date) -> dict[str, Pool]:
    """People by their skills, with absences; power; fixtures."""
    pools: dict[str, Pool] = {}
    for site in sites:
        if draw.has("people", 0.9):
            for skills in draw.some([("weld",), ("paint",), SKILLS], 2):
                parts = tuple(_person(draw, first) for _ in range(draw.one([1, 1, 2])))
                name = f"{site}:{'+'.join(skills)}"
                pools[name] = Pool(name, site, PoolKind.PEOPLE, parts, skills)
        for kind, often in ((PoolKind.POWER, 0.8), (PoolKind.FIXTURE, 0.8)):
            if draw.has("power" if kind is PoolKind.POWER else "fixtures", often):
                name = f"{site}:{kind.value}"
                parts = (PoolPart("always", 1000 * draw.number(1, 2)),)
                pools[name] = Pool(name, site, kind, parts)
    return pools


def _person(draw: Draw, first: date) -> PoolPart:
    calendar = (
        draw.one(["lunch", "two", "always", "always"]) if draw.has("odd_hours", 0.7) else draw.one(["day", "two"])
    )
    away = first + timedelta(days=draw.number(0, 4))
    absences = ((away, away + timedelta(days=draw.number(0, 1))),) if draw.chance(0.3) else ()
    return PoolPart(calendar, draw.one([1000, 1000, 500]), absences)


def some_lanes(draw: Draw, sites: dict[str, Site]) -> dict[str, Lane]:
    """Between all sites, seldom one missing, some double; and from every site to the customers' region."""
    lanes: dict[str, Lane] = {}
    pairs = [pair for pair in permutations(sites, 2) if draw.chance(0.95)] + [(site, "Oslo") for site in sites]
    for origin, destination in pairs:
        for n in range(2 if draw.chance(0.15) else 1):
            departures: tuple[Departure, ...] = ()
            if draw.has("departures", 0.6):
                days = sorted(draw.some(WORKDAYS, 2))
                departures = tuple(Departure(day, time(draw.number(8, 17))) for day in days)
            name = f"{origin}>{destination}#{n}"
            lanes[name] = Lane(name, origin, destination, draw.seconds(HOUR, 20 * HOUR), departures)
    return lanes


def some_agreements(
    draw: Draw, sites: dict[str, Site], centres: dict[str, WorkCentre], start: datetime, days: int
) -> dict[str, Agreement]:
    """Members lend each other machines, some for a few hours or days only."""
    agreements: dict[str, Agreement] = {}
    members = sorted({site.member for site in sites.values()})
    for giver, taker in permutations(members, 2):
        for centre in centres.values():
            if sites[centre.site].member != giver or not draw.has("agreements", 0.6):
                continue
            first = start + timedelta(days=draw.number(1, 3)) if draw.chance(0.35) else start - timedelta(days=30)
            last = first + timedelta(days=draw.number(2, 5)) if draw.chance(0.3) else start + timedelta(days=days + 30)
            name = f"{giver}>{taker}:{centre.id}"
            ceiling_s = draw.seconds(2 * HOUR, 10 * HOUR) if draw.chance(0.85) else 1000 * HOUR
            agreements[name] = Agreement(name, giver, taker, centre.id, 100_000, ceiling_s, first, last)
    return agreements
