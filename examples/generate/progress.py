# SPDX-License-Identifier: Apache-2.0
"""What is done, begun and frozen when planning begins: some of the orders that fall due first."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from .firm import START, Firm
from .routing import Step, before, needed
from .tables import Tables

OPEN, CLOSE = time(7), time(15)
EVE = datetime.combine(START - timedelta(days=3), CLOSE)  # Friday afternoon


def add_progress(firm: Firm, most: int) -> None:
    """Report steps of up to `most` of the orders that were released before the start, those that fall due first.

    Orders with reported steps become `started`. Only first ways on machines are reported, never a step whose follower
    must come soon after it, and on each unit at most one portion is begun or frozen, on the first morning.
    """
    machines = {row["work_centre"] for row in firm.tables.rows["work_centres"] if row["kind"] == "machine"}
    clocks = {work_centre: [EVE] * units for work_centre, units in firm.units.items()}
    taken: dict[str, int] = dict.fromkeys(firm.units, 0)
    early = [row for row in firm.tables.rows["orders"] if row["member"] == firm.member and _is_early(row)]
    for row in sorted(early, key=lambda row: (row["due"], row["order"]))[: most * firm.scale]:
        steps = firm.steps(row["item"])
        into = needed(steps, int(row["quantity"]))
        done = _done(steps, machines, firm.dice.whole(1, len(steps)))
        if not done:
            continue
        row["status"], row["promised"] = "started", row["due"]
        cursor = EVE
        for index, step in enumerate(reversed(done)):
            work_centre = step.ways[0].work_centre
            if index == 0 and taken[work_centre] < firm.units[work_centre] and firm.dice.chance(0.6):
                unit, (begin, end, state) = taken[work_centre], _begun(frozen=firm.dice.chance(0.25))
                taken[work_centre] += 1
            else:
                unit = max(range(firm.units[work_centre]), key=lambda unit: clocks[work_centre][unit])
                begin, end = _earlier(min(cursor, clocks[work_centre][unit]))
                clocks[work_centre][unit], state = begin, "finished"
            cursor = min(cursor, begin)
            _report(firm.tables, row["order"], step, unit, into[step.id], begin, end, state)


def _is_early(row: dict[str, str]) -> bool:
    return row["released"] < str(START) and row["status"] in ("committed", "new")


def _done(steps: list[Step], machines: set[str], most: int) -> list[Step]:
    """The first steps, all of whose predecessors are done too; a step written later never comes before another."""
    urgent = {before(steps, index)[0] for index, step in enumerate(steps) if step.max_lag}
    done: list[Step] = []
    for index, step in enumerate(steps):
        ready = set(before(steps, index)) <= {earlier.id for earlier in done}
        if len(done) < most and ready and step.ways[0].work_centre in machines and step.id not in urgent:
            done.append(step)
    return done


def _begun(*, frozen: bool) -> tuple[datetime, datetime, str]:
    """A portion begun on Friday that ends on Monday morning, or one frozen for Monday morning."""
    monday = datetime.combine(START, OPEN)
    if frozen:
        return monday, monday + timedelta(hours=2), "frozen"
    return EVE - timedelta(hours=1), monday + timedelta(hours=1), "started"


def _earlier(latest: datetime) -> tuple[datetime, datetime]:
    """Two hours of a working day that end no later than that, before what was begun on Friday."""
    end = min(latest, EVE - timedelta(hours=1))
    if end.time() < time(OPEN.hour + 2):
        end = datetime.combine(end - timedelta(days=1), CLOSE)
    while end.weekday() > 4:
        end -= timedelta(days=1)
    return end - timedelta(hours=2), end


def _report(
    tables: Tables, order: str, step: Step, unit: int, quantity: int, begin: datetime, end: datetime, state: str
) -> None:
    tables.add(
        "progress",
        order=order,
        step=step.id,
        work_centre=step.ways[0].work_centre,
        unit=unit + 1,
        quantity=quantity,
        start=begin.isoformat(timespec="minutes"),
        end=end.isoformat(timespec="minutes"),
        state=state,
    )
