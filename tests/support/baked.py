# SPDX-License-Identifier: Apache-2.0
"""Random networks in which work of many orders shares batches, each mode with an hourly cost of its own."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

from tests.support.random_networks import random_case
from tests.support.random_prices import priced

from klynge.job import Mode, Operation, Pause, Work
from klynge.network.model import Kind, Network


def baked_case(seed: int, operations: int) -> tuple[Network, Work]:
    """`random_case` without reported work, in which all modes of a batch work centre take as long and fit together."""
    network, work = random_case(seed, operations)

    def alike(mode: Mode) -> Mode:
        centre = network.work_centres[mode.work_centre]
        if centre.kind is not Kind.BATCH:
            return mode
        hours = 1 + crc32(centre.id.encode()) % 3
        matrix = network.setup_matrices.get(centre.setup_matrix)
        family = matrix.families[0] if matrix else "x"
        return replace(
            mode, fixed_s=hours * 3600, unit_ms=0, family=family, pause=Pause.RESUMABLE, needs=(), load_per_unit=1
        )

    def step(operation: Operation) -> Operation:
        return replace(operation, modes=tuple(alike(mode) for mode in operation.modes), reported=())

    jobs = tuple(replace(job, operations=tuple(step(op) for op in job.operations)) for job in work.jobs)
    supplies = tuple(replace(s, operations=tuple(step(op) for op in s.operations)) for s in work.supplies)
    return priced(network, Work(jobs, supplies), seed)
