# SPDX-License-Identifier: Apache-2.0
"""Time in the exact model: whole grid steps after the planning start, working time by one literal an open interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from klynge.network.model import Lane, Network, WorkCentre
from klynge.planning.check.hours import Hours, lay_out, local_day, seconds

DAY_S = 86_400


class Moment(NamedTuple):
    """A moment of working time: `at` by the clock, and a literal for each open interval it may lie in."""

    at: Any
    literals: list[Any]


LONGEST = 10**7  # grid steps: beyond every horizon


def variable(model: Any, expression: Any, name: str) -> Any:
    """A variable that equals an expression: intervals take nothing else."""
    known = model.new_int_var(0, LONGEST, name)
    model.add(known == expression)
    return known


@dataclass(frozen=True)
class Open:
    """A work centre's open time in grid steps: where each interval begins, ends, and how much was open before it."""

    intervals: tuple[tuple[int, int], ...]
    before: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.before[-1] + self.intervals[-1][1] - self.intervals[-1][0] if self.intervals else 0

    def opens(self, model: Any, worked: Any, present: Any, name: str) -> Moment:
        """The first open moment after `worked` open steps (0 when not present)."""
        return self._moment(model, worked, present, 0, name)

    def closes(self, model: Any, worked: Any, present: Any, name: str) -> Moment:
        """The first moment of all after `worked` open steps, of which there are some."""
        return self._moment(model, worked, present, 1, name)

    def _moment(self, model: Any, worked: Any, present: Any, shift: int, name: str) -> Moment:
        literals = [model.new_bool_var(f"{name}:{n}") for n in range(len(self.intervals))]
        model.add(sum(literals) == present)
        lengths = [closing - opening for opening, closing in self.intervals]
        model.add(worked >= sum((b + shift) * lit for b, lit in zip(self.before, literals, strict=True)))
        latest = [b + length - 1 + shift for b, length in zip(self.before, lengths, strict=True)]
        model.add(worked <= sum(last * lit for last, lit in zip(latest, literals, strict=True)))
        gaps = [opening - b for (opening, _), b in zip(self.intervals, self.before, strict=True)]
        return Moment(
            variable(model, worked + sum(g * lit for g, lit in zip(gaps, literals, strict=True)), name), literals
        )


class Clock:
    """Turns a network's times into grid steps. Raises ValueError for a time between two steps."""

    def __init__(self, network: Network, grid_s: int) -> None:
        self.network, self.grid_s = network, grid_s
        self.start_s = seconds(network.start, network.epoch)
        self.end = self.steps(seconds(network.end, network.epoch) - self.start_s)
        self._open: dict[tuple[str, str], Open] = {}

    def steps(self, duration_s: int) -> int:
        """A duration in grid steps."""
        if duration_s % self.grid_s:
            raise ValueError(f"{duration_s} s is not a multiple of {self.grid_s} s: choose a finer grid")
        return duration_s // self.grid_s

    def at(self, moment: datetime) -> int:
        """A moment in grid steps after the planning start."""
        return self.steps(seconds(moment, self.network.epoch) - self.start_s)

    def engine(self, steps: int) -> int:
        """Grid steps as engine seconds."""
        return self.start_s + steps * self.grid_s

    def grid(self, engine_s: int) -> int:
        """Engine seconds as grid steps."""
        return self.steps(engine_s - self.start_s)

    def intervals(self, calendar: str, site: str) -> list[tuple[int, int]]:
        """A calendar's open intervals in the horizon."""
        zone, epoch = ZoneInfo(self.network.sites[site].time_zone), self.network.epoch
        last_s = self.engine(self.end)
        laid_out = lay_out(self.network.calendars[calendar], zone, epoch, self.start_s - DAY_S, last_s + DAY_S)
        return [(self.grid(first), self.grid(last)) for first, last in Hours(laid_out).within(self.start_s, last_s)]

    def open(self, centre: WorkCentre) -> Open:
        """A work centre's open time in the horizon."""
        key = centre.calendar, self.network.sites[centre.site].time_zone
        if key not in self._open:
            intervals = tuple(self.intervals(centre.calendar, centre.site))
            before, worked = [], 0
            for opening, closing in intervals:
                before.append(worked)
                worked += closing - opening
            self._open[key] = Open(intervals, tuple(before))
        return self._open[key]

    def lanes(self, origin: str, destination: str) -> list[Lane]:
        """All lanes between two places."""
        lanes = self.network.lanes.values()
        return [lane for lane in lanes if (lane.origin, lane.destination) == (origin, destination)]

    def departures(self, lane: Lane) -> list[int]:
        """When goods leave by a lane with departures, from the start to three weeks after the horizon."""
        zone, epoch = ZoneInfo(self.network.sites[lane.origin].time_zone), self.network.epoch
        first = local_day(self.start_s, zone, epoch)
        last = local_day(self.engine(self.end), zone, epoch) + timedelta(days=21)
        days = [first + timedelta(days=n) for n in range((last - first).days)]
        leaves = [
            self.grid(seconds(datetime.combine(day, departure.at, zone), epoch))
            for day in days
            for departure in lane.departures
            if departure.weekday == day.weekday()
        ]
        return sorted(step for step in leaves if step >= 0)
