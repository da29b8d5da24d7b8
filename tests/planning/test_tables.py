# SPDX-License-Identifier: Apache-2.0
"""Jobs as the engine's tables."""

from __future__ import annotations

from klynge.job import Work, from_json, to_json
from klynge.network.synthetic import plain
from klynge.planning import compile_problem, construct


def test_orders_with_the_same_work_are_copied_rightly() -> None:
    """Orders that share operations are written from a pattern; written one by one they give the same plan."""
    network, work = plain(1500)
    alone = Work(tuple(from_json(to_json(job)) for job in work.jobs), work.supplies)
    shared = len({id(job.operations) for job in work.jobs})
    assert shared < len(work.jobs) == len({id(job.operations) for job in alone.jobs})
    assert construct(compile_problem(network, work)).plan() == construct(compile_problem(network, alone)).plan()
