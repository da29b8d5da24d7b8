# SPDX-License-Identifier: Apache-2.0
"""What differs between two plans: orders, promises, portions; as data and in words.

Portions of an operation are matched by place and time first, then in order of start, so that what did not move is not
said to have moved. Times are seconds after the epoch of the plan after, differences plain seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from klynge.job import Job, Status, Work
from klynge.network.model import Network

from .plan import Plan, Portion

COMMITTED = (Status.HELD, Status.COMMITTED, Status.STARTED)


@dataclass(frozen=True, slots=True)
class Moved:
    """A portion that stands elsewhere now: None where it was, or is, not there."""

    order: str
    job: str
    operation: str
    quantity: int
    work_centre: tuple[str | None, str | None]
    unit: tuple[int | None, int | None]
    start: tuple[int | None, int | None]

    @property
    def later_s(self) -> int:
        """By how many seconds it starts later (earlier below zero); 0 when it was or is not there."""
        before, after = self.start
        return 0 if before is None or after is None else after - before

    @property
    def elsewhere(self) -> bool:
        """Whether it changed its unit or work centre."""
        return None not in self.start and (self.work_centre[0], self.unit[0]) != (self.work_centre[1], self.unit[1])


@dataclass(frozen=True, slots=True)
class Arrival:
    """An order that arrives at another moment; None where it was, or is, not planned."""

    order: str
    before: int | None
    after: int | None
    promised: int | None
    due: int

    @property
    def broken(self) -> bool:
        """Whether its promised moment was kept before and is not now."""
        return self.promised is not None and _kept(self.before, self.promised) and not _kept(self.after, self.promised)

    @property
    def mended(self) -> bool:
        """Whether its promised moment was not kept before and is now."""
        return self.promised is not None and not _kept(self.before, self.promised) and _kept(self.after, self.promised)


def _kept(delivered: int | None, promised: int) -> bool:
    return delivered is not None and delivered <= promised


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs. `portions` is how many the plan after has, `by_site` and `by_work_centre` count what moved."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    arrivals: tuple[Arrival, ...]
    moved: tuple[Moved, ...]
    portions: int
    by_site: Mapping[str, int]
    by_work_centre: Mapping[str, int]
    _zone: ZoneInfo
    _plan: Plan

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.arrivals or self.moved)

    @property
    def moved_s(self) -> int:
        """By how many seconds portions moved in time, in all."""
        return sum(abs(one.later_s) for one in self.moved)

    def as_json(self) -> dict[str, Any]:
        """Plain data; moments are ISO 8601 in the cluster's time zone, units count from 1."""
        return {
            "orders": {
                "added": list(self.added),
                "removed": list(self.removed),
                "changed": [
                    {
                        "order": one.order,
                        "before": self._moment(one.before),
                        "after": self._moment(one.after),
                        "promised": self._moment(one.promised),
                        "due": self._moment(one.due),
                        "broken": one.broken,
                        "mended": one.mended,
                    }
                    for one in self.arrivals
                ],
            },
            "portions": self.portions,
            "moved": [
                {
                    "order": one.order,
                    "job": one.job,
                    "operation": one.operation,
                    "quantity": one.quantity,
                    "before": self._place(one, 0),
                    "after": self._place(one, 1),
                    "later_s": one.later_s,
                }
                for one in self.moved
            ],
            "moved_s": self.moved_s,
            "elsewhere": sum(one.elsewhere for one in self.moved),
            "by_site": dict(self.by_site),
            "by_work_centre": dict(self.by_work_centre),
        }

    def _moment(self, seconds: int | None) -> str | None:
        return None if seconds is None else self._plan.at(seconds).astimezone(self._zone).isoformat()

    def _place(self, one: Moved, side: int) -> dict[str, Any] | None:
        unit = one.unit[side]
        if unit is None:
            return None
        return {"work_centre": one.work_centre[side], "unit": unit + 1, "start": self._moment(one.start[side])}

    def words(
        self, language: str = "en", most: int = 20, portions: bool = True, names: Mapping[str, str] | None = None
    ) -> str:
        """What differs in "nb" or "en": at most so many orders of each kind by name, and how many `portions` moved at
        each work centre, which is called as `names` has it. A line that belongs to the one above is indented.

        Raises KeyError for another language.
        """
        lines = list(_orders(self, TEXTS[language], most))
        return "\n".join([*lines, *_portions(self, TEXTS[language], names or {})] if portions else lines)

    def day(self, seconds: int | None, text: Mapping[str, str]) -> str:
        """A moment as the language writes it."""
        if seconds is None:
            return text["nowhere"]
        return self._plan.at(seconds).astimezone(self._zone).strftime(text["moment"])


