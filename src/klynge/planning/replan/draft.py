# SPDX-License-Identifier: Apache-2.0
"""A network and its orders while disturbances come over them, and what is wrong with a disturbance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from klynge.job import Job, Operation
from klynge.network.model import Network
from klynge.planning.errors import PlanningError
from klynge.planning.kernels import columns as col
from klynge.planning.schedule import Schedule

from .texts import KINDS, TEXTS


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the `number`th disturbance (from 1)."""

    number: int
    kind: str
    facts: tuple[tuple[str, str], ...] = ()

    def words(self, language: str = "en") -> str:
        """In "nb" or "en"."""
        facts = dict(self.facts)
        if "near" in facts:
            near = facts["near"]
            facts["near"] = TEXTS["meant"][language].format(near=near) if near else ""
        if "what" in facts:
            facts["what"] = KINDS[facts["what"]][language]
        return TEXTS["where"][language].format(number=self.number) + TEXTS[self.kind][language].format(**facts)

    def __str__(self) -> str:
        return self.words()


class DisturbanceError(PlanningError):
    """Disturbances that cannot be: `troubles` says all that is wrong."""

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("\n".join(map(str, self.troubles)))

    def words(self, language: str) -> list[str]:
        """A line for each trouble in "nb" or "en"."""
        return [trouble.words(language) for trouble in self.troubles]


@dataclass(slots=True)
class Disturbed:
    """A network and its orders as they become. `orders` holds those that changed, with their jobs (none: no more)."""

    schedule: Schedule
    network: Network
    orders: dict[str, tuple[Job, ...]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    number: int = 0
    _modes: dict[int, Any] = field(default_factory=dict)

    def amiss(self, kind: str, **facts: str) -> None:
        """Note what is wrong."""
        self.troubles.append(Trouble(self.number, kind, tuple(facts.items())))

    def unknown(self, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that there is not."""
        near = get_close_matches(name, list(known), n=1, cutoff=0.6)
        self.amiss("unknown", what=what, name=name, near=near[0] if near else "")

    def jobs_of(self, order: str) -> tuple[Job, ...]:
        """The jobs of an order as they are by now."""
        if order in self.orders:
            return self.orders[order]
        problem = self.schedule.problem
        number = problem.numbers.get(order)
        if number is None:
            return ()
        first, last = problem.operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
        return tuple({id(job): job for job, _ in problem.rows[first:last]}.values())

    def job(self, name: str) -> Job | None:
        """A job by its identifier, noting when there is none."""
        for jobs in self.orders.values():
            for job in jobs:
                if job.id == name:
                    return job
        jobs_by_id = {job.id: job for job in self.schedule.problem.work.jobs if job.order not in self.orders}
        if name not in jobs_by_id:
            self.unknown("job", name, jobs_by_id)
        return jobs_by_id.get(name)

    def exchange(self, job: Job) -> None:
        """A job as it is from now on."""
        whole = self.jobs_of(job.order)
        self.orders[job.order] = tuple(job if each.id == job.id else each for each in whole)

    def operation(self, job: Job, name: str) -> Operation | None:
        """An operation of a job, noting when there is none."""
        found = next((op for op in job.operations if op.id == name), None)
        if found is None:
            self.unknown("operation", name, (op.id for op in job.operations))
        return found
