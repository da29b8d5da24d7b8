# SPDX-License-Identifier: Apache-2.0
"""What a portion has to wait for before it may run: the operations before it, its material and its release."""

from __future__ import annotations

from dataclasses import dataclass

from klynge.job import Pause, Precedence
from klynge.network.model import Kind
from klynge.planning.measure.lanes import Arrival, Lanes
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Peg


@dataclass(frozen=True, slots=True)
class Bound:
    """The portion may not run before `moment`, because of exactly one of these."""

    moment: int
    before: int | None = None  # number of the portion that hands over, at `handed`
    handed: int = 0
    lag_s: int = 0
    arrival: Arrival | None = None
    peg: Peg | None = None
    release: bool = False


class Bounds:
    """Bounds of the portions of one plan."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lanes = Lanes(reading)

    def of(self, n: int) -> list[Bound]:
        """All bounds of a portion, the latest (the binding one) last."""
        portion = self._reading.plan.portions[n]
        bounds = [Bound(max(self._release(portion.job), self._reading.plan.start), release=True)]
        bounds += [Bound(peg.available, peg=peg) for peg in portion.pegs if peg.available > self._reading.plan.start]
        for link in self._links(portion.job):
            if link.after == portion.operation:
                bounds += self._handed_over(link, n)
        return sorted(bounds, key=lambda bound: (bound.moment, bound.before is not None))

    def delivery(self, order: str) -> Bound | None:
        """The last arrival at the customer; None when nothing of the order goes to one."""
        arrivals = []
        for job in self._reading.jobs_of[order]:
            if not job.region:
                continue
            followed = {link.before for link in job.precedence if not link.before_job}
            for operation in job.operations:
                rows = self._reading.portions_of.get((job.id, operation.id), [])
                if rows and operation.id not in followed:
                    n = max(rows, key=lambda k: self._reading.plan.portions[k].end)
                    end = self._reading.plan.portions[n].end
                    way = self._lanes.arrive(self._site(n), job.region, end, order)
                    if way is not None:
                        arrivals.append(Bound(way.arrives, before=n, handed=end, arrival=way))
        return max(arrivals, key=lambda bound: bound.moment, default=None)

    def _release(self, job: str) -> int:
        jobs = self._reading.jobs
        return self._reading.clock.seconds(jobs[job].release) if job in jobs else self._reading.plan.start

    def _links(self, job: str) -> tuple[Precedence, ...]:
        jobs = self._reading.jobs
        return jobs[job].precedence if job in jobs else self._reading.supplies[job].precedence

    def _site(self, n: int) -> str:
        return self._reading.network.work_centres[self._reading.plan.portions[n].work_centre].site

    def _handed_over(self, link: Precedence, n: int) -> list[Bound]:
        plan, job = self._reading.plan, self._reading.plan.portions[n].job
        rows = self._reading.portions_of.get((link.before_job or job, link.before), [])
        if not rows:
            return []
        if link.transfer_quantity is None:
            last = max(rows, key=lambda k: plan.portions[k].end)
            return self._arrives(last, plan.portions[last].end, link.min_lag_s, n, 0)
        return self._overlapped(link, rows, n)

    def _arrives(self, before: int, handed: int, lag_s: int, n: int, begun_s: int) -> list[Bound]:
        """`begun_s`: working seconds into the portion at which it takes what is handed over."""
        ready = handed + lag_s
        origin, destination = self._site(before), self._site(n)
        order = self._reading.plan.portions[n].order
        way = None if origin == destination else self._lanes.arrive(origin, destination, ready, order)
        moment = way.arrives if way else ready
        if begun_s:
            open_time = self._reading.open[self._reading.plan.portions[n].work_centre]
            earlier = open_time.opens(open_time.work_at(moment) - begun_s)
            moment = moment if earlier is None else earlier
        return [Bound(moment, before=before, handed=handed, lag_s=lag_s, arrival=way)]

    def _overlapped(self, link: Precedence, rows: list[int], n: int) -> list[Bound]:
        """The overlap rule of the planning model: a bound for each step in which the portion takes."""
        plan, portion = self._reading.plan, self._reading.plan.portions[n]
        mine = sorted(self._reading.portions_of[portion.job, portion.operation], key=lambda k: plan.portions[k].start)
        made = sum(plan.portions[k].quantity for k in rows)
        needed = sum(plan.portions[k].quantity for k in mine)
        step = link.transfer_quantity or made
        bounds: list[Bound] = []
        for taken, begun_s in self._takes(n, mine, max(1, step * needed // max(1, made)), needed):
            before, handed = self._delivers(rows, step, -(-taken * made // max(1, needed)))
            bounds += self._arrives(before, handed, link.min_lag_s, n, begun_s)
        return bounds

    def _single(self, rows: list[int]) -> bool:
        portion = self._reading.plan.portions[rows[0]]
        kind = self._reading.network.work_centres[portion.work_centre].kind
        return len(rows) == 1 and kind is Kind.MACHINE and not portion.batch and not portion.frozen

    def _takes(self, n: int, mine: list[int], step: int, needed: int) -> list[tuple[int, int]]:
        plan, mode = self._reading.plan, self._reading.modes[n]
        if self._single(mine):
            steps = range(-(-needed // step))
            return [
                (min((k + 1) * step, needed), mode.fixed_s + mode.unit_ms * k * step // 1000 if k else 0) for k in steps
            ]
        earlier = mine[: mine.index(n) + 1]
        return [(sum(plan.portions[k].quantity for k in earlier), 0)]

    def _delivers(self, rows: list[int], step: int, wanted: int) -> tuple[int, int]:
        """The portion that delivers so many units in all, and when."""
        plan = self._reading.plan
        if self._single(rows):
            n = rows[0]
            portion, mode = plan.portions[n], self._reading.modes[n]
            units = min(-(-wanted // step) * step, portion.quantity)
            run_s = mode.fixed_s + -(-mode.unit_ms * units // 1000)
            if mode.pause is Pause.UNATTENDED:
                return n, portion.start + run_s
            open_time = self._reading.open[portion.work_centre]
            done = open_time.closes(open_time.work_at(portion.start) + run_s)
            return n, portion.end if done is None else min(done, portion.end)
        delivered = 0
        for n in sorted(rows, key=lambda k: plan.portions[k].end):
            delivered += plan.portions[n].quantity
            if delivered >= wanted:
                return n, plan.portions[n].end
        return n, plan.portions[n].end