def diff(network: Network, work: Work, before: Plan, after: Plan) -> Diff:
    """What differs between two plans. `network` and `work` are those of the plan after.

    Raises ValueError when the plans do not count from one epoch.
    """
    if before.epoch != after.epoch:
        raise ValueError(f"the plans count from two epochs, {before.epoch} and {after.epoch}")
    moved = tuple(_moved(before, after))
    centres: Counter[str] = Counter()
    for one in moved:
        centres.update({name for name in one.work_centre if name is not None})
    sites: Counter[str] = Counter()
    for centre, count in centres.items():
        known = network.work_centres.get(centre)
        sites[known.site if known else "?"] += count
    return Diff(
        tuple(order for order in after.outcomes if order not in before.outcomes),
        tuple(order for order in before.outcomes if order not in after.outcomes),
        tuple(_arrivals(work, before, after)),
        moved,
        len(after.portions),
        dict(sorted(sites.items())),
        dict(sorted(centres.items())),
        ZoneInfo(network.time_zone),
        after,
    )


def _arrivals(work: Work, before: Plan, after: Plan) -> Iterable[Arrival]:
    heads: dict[str, Job] = {}
    for job in work.jobs:  # the job that goes to the customer speaks for the order
        if job.order not in heads or (job.region and not heads[job.order].region):
            heads[job.order] = job
    for order, outcome in after.outcomes.items():
        old = before.outcomes.get(order)
        if old is None or old.delivered == outcome.delivered:
            continue
        job = heads[order]
        held = job.promised if job.status in COMMITTED else None
        promised = None if held is None else round((held - after.epoch).total_seconds())
        due = round((job.due - after.epoch).total_seconds())
        yield Arrival(order, old.delivered, outcome.delivered, promised, due)


def _moved(before: Plan, after: Plan) -> Iterable[Moved]:
    """Portions that differ, in the order of the plan after; those of supply lots are left out: lots have no names."""
    old: dict[tuple[str, str, str], list[Portion]] = defaultdict(list)
    new: dict[tuple[str, str, str], list[Portion]] = defaultdict(list)
    for found, plan in ((old, before), (new, after)):
        for portion in plan.portions:
            if portion.order:
                found[portion.order, portion.job, portion.operation].append(portion)
    for key in dict.fromkeys([*new, *old]):
        was, now = _unlike(old[key], new[key])
        for i in range(max(len(was), len(now))):
            a, b = (each[i] if i < len(each) else None for each in (was, now))
            one = b or a
            assert one is not None
            yield Moved(
                one.order, one.job, one.operation, one.quantity,
                (a.work_centre if a else None, b.work_centre if b else None),
                (a.unit if a else None, b.unit if b else None),
                (a.start if a else None, b.start if b else None),
            )  # fmt: skip


def _unlike(old: list[Portion], new: list[Portion]) -> tuple[list[Portion], list[Portion]]:
    """The portions of an operation that are not just where one of the other plan is, by start."""

    def place(one: Portion) -> tuple[str, int, int, int, int]:
        return one.work_centre, one.unit, one.start, one.end, one.quantity

    both = Counter(map(place, old)) & Counter(map(place, new))

    def rest(portions: list[Portion]) -> list[Portion]:
        left, found = both.copy(), []
        for one in sorted(portions, key=lambda each: (each.start, each.unit)):
            if left[place(one)]:
                left[place(one)] -= 1
            else:
                found.append(one)
        return found

    return rest(old), rest(new)


TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "same": "The plans are the same.",
        "added": "New orders: {orders}",
        "removed": "Orders that are no more: {orders}",
        "broken": "Promises that are no longer kept:",
        "mended": "Promises that are kept again:",
        "earlier": "Orders that arrive earlier:",
        "later": "Orders that arrive later:",
        "line": "  {order}: {before} → {after} ({by})",
        "more": "  and {count} more",
        "and": "and {count} more",
        "moved": "{moved} of {portions} portions moved, {elsewhere} to another unit, by {hours} hours in all.",
        "where": "  {name}: {count}",
        "nowhere": "not planned",
        "sooner": "{time} earlier",
        "after": "{time} later",
        "now_planned": "planned now",
        "not_planned": "no longer planned",
        "moment": "%Y-%m-%d %H:%M",
        "whole_days": "{days} d",
        "days": "{days} d {hours} h",
        "hours": "{hours} h {minutes} min",
    },
    "nb": {
        "same": "Planene er like.",
        "added": "Nye ordrer: {orders}",
        "removed": "Ordrer som ikke er med lenger: {orders}",
        "broken": "Løfter som ikke lenger holdes:",
        "mended": "Løfter som holdes igjen:",
        "earlier": "Ordrer som kommer tidligere:",
        "later": "Ordrer som kommer senere:",
        "line": "  {order}: {before} → {after} ({by})",
        "more": "  og {count} til",
        "and": "og {count} til",
        "moved": "{moved} av {portions} deler er flyttet, {elsewhere} til en annen enhet, {hours} timer i alt.",
        "where": "  {name}: {count}",
        "nowhere": "ikke planlagt",
        "sooner": "{time} tidligere",
        "after": "{time} senere",
        "now_planned": "planlagt nå",
        "not_planned": "ikke planlagt lenger",
        "moment": "%d.%m.%Y %H:%M",
        "whole_days": "{days} d",
        "days": "{days} d {hours} t",
        "hours": "{hours} t {minutes} min",
    },
}


def _orders(found: Diff, text: Mapping[str, str], most: int) -> Iterable[str]:
    for name, orders in (("added", found.added), ("removed", found.removed)):
        if orders:
            more = [text["and"].format(count=len(orders) - most)] if len(orders) > most else []
            yield text[name].format(orders=", ".join([*orders[:most], *more]))
    end = found._plan.end + 1
    rest = [one for one in found.arrivals if not one.broken and not one.mended]
    groups = {
        "broken": [one for one in found.arrivals if one.broken],
        "mended": [one for one in found.arrivals if one.mended],
        "later": [one for one in rest if (one.after or end) > (one.before or end)],
        "earlier": [one for one in rest if (one.after or end) < (one.before or end)],
    }
    for name, arrivals in groups.items():
        if arrivals:
            yield text[name]
            yield from (_line(found, one, text) for one in arrivals[:most])
            if len(arrivals) > most:
                yield text["more"].format(count=len(arrivals) - most)


def _portions(found: Diff, text: Mapping[str, str], names: Mapping[str, str]) -> Iterable[str]:
    if found.same:
        yield text["same"]
        return
    elsewhere = sum(one.elsewhere for one in found.moved)
    yield text["moved"].format(
        moved=len(found.moved), portions=found.portions, elsewhere=elsewhere, hours=round(found.moved_s / 3600)
    )
    for name, count in found.by_work_centre.items():
        yield text["where"].format(name=names.get(name, name), count=count)


def _line(found: Diff, one: Arrival, text: Mapping[str, str]) -> str:
    if one.after is None:
        by = text["not_planned"]
    elif one.before is None:
        by = text["now_planned"]
    else:
        later = one.after - one.before
        by = text["after" if later > 0 else "sooner"].format(time=_span(abs(later), text))
    return text["line"].format(
        order=one.order, before=found.day(one.before, text), after=found.day(one.after, text), by=by
    )


def _span(seconds: int, text: Mapping[str, str]) -> str:
    whole = timedelta(seconds=seconds)
    hours = whole.seconds // 3600
    if whole.days:
        return text["days" if hours else "whole_days"].format(days=whole.days, hours=hours)
    return text["hours"].format(hours=hours, minutes=whole.seconds % 3600 // 60)
