# SPDX-License-Identifier: Apache-2.0
"""Random networks where everything costs and emits something, and lanes differ in day, price and CO2."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

from tests.support.random_networks import random_case

from klynge.job import Job, Mode, Operation, Work
from klynge.network.model import Lane, Network


def priced_case(seed: int, operations: int) -> tuple[Network, Work]:
    """`random_case` with prices by name, and beside every second lane a slower, cheaper and greener one."""
    network, work = random_case(seed, operations)
    lanes: dict[str, Lane] = {}
    for lane in network.lanes.values():
        fast = replace(lane, cost_ore=_by(lane.id, 90_000), cost_ore_kg=_by(lane.id, 500), co2_g_kg=_by(lane.id, 900))
        lanes[lane.id] = fast
        if _by(lane.id, 2):
            slow = replace(fast, id=f"{lane.id}-slow", lead_s=2 * lane.lead_s + 3600, cost_ore=fast.cost_ore // 3)
            lanes[slow.id] = replace(slow, co2_g_kg=fast.co2_g_kg // 2, departures=())
    items = {
        item.id: replace(item, cost_ore=_by(item.id, 900), co2_g=_by(item.id, 90)) for item in network.items.values()
    }
    pools = {pool.id: replace(pool, cost_ore_h=_by(pool.id, 70_000)) for pool in network.pools.values()}
    matrices = {
        matrix.id: replace(matrix, cost_ore={pair: _by(f"{matrix.id}{pair}", 9_000) for pair in matrix.seconds})
        for matrix in network.setup_matrices.values()
    }
    priced = replace(network, lanes=lanes, items=items, pools=pools, setup_matrices=matrices)
    jobs = tuple(_job(job) for job in work.jobs)
    supplies = tuple(
        replace(supply, operations=tuple(_operation(op) for op in supply.operations)) for supply in work.supplies
    )
    return priced, Work(jobs, supplies)


def _by(name: str, most: int) -> int:
    """A number below `most` that a name always gets."""
    return crc32(name.encode()) % most


def _job(job: Job) -> Job:
    return replace(job, operations=tuple(_operation(op) for op in job.operations), weight_g=700 + _by(job.id, 5_000))


def _operation(operation: Operation) -> Operation:
    return replace(operation, modes=tuple(_mode(mode) for mode in operation.modes))


def _mode(mode: Mode) -> Mode:
    """An hour costs what its work centre costs, as in a cluster's folder."""
    hour, centre = _by(mode.work_centre, 90_000), mode.work_centre
    emits = replace(mode, co2_g=_by(centre, 40), co2_g_unit=_by(centre, 7), co2_g_h=_by(centre, 4_000))
    return replace(emits, cost_ore_h=hour, cost_ore_unit=_by(centre, 300))
