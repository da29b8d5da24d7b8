# SPDX-License-Identifier: Apache-2.0
"""A plan of all orders but one, and that one to be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.priced import priced_case

from klynge.job import Job, Work
from klynge.network.model import Network
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.measure import Measures, measure


@dataclass(frozen=True)
class Asked:
    """`jobs` are of one order and not in the schedule, whose plan is of `work`."""

    network: Network
    work: Work
    jobs: tuple[Job, ...]
    schedule: Schedule

    def findings(self, schedule: Schedule) -> list[str]:
        """What a second implementation finds wrong in a schedule's plan."""
        return [str(finding) for finding in check(self.network, schedule.problem.work, schedule.plan())]

    def measures(self, schedule: Schedule) -> Measures:
        """The measures of a schedule's plan."""
        return measure(self.network, schedule.problem.work, schedule.plan())


def asked_case(seed: int) -> Asked | None:
    """A random network planned without its last order; None when that is all or is begun already."""
    network, work = priced_case(seed, 5 + seed % 30)
    names = list(dict.fromkeys(job.order for job in work.jobs))
    jobs = tuple(job for job in work.jobs if job.order == names[-1])
    if len(names) < 2 or any(op.reported for job in jobs for op in job.operations):
        return None
    rest = Work(tuple(job for job in work.jobs if job.order != names[-1]), work.supplies)
    return Asked(network, rest, jobs, construct(compile_problem(network, rest), "due"))
