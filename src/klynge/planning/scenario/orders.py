# SPDX-License-Identifier: Apache-2.0
"""The orders of a base, looked through once however many scenarios ask for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Supply, Work

KEYS = ("item", "customer", "owner", "region")


@dataclass(frozen=True)
class Orders:
    """The jobs of each order, in the order of the work."""

    work: Work
    jobs: dict[str, tuple[Job, ...]]

    @classmethod
    def of(cls, work: Work) -> Orders:
        """The orders of some work."""
        found: dict[str, list[Job]] = {}
        for job in work.jobs:
            found.setdefault(job.order, []).append(job)
        return cls(work, {order: tuple(jobs) for order, jobs in found.items()})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """By place."""
        return tuple(self.jobs)

    @cached_property
    def begun(self) -> NDArray[np.bool_]:
        """Whether anything of an order is reported, by place."""
        found = [any(op.reported for job in jobs for op in job.operations) for jobs in self.jobs.values()]
        return np.array(found, np.bool_)

    @cached_property
    def places(self) -> dict[str, dict[str, list[int]]]:
        """The places of the orders with a line of that item, customer, owner or region, by these keys."""
        found: dict[str, dict[str, list[int]]] = {key: defaultdict(list) for key in KEYS}
        for place, jobs in enumerate(self.jobs.values()):
            for key in KEYS:
                for name in {getattr(job, key) for job in lines_of(jobs)}:
                    found[key][name].append(place)
        return found

    @cached_property
    def doings(self) -> dict[tuple[str, str], set[str]]:
        """The work centres of every (item, step), of orders and supplies."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        seen: set[tuple[str, str, int]] = set()
        makers: tuple[Job | Supply, ...] = (*self.work.jobs, *self.work.supplies)
        for maker in makers:
            for op in maker.operations:
                key = (maker.item, op.id, id(op.modes))
                if key not in seen:
                    seen.add(key)
                    found[maker.item, op.id].update(mode.work_centre for mode in op.modes)
        return found

    @cached_property
    def items(self) -> set[str]:
        """All that is made."""
        return {item for item, _ in self.doings}

    @cached_property
    def last_busy(self) -> dict[str, int]:
        """The last unit of each work centre on which work is reported."""
        found: dict[str, int] = {}
        for job in self.work.jobs:
            for op in job.operations:
                for r in op.reported:
                    found[r.work_centre] = max(r.unit, found.get(r.work_centre, -1))
        return found


def lines_of(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """Those of an order's jobs that go to a customer; all when none does."""
    return tuple(job for job in jobs if job.region) or jobs
