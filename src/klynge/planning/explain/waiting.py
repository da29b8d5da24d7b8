# SPDX-License-Identifier: Apache-2.0
"""What kept a portion from starting between the moment it was ready and its start, tested by trying earlier starts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from klynge.job import Pause, Phase
from klynge.network.model import Kind
from klynge.planning.explain.bounds import Bounds
from klynge.planning.explain.facts import Cause
from klynge.planning.explain.pools import PoolLevels
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Portion


@dataclass(frozen=True, slots=True)
class Wait:
    """Open seconds of the gap [`first`, `last`) that went to one cause."""

    cause: Cause
    first: int
    last: int
    seconds: int
    owner: str
    order: str = ""
    subject: str = ""


Why = tuple[Cause, str, str, str]  # cause, owner, order, subject


class Waiting:
    """Tests earlier starts of the portions of one plan."""

    def __init__(self, reading: Reading, bounds: Bounds) -> None:
        self._reading = reading
        self._bounds = bounds

    @cached_property
    def _levels(self) -> PoolLevels:
        return PoolLevels(self._reading)

    def waits(self, n: int, ready: int, until: int) -> list[Wait]:
        """The gap between `ready` and `until` (the portion's start, or earlier), piece by piece."""
        portion = self._reading.plan.portions[n]
        if until <= ready:
            return []
        site = self._reading.maker(portion)
        trial = Trial(self._reading, self._bounds, self._levels, n)
        found: dict[Why, list[int]] = {}
        closed = until - ready
        for first, last in self._open_pieces(portion, ready, until):
            why = trial.why_not(first)
            spent = found.setdefault(why, [first, last, 0])
            spent[1], spent[2] = last, spent[2] + last - first
            closed -= last - first
        waits = [Wait(why[0], first, last, seconds, *why[1:]) for why, (first, last, seconds) in found.items()]
        if closed:
            waits.append(Wait(Cause.CLOSED, ready, until, closed, site))
        return sorted(waits, key=lambda wait: (wait.first, wait.cause))

    def _open_pieces(self, portion: Portion, ready: int, until: int) -> list[tuple[int, int]]:
        """Open time of the gap, cut where the unit, the pools or the portion's own set-up change."""
        open_time = self._reading.open[portion.work_centre]
        cuts = {portion.setup_start}
        for k in self._reading.on_unit.get((portion.work_centre, portion.unit), []):
            other = self._reading.plan.portions[k]
            cuts |= {other.setup_start, other.end}
        cuts |= self._levels.changes(portion, ready, until)
        inside = sorted(cut for cut in cuts if ready < cut < until)
        pieces: list[tuple[int, int]] = []
        first_open = max(0, int(np.searchsorted(open_time.starts, ready, side="right")) - 1)
        last_open = int(np.searchsorted(open_time.starts, until))
        opened = zip(
            open_time.starts[first_open:last_open].tolist(), open_time.ends[first_open:last_open].tolist(), strict=True
        )
        for start, end in opened:
            between = inside[bisect_right(inside, start) : bisect_left(inside, end)]
            edges = [max(start, ready), *between, min(end, until)]
            pieces += [(a, b) for a, b in pairwise(edges) if b > a]
        return pieces


class Trial:
    """One portion, tried at earlier moments on its own unit."""

    def __init__(self, reading: Reading, bounds: Bounds, levels: PoolLevels, n: int) -> None:
        self._reading, self._levels, self._n = reading, levels, n
        plan = reading.plan
        self._portion, self._mode = plan.portions[n], reading.modes[n]
        self._centre = reading.network.work_centres[self._portion.work_centre]
        self._open = reading.open[self._portion.work_centre]
        self._mates = [
            k for k in reading.rows_of_centre[self._portion.work_centre].tolist() if k == n or self._is_mate(k)
        ]
        self._mates_ready = sorted(((bounds.of(k)[-1].moment, k) for k in self._mates if k != n), reverse=True)
        row = reading.on_unit.get((self._portion.work_centre, self._portion.unit), [])
        self._others = [plan.portions[k] for k in row if k != n and k not in self._mates]
        self._begins = [other.setup_start for other in self._others]
        self._like_units: list[_OnUnit] | None = None
        self._run_s = int(reading.run_work_s[n])

    def _is_mate(self, k: int) -> bool:
        other = self._reading.plan.portions[k]
        return bool(self._portion.batch) and (other.unit, other.batch) == (self._portion.unit, self._portion.batch)

    def why_not(self, moment: int) -> Why:
        """Why the portion's set-up or run did not begin at an open moment before its start."""
        portion, own = self._portion, self._reading.owner(self._portion.job)
        if portion.setup_start <= moment:
            return Cause.SETUP, self._reading.maker(portion), "", ""
        if portion.frozen:
            return Cause.REPORTED, own, "", ""
        if self._mode.agreement and moment < self._valid_from():
            return Cause.AGREEMENT, own, "", self._mode.agreement
        if self._centre.kind is not Kind.EXTERNAL:
            before = self._before(moment)
            if before is not None and moment < before.end:
                return self._like_unit(moment) or self._blocked(Cause.BUSY, before)
        for ready, mate in self._mates_ready:
            if moment < ready:
                return self._blocked(Cause.BATCH, self._reading.plan.portions[mate])
        return self._too_little(moment) or self._held_back(moment) or (Cause.COULD_BEGIN, own, "", "")

    def _like_unit(self, moment: int) -> Why | None:
        """Another unit of the work centre that was free for it at that moment, with its set-up and pools."""
        if self._portion.batch or self._centre.units == 1:
            return None
        if self._like_units is None:
            self._like_units = [_OnUnit(self, n) for n in range(self._centre.units) if n != self._portion.unit]
        for unit in self._like_units:
            if unit.free(moment):
                return Cause.UNIT_FREE, self._reading.maker(self._portion), "", str(unit.number + 1)
        return None

    def _before(self, moment: int) -> Portion | None:
        """The last other work on the unit that has begun by then."""
        place = bisect_right(self._begins, moment)
        return self._others[place - 1] if place else None

    def _after(self, moment: int) -> Portion | None:
        """The first other work on the unit that begins at that moment or later."""
        place = bisect_left(self._begins, moment)
        return self._others[place] if place < len(self._others) else None

    def _blocked(self, cause: Cause, by: Portion) -> Why:
        return cause, self._reading.owner(by.job), by.order, "" if by.order else by.job

    def _valid_from(self) -> int:
        agreement = self._reading.network.agreements[self._mode.agreement or ""]
        return self._reading.clock.seconds(agreement.valid_from)

    def _setup_s(self, moment: int) -> int | None:
        """Set-up seconds if the portion came next on its unit at this moment; None when forbidden."""
        if not self._centre.setup_matrix:
            return 0
        states = self._centre.states
        state = states[self._portion.unit] if self._portion.unit < len(states) else ""
        earlier = self._before(moment)
        before = earlier.family if earlier else state
        return self._reading.network.setup_matrices[self._centre.setup_matrix].setup_s(before, self._portion.family)

    def _too_little(self, moment: int) -> Why | None:
        """The time from here is too short: before the next work on the unit, of the shift, or of the pools."""
        setup_s = self._setup_s(moment)
        begun = self._open.work_at(moment)
        start = self._open.opens(begun + (setup_s or 0))
        if start is None:
            return None
        unattended = self._mode.pause is Pause.UNATTENDED
        end = start + self._run_s if unattended else self._open.closes(begun + (setup_s or 0) + self._run_s)
        following = self._after(moment)
        external = self._centre.kind is Kind.EXTERNAL
        if following is not None and not external and (setup_s is None or end is None or following.setup_start < end):
            return self._blocked(Cause.TOO_SHORT, following)
        if end is None:
            return None
        whole_s = self._run_s + (setup_s or 0)
        if self._mode.pause is Pause.WHOLE and end - moment > whole_s:
            return Cause.SHIFT, self._reading.maker(self._portion), "", ""
        spans = {Phase.SETUP: (moment, start), Phase.RUN: (start, end)}
        for need in self._mode.needs:
            if not any(self._levels.room(pool, *spans[need.phase], need.amount, self._mates) for pool in need.pools):
                pool = self._reading.network.pools[need.pools[0]]
                return Cause.POOL, self._reading.network.sites[pool.site].member, "", pool.id
        return None

    def _held_back(self, moment: int) -> Why | None:
        """A later operation must follow soon, or a lot must still be fresh when it is used."""
        portion, reading = self._portion, self._reading
        own = reading.owner(portion.job)
        supply = reading.supplies.get(portion.job)
        links = supply.precedence if supply else reading.jobs[portion.job].precedence
        earlier_end = portion.end - (portion.setup_start - moment)
        for link in links:
            if link.before != portion.operation or link.before_job or link.max_lag_s is None:
                continue
            rows = reading.portions_of.get((portion.job, link.after), [])
            if rows and max(reading.plan.portions[k].start for k in rows) > earlier_end + link.max_lag_s:
                return Cause.MAX_LAG, own, "", link.after
        if supply and supply.shelf_life_s is not None:
            return Cause.SHELF_LIFE, own, "", supply.item
        return None


class _OnUnit:
    """The portion of a trial on another unit of its work centre."""

    def __init__(self, trial: Trial, unit: int) -> None:
        self._trial = trial
        self.number = unit
        reading, centre = trial._reading, trial._centre
        self._others = [reading.plan.portions[k] for k in reading.on_unit.get((centre.id, unit), [])]
        self._begins = [other.setup_start for other in self._others]

    def free(self, moment: int) -> bool:
        """Whether set-up and run fit from an open moment on, before what comes next there."""
        trial, centre = self._trial, self._trial._centre
        place = bisect_right(self._begins, moment)
        before = self._others[place - 1] if place else None
        if before is not None and moment < before.end:
            return False
        setup_s = self._setup_s(before)
        if setup_s is None or trial._held_back(moment):
            return False
        begun, run_s = trial._open.work_at(moment), trial._run_s
        start, end = trial._open.opens(begun + setup_s), trial._open.closes(begun + setup_s + run_s)
        if start is None or end is None:
            return False
        if trial._mode.pause is Pause.UNATTENDED:
            end = start + run_s
        if trial._mode.pause is Pause.WHOLE and end - moment > run_s + setup_s:
            return False
        following = self._others[place] if place < len(self._others) else None
        if following is not None and (
            following.setup_start < end or (centre.setup_matrix and following.family != trial._portion.family)
        ):
            return False  # its set-up might have to be longer
        spans = {Phase.SETUP: (moment, start), Phase.RUN: (start, end)}
        return all(
            any(trial._levels.room(pool, *spans[need.phase], need.amount, [trial._n]) for pool in need.pools)
            for need in trial._mode.needs
        )

    def _setup_s(self, before: Portion | None) -> int | None:
        centre, reading = self._trial._centre, self._trial._reading
        if not centre.setup_matrix:
            return 0
        state = centre.states[self.number] if self.number < len(centre.states) else ""
        family = before.family if before else state
        return reading.network.setup_matrices[centre.setup_matrix].setup_s(family, self._trial._portion.family)
