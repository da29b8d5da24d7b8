# SPDX-License-Identifier: Apache-2.0
"""A price on everything of a random case, so that no kind of cost or emission is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from klynge.job import Job, Mode, Operation, Supply, Work
from klynge.network.model import Kind, Network, Stop


def priced(network: Network, work: Work, seed: int) -> tuple[Network, Work]:
    """The same network and work with costs, weights, values and emissions drawn from a seed."""
    dice = Random(seed)

    def ore(most: int = 90_000) -> int:
        return dice.randint(0, most)

    modes: dict[int, tuple[tuple[Mode, ...], tuple[Mode, ...]]] = {}

    def ways(found: tuple[Mode, ...]) -> tuple[Mode, ...]:
        """Operations that shared their modes go on sharing them."""
        if id(found) not in modes:
            new = tuple(
                replace(
                    m, cost_ore=ore(), cost_ore_unit=ore(900), cost_ore_h=ore(),
                    co2_g=ore(500), co2_g_unit=ore(50), co2_g_h=ore(9000),
                )
                for m in found
            )  # fmt: skip
            modes[id(found)] = found, new
        return modes[id(found)][1]

    def steps(found: tuple[Operation, ...]) -> tuple[Operation, ...]:
        return tuple(replace(op, modes=ways(op.modes)) for op in found)

    def job(j: Job) -> Job:
        return replace(j, operations=steps(j.operations), value_ore=ore(), weight_g=ore(5000))

    def supply(s: Supply) -> Supply:
        return replace(s, operations=steps(s.operations))

    changed = replace(
        network,
        setup_matrices={
            name: replace(m, cost_ore={(a, b): ore() for a in m.families for b in m.families if a != b})
            for name, m in network.setup_matrices.items()
        },
        pools={name: replace(p, cost_ore_h=ore()) for name, p in network.pools.items()},
        items={name: replace(x, cost_ore=ore(), co2_g=ore(700)) for name, x in network.items.items()},
        lanes={
            name: replace(x, cost_ore=ore(), cost_ore_kg=ore(900), co2_g_kg=ore(300))
            for name, x in network.lanes.items()
        },
        agreements={name: replace(a, rate_ore_h=ore()) for name, a in network.agreements.items()},
    )
    return changed, Work(tuple(job(j) for j in work.jobs), tuple(supply(s) for s in work.supplies))


def stopped(network: Network, seed: int) -> Network:
    """The same network with a unit out of order for some hours, set up for any family then."""
    dice = Random(seed)
    machines = [c for c in network.work_centres.values() if c.kind is not Kind.EXTERNAL]
    centre = dice.choice(machines)
    start = network.start + timedelta(hours=dice.randint(0, 60))
    families = network.setup_matrices[centre.setup_matrix].families if centre.setup_matrix else ("",)
    stop = Stop(
        dice.randrange(centre.units), start, start + timedelta(hours=dice.randint(1, 30)), dice.choice(["", *families])
    )
    return replace(network, work_centres=network.work_centres | {centre.id: replace(centre, stops=(stop,))})
